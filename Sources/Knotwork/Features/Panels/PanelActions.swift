import Store

extension Panels {
    /// Sets what applications are judged by. Once somebody has scored, the criteria stay as they are.
    static func set(_ criteria: [Criterion], of programme: ID<Programme>, by context: ActionContext, in tx: Writer)
        throws
    {
        let scored = try tx.value(
            """
            SELECT count(*) FROM score s JOIN criterion c ON c.id = s.criterion_id WHERE c.programme_id = \(programme)
            """, as: Int.self)
        guard scored == 0 else { throw Refusal.rule("Scoring has begun: the criteria can no longer change.") }
        try tx.execute(
            "DELETE FROM anchor WHERE criterion_id IN (SELECT id FROM criterion WHERE programme_id = \(programme))")
        try tx.execute("DELETE FROM criterion WHERE programme_id = \(programme)")
        for (position, criterion) in criteria.enumerated() {
            try tx.execute(
                """
                INSERT INTO criterion (id, programme_id, round, key, position, title, weight, lowest, highest)
                VALUES (\(criterion.id), \(programme), \(criterion.round), \(criterion.key), \(position), \(criterion.title),
                    \(criterion.weight), \(criterion.lowest), \(criterion.highest))
                """)
            for (points, words) in criterion.anchors.sorted(by: { $0.key < $1.key }) {
                try tx.execute(
                    "INSERT INTO anchor (criterion_id, points, words) VALUES (\(criterion.id), \(points), \(words))")
            }
        }
        try AuditLog.record(
            "set the criteria", AuditLog.Subject("programme", programme), programme: programme, by: context, in: tx)
    }

    /// Keeps what somebody has scored so far, as often as they like until it is sealed. `assignment` was checked by the
    /// caller's query: only what one was given can be scored.
    static func save(
        _ review: Review, criteria: [Criterion], of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        try check(review, criteria)
        let kept = try tx.value(
            """
            INSERT INTO review (id, application_id, account_id, round, state, note, saved_at)
            VALUES (\(review.id), \(review.application), \(review.account), \(review.round), 'draft', \(review.note),
                \(context.at))
            ON CONFLICT (application_id, account_id, round) DO UPDATE
                SET note = excluded.note, saved_at = excluded.saved_at WHERE review.state = 'draft'
            RETURNING id
            """, as: ID<Review>.self)
        guard let kept else { return try allowAgain(review, in: tx) }
        try save(review, as: kept, criteria, in: tx)
        if review.state == .handedIn { try handIn(kept, review, criteria, of: programme, by: context, in: tx) }
    }

    private static func save(_ review: Review, as id: ID<Review>, _ criteria: [Criterion], in tx: Writer) throws {
        guard !criteria.isEmpty else { return }
        let rows: [SQL] = criteria.map {
            "(\(id), \($0.id), CAST(\(review.points[$0.id]) AS BIGINT), \(review.remarks[$0.id] ?? ""))"
        }
        try tx.execute(
            """
            INSERT INTO score (review_id, criterion_id, points, note) VALUES \(rows.joined(separator: ", "))
            ON CONFLICT (review_id, criterion_id) DO UPDATE SET points = excluded.points, note = excluded.note
            """)
    }

    /// The same scores handed in twice, as by a second press of the button, are no harm; others come too late.
    private static func allowAgain(_ review: Review, in tx: Writer) throws {
        let known = try reviews(
            """
            r.application_id = \(review.application) AND r.round = \(review.round) AND r.account_id = \(review.account)
            """, in: tx)
        guard known.first?.review.saysTheSame(as: review) == true else { throw scoresAreIn }
    }

    static let scoresAreIn = Refusal.rule("Your scores are in: they can no longer change.")

    private static func check(_ review: Review, _ criteria: [Criterion]) throws {
        for criterion in criteria {
            guard let points = review.points[criterion.id] else { continue }
            guard (criterion.lowest...criterion.highest).contains(points) else {
                throw FieldErrors(criterion.pointsField, criterion.rangeFault)
            }
        }
    }

    private static func handIn(
        _ id: ID<Review>, _ review: Review, _ criteria: [Criterion], of programme: ID<Programme>,
        by context: ActionContext,
        in tx: Writer
    ) throws {
        try review.missing(criteria).check()
        let record = ScoreRecord(review, criteria)
        try tx.execute(
            "UPDATE review SET state = 'handed_in', handed_in_at = \(context.at), score_record = \(record.text) WHERE id = \(id)"
        )
        try AuditLog.record(
            "handed in scores for", AuditLog.Subject("application", review.application), programme: programme,
            by: context,
            in: tx)
    }
}
