import Markup
import Store

extension Editions {
    /// Gives somebody a part in the work, and mails them the way in.
    static func add(
        _ form: NewcomerForm, to programme: Programme, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme.id, context.caller, in: tx)
        let account = try Accounts.account(for: form.email, name: form.name, by: context, in: tx)
        guard try !Accounts.wasGiven(form.role, in: programme.id, to: account.id, db: tx) else {
            throw FieldErrors("email", "\(account.email) is there already")
        }
        try Accounts.grant(
            form.role, in: programme.id, to: account.id, organisation: form.organisation, by: context, in: tx)
        let next = form.role == .team ? Programmes.teamLink(programme) : Link("/my")
        let path = try SignIn.link(for: account.id, next: next, life: SignIn.invitationLife, by: context, in: tx)
        let mail = welcome(account, as: form.role, to: programme, url: settings.url(path))
        try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
    }

    /// Takes somebody off, and a mentor out of every draft that they read. What they did stays in the audit log under their
    /// name. Nobody takes themselves off the team, so that it is never empty.
    static func remove(
        _ account: ID<Account>, _ role: Role, of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        guard Colleague.roles.contains(role) else { throw Refusal.notFound }
        guard role != .team || account != context.caller.account?.id else {
            throw Refusal.rule("Nobody takes themselves off the team. Ask a colleague.")
        }
        guard try Accounts.revoke(role, in: programme, from: account, in: tx) else { throw Refusal.notFound }
        if role == .mentor { try Applications.endFriendships(of: account, in: programme, by: context, tx: tx) }
        try AuditLog.record(
            "took off as \(role.rawValue)", AuditLog.Subject("account", account), programme: programme, by: context,
            in: tx)
    }

    private static func welcome(
        _ account: Account, as role: Role, to programme: Programme, url: String
    ) -> Message {
        var message = Message(
            to: Address(email: account.email, name: account.name), subject: "Your way into “\(programme.name)”",
            paragraphs: [
                "Hello \(account.name),",
                role == .team
                    ? "You are now of the team that runs “\(programme.name)”."
                    : "You are now a mentor of “\(programme.name)”: applicants can ask you to read what they write.",
            ], action: (label: "Begin", url: url),
            ending: ["The link works once. For another, sign in with this address."],
            footer: ["\(programme.name), \(programme.host)"], programme: programme.id)
        message.senderName = programme.name
        message.replyTo = programme.contactEmail
        return message
    }
}
