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

    /// Whether the question in `alias` can be answered: one for themes cannot while there are none. See `asked`.
    static func isAsked(_ alias: SQL, of programme: SQL) -> SQL {
        "(\(alias).kind <> 'themes' OR EXISTS (SELECT 1 FROM theme t WHERE t.programme_id = \(programme)))"
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

    static func themeTitles(of id: ID<Application>, in db: Reader) throws -> [String] {
        try db.ask(themeTitles(of: id))
    }

    static func themeTitles(of id: ID<Application>) -> Query<[String]> { themeTitles("at.application_id = \(id)") }

    static func themeTitles(_ which: SQL) -> Query<[String]> {
        Query.all(
            """
            SELECT t.title FROM application_theme at JOIN theme t ON t.id = at.theme_id WHERE \(which)
            ORDER BY t.number
            """
        ) { try $0[0] }
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
