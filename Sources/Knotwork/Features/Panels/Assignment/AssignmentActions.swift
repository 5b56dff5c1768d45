import Store

extension Panels {
    /// Gives an application to somebody to score. Nobody gets what they stand aside from or take part in. Giving it twice
    /// changes nothing; giving it to somebody who had declined asks them again.
    static func assign(
        _ application: ID<Application>, to account: ID<Account>, round: Round, of programme: ID<Programme>,
        by context: ActionContext, in tx: Writer
    ) throws {
        try mustReach(application, of: programme, context.caller, in: tx)
        guard try judges(account, round, of: programme, in: tx) else {
            throw Refusal.rule("They are not among those who score in this round.")
        }
        guard try !isTooNear(account, to: application, in: tx) else {
            throw Refusal.rule("They have declared a conflict, or take part in this application.")
        }
        let given = try tx.execute(
            """
            INSERT INTO assignment (application_id, account_id, round, assigned_at)
            VALUES (\(application), \(account), \(round), \(context.at))
            ON CONFLICT (application_id, account_id, round) DO UPDATE
                SET declined_at = NULL, reason = '', assigned_at = excluded.assigned_at
                WHERE assignment.declined_at IS NOT NULL
            """)
        guard given > 0 else { return }
        try AuditLog.record(
            "assigned", AuditLog.Subject("application", application), programme: programme, reason: round.rawValue,
            by: context, in: tx)
    }

    /// Whether somebody may score in a round: assessors on paper, the panel after the pitches.
    private static func judges(
        _ account: ID<Account>, _ round: Round, of programme: ID<Programme>, in db: Reader
    ) throws -> Bool {
        try db.value(
            """
            SELECT 1 FROM role_grant WHERE account_id = \(account) AND programme_id = \(programme) AND role = \(round.role)
            """, as: Int.self) != nil
    }

    private static func isTooNear(
        _ account: ID<Account>, to application: ID<Application>, in db: Reader
    ) throws -> Bool {
        try db.value("SELECT 1 WHERE \(Recusals.isBarred("\(account)", from: "\(application)"))", as: Int.self) != nil
    }

    /// Gives an assignment back, with the reason. What was handed in stays in.
    static func decline(
        _ task: ReviewTask, reason: String, of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        guard !reason.isEmpty else { throw FieldErrors("reason", "Say why, so that the team can find somebody else") }
        guard task.state != .handedIn else { throw Refusal.rule("Your scores are in already.") }
        try tx.execute(
            """
            UPDATE assignment SET declined_at = \(context.at), reason = \(reason) WHERE application_id = \(task.application.id)
                AND account_id = \(try context.caller.signedIn().id) AND round = \(task.round) AND declined_at IS NULL
            """)
        try AuditLog.record(
            "declined to score", AuditLog.Subject("application", task.application.id), programme: programme,
            reason: reason, by: context, in: tx)
    }

    /// The team takes a declaration back that was made by mistake, with the reason.
    static func lift(
        conflictOf account: ID<Account>, with application: ID<Application>, reason: String,
        of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        try mustReach(application, of: programme, context.caller, in: tx)
        guard account != context.caller.account?.id else { throw Refusal.notFound }
        guard !reason.isEmpty else { throw FieldErrors("lift", "Say why the conflict no longer holds") }
        guard try Interests.lift(conflictOf: account, with: application, in: tx) else { return }
        try AuditLog.record(
            "lifted a conflict", AuditLog.Subject("application", application), programme: programme, reason: reason,
            by: context, in: tx)
    }

    /// Working on the judging of an application is for the team, of an application of this programme that was sent, and
    /// not for those of the team who stand aside from it.
    static func mustReach(
        _ application: ID<Application>, of programme: ID<Programme>, _ caller: Caller, in db: Reader
    ) throws {
        let reached = try db.value(
            """
            SELECT 1 FROM sent_application a WHERE a.id = \(application) AND a.programme_id = \(programme)
                AND \(caller.may(.team, in: "a.programme_id"))
                AND NOT \(caller.isRecused(from: "a.id"))
            """, as: Int.self)
        guard reached != nil else { throw Refusal.notFound }
    }
}

extension Round {
    /// Who scores in it.
    var role: Role { self == .assessment ? .assessor : .panel }
}
