import Store

extension Applications {
    /// Writes down help that was given.
    static func note(_ help: HelpGiven, of programme: ID<Programme>, by context: ActionContext, in tx: Writer) throws {
        try tx.execute(
            """
            INSERT INTO help (id, programme_id, application_id, organisation, person, helper, account_id, kind, minutes,
                what, given_at)
            VALUES (\(help.id), \(programme), \(help.application), \(help.organisation), \(help.person), \(help.helper),
                \(help.account), \(help.kind), \(help.minutes), \(help.what), \(help.at))
            """)
        // Without an application the entry names no organisation: whoever reads the audit log may stand aside from it.
        let subject = help.application.map { AuditLog.Subject("application", $0) } ?? AuditLog.Subject("help", help.id)
        try AuditLog.record("helped", subject, programme: programme, reason: help.what, by: context, in: tx)
    }

    /// The team writes help down. An application must be one that they may see.
    static func note(_ form: HelpForm, of programme: ID<Programme>, by context: ActionContext, in tx: Writer) throws {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        let application = try form.application.map { id in
            guard let found = try team(id, of: programme, for: context.caller, in: tx) else {
                throw FieldErrors("application", "Choose an application from the list")
            }
            return found
        }
        let help = HelpGiven(
            id: context.id(), application: application?.id,
            organisation: application?.organisation ?? form.organisation,
            person: form.person, helper: form.helper, account: nil, kind: form.kind, minutes: form.minutes,
            what: form.what, at: form.at)
        try note(help, of: programme, by: context, in: tx)
    }

    /// A critical friend writes down the time they spent.
    static func noteTime(_ form: TimeForm, with draft: Draft, by context: ActionContext, in tx: Writer) throws {
        guard draft.part == .criticalFriend else { throw Refusal.notFound }
        let friend = try context.caller.signedIn()
        let lead = try company(of: draft.application.id, in: tx).lead
        let help = HelpGiven(
            id: context.id(), application: draft.application.id, organisation: draft.application.organisation,
            person: lead?.name ?? "", helper: friend.shownName, account: friend.id,
            kind: .reading, minutes: form.minutes, what: form.what, at: form.at)
        try note(help, of: draft.programme.id, by: context, in: tx)
    }

    /// Takes back what a critical friend wrote down wrongly: their own, and nobody else's.
    static func takeBack(_ help: ID<HelpGiven>, with draft: Draft, by context: ActionContext, in tx: Writer) throws {
        let gone = try tx.execute(
            """
            DELETE FROM help WHERE id = \(help) AND application_id = \(draft.application.id)
                AND account_id = \(try context.caller.signedIn().id)
            """)
        guard gone == 1 else { throw Refusal.notFound }
        try AuditLog.record(
            "took back help written down for", AuditLog.Subject("application", draft.application.id),
            programme: draft.programme.id, by: context, in: tx)
    }
}
