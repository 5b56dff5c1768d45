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
        /// Awarded, once something is done first.
        var isConditional = false
        /// Asked to the finals, whatever came of it.
        var isFinalist: Bool { [.shortlisted, .funded, .notFunded].contains(stage) }
    }

    /// What was not withdrawn, but for what the caller stands aside from.
    static func entries(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Entry] {
        try db.all(
            """
            SELECT a.id, a.organisation, a.stage, a.submitted_at, d.outcome, d.amount_pence FROM application a
            LEFT JOIN decision d ON d.application_id = a.id
            WHERE a.programme_id = \(programme) AND a.stage <> \(Stage.withdrawn)
                AND NOT \(caller.isRecused(from: "a.id"))
            ORDER BY a.number IS NULL, a.number, a.id
            """
        ) {
            let (outcome, stage): (Decision.Outcome?, Stage) = (try $0["outcome"], try $0["stage"])
            let sent: String? = try $0["submitted_at"]
            return Entry(
                id: try $0["id"], organisation: try $0["organisation"], stage: stage,
                // What was opened again has not been sent until it is sent again.
                isSubmitted: sent != nil && stage != .draft,
                awarded: (try $0["amount_pence"] as Money?) ?? .zero,
                isAwarded: outcome?.isAward ?? false, isConditional: outcome == .conditional)
        }
    }
}
