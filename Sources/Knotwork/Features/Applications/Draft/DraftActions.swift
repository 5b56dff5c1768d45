import Markup
import Store

extension Applications {
    /// Begins an application, or finds the draft that this person has already; mails the way back to it.
    static func start(
        _ form: StartForm, of programme: Programme, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws -> ID<Application> {
        try mustBeOpen(programme, application: nil, at: context.at, in: tx)
        let account = try Accounts.account(for: form.email, name: form.name, by: context, in: tx)
        let own = ActionContext(caller: Caller(account: account), at: context.at, randomness: context.randomness)
        let known = try mine(in: programme.id, for: own.caller, db: tx).first {
            $0.application.stage == .draft && $0.part != .criticalFriend
        }
        // Whoever typed an address need not be its owner: the activity log says who it was as far as that is known.
        let id = try known?.application.id ?? begin(form, account, of: programme, by: context, in: tx)
        let path = try SignIn.askedLink(
            for: account.id, next: Link("\(Programmes.link(programme))/applications/\(id.text)"), by: context, in: tx)
        let mail = ApplicationMails.started(id, to: account, in: programme, url: settings.url(path))
        try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
        return id
    }

    private static func begin(
        _ form: StartForm, _ account: Account, of programme: Programme, by context: ActionContext, in tx: Writer
    ) throws -> ID<Application> {
        guard let questions = try openForm(of: programme.id, in: tx) else { throw Refusal.rule(notReady) }
        let contact = Sighting(
            id: context.id(), programme: programme.id, kind: .application, name: form.name, email: form.typedEmail,
            organisation: form.organisation, status: "draft", seenAt: context.at)
        let imported = ImportedApplication(
            organisation: form.organisation, contacts: [], themes: [], asked: nil, answers: [:], startedAt: context.at,
            savedAt: context.at, submittedAt: nil)
        let id = try take(imported, form: questions, of: programme.id, by: context, in: tx)
        try People.record(contact, by: context, in: tx)
        try tx.execute(
            "INSERT INTO application_sighting (application_id, sighting_id) VALUES (\(id), \(contact.id))")
        try addMember(
            account, organisation: form.organisation, to: id, part: .lead, programme: programme.id, by: context, in: tx)
        try AuditLog.record(
            "began", AuditLog.Subject("application", id), programme: programme.id, by: context, in: tx)
        return id
    }

    static let notReady = "The questions of this programme are not ready yet."

    static func mustBeOpen(
        _ programme: Programme, application: ID<Application>?, at now: Instant, in db: Reader
    ) throws {
        let milestones = try Programmes.milestones(of: programme.id, in: db)
        if let opens = milestones.first(where: { $0.kind == .applicationsOpen })?.startsAt, now < opens {
            throw Refusal.rule("Applications open on \(opens.london.full).")
        }
        if let closes = try closes(for: application, of: programme.id, in: db), now > closes {
            throw Refusal.rule("Applications closed on \(closes.london.full).")
        }
    }

    /// Keeps the answers of a section as they are, right or not: nothing that was typed is lost. Only what this form
    /// changed is written, over what others have written meanwhile.
    /// - Returns: the draft as it is now.
    static func save(
        _ edit: FormEdit, section: [Question], of draft: Draft, by context: ActionContext, in tx: Writer
    ) throws -> Draft {
        guard draft.canBeEdited else { throw draft.isClosed }
        var saved = draft.answered(try edit.over(draft.shown(section)), section)
        saved.application.savedAt = context.at
        try write(saved, over: draft, in: tx)
        return saved
    }

    private static func write(_ saved: Draft, over draft: Draft, in tx: Writer) throws {
        let (id, at) = (draft.application.id, saved.application.savedAt)
        let changed = saved.form.questions.filter { (draft.answers[$0.id] ?? "") != (saved.answers[$0.id] ?? "") }
        try save(changed.map { ($0.id, saved.answers[$0.id] ?? "") }, of: id, at: at, in: tx)
        if saved.chosen != draft.chosen { try set(themes: saved.chosen.sorted(), of: id, in: tx) }
        try tx.execute(
            "UPDATE application SET saved_at = \(at), asked_pence = \(saved.application.asked) WHERE id = \(id)")
    }

    /// Sends an application. Sending twice (a double click, two windows) sends once: the second finds it sent.
    static func submit(_ draft: Draft, settings: Settings, by context: ActionContext, in tx: Writer) throws {
        guard draft.part != .criticalFriend else { throw Refusal.notFound }
        if draft.application.stage != .draft { return }
        try mustBeOpen(draft.programme, application: draft.application.id, at: context.at, in: tx)
        try draft.faults.check()
        let id = draft.application.id
        // What was opened again keeps its number.
        let given = try tx.value("SELECT number FROM application WHERE id = \(id)", as: Int?.self)
        let number = try (given ?? nil) ?? nextNumber(of: draft.programme.id, in: tx)
        try tx.execute(
            """
            UPDATE application SET number = \(number), submitted_at = \(context.at) WHERE id = \(id)
            """)
        try move(id, to: .submitted, by: .writers, of: draft.programme.id, in: tx)
        try seal(id, by: context, in: tx)
        guard let sent = try find(id, in: tx) else { throw Refusal.notFound }
        let members = try tx.all(
            """
            SELECT a.id, a.email, a.name FROM collaborator m JOIN account a ON a.id = m.account_id
            WHERE m.application_id = \(id) AND m.part <> 'critical_friend' ORDER BY a.email
            """, Accounts.account)
        for member in members {
            let mail = ApplicationMails.receipt(
                sent, to: member, in: draft.programme, url: settings.url(sent.link(in: draft.programme)))
            try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
        }
    }

    /// Takes an application back. What was written stays, for its writers alone.
    static func withdraw(_ draft: Draft, by context: ActionContext, in tx: Writer) throws {
        guard draft.part != .criticalFriend, draft.application.stage.canBeWithdrawn else {
            throw Refusal.rule("This application can no longer be withdrawn.")
        }
        try move(
            draft.application.id, to: .withdrawn, by: .writers, of: draft.programme.id, in: tx)
        try AuditLog.record(
            "withdrew", AuditLog.Subject("application", draft.application.id), programme: draft.programme.id,
            by: context,
            in: tx)
    }

    /// Gives one applicant more time, for a reason that stays on record.
    static func extend(
        _ id: ID<Application>, until: Instant, reason: String, of programme: ID<Programme>, by context: ActionContext,
        in tx: Writer
    ) throws {
        guard try team(id, of: programme, for: context.caller, in: tx) != nil else { throw Refusal.notFound }
        guard !reason.isEmpty else { throw FieldErrors("reason", "Say why this applicant gets more time") }
        try tx.execute(
            """
            INSERT INTO extension (application_id, until, reason, granted_by, granted_at)
            VALUES (\(id), \(until), \(reason), \(context.caller.account?.id), \(context.at))
            ON CONFLICT (application_id) DO UPDATE SET until = excluded.until, reason = excluded.reason,
                granted_by = excluded.granted_by, granted_at = excluded.granted_at
            """)
        try AuditLog.record(
            "gave more time to", AuditLog.Subject("application", id), programme: programme, reason: reason, by: context,
            in: tx)
    }
}
