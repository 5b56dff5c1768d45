import Names
import Store

extension Finals {
    /// What an applicant is to be told: the decision, or that the application was not shortlisted.
    struct Letter: Sendable {
        var application: Application
        var title: String
        var amount: Money?
        var condition: String
        var reason: String
    }

    /// Whoever is decided about and does not know it yet, but for those from whom the caller stands aside.
    static func untold(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Letter] {
        try db.all(
            """
            SELECT \(Applications.columns), d.outcome, d.amount_pence, d.condition, d.reason, h.reason AS turned_down
            FROM application a LEFT JOIN decision d ON d.application_id = a.id
            LEFT JOIN shortlisting h ON h.application_id = a.id
            WHERE a.programme_id = \(programme)
                AND ((d.application_id IS NOT NULL AND d.told_at IS NULL AND a.stage IN ('funded', 'not_funded'))
                    OR (a.stage = 'not_shortlisted' AND h.told_at IS NULL))
                AND NOT \(caller.isApart(from: "a.id"))
            ORDER BY a.number
            """
        ) {
            let application = try Applications.application($0)
            let outcome: Decision.Outcome? = try $0["outcome"]
            guard let outcome, application.stage != .notShortlisted else {
                return Letter(
                    application: application, title: "Not shortlisted", amount: nil, condition: "",
                    reason: try $0["turned_down"] ?? "")
            }
            return Letter(
                application: application, title: outcome.label, amount: outcome.isAward ? try $0["amount_pence"] : nil,
                condition: try $0["condition"] ?? "", reason: try $0["reason"] ?? "")
        }
    }

    /// A decision as the team's list shows it.
    struct Decided: Sendable {
        var decision: Decision
        var toldAt: Instant?
    }

    /// What was decided, but for what the caller stands aside from.
    static func decisions(
        of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [ID<Application>: Decided] {
        let all = try db.all(
            """
            SELECT d.application_id, d.outcome, d.amount_pence, d.condition, d.reason, d.told_at
            FROM decision d JOIN application a ON a.id = d.application_id
            WHERE a.programme_id = \(programme) AND \(caller.may(.team, in: "\(programme)"))
                AND NOT \(caller.isApart(from: "a.id"))
            """
        ) { Decided(decision: try decision($0), toldAt: try $0["told_at"]) }
        return Dictionary(uniqueKeysWithValues: all.map { ($0.decision.application, $0) })
    }

    /// A project that was funded, as everybody may know it.
    struct Award: Sendable, Hashable {
        var application: ID<Application>
        var organisation: String
        var amount: Money
        var themes: [String]
    }

    /// What a programme announces. Organisations count once, under whatever spellings they applied, as in the evaluation.
    struct Results: Sendable {
        var awards: [Award]
        var applied: Int
        var shortlisted: Int
        var funded: Int
    }

    /// The results, or nil as long as they are held: nothing is read before.
    static func results(of programme: Programme, at now: Instant, in db: Reader) throws -> Results? {
        guard let released = programme.resultsReleasedAt, released <= now else { return nil }
        let themes = try Dictionary(grouping: themes(of: programme.id, in: db), by: \.application)
        let entries = try entries(of: programme.id, for: .theOperator, in: db)
        let (known, names) = (
            try People.organisations(of: programme.id, in: db), try OrganisationNames(of: programme.id, in: db)
        )
        func organisations(_ counts: (Entry) -> Bool) -> Int {
            Set(entries.filter(counts).map { names.key($0.organisation) }).count
        }
        let awards = entries.filter(\.isAwarded).map { entry in
            Award(
                application: entry.id,
                organisation: known[ComparableWords(entry.organisation).text]?.name ?? entry.organisation,
                amount: entry.awarded, themes: (themes[entry.id] ?? []).map(\.title))
        }
        return Results(
            awards: awards.sorted { ($0.organisation, $0.application) < ($1.organisation, $1.application) },
            applied: organisations(\.isSubmitted), shortlisted: organisations(\.isFinalist),
            funded: organisations(\.isAwarded))
    }

    private static func themes(
        of programme: ID<Programme>, in db: Reader
    ) throws -> [(application: ID<Application>, title: String)] {
        try db.all(
            """
            SELECT at.application_id, t.title FROM application_theme at JOIN theme t ON t.id = at.theme_id
            WHERE t.programme_id = \(programme) ORDER BY t.number
            """
        ) { (application: try $0["application_id"], title: try $0["title"]) }
    }
}

extension Applications {
    /// To whom is written about an application: its lead and partners.
    static func contacts(of application: ID<Application>, in db: Reader) throws -> [Account] {
        try db.all(
            """
            SELECT p.id, p.email, p.name FROM application_member m JOIN account p ON p.id = m.account_id
            WHERE m.application_id = \(application) AND m.part IN ('lead', 'partner') ORDER BY m.part, p.id
            """, Accounts.account)
    }
}
