import Store

extension Finals {
    /// Decides about a finalist in a form. An outcome says nothing without its amount and reason: two people's are never put
    /// together.
    static func change(
        _ known: Decision?, _ edit: FormEdit, about application: ID<Application>, of programme: Programme,
        by context: ActionContext, in tx: Writer
    ) throws {
        try mustBeOpen(programme, in: tx)
        let form = DecisionForm(
            try edit.over(DecisionForm(known).data, whole: true, changed: decided(application, in: tx)))
        try decide(
            form.decision(about: application), assenting: form.assents, of: programme, by: context, in: tx)
    }

    /// Who decided about a finalist.
    private static func decided(_ application: ID<Application>, in db: Reader) throws -> LastChange? {
        try db.first("SELECT decided_by, decided_at FROM decision WHERE application_id = \(application)") {
            (by: try $0["decided_by"] as ID<Account>?, at: try $0["decided_at"] as Instant)
        }.flatMap { try LastChange(by: $0.by, at: $0.at, in: db) }
    }

    /// Decides about a finalist. The sum of all awards never exceeds the pot: two people who decide at the same moment
    /// are put in order by the database, and the second is refused if the first took the money.
    static func decide(
        _ decision: Decision, assenting: Set<Decision.Assent> = [], of programme: Programme, by context: ActionContext,
        in tx: Writer
    ) throws {
        try Panels.mustReach(decision.application, of: programme.id, context.caller, in: tx)
        try mustBeOpen(programme, in: tx)
        try check(decision)
        if decision.outcome.isAward { try mayAward(programme, context.caller, in: tx) }
        let unusual = try decision.unusual(
            asked: asked(by: decision.application, in: tx),
            hasScores: Panels.isScored(decision.application, round: .final, in: tx))
        try check(unusual, assenting)
        let others = try awarded(of: programme.id, except: decision.application, in: tx)
        guard others + decision.amount <= programme.pot else {
            throw FieldErrors(
                "amount", "\(decision.amount) is more than is left: \(programme.pot - others) of \(programme.pot)")
        }
        if try known(decision.application, in: tx) == decision { return }
        let stage = decision.outcome.isAward ? Stage.funded : .notFunded
        try Applications.move(
            decision.application, to: stage, by: .team, of: programme.id, in: tx)
        try write(decision, by: context, in: tx)
        try Outbox.supersede(subject(decision.application), of: programme.id, by: context, in: tx)
        try AuditLog.record(
            ([decision.summary] + unusual.map(\.summary)).joined(separator: ", "),
            AuditLog.Subject("application", decision.application),
            programme: programme.id, reason: decision.reason, by: context, in: tx)
    }

    /// What was decided before is overwritten, and must be told anew.
    private static func write(_ decision: Decision, by context: ActionContext, in tx: Writer) throws {
        try tx.execute(
            """
            INSERT INTO decision (application_id, outcome, amount_pence, condition, reason, decided_by, decided_at)
            VALUES (\(decision.application), \(decision.outcome), \(decision.amount), \(decision.condition),
                \(decision.reason), \(context.caller.account?.id), \(context.at))
            ON CONFLICT (application_id) DO UPDATE SET outcome = excluded.outcome, amount_pence = excluded.amount_pence,
                condition = excluded.condition, reason = excluded.reason, decided_by = excluded.decided_by,
                decided_at = excluded.decided_at
            """)
    }

    /// Results that are out stay as they are. Asked of the database, because another may have released them meanwhile.
    static func mustBeOpen(_ programme: Programme, in db: Reader) throws {
        guard try Programmes.find(programme.id, in: db)?.resultsReleasedAt == nil else {
            throw Refusal.rule("The results are out: decisions can no longer change.")
        }
    }

    /// What is decided about an application, for actions that have asked who acts.
    static func known(_ application: ID<Application>, in db: Reader) throws -> Decision? {
        try db.first(
            """
            SELECT application_id, outcome, amount_pence, condition, reason FROM decision
            WHERE application_id = \(application)
            """, decision)
    }

    static func decision(_ row: Row) throws -> Decision {
        Decision(
            application: try row["application_id"], outcome: try row["outcome"], amount: try row["amount_pence"],
            condition: try row["condition"], reason: try row["reason"])
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

    private static func check(_ unusual: [Decision.Unusual], _ assenting: Set<Decision.Assent>) throws {
        var errors = FieldErrors()
        for one in unusual where one.assent.map(assenting.contains) != true { errors.add(one.field, one.words) }
        try errors.check()
    }

    private static func asked(by application: ID<Application>, in db: Reader) throws -> Money? {
        try Applications.find(application, in: db)?.asked
    }

    static func awarded(
        of programme: ID<Programme>, except application: ID<Application>? = nil, in db: Reader
    ) throws -> Money {
        try db.value(
            """
            SELECT coalesce(sum(d.amount_pence), 0) FROM decision d JOIN sent_application a ON a.id = d.application_id
            WHERE a.programme_id = \(programme) AND d.application_id <> \(application?.text ?? "")
            """, as: Money.self) ?? .zero
    }

    static func pot(of programme: Programme, for caller: Caller, in db: Reader) throws -> Pot {
        let awarded = try db.value(
            """
            SELECT coalesce(sum(d.amount_pence), 0) FROM decision d JOIN sent_application a ON a.id = d.application_id
            WHERE a.programme_id = \(programme.id) AND \(caller.may(.team, in: "a.programme_id"))
                AND NOT \(caller.isRecused(from: "a.id"))
            """, as: Money.self)
        return Pot(
            whole: programme.pot, awarded: awarded ?? .zero,
            isWholeStory: try seesWholePot(of: programme, caller, in: db))
    }

    /// Whether somebody may know what is left of the pot. Who stands aside from an application, or from an organisation that
    /// might apply, may not before the results are out: what is missing would tell them an award, and that there is one.
    static func seesWholePot(of programme: Programme, _ caller: Caller, in db: Reader) throws -> Bool {
        if programme.resultsReleasedAt != nil { return true }
        return try !Applications.keepsAway(caller, fromAnyOf: programme.id, in: db)
    }

    /// An award that is refused for want of money tells what is left.
    private static func mayAward(_ programme: Programme, _ caller: Caller, in db: Reader) throws {
        guard try seesWholePot(of: programme, caller, in: db) else {
            throw FieldErrors(
                "outcome",
                "You stand aside from an application here: ask a colleague who does not to decide about awards")
        }
    }

    /// Notes where an applicant stands with the feedback they are owed.
    static func offerFeedback(
        to application: ID<Application>, state: String, signpostedTo: String, by context: ActionContext, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO feedback (application_id, state, offered_at, signposted_to)
            VALUES (\(application), \(state), \(context.at), \(signpostedTo))
            ON CONFLICT (application_id) DO UPDATE SET state = excluded.state, signposted_to = excluded.signposted_to
            """)
    }
}
