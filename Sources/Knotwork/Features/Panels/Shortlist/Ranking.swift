import Store

/// An application in the order in which it was scored, with how far its scores agree.
struct Ranked: Sendable {
    var application: Application
    var assigned: Int
    var shortlisted: Bool?
    /// Each reviewer's weighted total, in per cent of what was possible.
    var totals: [Double]
}

extension Ranked {
    /// Below this a mean says more about who scored than about the application.
    static let enough = 2
    /// From this on the scores disagree so much that people should talk before they decide.
    static let farApart = 40.0

    var mean: Double? { totals.count < Self.enough ? nil : totals.reduce(0, +) / Double(totals.count) }

    /// From the lowest to the highest total.
    var range: ClosedRange<Double>? {
        guard totals.count >= Self.enough, let low = totals.min(), let high = totals.max() else { return nil }
        return low...high
    }

    var isDisputed: Bool { range.map { $0.upperBound - $0.lowerBound >= Self.farApart } ?? false }
}

extension Panels {
    /// All applications that were sent, the best scored first and those with too few scores last. In the final round
    /// those that were shortlisted.
    static func ranking(
        of programme: ID<Programme>, round: Round, for caller: Caller, in db: Reader
    ) throws -> [Ranked] {
        let totals = Dictionary(
            grouping: try totals(of: programme, round: round, for: caller, in: db), by: \.application)
        let stages: [Stage] = round == .assessment ? Stage.submittedStages : [.shortlisted, .funded, .notFunded]
        let all = try db.all(
            """
            SELECT \(Applications.columns), h.shortlisted,
                (SELECT count(*) FROM assignment w WHERE w.application_id = a.id AND w.round = \(round)
                    AND w.declined_at IS NULL AND NOT \(Recusals.isBarred("w.account_id", from: "w.application_id"))) AS assigned
            FROM sent_application a LEFT JOIN shortlisting h ON h.application_id = a.id
            WHERE a.programme_id = \(programme) AND a.stage IN \(list: stages)
                AND \(caller.may(.team, in: "\(programme)")) AND NOT \(caller.isRecused(from: "a.id"))
            ORDER BY a.number
            """
        ) {
            let application = try Applications.application($0)
            return Ranked(
                application: application, assigned: try $0["assigned"], shortlisted: try $0["shortlisted"],
                totals: (totals[application.id] ?? []).map(\.total))
        }
        return all.sorted { ($0.mean ?? -1, $1.application.reference) > ($1.mean ?? -1, $0.application.reference) }
    }

    private struct Total {
        var application: ID<Application>
        var total: Double
    }

    /// The one definition of a total in SQL; `Review.total` is the same for one review in memory.
    private static func totals(
        of programme: ID<Programme>, round: Round, for caller: Caller, in db: Reader
    ) throws -> [Total] {
        try db.all(
            """
            SELECT r.application_id, t.total FROM (
                SELECT s.review_id, sum(CAST(c.weight * (s.points - c.lowest) AS DOUBLE PRECISION) / (c.highest - c.lowest))
                    / CAST(sum(c.weight) AS DOUBLE PRECISION) * 100 AS total
                FROM criterion c JOIN score s ON s.criterion_id = c.id
                WHERE c.programme_id = \(programme) AND c.round = \(round) AND c.weight > 0 GROUP BY s.review_id
            ) t JOIN review r ON r.id = t.review_id
            WHERE \(teamReads("r", of: "\(programme)", caller)) ORDER BY r.id
            """
        ) { Total(application: try $0["application_id"], total: try $0["total"]) }
    }
}
