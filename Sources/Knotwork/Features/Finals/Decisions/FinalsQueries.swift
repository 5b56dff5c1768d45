import Names
import Store

extension Finals {
    /// What was decided, but for what the caller stands aside from.
    static func decisions(
        of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [ID<Application>: Decision] {
        let all = try db.all(
            """
            SELECT d.application_id, d.outcome, d.amount_pence, d.condition, d.reason
            FROM decision d JOIN sent_application a ON a.id = d.application_id
            WHERE a.programme_id = \(programme) AND \(caller.may(.team, in: "\(programme)"))
                AND NOT \(caller.isRecused(from: "a.id"))
            """, decision)
        return Dictionary(uniqueKeysWithValues: all.map { ($0.application, $0) })
    }

    /// A project that was funded, as everybody may know it.
    struct Award: Sendable, Hashable {
        var application: ID<Application>
        var organisation: String
        var amount: Money
        var isConditional: Bool
        var themes: [String]

        /// What is said beside the amount.
        var notes: [String] { (isConditional ? ["On a condition"] : []) + themes }
    }

    /// What a programme announces. Organisations count once, under whatever spellings they applied, as in the evaluation.
    struct Results: Sendable {
        var awards: [Award]
        var applied: Int
        var shortlisted: Int
        var funded: Int

        /// Tells one announcement from another.
        var fingerprint: String {
            let lines = awards.map { "\($0.application.text) \($0.organisation) \($0.amount) \($0.notes)" }
            return Hex.fingerprint("\(applied) \(shortlisted) \(funded)\n" + lines.joined(separator: "\n"))
        }
    }

    /// The results, or nil as long as they are held: nothing is read before.
    static func results(of programme: Programme, at now: Instant, in db: Reader) throws -> Results? {
        guard let released = programme.resultsReleasedAt, released <= now else { return nil }
        return try results(of: programme.id, for: .theOperator, in: db)
    }

    /// What releasing the results would show, but for what the caller stands aside from.
    static func announcement(of programme: Programme, for caller: Caller, in db: Reader) throws -> Results {
        try Programmes.mustBeTeam(of: programme.id, caller, in: db)
        return try results(of: programme.id, for: caller, in: db)
    }

    private static func results(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> Results {
        let themes = try Applications.themeTitles(of: programme, in: db)
        let entries = try entries(of: programme, for: caller, in: db)
        let (known, names) = (
            try People.organisations(of: programme, in: db), try OrganisationNames(of: programme, in: db)
        )
        func organisations(_ counts: (Entry) -> Bool) -> Int {
            Set(entries.filter(counts).map { names.key($0.organisation) }).count
        }
        let awards = entries.filter(\.isAwarded).map { entry in
            Award(
                application: entry.id,
                organisation: known[ComparableWords(entry.organisation).text]?.name ?? entry.organisation,
                amount: entry.awarded, isConditional: entry.isConditional,
                themes: themes[entry.id] ?? [])
        }
        return Results(
            awards: awards.sorted { ($0.organisation, $0.application) < ($1.organisation, $1.application) },
            applied: organisations(\.isSubmitted), shortlisted: organisations(\.isFinalist),
            funded: organisations(\.isAwarded))
    }
}
