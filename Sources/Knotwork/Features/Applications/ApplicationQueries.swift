import Store

extension Applications {
    static let columns: SQL = """
        a.id, a.programme_id, a.form_id, a.number, a.organisation, a.stage, a.asked_pence, a.started_at, a.saved_at,
        a.submitted_at, a.fingerprint
        """

    /// An application without asking who wants to know: for actions that have asked already.
    static func find(_ id: ID<Application>, in db: Reader) throws -> Application? {
        try db.first("SELECT \(columns) FROM application a WHERE a.id = \(id)", application)
    }

    /// Whether the caller has a part in the application that `application` names: lead, partner or critical friend.
    static func isMember(_ caller: Caller, of application: SQL) -> SQL {
        guard let account = caller.account else { return "1 = 0" }
        return """
            EXISTS (SELECT 1 FROM collaborator m WHERE m.application_id = \(application)
                AND m.account_id = \(account.id))
            """
    }

    /// Whether `application` is one of a programme's, whatever became of it: a condition for queries over what hangs on it.
    static func isOf(_ programme: ID<Programme>, _ application: SQL) -> SQL {
        "\(application) IN (SELECT a.id FROM application a WHERE a.programme_id = \(programme))"
    }

    /// The programme of the application that a row of the query around it names, whatever became of it.
    static func programme(of application: SQL) -> SQL {
        "(SELECT a.programme_id FROM application a WHERE a.id = \(application))"
    }

    /// Whether the question in `alias` can be answered: one for themes cannot while there are none. See `asked`.
    static func isAsked(_ alias: SQL, of programme: SQL) -> SQL {
        "(\(alias).kind <> 'themes' OR \(Problems.hasThemes(programme)))"
    }

    static func answers(of id: ID<Application>, in db: Reader) throws -> [ID<Question>: String] {
        try db.ask(answers(of: id))
    }

    static func answers(of id: ID<Application>) -> Query<[ID<Question>: String]> { answers("application_id = \(id)") }

    static func answers(_ which: SQL) -> Query<[ID<Question>: String]> {
        Query.all("SELECT question_id, text FROM answer WHERE \(which)") {
            (try $0["question_id"] as ID<Question>, try $0["text"] as String)
        }.map { Dictionary(uniqueKeysWithValues: $0) }
    }

    /// The themes that an application answers.
    static func chosenThemes(of id: ID<Application>) -> Query<Set<ID<Theme>>> { chosenThemes("application_id = \(id)") }

    static func chosenThemes(_ which: SQL) -> Query<Set<ID<Theme>>> {
        Query.all("SELECT theme_id FROM application_theme WHERE \(which)") { try $0[0] }.map { Set($0) }
    }

    /// Which themes the applications of a programme answer, by their titles, in the order of the themes.
    static func themeTitles(of programme: ID<Programme>, in db: Reader) throws -> [ID<Application>: [String]] {
        var titles: [ID<Application>: [String]] = [:]
        let themes = try Problems.themes(of: programme, in: db)
        let chosen = try db.all(
            "SELECT application_id, theme_id FROM application_theme WHERE theme_id IN \(list: themes.map(\.id))"
        ) { (application: try $0[0] as ID<Application>, theme: try $0[1] as ID<Theme>) }
        let answering = Dictionary(grouping: chosen, by: \.theme)
        for theme in themes {
            for one in answering[theme.id] ?? [] { titles[one.application, default: []].append(theme.title) }
        }
        return titles
    }

    /// To whom is written about an application: its lead and its co-applicants.
    static func contacts(of application: ID<Application>, in db: Reader) throws -> [Account] {
        try db.all(
            """
            SELECT p.id, p.email, p.name FROM applicant m JOIN account p ON p.id = m.account_id
            WHERE m.application_id = \(application) ORDER BY CASE m.part WHEN 'lead' THEN 0 ELSE 1 END, p.id
            """, Accounts.account)
    }

    /// Where an application stands, without what was written in it.
    struct Standing: Sendable {
        var id: ID<Application>
        var organisation: String
        var stage: Stage
    }

    /// Where a programme's applications stand, but for what was withdrawn and what the caller stands aside from.
    static func standings(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Standing] {
        try db.all(
            """
            SELECT a.id, a.organisation, a.stage FROM application a
            WHERE a.programme_id = \(programme) AND a.stage <> \(Stage.withdrawn) AND NOT \(caller.isRecused(from: "a.id"))
            ORDER BY a.number IS NULL, a.number, a.id
            """
        ) { Standing(id: try $0[0], organisation: try $0[1], stage: try $0[2]) }
    }

    /// Until when the last of those drafts may still be sent whose writers were given more time; nil when nobody was.
    static func extended(in programme: ID<Programme>, for caller: Caller, at now: Instant, db: Reader) throws
        -> Instant?
    {
        try db.first(
            """
            SELECT max(e.until) FROM application a JOIN extension e ON e.application_id = a.id
            WHERE a.programme_id = \(programme) AND a.stage = \(Stage.draft) AND e.until > \(now)
                AND NOT \(caller.isRecused(from: "a.id"))
            """
        ) { try $0[0] as Instant? } ?? nil
    }

    /// `EOI-0007`
    static func reference(_ number: Int?) -> String {
        guard let number else { return "" }
        guard (0..<10_000).contains(number) else { return "EOI-\(number)" }
        return FixedText.make(8) { text in
            for letter in "EOI-".unicodeScalars { text.put(letter) }
            text.put(number, width: 4)
        }
    }

    static func application(_ row: Row) throws -> Application {
        Application(
            id: try row["id"], programme: try row["programme_id"], form: try row["form_id"],
            reference: reference(try row["number"]), organisation: try row["organisation"], stage: try row["stage"],
            asked: try row["asked_pence"], startedAt: try row["started_at"], savedAt: try row["saved_at"],
            submittedAt: try row["submitted_at"], fingerprint: try row["fingerprint"])
    }
}

extension Applications {
    static let naming = [
        AuditLog.Naming(kind: "application") { "SELECT id, organisation FROM application WHERE id IN \(list: $0)" },
        AuditLog.Naming(kind: "outcome") { "SELECT id, organisation FROM application WHERE id IN \(list: $0)" },
    ]
}
