import Store

extension Finals {
    /// Decides about a finalist. The sum of all awards never exceeds the pot: two people who decide at the same moment
    /// are put in order by the database, and the second is refused if the first took the money.
    static func decide(_ decision: Decision, of programme: Programme, by deed: Deed, in tx: Writer) throws {
        try Panels.mustDecide(for: programme.id, deed.caller, in: tx)
        try check(decision)
        let others = try awarded(of: programme.id, except: decision.application, in: tx)
        guard others + decision.amount <= programme.pot else {
            throw Refusal.rule(
                "\(decision.amount) is more than is left: \(programme.pot - others) of \(programme.pot).")
        }
        let stage = decision.outcome.isAward ? Stage.funded : .notFunded
        try Applications.move(
            decision.application, to: stage, from: [.shortlisted, .funded, .notFunded], of: programme.id, in: tx)
        try tx.execute(
            """
            INSERT INTO decision (application_id, outcome, amount_pence, condition, reason, decided_by, decided_at)
            VALUES (\(decision.application), \(decision.outcome), \(decision.amount), \(decision.condition),
                \(decision.reason), \(deed.caller.account?.id), \(deed.at))
            ON CONFLICT (application_id) DO UPDATE SET outcome = excluded.outcome, amount_pence = excluded.amount_pence,
                condition = excluded.condition, reason = excluded.reason, decided_by = excluded.decided_by,
                decided_at = excluded.decided_at
            """)
        try Ledger.record(
            "decided: \(decision.outcome.label.lowercased())", Ledger.Subject("application", decision.application),
            programme: programme.id, reason: decision.reason, by: deed, in: tx)
    }

    private static func check(_ decision: Decision) throws {
        var errors = FieldErrors()
        if decision.reason.isEmpty { errors.add("reason", "Say why: the applicant is owed a reason") }
        if decision.outcome.isAward != (decision.amount > .zero) {
            errors.add("amount", decision.outcome.isAward ? "Enter how much is awarded" : "Only an award has an amount")
        }
        if decision.outcome == .conditional, decision.condition.isEmpty {
            errors.add("condition", "Say what must be done first")
        }
        try errors.check()
    }

    static func awarded(
        of programme: ID<Programme>, except application: ID<Application>? = nil, in db: Reader
    ) throws -> Money {
        try db.value(
            """
            SELECT coalesce(sum(d.amount_pence), 0) FROM decision d JOIN application a ON a.id = d.application_id
            WHERE a.programme_id = \(programme) AND d.application_id <> \(application?.text ?? "")
            """, as: Money.self) ?? .zero
    }

    static func pot(of programme: Programme, in db: Reader) throws -> Pot {
        Pot(whole: programme.pot, awarded: try awarded(of: programme.id, in: db))
    }

    /// Tells each applicant in private: their mails wait for a person's release. Announcing comes after.
    static func offerFeedback(
        to application: ID<Application>, state: String, signpostedTo: String, by deed: Deed, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO feedback (application_id, state, offered_at, signposted_to)
            VALUES (\(application), \(state), \(deed.at), \(signpostedTo))
            ON CONFLICT (application_id) DO UPDATE SET state = excluded.state, signposted_to = excluded.signposted_to
            """)
    }

    /// Opens the results to everybody. Every finalist must have been decided about and told first.
    static func release(_ programme: Programme, by deed: Deed, in tx: Writer) throws {
        try Panels.mustDecide(for: programme.id, deed.caller, in: tx)
        let open =
            try tx.value(
                """
                SELECT count(*) FROM application a LEFT JOIN decision d ON d.application_id = a.id
                WHERE a.programme_id = \(programme.id)
                    AND (a.stage IN ('submitted', 'shortlisted') OR (d.application_id IS NOT NULL AND d.told_at IS NULL))
                """, as: Int.self) ?? 0
        guard open == 0 else {
            let words = Number.count(open, "applicant has", "applicants have")
            throw Refusal.rule("\(words) no decision yet, or have not been told in private.")
        }
        try tx.execute("UPDATE programme SET results_released_at = \(deed.at) WHERE id = \(programme.id)")
        try Ledger.record(
            "released the results of", Ledger.Subject("programme", programme.id), programme: programme.id, by: deed,
            in: tx)
    }
}

extension Finals {
    /// Notes that an applicant was told in private.
    static func told(_ application: ID<Application>, of programme: ID<Programme>, by deed: Deed, in tx: Writer) throws {
        try tx.execute(
            "UPDATE decision SET told_at = \(deed.at) WHERE application_id = \(application) AND told_at IS NULL")
        try Ledger.record(
            "told in private", Ledger.Subject("application", application), programme: programme, by: deed, in: tx)
    }
}
