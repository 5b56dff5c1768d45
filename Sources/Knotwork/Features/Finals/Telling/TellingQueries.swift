import Store

extension Finals {
    /// Where the letters about one outcome stand in the outbox, and what people say about it.
    static func subject(_ application: ID<Application>) -> AuditLog.Subject { AuditLog.Subject("outcome", application) }

    /// Whether it is settled what an applicant is to be told, as a condition for a query over applications `a` and
    /// their decisions `d`.
    static let isSettled: SQL = """
        (d.application_id IS NOT NULL AND a.stage IN \(list: [Stage.funded, .notFunded]) OR a.stage = \(Stage.notShortlisted))
        """

    /// Whether everybody who applied was told of the outcome, as a condition for a query: each by a letter that left, or
    /// all by what a person says. A letter that is written, held, thrown away, failed or rehearsed has told nobody.
    static func isTold(_ application: SQL) -> SQL {
        let hasLeft = Outbox.hasLeft(about: "outcome", "m.application_id", to: "m.account_id")
        return """
            (\(Outbox.wasToldOtherwise(of: "outcome", application))
                OR EXISTS (SELECT 1 FROM applicant m WHERE m.application_id = \(application))
                AND NOT EXISTS (SELECT 1 FROM applicant m WHERE m.application_id = \(application) AND NOT \(hasLeft)))
            """
    }

    /// What an applicant is to be told: the decision, or that the application was not shortlisted.
    struct Letter: Sendable {
        var application: Application
        var title: String
        var amount: Money?
        var condition: String
        var reason: String
    }

    /// Whose outcome is settled and who does not know it yet, but for those from whom the caller stands aside.
    static func untold(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Letter] {
        try db.all(
            """
            SELECT \(Applications.columns), d.outcome, d.amount_pence, d.condition, d.reason, h.reason AS turned_down
            FROM sent_application a LEFT JOIN decision d ON d.application_id = a.id
            LEFT JOIN not_shortlisted h ON h.application_id = a.id
            WHERE a.programme_id = \(programme) AND \(isSettled) AND NOT \(isTold("a.id"))
                AND NOT \(caller.isRecused(from: "a.id"))
            ORDER BY a.number
            """, letter)
    }

    private static func letter(_ row: Row) throws -> Letter {
        let application = try Applications.application(row)
        let outcome: Decision.Outcome? = try row["outcome"]
        guard let outcome, application.stage != .notShortlisted else {
            return Letter(
                application: application, title: "Not shortlisted", amount: nil, condition: "",
                reason: try row["turned_down"] ?? "")
        }
        return Letter(
            application: application, title: outcome.label, amount: outcome.isAward ? try row["amount_pence"] : nil,
            condition: try row["condition"] ?? "", reason: try row["reason"] ?? "")
    }

    /// Everybody whose outcome is settled, with how far they were told, but for what the caller stands aside from.
    static func applicants(
        of programme: ID<Programme>, only: ID<Application>? = nil, for caller: Caller, in db: Reader
    ) throws -> [ToldApplicant] {
        let mine: SQL = """
            a.programme_id = \(programme) AND \(isSettled) AND \(caller.may(.team, in: "a.programme_id"))
                AND NOT \(caller.isRecused(from: "a.id"))
            """
        let which: SQL = only.map { "\(mine) AND a.id = \($0)" } ?? mine
        let copies = Dictionary(grouping: try copies(which, in: db), by: \.application)
        return try db.all(
            """
            SELECT \(Applications.columns), d.outcome, coalesce(d.decided_at, h.decided_at, a.submitted_at) AS settled_at,
                t.how, t.words, t.told_by, t.told_on, t.noted_at, n.name
            FROM sent_application a LEFT JOIN decision d ON d.application_id = a.id
            LEFT JOIN not_shortlisted h ON h.application_id = a.id
            LEFT JOIN told_otherwise t ON t.about_kind = 'outcome' AND t.about_id = a.id
            LEFT JOIN account n ON n.id = t.noted_by
            WHERE \(which) ORDER BY a.number, a.id
            """
        ) { row in
            let application = try Applications.application(row)
            let outcome: Decision.Outcome? = application.stage == .notShortlisted ? nil : try row["outcome"]
            let how: ToldOtherwise.How? = try row["how"]
            return ToldApplicant(
                application: application, title: outcome?.label ?? "Not shortlisted", settledAt: try row["settled_at"],
                telling: Telling(
                    copies: (copies[application.id] ?? []).map(\.copy),
                    word: how == nil ? nil : try Outbox.toldOtherwise(row)))
        }
    }

    private typealias OneCopy = (application: ID<Application>, copy: Telling.Copy)

    /// The furthest that a letter to each contact got.
    private static func copies(_ which: SQL, in db: Reader) throws -> [OneCopy] {
        let all = try db.all(
            """
            SELECT m.application_id, p.id, p.email, p.name, l.id AS letter, l.state, l.created_at, l.sent_at, l.last_error
            FROM sent_application a LEFT JOIN decision d ON d.application_id = a.id
            JOIN applicant m ON m.application_id = a.id
            JOIN account p ON p.id = m.account_id
            LEFT JOIN message l ON l.about_kind = 'outcome' AND l.about_id = m.application_id
                AND l.account_id = m.account_id AND NOT l.superseded
            WHERE \(which) ORDER BY m.application_id, m.part, p.id, CASE WHEN l.state = 'sent' THEN 1 ELSE 0 END, l.id
            """
        ) { row -> OneCopy in
            let (sent, written): (Instant?, Instant?) = (try row["sent_at"], try row["created_at"])
            let copy = Telling.Copy(
                account: try Accounts.account(row), letter: try row["letter"], state: try row["state"],
                at: sent ?? written, error: try row["last_error"])
            return (try row["application_id"], copy)
        }
        return all.indices.filter { place in
            let next = all.indices.contains(place + 1) ? all[place + 1] : nil
            return next?.application != all[place].application || next?.copy.account.id != all[place].copy.account.id
        }.map { all[$0] }
    }
}
