extension Language {
    static let german = Language(
        code: "de", name: "German",
        headings: """
            id: Kennung | Antwort-ID
            start time: Startzeit | Anfangszeit | Beginn
            completion time: Fertigstellungszeit | Abschlusszeit | Endzeitpunkt
            last modified time: Uhrzeit der letzten Änderung | Zeitpunkt der letzten Änderung
            end time: Endzeit | Ende
            email: E-Mail | E-Mail-Adresse | Mailadresse | Email Adresse
            email address: E-Mail-Adresse der Person
            name: Vollständiger Name | Name des Teilnehmers | Ansprechpartner | Ansprechpartnerin | Kontaktperson
            first name: Vorname | Vornamen | Rufname
            last name: Nachname | Familienname | Zuname
            organisation: Firma | Unternehmen | Einrichtung | Verein | Behörde | Träger | Institution | Arbeitgeber
            job title: Position | Funktion | Berufsbezeichnung
            phone: Telefon | Telefonnummer | Handynummer | Mobiltelefon | Handy | Mobil
            timestamp: Zeitstempel
            username: Nutzername | Benutzername
            score: Punktzahl
            name original name: Name (Originalname) | Name (ursprünglicher Name)
            user name original name: Benutzername (Originalname) | Benutzername (ursprünglicher Name)
            user email: Benutzer-E-Mail | E-Mail des Benutzers
            join time: Beitrittszeit | Beitrittszeitpunkt | Eintrittszeit | Beigetreten um
            leave time: Verlassenszeit | Zeit des Verlassens | Austrittszeit | Verlassen um | Uhrzeit des Verlassens
            duration: Dauer
            duration minutes: Dauer (Minuten) | Dauer in Minuten
            total duration minutes: Gesamtdauer (Minuten)
            time in session minutes: Zeit in Sitzung (Minuten) | Zeit in der Sitzung (Minuten) | Sitzungszeit (Minuten)
            guest: Gast
            recording consent: Zustimmung zur Aufzeichnung
            in waiting room: Im Warteraum
            topic: Thema
            meeting id: Meeting-ID | Besprechungs-ID
            participants: Teilnehmer | Teilnehmende
            host: Gastgeber
            registration time: Registrierungszeit | Anmeldezeit | Registrierungszeitpunkt | Anmeldezeitpunkt | Registriert am
            approval status: Genehmigungsstatus
            registration status: Registrierungsstatus | Anmeldestatus
            attended: Teilgenommen
            first join: Erster Beitritt | Erstmals beigetreten
            last leave: Letztes Verlassen | Zuletzt verlassen
            in meeting duration: Dauer der Besprechungsteilnahme | Dauer in der Besprechung | Besprechungsdauer
            participant id upn: Teilnehmer-ID (UPN)
            role: Rolle
            user action: Benutzeraktion
            meeting title: Titel der Besprechung | Besprechungstitel
            meeting duration: Dauer der Besprechung
            in meeting activities: Besprechungsaktivitäten | Aktivitäten in der Besprechung
            order no: Bestellnr. | Bestellnummer | Bestell-Nr. | Auftragsnummer | Bestell-ID
            order date: Bestelldatum | Datum der Bestellung
            quantity: Anzahl | Menge | Ticketanzahl | Anzahl Tickets
            ticket type: Ticketart | Tickettyp | Ticketkategorie
            order type: Bestellart
            total paid: Gesamtbetrag | Bezahlt gesamt
            currency: Währung
            attendee status: Teilnahmestatus | Teilnehmerstatus | Status des Teilnehmers
            status: Status
            checked in: Eingecheckt
            buyer name: Käufer | Name des Käufers | Besteller
            buyer email: E-Mail des Käufers | E-Mail des Bestellers
            buyer first name: Vorname des Käufers
            buyer last name: Nachname des Käufers
            guest of: Gast von | Begleitung von
            tags: Schlagwörter | Schlagworte
            unsubscribed: Abgemeldet | Abbestellt | Newsletter abbestellt
            do not contact: Nicht kontaktieren | Kein Kontakt | Nicht anschreiben
            do not email: Keine E-Mails | Keine E-Mail | Keine Mails
            consent: Einwilligung | Zustimmung | Darf kontaktiert werden | Einverstanden mit E-Mails
            date: Datum
            notes: Notizen | Bemerkung | Bemerkungen | Anmerkungen
            """,
        words: """
            : wie | was | ist | sind | lautet | heissen | heisst | heißt | ihr | ihre | ihrer | ihren | ihrem | deine | dein | deiner | der | die | das | des | dem | den | und | sie | du | bitte | geben | gib | an | ein | eine | von | im | unter
            name: name | namen
            full: vollständiger | vollständige | ganzer
            first name: vorname | vornamen
            last name: nachname | nachnamen | familienname
            email: email | mail | mailadresse | emailadresse
            address: adresse
            organisation: organisation | firma | unternehmen | einrichtung | verein | institution | arbeitgeber | behörde
            attendee: teilnehmer | teilnehmers | teilnehmerin | teilnehmenden | teilnehmende
            contact: kontakt | ansprechpartner | ansprechpartnerin | kontaktperson
            organisation for: für | welche | welcher | welchem | arbeiten | vertreten
            """,
        values: """
            yes: ja | wahr | zutreffend | richtig
            no: nein | falsch | kein | keine
            registered: angemeldet | registriert | zugesagt | gebucht | bestätigt | teilnahme bestätigt
            attending: nimmt teil | teilnehmend
            attended: teilgenommen | anwesend | eingecheckt | erschienen
            not attended: nicht teilgenommen | nicht erschienen | abwesend | nicht anwesend | ferngeblieben
            cancelled: storniert | abgesagt | abgemeldet | gekündigt | nimmt nicht teil | zurückgezogen
            refunded: erstattet | rückerstattet
            denied: abgelehnt | verweigert
            blocked: gesperrt | blockiert
            void: ungültig
            waitlisted: warteliste | auf der warteliste | auf warteliste
            pending: ausstehend | offen | unbezahlt | in bearbeitung
            invited: eingeladen
            approved: genehmigt
            joined: beigetreten
            joined before: vorher beigetreten
            left: verlassen
            organiser: organisator | organisatorin | besprechungsorganisator
            co organiser: mitorganisator | co organisator
            presenter: referent | referentin | präsentator
            attendee: teilnehmer | teilnehmerin
            host: gastgeber | moderator
            total: gesamt | summe | insgesamt | gesamtsumme | zusammen
            unsubscribed: abbestellt
            anonymous: anonym
            guest: gast
            """,
        months:
            "Januar Jänner Jaenner | Februar Feber | März Maerz Mrz | April | Mai | Juni | Juli | August | September Sept | Oktober | November | Dezember",
        units: "d: Tag Tage\nh: Stunde Stunden Std\nm: Minute Minuten Min\ns: Sekunde Sekunden Sek")
}
