import Store

extension Finals {
    /// An application as figures and decisions see it.
    struct Entry: Sendable {
        var id: ID<Application>
        var organisation: String
        var stage: Stage
        var isSubmitted: Bool
        var awarded: Money
        var isAwarded: Bool
    }

    static func entries(of programme: ID<Programme>, in db: Reader) throws -> [Entry] {
        try db.all(
            """
            SELECT a.id, a.organisation, a.stage, a.submitted_at, d.outcome, d.amount_pence FROM application a
            LEFT JOIN decision d ON d.application_id = a.id
            WHERE a.programme_id = \(programme) AND a.stage <> 'withdrawn' ORDER BY a.number IS NULL, a.number, a.id
            """
        ) {
            let outcome: Decision.Outcome? = try $0["outcome"]
            return Entry(
                id: try $0["id"], organisation: try $0["organisation"], stage: try $0["stage"],
                isSubmitted: (try $0["submitted_at"] as String?) != nil,
                awarded: (try $0["amount_pence"] as Money?) ?? .zero,
                isAwarded: outcome?.isAward ?? false)
        }
    }
}
