extension Language {
    static let dutch = Language(
        code: "nl", name: "Dutch",
        headings: """
            start time: Begintijd | Starttijd | Begin
            completion time: Tijd van voltooien | Voltooiingstijd | Tijdstip van voltooiing
            last modified time: Tijd van laatste wijziging | Laatst gewijzigd
            end time: Eindtijd | Einde
            email: E-mail | E-mailadres | Emailadres | Mailadres
            name: Naam | Volledige naam | Contactpersoon | Naam deelnemer
            first name: Voornaam | Voornamen | Roepnaam
            last name: Achternaam | Familienaam
            organisation: Organisatie | Bedrijf | Instelling | Vereniging | Stichting | Werkgever | Bedrijfsnaam
            job title: Functie
            phone: Telefoon | Telefoonnummer | Mobiel
            timestamp: Tijdstempel
            username: Gebruikersnaam
            name original name: Naam (oorspronkelijke naam) | Naam (originele naam)
            user name original name: Gebruikersnaam (oorspronkelijke naam) | Gebruikersnaam (originele naam)
            user email: E-mail gebruiker | E-mailadres van gebruiker | E-mail van gebruiker
            join time: Deelnametijd | Tijd van deelname | Tijdstip van deelname | Tijd van toetreding | Deelgenomen om
            leave time: Vertrektijd | Tijd van vertrek | Tijdstip van vertrek | Verlaten om
            duration: Duur
            duration minutes: Duur (minuten)
            total duration minutes: Totale duur (minuten)
            time in session minutes: Tijd in sessie (minuten)
            guest: Gast
            recording consent: Toestemming voor opname
            in waiting room: In wachtruimte | In wachtkamer
            topic: Onderwerp
            meeting id: Vergaderings-ID | Vergadering-ID | Meeting-ID
            participants: Deelnemers
            host: Gastheer | Host
            registration time: Registratietijd | Tijd van registratie | Inschrijvingstijd | Inschrijfdatum | Aanmelddatum
            approval status: Goedkeuringsstatus
            registration status: Registratiestatus | Inschrijvingsstatus | Aanmeldstatus
            attended: Bijgewoond | Aanwezig
            first join: Eerste deelname | Eerste toetreding | Voor het eerst deelgenomen
            last leave: Laatste vertrek | Laatst verlaten | Laatst vertrokken
            in meeting duration: Duur in vergadering | Duur van deelname aan vergadering | Deelnameduur | Duur deelname
            participant id upn: Deelnemer-ID (UPN) | Deelnemers-ID (UPN)
            role: Rol
            user action: Gebruikersactie | Actie van gebruiker
            meeting title: Titel van vergadering | Titel vergadering | Vergaderingstitel
            meeting duration: Duur van vergadering | Duur vergadering | Vergaderduur
            in meeting activities: Activiteiten in vergadering | Activiteiten tijdens de vergadering
            order no: Bestelnr. | Bestelnummer | Ordernummer | Ordernr. | Bestelling
            order date: Besteldatum | Orderdatum | Datum bestelling
            quantity: Aantal | Hoeveelheid | Aantal tickets
            ticket type: Tickettype | Soort ticket | Type ticket | Ticketsoort
            order type: Type bestelling
            total paid: Totaal betaald | Totaal bedrag
            currency: Valuta
            attendee status: Status deelnemer | Deelnemersstatus | Status van deelnemer | Aanwezigheidsstatus
            status: Status
            checked in: Ingecheckt
            buyer name: Koper | Naam koper | Besteller | Naam van koper
            buyer email: E-mail koper | E-mailadres koper | E-mail van koper
            buyer first name: Voornaam koper
            buyer last name: Achternaam koper
            guest of: Gast van | Introducé van | Uitgenodigd door
            unsubscribed: Afgemeld | Uitgeschreven
            do not contact: Niet contacteren | Niet benaderen
            do not email: Geen e-mail | Geen e-mails | Niet mailen
            consent: Toestemming | Mag gemaild worden | Mag benaderd worden
            date: Datum
            notes: Notities | Opmerkingen
            """,
        words: """
            : wat | is | zijn | uw | je | jouw | de | het | van | en | of | vul | in | a.u.b | alstublieft | een | hoe | heet | u
            name: naam
            full: volledige
            first name: voornaam
            last name: achternaam | familienaam
            email: email | mail | emailadres | mailadres
            address: adres
            organisation: organisatie | bedrijf | instelling | vereniging | stichting | werkgever
            attendee: deelnemer | deelnemers
            contact: contactpersoon | contact
            organisation for: welke | welk | voor | werkt | werk | vertegenwoordigt
            """,
        values: """
            yes: ja | waar
            no: nee | onwaar | geen
            registered: aangemeld | geregistreerd | ingeschreven | bevestigd | geboekt
            attending: neemt deel
            attended: aanwezig | bijgewoond | deelgenomen | ingecheckt
            not attended: afwezig | niet aanwezig | niet deelgenomen | niet verschenen
            cancelled: geannuleerd | afgezegd | niet deelnemend | neemt niet deel
            refunded: terugbetaald
            denied: geweigerd | afgewezen
            blocked: geblokkeerd
            void: ongeldig
            waitlisted: wachtlijst | op de wachtlijst | op wachtlijst
            pending: in behandeling | in afwachting | onbetaald | niet betaald
            invited: uitgenodigd
            approved: goedgekeurd
            joined: toegetreden
            joined before: eerder toegetreden
            left: vertrokken
            organiser: organisator
            co organiser: co organisator | medeorganisator
            presenter: presentator | spreker
            attendee: deelnemer
            host: gastheer
            total: totaal | eindtotaal | som
            unsubscribed: uitgeschreven | afgemeld
            anonymous: anoniem
            """,
        months:
            "januari | februari | maart mrt | april | mei | juni | juli | augustus | september sept | oktober | november | december",
        units: "d: dag dagen\nh: uur uren u\nm: minuut minuten\ns: seconde seconden")
}
