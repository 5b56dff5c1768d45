import Store

extension Panels {
    /// Sets what applications are judged by. Once somebody has scored, the criteria stay as they are.
    static func set(_ criteria: [Criterion], of programme: ID<Programme>, by deed: Deed, in tx: Writer) throws {
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
        try Ledger.record(
            "set the criteria", Ledger.Subject("programme", programme), programme: programme, by: deed, in: tx)
    }

    /// Gives an application to somebody to score. Nobody gets what they stand aside from.
    static func assign(
        _ application: ID<Application>, to account: ID<Account>, round: Round, of programme: ID<Programme>,
        by deed: Deed,
        in tx: Writer
    ) throws {
        let conflicted = try tx.value(
            """
            SELECT count(*) FROM conflict WHERE application_id = \(application) AND account_id = \(account) AND stands_aside
            """, as: Int.self)
        guard conflicted == 0 else {
            throw Refusal.rule("They have declared a conflict and stand aside from this one.")
        }
        try tx.execute(
            """
            INSERT INTO assignment (application_id, account_id, round, assigned_at)
            VALUES (\(application), \(account), \(round), \(deed.at))
            ON CONFLICT (application_id, account_id, round) DO NOTHING
            """)
        try Ledger.record(
            "assigned", Ledger.Subject("application", application), programme: programme, reason: round.rawValue,
            by: deed,
            in: tx)
    }

    /// Somebody says that they are too near to an application. Who stands aside no longer sees it anywhere.
    static func declare(
        conflict kind: String, note: String, standsAside: Bool, about application: ID<Application>,
        account: ID<Account>, of programme: ID<Programme>, by deed: Deed, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO conflict (account_id, application_id, kind, note, stands_aside, declared_at)
            VALUES (\(account), \(application), \(kind), \(note), \(standsAside), \(deed.at))
            ON CONFLICT (account_id, application_id) DO UPDATE
                SET kind = excluded.kind, note = excluded.note, stands_aside = excluded.stands_aside
            """)
        try Ledger.record(
            "declared a conflict", Ledger.Subject("application", application), programme: programme, reason: note,
            by: deed, in: tx)
    }

    /// Keeps what somebody has scored so far, as often as they like until it is sealed. `assignment` was checked by the
    /// caller's query: only what one was given can be scored.
    static func save(
        _ review: Review, criteria: [Criterion], of programme: ID<Programme>, by deed: Deed, in tx: Writer
    ) throws {
        try check(review, criteria)
        let kept = try tx.value(
            """
            INSERT INTO review (id, application_id, account_id, round, state, note, saved_at)
            VALUES (\(review.id), \(review.application), \(review.account), \(review.round), 'draft', \(review.note),
                \(deed.at))
            ON CONFLICT (application_id, account_id, round) DO UPDATE
                SET note = excluded.note, saved_at = excluded.saved_at WHERE review.state = 'draft'
            RETURNING id
            """, as: ID<Review>.self)
        guard let kept else { throw Refusal.rule("Your scores are in: they can no longer change.") }
        for criterion in criteria {
            try tx.execute(
                """
                INSERT INTO score (review_id, criterion_id, points, note)
                VALUES (\(kept), \(criterion.id), \(review.points[criterion.id]), \(review.remarks[criterion.id] ?? ""))
                ON CONFLICT (review_id, criterion_id) DO UPDATE SET points = excluded.points, note = excluded.note
                """)
        }
        if review.state == .sealed { try seal(kept, review, criteria, of: programme, by: deed, in: tx) }
    }

    private static func check(_ review: Review, _ criteria: [Criterion]) throws {
        for criterion in criteria {
            guard let points = review.points[criterion.id] else { continue }
            guard (criterion.lowest...criterion.highest).contains(points) else {
                throw FieldErrors(
                    criterion.key, "“\(criterion.title)” takes \(criterion.lowest) to \(criterion.highest) points")
            }
        }
    }

    private static func seal(
        _ id: ID<Review>, _ review: Review, _ criteria: [Criterion], of programme: ID<Programme>, by deed: Deed,
        in tx: Writer
    ) throws {
        var errors = FieldErrors()
        for criterion in criteria where review.points[criterion.id] == nil {
            errors.add(criterion.key, "Choose points for “\(criterion.title)”")
        }
        try errors.check()
        try tx.execute("UPDATE review SET state = 'sealed', sealed_at = \(deed.at) WHERE id = \(id)")
        try Ledger.record(
            "handed in scores for", Ledger.Subject("application", review.application), programme: programme, by: deed,
            in: tx)
    }

    /// Decides whether an application goes on, with the reason that is owed to those who do not.
    static func shortlist(
        _ application: ID<Application>, shortlisted: Bool, reason: String, of programme: ID<Programme>, by deed: Deed,
        in tx: Writer
    ) throws {
        guard shortlisted || !reason.isEmpty else {
            throw FieldErrors("reason", "Say why: the applicant is owed a reason")
        }
        let stage = shortlisted ? Stage.shortlisted : .notShortlisted
        try Applications.move(
            application, to: stage, from: [.submitted, .shortlisted, .notShortlisted], of: programme, in: tx)
        try tx.execute(
            """
            INSERT INTO shortlisting (application_id, shortlisted, reason, decided_by, decided_at)
            VALUES (\(application), \(shortlisted), \(reason), \(deed.caller.account?.id), \(deed.at))
            ON CONFLICT (application_id) DO UPDATE SET shortlisted = excluded.shortlisted, reason = excluded.reason,
                decided_by = excluded.decided_by, decided_at = excluded.decided_at
            """)
        try Ledger.record(
            shortlisted ? "shortlisted" : "did not shortlist", Ledger.Subject("application", application),
            programme: programme, reason: reason, by: deed, in: tx)
    }
}
