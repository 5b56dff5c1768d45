import Markup
import Store

/// One application that somebody was given to score.
struct ReviewTask: Sendable, Hashable {
    var application: Application
    var round: Round
    /// Nil until something was saved.
    var state: Review.State?
    /// How many criteria have points, and how many there are.
    var scored: Int
    var criteria: Int
}

extension ReviewTask {
    /// Scores are taken until the round is decided about this application.
    var isOpen: Bool {
        guard state != .handedIn else { return false }
        return application.stage == (round == .assessment ? .submitted : .shortlisted)
    }

    func link(in programme: Programme) -> Link {
        let page = Link("\(Programmes.link(programme))/reviews/\(application.id.text)")
        return round == .final ? page.query("round", round.rawValue) : page
    }
}

extension Panels {
    /// What the caller was given to score and does not stand aside from, round by round.
    static func tasks(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [ReviewTask] {
        try db.all("\(selectTasks(caller)) AND a.programme_id = \(programme) ORDER BY w.round, a.number", task)
    }

    /// The same in all programmes at once.
    static func tasks(for caller: Caller, in db: Reader) throws -> [ReviewTask] {
        try db.all("\(selectTasks(caller)) ORDER BY w.round, a.number", task)
    }

    /// One of them: the round asked for, or the latest.
    static func task(
        _ application: ID<Application>, round: Round?, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> ReviewTask {
        let which: SQL = round.map { "w.round = \($0)" } ?? "1 = 1"
        let found = try db.first(
            """
            \(selectTasks(caller)) AND a.programme_id = \(programme) AND a.id = \(application) AND \(which)
            ORDER BY w.round DESC LIMIT 1
            """, task)
        guard let found else { throw Refusal.notFound }
        return found
    }

    private static func selectTasks(_ caller: Caller) -> SQL {
        """
        SELECT \(Applications.columns), w.round, r.state,
            (SELECT count(*) FROM score s WHERE s.review_id = r.id AND s.points IS NOT NULL) AS scored,
            (SELECT count(*) FROM criterion c WHERE c.programme_id = a.programme_id AND c.round = w.round) AS criteria
        FROM assignment w JOIN sent_application a ON a.id = w.application_id
        LEFT JOIN review r ON r.application_id = w.application_id AND r.account_id = w.account_id AND r.round = w.round
        WHERE w.account_id = \(caller.account?.id.text ?? "") AND w.declined_at IS NULL
            AND \(caller.may(.assessor, .panel, in: "a.programme_id"))
            AND NOT \(caller.isRecused(from: "a.id"))
        """
    }

    private static func task(_ row: Row) throws -> ReviewTask {
        ReviewTask(
            application: try Applications.application(row), round: try row["round"], state: try row["state"],
            scored: try row["scored"], criteria: try row["criteria"])
    }
}
