import Delimited
import Testing

@testable import Exports

/// What other languages write, tool by tool, and letters and numbers.
@Suite(.timeLimit(.minutes(20))) struct LanguagesTests {
    @Test(arguments: [
        ("de", "Vorname;Nachname;E-Mail-Adresse;Firma"), ("fr", "Prénom;Nom;Adresse e-mail;Organisme"),
        ("es", "Nombre;Apellidos;Correo electrónico;Empresa"), ("it", "Nome;Cognome;Indirizzo e-mail;Azienda"),
        ("nl", "Voornaam;Achternaam;E-mailadres;Organisatie"), ("pt", "Nome;Sobrenome;E-mail;Empresa"),
        ("pl", "Imię;Nazwisko;Adres e-mail;Firma"), ("cy", "Enw cyntaf;Cyfenw;E-bost;Sefydliad"),
    ])
    func `contacts`(code: String, header: String) throws {
        let file = try export("\(header)\nZoë;Lee;zoe@quay.example;Quay Data\n")
        #expect(file.source == .contacts && file.language == code)
        #expect(file.shown == [Shown("Zoë Lee", "zoe@quay.example", "Quay Data", .contact)])
    }

    @Test(arguments: [
        "Enw / Name,E-bost / Email,Sefydliad / Organisation", "Name (Enw),Email (E-bost),Organisation (Sefydliad)",
        "Nom / Name,Courriel / Email,Organisme / Organisation",
        "Naam | Name,E-mailadres | Email,Organisatie | Organisation",
        "Enw - Name,E-bost - Email,Sefydliad - Organisation",
    ])
    func `headings in two languages`(header: String) throws {
        let file = try export("\(header)\nZoë Lee,zoe@quay.example,Quay\n")
        #expect(file.shown == [Shown("Zoë Lee", "zoe@quay.example", "Quay", .contact)])
    }

    @Test(arguments: [
        "ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Organisation",
        "ID;Heure de début;Heure de fin;Adresse de messagerie;Nom complet;Organisme",
        "Id.;Hora de inicio;Hora de finalización;Correo electrónico;Nombre;Organización",
        "ID;Ora di inizio;Ora di completamento;Posta elettronica;Nome;Organizzazione",
        "ID;Begintijd;Tijd van voltooien;E-mail;Naam;Organisatie",
        "ID;Hora de início;Hora de conclusão;Email;Nome;Organização",
        "ID;Godzina rozpoczęcia;Godzina ukończenia;Adres e-mail;Nazwa;Organizacja",
        "ID;Amser cychwyn;Amser cwblhau;E-bost;Enw;Sefydliad",
    ])
    func `Microsoft Forms`(header: String) throws {
        let file = try export("\(header)\n1;03.04.2022 10:00;03.04.2022 10:05;zoe@quay.example;Zoë Lee;Quay\n")
        #expect(file.source == .microsoftForms)
        #expect(file.shown == [Shown("Zoë Lee", "zoe@quay.example", "Quay", .contact)])
        #expect(file.people[0].time?.description == "2022-04-03T10:05:00")
        #expect(file.people[0].order == "1")
    }

    @Test(arguments: [
        "Zeitstempel,E-Mail-Adresse,Name", "Horodateur,Adresse e-mail,Nom complet",
        "Marca temporal,Dirección de correo electrónico,Nombre",
        "Informazioni cronologiche,Indirizzo email,Nome", "Tijdstempel,E-mailadres,Naam",
        "Carimbo de data/hora,Endereço de e-mail,Nome",
        "Sygnatura czasowa,Adres e-mail,Imię i nazwisko", "Stamp amser,Cyfeiriad e-bost,Enw",
    ])
    func `Google Forms`(header: String) throws {
        let file = try export("\(header)\n03/04/2022 18:24:52,zoe@quay.example,Zoë Lee\n")
        #expect(file.source == .googleForms)
        #expect(file.shown == [Shown("Zoë Lee", "zoe@quay.example", nil, .contact)])
        #expect(file.people[0].time?.description == "2022-04-03T18:24:52")
    }

    @Test(arguments: [
        (
            "Nom\tPremière participation\tDernière sortie\tDurée de la participation à la réunion\tE-mail\tID du participant (UPN)\tRôle",
            "1 h 7 min 38 s", "Organisateur"
        ),
        (
            "Nombre\tPrimera unión\tÚltima salida\tDuración de la participación en la reunión\tCorreo electrónico\tId. de participante (UPN)\tRol",
            "1 h 7 min 38 s", "Organizador"
        ),
        (
            "Nome\tPrimo accesso\tUltima uscita\tDurata partecipazione\tE-mail\tID partecipante (UPN)\tRuolo",
            "1 h 7 min 38 sec", "Organizzatore"
        ),
        (
            "Naam\tEerste deelname\tLaatste vertrek\tDuur van deelname aan vergadering\tE-mail\tDeelnemer-ID (UPN)\tRol",
            "1 u 7 min 38 s", "Organisator"
        ),
        (
            "Nome\tPrimeiro ingresso\tÚltima saída\tDuração da participação na reunião\tEmail\tID do participante (UPN)\tFunção",
            "1h 7m 38s", "Organizador"
        ),
        (
            "Nazwa\tPierwsze dołączenie\tOstatnie opuszczenie\tCzas trwania uczestnictwa\tE-mail\tIdentyfikator uczestnika (UPN)\tRola",
            "1 godz. 7 min 38 s", "Organizator"
        ),
        (
            "Enw\tYmuno gyntaf\tGadael olaf\tHyd yn y cyfarfod\tE-bost\tID cyfranogwr (UPN)\tRôl",
            "1 awr 7 munud 38 eiliad", "Trefnydd"
        ),
    ])
    func `Teams`(header: String, length: String, role: String) throws {
        let file = try export(
            "1. A\nB\tC\n\n2. D\n\(header)\nZoë Lee\t10/03/23, 09:58:02\t10/03/23, 11:05:40\t\(length)\tzoe@quay.example\tzoe@quay.example\t\(role)\n\n3. E\nx\ty\n"
        )
        #expect(file.source == .teamsAttendance)
        #expect(file.dates == .dayFirst)
        #expect(file.shown == [Shown("Zoë Lee", "zoe@quay.example", nil, .host, 68)])
    }

    @Test(arguments: [
        (
            "N° de commande,Date de la commande,Prénom,Nom de famille,E-mail,Quantité,Type de billet,Statut du participant",
            "Participe"
        ),
        (
            "N.º de pedido,Fecha del pedido,Nombre,Apellidos,Correo electrónico,Cantidad,Tipo de entrada,Estado del asistente",
            "Asistirá"
        ),
        ("N. ordine,Data ordine,Nome,Cognome,E-mail,Quantità,Tipo di biglietto,Stato partecipante", "Partecipa"),
        ("Bestelnummer,Besteldatum,Voornaam,Achternaam,E-mail,Aantal,Tickettype,Status deelnemer", "Neemt deel"),
        (
            "Nº do pedido,Data do pedido,Nome,Sobrenome,E-mail,Quantidade,Tipo de ingresso,Status do participante",
            "Confirmado"
        ),
        ("Nr zamówienia,Data zamówienia,Imię,Nazwisko,E-mail,Ilość,Rodzaj biletu,Status uczestnika", "Potwierdzony"),
        ("Rhif archeb,Dyddiad archebu,Enw cyntaf,Cyfenw,E-bost,Nifer,Math o docyn,Statws mynychwr", "Yn mynychu"),
    ])
    func `tickets`(header: String, status: String) throws {
        let file = try export("\(header)\n1,27/01/2022 10:00,Zoë,Lee,zoe@quay.example,1,Std,\(status)\n")
        #expect(file.source == .eventbriteAttendees)
        #expect(file.shown == [Shown("Zoë Lee", "zoe@quay.example", nil, .booked)])
        #expect(file.people[0].time?.description == "2022-01-27T10:00:00")
    }

    @Test(arguments: [
        ("Name (Originalname),Benutzer-E-Mail,Beitrittszeit,Zeit des Verlassens,Dauer (Minuten),Gast", "Ja"),
        ("Nom (nom original),E-mail de l'utilisateur,Heure d'arrivée,Heure de départ,Durée (minutes),Invité", "Oui"),
        ("Nome (nome originale),E-mail utente,Ora di ingresso,Ora di uscita,Durata (minuti),Ospite", "Sì"),
        ("Naam (oorspronkelijke naam),E-mail gebruiker,Deelnametijd,Vertrektijd,Duur (minuten),Gast", "Ja"),
        ("Nome (nome original),E-mail do usuário,Hora de entrada,Hora de saída,Duração (minutos),Convidado", "Sim"),
        (
            "Nazwa (oryginalna nazwa),E-mail użytkownika,Czas dołączenia,Czas opuszczenia,Czas trwania (minuty),Gość",
            "Tak"
        ),
    ])
    func `Zoom`(header: String, yes: String) throws {
        let file = try export("\(header)\nZoë Lee,zoe@quay.example,27/01/2022 10:00:00,27/01/2022 11:00:00,60,\(yes)\n")
        #expect(file.source == .zoomParticipants)
        #expect(file.shown == [Shown("Zoë Lee", "zoe@quay.example", nil, .attended, 60)])
    }

    @Test(arguments: [
        ("Namn\tFörsta anslutning\tSenast lämnade\tE-post\tRoll", "Teams report in Swedish"),
        ("Nimi\tEnsimmäinen liittyminen\tSähköposti\tRooli", "Teams report in Finnish"),
        ("Timestampo\tNomo\tRetpoŝto\tPartoprenanto (UPN)", "Teams report"),
        ("タイムスタンプ,メールアドレス,氏名", "Google Forms export in Japanese"), ("Förnamn,Efternamn,E-post", "contacts in Swedish"),
    ])
    func `another language is refused by name, and never taken for contacts`(header: String, words: String) throws {
        let error = try #require(throws: InputError.self) { try export("\(header)\nZoë,Lee,zoe@quay.example,x,y\n") }
        #expect(error.description.contains(words))
    }

    @Test(arguments: [
        ("10 mars 2022 10:04", "2022-03-10T10:04:00"), ("10. März 2022, 10:04 Uhr", "2022-03-10T10:04:00"),
        ("10 de marzo de 2022, 6:05 p. m.", "2022-03-10T18:05:00"), ("10 marca 2022 10:04", "2022-03-10T10:04:00"),
        ("jeu. 10 févr. 2022 10h04", "2022-02-10T10:04:00"), ("10 maart 2022 om 10:04", "2022-03-10T10:04:00"),
        ("10 de março de 2022 às 10:04", "2022-03-10T10:04:00"), ("10 Mawrth 2022 10:04", "2022-03-10T10:04:00"),
        ("giovedì 10 marzo 2022 alle ore 10:04", "2022-03-10T10:04:00"), ("mar. 8 mars 2022", "2022-03-08T00:00:00"),
        ("8 paź 2022", "2022-10-08T00:00:00"), ("Dydd Mawrth 8 Mawrth 2022", "2022-03-08T00:00:00"),
        ("1er août 2022", "2022-08-01T00:00:00"),
        ("44588.4191203704", "2022-01-27T10:03:32"), ("44588,5", "2022-01-27T12:00:00"),
        ("44588", "2022-01-27T00:00:00"),
        ("2022/03/27 11:30:00 PM EET", "2022-03-27T23:30:00+02:00"),
        ("27 Mar 2022 15:30 PST", "2022-03-27T15:30:00-08:00"),
        ("28.02.2022 10:00 MEZ", "2022-02-28T10:00:00+01:00"),
        ("2022-03-27 15:30 UTC+05:30", "2022-03-27T15:30:00+05:30"),
    ])
    func `dates as other languages write them`(cell: String, expected: String) throws {
        let date = try #require(DateText(cell))
        #expect(date.moment(.dayFirst)?.description == expected)
        #expect(date.unknownZone == nil)
    }

    @Test(arguments: ["XYZT", "CST", "IST", "Europe/Lisbon"])
    func `a zone that is not known is asked about, and its time left out`(zone: String) throws {
        var file = try export("Timestamp,Email Address\n2022/03/27 11:30:00 PM \(zone),ann@quay.example\n")
        #expect(file.people.map(\.time) == [nil])
        #expect(file.people[0].asks.map(\.kind) == [.zone])
        file.settle(file.topics[0], .minutesAhead(-360))
        #expect(file.people[0].time?.description == "2022-03-27T23:30:00-06:00")
    }

    @Test(arguments: [
        ("62,5", 3750), ("1 Std. 7 Min. 38 Sek.", 4058), ("1 h 7 min", 4020), ("2 horas 5 minutos", 7500),
        ("1 heure et 5 minutes", 3900),
        ("1 godz. 5 min", 3900), ("45 munud", 2700), ("PT1H5M", 3900), ("1 hour and 5 minutes", 3900),
    ])
    func `lengths as other languages write them`(cell: String, seconds: Int) {
        #expect(Length.seconds(cell) == seconds)
    }

    @Test func `lengths that are parts of a day`() throws {
        let file = try export(
            "Name (original name),Email,Total duration (minutes),Guest\nAnn Lee,,0.0434027778,Yes\nBo Ray,,0.5,Yes\nCy Roe,,0.03125,Yes\n"
        )
        #expect(file.people.map(\.minutes) == [63, 720, 45])
    }

    // MARK: Letters

    @Test(arguments: [
        "Zoë Athersuch", "José Núñez", "Jörg Müßig", "François Lefèvre", "Ana Gonçalves", "Åse Ærø", "O’Neil Café",
    ])
    func `single bytes are the right letters, of Windows and of a Mac`(name: String) throws {
        for page in [Codepage.windows1252, .macRoman] {
            let bytes = try Self.encoded("Name;Email;Organisation\n\(name);a@quay.example;\(name) Ltd\n", page)
            let file = try Export.read(bytes, name: "list.csv")
            #expect(file.people.map(\.name) == [name], "\(page.encoding)")
            #expect(file.encoding == page.encoding)
        }
    }

    @Test(arguments: ["Łukasz Żółć", "Michał Święcicki", "Agnieszka Dąbrowska"])
    func `letters of Central Europe`(name: String) throws {
        let file = try Export.read(
            Self.encoded("Imię i nazwisko;E-mail;Firma\n\(name);a@quay.example;Quay\n", .windows1250), name: "lista.csv"
        )
        #expect(file.encoding == .windows1250)
        #expect(file.people.map(\.name) == [name])
    }

    @Test func `plain English with curly quotes and pounds stays Windows-1252`() throws {
        let text = "Name,Email,Notes\nAnn O’Neil,ann@quay.example,“it’s £5” – don’t…\n"
        #expect(
            try Export.read(Self.encoded(text, .windows1252), name: "a.csv").people[0].answers[0].text
                == "“it’s £5” – don’t…")
    }

    @Test func `one line of another encoding among good ones is repaired`() throws {
        let good = Array("Name,Email\nZoë Lee,zoe@quay.example\n".utf8)
        let file = try Export.read(good + Self.encoded("José Núñez,jose@quay.example\n", .windows1252), name: "a.csv")
        #expect(file.people.map(\.name) == ["Zoë Lee", "José Núñez"])
        #expect(file.remarks.map(\.line) == [3])
    }

    @Test(arguments: ["ZoÃ« Lee", "Zo√´ Lee", "ZoÃƒÂ« Lee"])
    func `what was encoded twice or three times is repaired`(name: String) throws {
        let file = try export("Name,Email\n\(name),zoe@quay.example\n")
        #expect(file.people.map(\.name) == ["Zoë Lee"])
        #expect(file.remarks.count == 1)
    }

    @Test func `what people really write is left alone`() throws {
        let file = try export("Name,Email,Notes\nÂngela São,a@quay.example,“AMANHÔ at 5 £ — naïve Ångström Café»\n")
        #expect(file.people[0].name == "Ângela São")
        #expect(file.people[0].answers[0].text == "“AMANHÔ at 5 £ — naïve Ångström Café»")
        #expect(file.remarks.isEmpty)
    }

    static func encoded(_ text: String, _ page: Codepage) throws -> [UInt8] {
        try text.unicodeScalars.map { scalar in
            if scalar.value < 0x80 { return UInt8(scalar.value) }
            return UInt8(try #require(page.high.firstIndex { UInt32($0) == scalar.value })) + 0x80
        }
    }
}
