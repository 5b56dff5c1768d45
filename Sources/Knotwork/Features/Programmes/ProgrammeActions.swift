import Store

extension Programmes {
    /// Makes a programme with its dates. Its address must be free.
    static func create(_ programme: Programme, milestones: [Milestone], by context: ActionContext, in tx: Writer) throws
    {
        guard try find(slug: programme.slug, in: tx) == nil else {
            throw Refusal.rule("There is a programme under the address “\(programme.slug)” already.")
        }
        try tx.execute(
            """
            INSERT INTO programme (id, slug, name, strapline, edition, host, area, about, eligibility, how_judged,
                contact_email, accent, pot_pence, rehearsal, created_at, results_released_at)
            VALUES (\(programme.id), \(programme.slug), \(programme.name), \(programme.strapline), \(programme.edition),
                \(programme.host), \(programme.area), \(programme.about), \(programme.eligibility), \(programme.howJudged),
                \(programme.contactEmail), \(programme.accent), \(programme.pot), \(programme.isRehearsal), \(context.at), NULL)
            """)
        for milestone in milestones { try add(milestone, to: programme.id, by: context, in: tx) }
        try AuditLog.record(
            "created", AuditLog.Subject("programme", programme.id), programme: programme.id, by: context, in: tx)
    }

    /// Changes what an edition is. Its address stays: links to it are out in the world.
    static func change(_ programme: Programme, by context: ActionContext, in tx: Writer) throws {
        try mustBeTeam(of: programme.id, context.caller, in: tx)
        guard let old = try find(programme.id, in: tx) else { throw Refusal.notFound }
        let changes = programme.changes(from: old)
        guard !changes.isEmpty else { return }
        try tx.execute(
            """
            UPDATE programme SET name = \(programme.name), strapline = \(programme.strapline), edition = \(programme.edition),
                host = \(programme.host), area = \(programme.area), about = \(programme.about),
                eligibility = \(programme.eligibility), how_judged = \(programme.howJudged),
                contact_email = \(programme.contactEmail), accent = \(programme.accent), pot_pence = \(programme.pot)
            WHERE id = \(programme.id)
            """)
        try AuditLog.record(
            "changed", AuditLog.Subject("programme", programme.id), programme: programme.id,
            reason: changes.joined(separator: ", "), by: context, in: tx)
    }

    /// Ends a rehearsal: from now on mail leaves. What was rehearsed never does.
    static func goLive(_ programme: Programme, by context: ActionContext, in tx: Writer) throws {
        try mustBeTeam(of: programme.id, context.caller, in: tx)
        let ended = try tx.execute(
            "UPDATE programme SET rehearsal = \(false) WHERE id = \(programme.id) AND rehearsal")
        guard ended > 0 else { return }
        try AuditLog.record(
            "ended the rehearsal of", AuditLog.Subject("programme", programme.id), programme: programme.id, by: context,
            in: tx)
    }

    /// Notes since when the results are out, for Finals, which knows whether they can be.
    /// - Returns: false when they were out before.
    static func releaseResults(of programme: ID<Programme>, at now: Instant, in tx: Writer) throws -> Bool {
        try tx.execute(
            """
            UPDATE programme SET results_released_at = \(now)
            WHERE id = \(programme) AND results_released_at IS NULL
            """) > 0
    }

    /// Sets all dates of a programme anew; the phase follows from them.
    static func set(
        _ milestones: [Milestone], of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        try mustBeTeam(of: programme, context.caller, in: tx)
        let old = try self.milestones(of: programme, in: tx)
        if let fault = Milestone.faults(milestones).first { throw Refusal.rule("\(fault.words).") }
        if let fault = Milestone.deadlineFault(from: old, to: milestones, at: context.at) {
            throw Refusal.rule("\(fault.words).")
        }
        guard Set(old) != Set(milestones) else { return }
        try tx.execute("DELETE FROM milestone WHERE programme_id = \(programme)")
        for milestone in milestones { try add(milestone, to: programme, by: context, in: tx) }
        try AuditLog.record(
            "changed the dates of", AuditLog.Subject("programme", programme), programme: programme,
            reason: Milestone.changes(from: old, to: milestones).joined(separator: ", "), by: context, in: tx)
    }

    private static func add(
        _ milestone: Milestone, to programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        let id: ID<Milestone> = context.id()
        try tx.execute(
            """
            INSERT INTO milestone (id, programme_id, kind, label, starts_at, ends_at)
            VALUES (\(id), \(programme), \(milestone.kind), \(milestone.label), \(milestone.startsAt), \(milestone.endsAt))
            """)
    }
}
