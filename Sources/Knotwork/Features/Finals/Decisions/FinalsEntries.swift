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
        let decided = try Dictionary(
            uniqueKeysWithValues: decided(of: programme, for: caller, in: db).map { ($0.application, $0) })
        return try Applications.standings(of: programme, for: caller, in: db).map { one in
            let decision = decided[one.id]
            return Entry(
                id: one.id, organisation: one.organisation, stage: one.stage,
                // What was opened again has not been sent until it is sent again.
                isSubmitted: one.stage.wasSubmitted, awarded: decision?.amount ?? .zero,
                isAwarded: decision?.outcome.isAward ?? false, isConditional: decision?.outcome == .conditional)
        }
    }

    private static func decided(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Decision] {
        try db.all(
            """
            SELECT d.application_id, d.outcome, d.amount_pence, d.condition, d.reason
            FROM decision d JOIN sent_application a ON a.id = d.application_id WHERE a.programme_id = \(programme)
                AND NOT \(caller.isRecused(from: "a.id"))
            """, decision)
    }
}
