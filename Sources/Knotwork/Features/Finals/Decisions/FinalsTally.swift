import Store

extension Finals {
    /// What is still owed to those who applied, but for those from which the caller stands aside.
    struct Tally: Sendable, Hashable {
        /// Decided about, and not told yet.
        var untold = 0
        /// Told that they get nothing, and not offered a conversation about it.
        var withoutFeedback = 0
        var awarded = Money.zero
        var awards = 0
    }

    static func tally(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> Tally {
        let found = try db.first(
            """
            SELECT count(CASE WHEN \(isSettled) AND NOT \(isTold("a.id")) THEN 1 END) AS untold,
                count(CASE WHEN a.stage IN \(list: [Stage.notFunded, .notShortlisted]) AND f.application_id IS NULL
                    AND \(isTold("a.id")) THEN 1 END) AS without_feedback,
                coalesce(sum(d.amount_pence), 0) AS awarded,
                count(CASE WHEN d.amount_pence > 0 THEN 1 END) AS awards
            FROM sent_application a LEFT JOIN decision d ON d.application_id = a.id
            LEFT JOIN feedback f ON f.application_id = a.id
            WHERE a.programme_id = \(programme) AND \(caller.may(.team, in: "a.programme_id"))
                AND NOT \(caller.isRecused(from: "a.id"))
            """
        ) {
            Tally(
                untold: try $0["untold"], withoutFeedback: try $0["without_feedback"], awarded: try $0["awarded"],
                awards: try $0["awards"])
        }
        return found ?? Tally()
    }
}
