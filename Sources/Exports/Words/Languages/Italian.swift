extension Language {
    static let italian = Language(
        code: "it", name: "Italian",
        headings: """
            id: Identificativo
            start time: Ora di inizio | Inizio
            completion time: Ora di completamento
            last modified time: Ora dell'ultima modifica
            end time: Ora di fine | Fine
            email: Posta elettronica | Indirizzo e-mail | Indirizzo di posta elettronica | Indirizzo mail | E-mail | Mail
            name: Nome completo | Nome e cognome | Cognome e nome | Nominativo | Referente | Nome
            first name: Nome di battesimo
            last name: Cognome
            organisation: Organizzazione | Azienda | Ente | Società | Associazione | Istituzione | Impresa
            job title: Qualifica | Posizione | Mansione
            phone: Telefono | Numero di telefono | Cellulare
            timestamp: Informazioni cronologiche | Data e ora
            username: Nome utente
            name original name: Nome (nome originale)
            user name original name: Nome utente (nome originale)
            user email: E-mail utente | E-mail dell'utente
            join time: Ora di ingresso | Ora di entrata | Ora di partecipazione | Ora di accesso
            leave time: Ora di uscita | Ora di abbandono
            duration: Durata
            duration minutes: Durata (minuti)
            total duration minutes: Durata totale (minuti)
            time in session minutes: Tempo nella sessione (minuti) | Tempo in sessione (minuti)
            guest: Ospite
            recording consent: Consenso alla registrazione
            in waiting room: In sala d'attesa | Nella sala d'attesa
            topic: Argomento
            meeting id: ID riunione
            participants: Partecipanti
            host: Organizzatore della riunione
            registration time: Ora di registrazione | Data di registrazione | Ora di iscrizione | Data di iscrizione
            approval status: Stato approvazione | Stato di approvazione
            registration status: Stato registrazione | Stato iscrizione | Stato della registrazione
            attended: Ha partecipato
            first join: Primo accesso | Prima partecipazione | Primo ingresso
            last leave: Ultima uscita | Ultimo abbandono
            in meeting duration: Durata nella riunione | Durata partecipazione | Durata della partecipazione alla riunione | Durata in riunione
            participant id upn: ID partecipante (UPN) | ID del partecipante (UPN)
            role: Ruolo
            user action: Azione utente | Azione dell'utente
            meeting title: Titolo della riunione | Titolo riunione
            meeting duration: Durata della riunione | Durata riunione
            in meeting activities: Attività nella riunione | Attività della riunione | Attività durante la riunione
            order no: N. ordine | Numero ordine | N° ordine | Numero d'ordine | Ordine | Ordine n.
            order date: Data ordine | Data dell'ordine
            quantity: Quantità | Numero biglietti
            ticket type: Tipo di biglietto | Tipo biglietto | Tipologia biglietto
            order type: Tipo ordine | Tipo di ordine
            total paid: Totale pagato | Importo pagato
            currency: Valuta
            attendee status: Stato partecipante | Stato del partecipante | Stato partecipazione
            status: Stato
            checked in: Check-in effettuato
            buyer name: Acquirente | Nome acquirente | Nome dell'acquirente
            buyer email: E-mail acquirente | E-mail dell'acquirente
            buyer last name: Cognome acquirente | Cognome dell'acquirente
            guest of: Ospite di | Invitato da | Accompagnatore di
            tags: Etichette
            unsubscribed: Disiscritto | Iscrizione annullata | Cancellato dalla newsletter
            do not contact: Non contattare
            do not email: Non inviare e-mail | Nessuna e-mail
            consent: Consenso | Acconsente a essere contattato
            date: Data
            notes: Note | Osservazioni
            """,
        words: """
            : qual | quale | è | e | sono | il | la | lo | l | tuo | tua | suo | sua | vostro | vostra | di | del | della | dell | o | per | favore | inserire | indicare | un | una | come | si | chiama
            name: nome
            full: completo
            last name: cognome
            email: email | mail | posta
            address: indirizzo | elettronica
            organisation: organizzazione | azienda | ente | società | associazione | istituzione | impresa
            attendee: partecipante
            contact: contatto | referente | persona
            organisation for: cui | rappresenta | rappresenti | lavora | lavori | appartenenza | da | che
            """,
        values: """
            yes: sì | vero
            no: nessuno | nessuna
            registered: iscritto | iscritta | registrato | registrata | confermato | confermata | prenotato
            attending: partecipa | parteciperà
            attended: ha partecipato | presente
            not attended: assente | non ha partecipato | non presentato | non presente
            cancelled: annullato | annullata | cancellato | cancellata | non partecipa | disdetto
            refunded: rimborsato | rimborsata
            denied: rifiutato | rifiutata | negato | respinto
            blocked: bloccato | bloccata
            void: non valido | nullo
            waitlisted: lista d'attesa | in lista d'attesa
            pending: in attesa | in sospeso | non pagato | da pagare
            invited: invitato | invitata
            approved: approvato | approvata
            joined: ha partecipato alla riunione | entrato | si è unito
            joined before: entrato prima
            left: uscito | ha abbandonato | uscita
            organiser: organizzatore | organizzatrice
            co organiser: co organizzatore | coorganizzatore
            presenter: relatore | relatrice | presentatore
            attendee: partecipante
            total: totale | totale generale | somma | totali
            unsubscribed: disiscritto | disiscritta
            anonymous: anonimo
            """,
        months:
            "gennaio | febbraio | marzo | aprile | maggio | giugno | luglio | agosto | settembre sett | ottobre | novembre | dicembre",
        units: "d: giorno giorni gg\nh: ora ore\nm: minuto minuti\ns: secondo secondi")
}
