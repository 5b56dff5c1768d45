import Store

/// Opening a sent application again: why, and until when it may be sent.
struct ReopenForm: Sendable {
    var reason: String
    /// Nil: until the closing date that stands.
    var until: Instant?

    init(_ data: FormData) throws {
        reason = data.text("reopen-reason")
        var errors = FieldErrors()
        until = errors.moment("reopen-until", data.text("reopen-until"), usual: .endOfDay)
        try errors.check()
    }
}

extension Applications {
    /// Opens an application again for its writers. After the closing date this needs a reason and a new date. Its number
    /// stays; what was sent before stays provable by the fingerprint in the audit log. Once somebody has handed in scores it
    /// stays as they read it.
    static func reopen(
        _ id: ID<Application>, _ form: ReopenForm, of programme: Programme, judging: Judging, settings: Settings,
        by context: ActionContext, in tx: Writer
    ) throws {
        guard let application = try team(id, of: programme.id, for: context.caller, in: tx) else {
            throw Refusal.notFound
        }
        guard application.stage == .submitted else {
            throw Refusal.rule("Only what was sent, and is not decided yet, can be opened again.")
        }
        try mustBeUnscored(id, judging, in: tx)
        try check(form, closes: closes(for: id, of: programme.id, in: tx), at: context.at)
        try backToDraft(id, movedBy: .team, of: programme.id, by: context, in: tx)
        let before =
            application.fingerprint.isEmpty ? "" : " (fingerprint of what was sent: \(application.fingerprint))"
        try AuditLog.record(
            "opened again", AuditLog.Subject("application", id), programme: programme.id, reason: form.reason + before,
            by: context, in: tx)
        if let until = form.until {
            try extend(id, until: until, reason: form.reason, of: programme.id, by: context, in: tx)
        }
        try tellOfReopening(application, form.reason, of: programme, settings: settings, by: context, in: tx)
    }

    /// Those who wrote it take up again what they had withdrawn. The team cannot: that would open to it what is closed.
    static func takeUp(_ draft: Draft, judging: Judging, by context: ActionContext, in tx: Writer) throws {
        guard draft.part != .criticalFriend else { throw Refusal.notFound }
        guard draft.application.stage == .withdrawn else { throw Refusal.rule("It was not withdrawn.") }
        let id = draft.application.id
        try mustBeOpen(draft.programme, application: id, at: context.at, in: tx)
        try mustBeUnscored(id, judging, in: tx)
        try backToDraft(id, movedBy: .writers, of: draft.programme.id, by: context, in: tx)
        try AuditLog.record(
            "took up again", AuditLog.Subject("application", id), programme: draft.programme.id, by: context, in: tx)
    }

    private static func backToDraft(
        _ id: ID<Application>, movedBy mover: Stage.Mover, of programme: ID<Programme>, by context: ActionContext,
        in tx: Writer
    ) throws {
        try move(id, to: .draft, by: mover, of: programme, in: tx)
        try tx.execute("UPDATE application SET saved_at = \(context.at) WHERE id = \(id)")
    }

    private static func mustBeUnscored(_ id: ID<Application>, _ judging: Judging, in db: Reader) throws {
        guard try !judging.isScored(id, db) else {
            throw Refusal.rule("Scores for it have been handed in: it must stay as it was read.")
        }
    }

    private static func check(_ form: ReopenForm, closes: Instant?, at now: Instant) throws {
        var errors = FieldErrors()
        let isClosed = closes.map { $0 < now } ?? false
        if form.reason.isEmpty, isClosed || form.until != nil {
            errors.add("reopen-reason", "Say why, because applications are closed for others")
        }
        if let until = form.until, until <= now { errors.add("reopen-until", "Enter a time to come") }
        if form.until == nil, isClosed {
            errors.add("reopen-until", "Applications are closed: say until when it can be sent")
        }
        try errors.check()
    }

    private static func tellOfReopening(
        _ application: Application, _ reason: String, of programme: Programme, settings: Settings,
        by context: ActionContext,
        in tx: Writer
    ) throws {
        let until = try closes(for: application.id, of: programme.id, in: tx)
        let url = settings.url(application.link(in: programme))
        for companion in try company(of: application.id, in: tx).companions where companion.part != .criticalFriend {
            let mail = ApplicationMails.reopened(
                application, to: companion.account, reason: reason, until: until, in: programme, url: url)
            try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
        }
    }

    /// Notes what holds a draft up, or that nothing does any more.
    static func note(
        obstacle: String, of id: ID<Application>, in programme: ID<Programme>, by context: ActionContext, tx: Writer
    ) throws {
        guard try team(id, of: programme, for: context.caller, in: tx) != nil else { throw Refusal.notFound }
        guard obstacle.count <= 500 else { throw FieldErrors("obstacle", "Use 500 characters at most") }
        try tx.execute("UPDATE application SET stuck_reason = \(obstacle) WHERE id = \(id)")
        try AuditLog.record(
            obstacle.isEmpty ? "saw nothing hold up" : "noted what holds up", AuditLog.Subject("application", id),
            programme: programme, reason: obstacle, by: context, in: tx)
    }
}
