import Markup
import Names
import Store

extension Applications {
    /// Asks somebody to take part. It mails them the way, and says nothing about whether they were known. Asking again
    /// takes the place of what was asked before.
    static func invite(
        _ form: InvitationForm, into draft: Draft, settings: Settings, by context: ActionContext, in tx: Writer
    )
        throws
    {
        guard draft.part == .lead else { throw Refusal.notFound }
        guard draft.application.stage == .draft else {
            throw Refusal.rule("Others can join as long as the application has not been sent.")
        }
        let id = draft.application.id
        let account = try Accounts.account(for: form.email, name: "", by: context, in: tx)
        try mustHaveRoom(for: account, in: company(of: id, in: tx), sent: invitationsSent(for: id, in: tx))
        try close(openInvitationsOf: account.id, to: id, as: "withdrawn", at: context.at, in: tx)
        let invitation: ID<Invitation> = context.id()
        try tx.execute(
            """
            INSERT INTO collaborator_invitation (id, application_id, account_id, part, state, invited_by, invited_at)
            VALUES (\(invitation), \(id), \(account.id), \(form.part), 'open', \(try context.caller.signedIn().id), \(context.at))
            """)
        try AuditLog.record(
            "invited somebody to", AuditLog.Subject("application", id), programme: draft.programme.id,
            reason: form.part.label, by: context, in: tx)
        let path = try SignIn.askedLink(
            for: account.id, next: Link("\(draft.application.link(in: draft.programme))/invitation"), by: context,
            in: tx)
        let mail = CollaboratorMails.invited(
            account, as: form.part, to: draft, by: context.caller, url: settings.url(path))
        try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
    }

    private static func mustHaveRoom(for account: Account, in company: Company, sent: Int) throws {
        guard !company.companions.contains(where: { $0.account.id == account.id }) else {
            throw FieldErrors("email", "\(account.email) takes part in this application already")
        }
        guard sent < Company.mostInvitations,
            company.companions.count + company.invitations.count <= Company.mostCollaborators
        else { throw Refusal.rule("So many people have been invited that no more can be.") }
    }

    /// Somebody says whether they join. An assessor who was given the application cannot: they would judge their own work.
    static func answer(
        _ form: AnswerForm, to invitation: Invitation, of programme: Programme, judging: Judging,
        by context: ActionContext, in tx: Writer
    ) throws {
        let account = try context.caller.signedIn()
        guard invitation.account.id == account.id else { throw Refusal.notFound }
        guard try !form.joins || !judging.isJudge(account.id, invitation.application, tx) else {
            throw Refusal.rule("You were asked to score this application: who judges it cannot take part in it.")
        }
        try close(
            openInvitationsOf: account.id, to: invitation.application, as: form.joins ? "accepted" : "declined",
            at: context.at, in: tx)
        let subject = AuditLog.Subject("application", invitation.application)
        guard form.joins else {
            return try AuditLog.record("declined to join", subject, programme: programme.id, by: context, in: tx)
        }
        // They may have said only now what they are called.
        var context = context
        context.caller.account?.name = form.name
        try join(invitation, name: form.name, of: programme, by: context, in: tx)
        try AuditLog.record(
            "joined", subject, programme: programme.id, reason: invitation.part.label, by: context, in: tx)
    }

    private static func join(
        _ invitation: Invitation, name: String, of programme: Programme, by context: ActionContext, in tx: Writer
    ) throws {
        guard let email = EmailAddress(invitation.account.email),
            let organisation = try find(invitation.application, in: tx)?.organisation
        else { throw Refusal.notFound }
        let account = try Accounts.account(for: email, name: name, by: context, in: tx)
        let isApplicant = invitation.part == .coApplicant
        try addMember(
            account, organisation: isApplicant ? organisation : "", to: invitation.application, part: invitation.part,
            programme: programme.id, by: context, in: tx)
        // Who helped to write it never judges it, also after they have left.
        try Recusals.add(.helped, for: account.id, from: invitation.application, by: context, in: tx)
        guard isApplicant else { return }
        let contact = Sighting(
            id: context.id(), programme: programme.id, kind: .application, name: account.name, email: account.email,
            organisation: organisation, status: "draft", seenAt: context.at)
        try People.record(contact, by: context, in: tx)
        try tx.execute(
            """
            INSERT INTO application_sighting (application_id, sighting_id) VALUES (\(invitation.application), \(contact.id))
            """)
    }

    private static func close(
        openInvitationsOf account: ID<Account>, to application: ID<Application>, as state: String, at now: Instant,
        in tx: Writer
    ) throws {
        try tx.execute(
            """
            UPDATE collaborator_invitation SET state = \(state), answered_at = \(now)
            WHERE account_id = \(account) AND application_id = \(application) AND state = 'open'
            """)
    }

    /// Ends somebody's part, or takes an invitation back: by the lead, or by themselves. The lead stays. What they remarked
    /// stays as well.
    static func part(
        with account: ID<Account>, from draft: Draft, by context: ActionContext, in tx: Writer
    ) throws {
        guard try draft.part == .lead || account == context.caller.signedIn().id else { throw Refusal.notFound }
        let id = draft.application.id
        try close(openInvitationsOf: account, to: id, as: "withdrawn", at: context.at, in: tx)
        try end(
            "application_id = \(id) AND account_id = \(account) AND part <> 'lead'", in: draft.programme.id,
            by: context,
            tx: tx)
    }

    /// Ends every part as a critical friend that somebody has in a programme, and takes back what they were asked to be: for
    /// a mentor who is taken off.
    static func endFriendships(
        of account: ID<Account>, in programme: ID<Programme>, by context: ActionContext, tx: Writer
    ) throws {
        let ours = isOf(programme, "application_id")
        try tx.execute(
            """
            UPDATE collaborator_invitation SET state = 'withdrawn', answered_at = \(context.at)
            WHERE account_id = \(account) AND part = 'critical_friend' AND state = 'open' AND \(ours)
            """)
        try end("account_id = \(account) AND part = 'critical_friend' AND \(ours)", in: programme, by: context, tx: tx)
    }

    /// Ends these parts, and with the last one the role that came with them.
    private static func end(_ which: SQL, in programme: ID<Programme>, by context: ActionContext, tx: Writer) throws {
        let ended = try tx.all(
            "DELETE FROM collaborator WHERE \(which) RETURNING application_id, account_id, part"
        ) {
            (
                application: try $0["application_id"] as ID<Application>, account: try $0["account_id"] as ID<Account>,
                part: try $0["part"] as Draft.Part
            )
        }
        for one in ended {
            try Recusals.remove(.writes, for: one.account, from: one.application, in: tx)
            try AuditLog.record(
                "ended a part in", AuditLog.Subject("application", one.application), programme: programme, by: context,
                in: tx)
            try endRole(one.part, of: one.account, in: programme, by: context, tx: tx)
        }
    }

    private static func endRole(
        _ part: Draft.Part, of account: ID<Account>, in programme: ID<Programme>, by context: ActionContext, tx: Writer
    ) throws {
        let parts: [Draft.Part] = part == .criticalFriend ? [.criticalFriend] : [.lead, .coApplicant]
        let left = try tx.value(
            """
            SELECT 1 FROM collaborator m JOIN application a ON a.id = m.application_id
            WHERE m.account_id = \(account) AND a.programme_id = \(programme) AND m.part IN \(list: parts)
            """, as: Int.self)
        if left == nil { try Accounts.end(part.role, in: programme, of: account, by: context, tx: tx) }
    }
}
