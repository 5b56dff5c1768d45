import Store

extension Panels {
    static func criteria(of programme: ID<Programme>, round: Round, in db: Reader) throws -> [Criterion] {
        try db.ask(criteria(of: programme, round: round))
    }

    static func criteria(of programme: ID<Programme>, round: Round) -> Query<[Criterion]> {
        let anchors = Query.all(
            """
            SELECT n.criterion_id, n.points, n.words FROM anchor n JOIN criterion c ON c.id = n.criterion_id
            WHERE c.programme_id = \(programme)
            """
        ) { (try $0["criterion_id"] as ID<Criterion>, try $0["points"] as Int, try $0["words"] as String) }
        let criteria = Query.all(
            """
            SELECT id, round, key, title, weight, lowest, highest FROM criterion
            WHERE programme_id = \(programme) AND round = \(round) ORDER BY position
            """
        ) {
            Criterion(
                id: try $0["id"], round: try $0["round"], key: try $0["key"], title: try $0["title"],
                weight: try $0["weight"], lowest: try $0["lowest"], highest: try $0["highest"], anchors: [:])
        }
        return together(anchors, criteria).map { anchors, criteria in
            let words = Dictionary(grouping: anchors, by: \.0)
            return criteria.map { criterion in
                var criterion = criterion
                criterion.anchors = Dictionary(uniqueKeysWithValues: (words[criterion.id] ?? []).map { ($0.1, $0.2) })
                return criterion
            }
        }
    }
}

/// What Applications asks of those who judge: see `Applications.Judging`.
extension Panels {
    /// Whether anybody has handed in scores for an application, in one round or in any, whoever may read them.
    static func isScored(_ application: ID<Application>, round: Round? = nil, in db: Reader) throws -> Bool {
        let which: SQL = round.map { "round = \($0)" } ?? "1 = 1"
        return try db.value(
            """
            SELECT 1 FROM review WHERE application_id = \(application) AND state = 'handed_in' AND \(which) LIMIT 1
            """, as: Int.self) != nil
    }

    /// Whether somebody was asked to score an application and has not declined.
    static func isJudge(_ account: ID<Account>, of application: ID<Application>, in db: Reader) throws -> Bool {
        try db.value(
            """
            SELECT 1 FROM assignment WHERE account_id = \(account) AND application_id = \(application)
                AND declined_at IS NULL
            """, as: Int.self) != nil
    }

    static func reviews(in range: ClosedRange<ID<Application>>) -> SQL {
        """
        SELECT application_id FROM review
        WHERE application_id BETWEEN \(range.lowerBound) AND \(range.upperBound) AND state = 'handed_in'
        """
    }

    static func assignments(in range: ClosedRange<ID<Application>>) -> SQL {
        """
        SELECT application_id FROM assignment
        WHERE application_id BETWEEN \(range.lowerBound) AND \(range.upperBound) AND declined_at IS NULL
        """
    }
}

extension Panels {
    /// What is still to be set up and given out, but for applications from which the caller stands aside.
    struct Tally: Sendable, Hashable {
        /// Sent, not shortlisted yet, and given to nobody to score.
        var unassigned = 0
        var criteria = 0
    }

    static func tally(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> Tally {
        let found = try db.first(
            """
            SELECT count(*) AS unassigned,
                (SELECT count(*) FROM criterion c WHERE c.programme_id = \(programme)) AS criteria
            FROM sent_application a
            WHERE a.programme_id = \(programme) AND a.stage = \(Stage.submitted) AND NOT EXISTS (SELECT 1 FROM assignment w
                    WHERE w.application_id = a.id AND w.round = \(Round.assessment) AND w.declined_at IS NULL)
                AND \(caller.may(.team, in: "a.programme_id")) AND NOT \(caller.isRecused(from: "a.id"))
            """
        ) { Tally(unassigned: try $0["unassigned"], criteria: try $0["criteria"]) }
        return found ?? Tally()
    }
}
