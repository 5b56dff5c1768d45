import Store

extension Panels {
    /// What the caller has saved for a task so far.
    static func own(_ task: ReviewTask, for caller: Caller, in db: Reader) throws -> Review? {
        try reviews(
            "r.application_id = \(task.application.id) AND r.round = \(task.round) AND r.account_id = \(caller.account?.id.text ?? "")",
            in: db
        ).first?.review
    }

    /// A review with the name of who wrote it.
    struct Signed: Sendable, Hashable {
        var author: String
        var review: Review
    }

    /// What the others handed in for the same application: nothing until the caller's own scores are in.
    static func others(_ task: ReviewTask, for caller: Caller, in db: Reader) throws -> [Signed] {
        guard task.state == .handedIn else { return [] }
        return try reviews(
            """
            r.application_id = \(task.application.id) AND r.round = \(task.round)
            AND r.account_id <> \(caller.account?.id.text ?? "") AND \(counts("r"))
            AND NOT \(owesScores(caller, beside: "r"))
            """, in: db)
    }

    /// What was handed in for an application, as the team reads it.
    static func handedIn(
        for application: ID<Application>, round: Round, for caller: Caller, in db: Reader
    ) throws -> [Signed] {
        try reviews(
            """
            r.application_id = \(application) AND r.round = \(round)
            AND \(teamReads("r", of: Applications.programme(of: "r.application_id"), caller))
            """, in: db)
    }

    /// The reviews that `which` says, with their scores. Who may read them is for `which` to say.
    static func reviews(_ which: SQL, in db: Reader) throws -> [Signed] {
        var all = try db.all(
            """
            SELECT r.id, r.application_id, r.account_id, r.round, r.state, r.note, p.name, p.email
            FROM review r JOIN account p ON p.id = r.account_id WHERE \(which) ORDER BY p.name, p.id
            """
        ) { row in
            let review = Review(
                id: try row["id"], application: try row["application_id"], account: try row["account_id"],
                round: try row["round"], state: try row["state"], note: try row["note"], points: [:], remarks: [:])
            return Signed(author: try Accounts.named(row), review: review)
        }
        let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.review.id, $0) })
        let scores = try db.all(
            """
            SELECT review_id, criterion_id, points, note FROM score WHERE review_id IN \(list: all.map(\.review.id))
            """
        ) {
            (
                review: try $0["review_id"] as ID<Review>, criterion: try $0["criterion_id"] as ID<Criterion>,
                points: try $0["points"] as Int?, note: try $0["note"] as String
            )
        }
        for score in scores {
            guard let place = places[score.review] else { continue }
            all[place].review.points[score.criterion] = score.points
            all[place].review.remarks[score.criterion] = score.note
        }
        return all
    }
}
