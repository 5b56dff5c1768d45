import Store

extension Interests {
    /// Somebody says to which organisations they are too near, or by naming none that there are none (more). From then
    /// on they may read what they are given.
    static func declare(_ form: DeclarationForm, of programme: ID<Programme>, by context: ActionContext, in tx: Writer)
        throws
    {
        let account = try context.caller.signedIn().id
        for organisation in form.organisations {
            try declare(
                interestIn: organisation, note: form.note, account: account, of: programme, by: context, in: tx)
        }
        try state(account, of: programme, by: context, in: tx)
        // Names would show what whoever reads the audit log may stand aside from.
        let words =
            form.organisations.isEmpty
            ? "none" : Number.count(form.organisations.count, "organisation", "organisations")
        try AuditLog.record(
            "declared conflicts", AuditLog.Subject("account", account), programme: programme, reason: words,
            by: context,
            in: tx)
    }

    /// Keeps that somebody has declared their conflicts, and when they first did.
    static func state(
        _ account: ID<Account>, of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO declaration (account_id, programme_id, made_at) VALUES (\(account), \(programme), \(context.at))
            ON CONFLICT (account_id, programme_id) DO NOTHING
            """)
    }

    /// Declares an interest in an organisation. Declaring it again changes nothing.
    static func declare(
        interestIn organisation: String, note: String, account: ID<Account>, of programme: ID<Programme>,
        by context: ActionContext, in tx: Writer
    ) throws {
        try DeclaredInterests.add(organisation, note: note, account: account, of: programme, by: context, in: tx)
        try Applications.coverOrganisations(in: programme, by: context, in: tx)
    }

    /// The team takes a declaration about an organisation back that was made by mistake, with the reason. Nobody lifts their
    /// own.
    static func lift(
        interestIn organisation: String, account: ID<Account>, reason: String, of programme: ID<Programme>,
        by context: ActionContext,
        in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        guard account != context.caller.account?.id else { throw Refusal.notFound }
        guard !reason.isEmpty else { throw FieldErrors("lift", "Say why the conflict no longer holds") }
        guard
            try lift(
                interestIn: organisation, account: account, of: programme, by: context, in: tx)
        else { return }
        try AuditLog.record(
            "lifted a conflict of", AuditLog.Subject("account", account), programme: programme,
            reason: reason, by: context, in: tx)
    }

    /// Takes a declaration back that was made by mistake. What somebody said about one application stays, and so does
    /// another declaration that means the same organisation.
    static func lift(
        interestIn organisation: String, account: ID<Account>, of programme: ID<Programme>, by context: ActionContext,
        in tx: Writer
    ) throws -> Bool {
        guard try DeclaredInterests.remove(organisation, account: account, of: programme, in: tx) else { return false }
        try Applications.coverOrganisations(in: programme, by: context, in: tx)
        return true
    }

    /// Somebody says that they are too near to an application. Who stands aside no longer sees it anywhere.
    static func declare(
        conflict kind: String, note: String, isRecused: Bool, about application: ID<Application>,
        account: ID<Account>, of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        let conflict = Conflict(kind: kind, note: note, isRecused: isRecused)
        try keep(conflict, of: account, with: application, by: context, in: tx)
        try AuditLog.record(
            "declared a conflict", AuditLog.Subject("application", application), programme: programme, reason: note,
            by: context, in: tx)
    }

    /// Keeps what somebody said about one application, in the place of what they said before.
    static func keep(
        _ conflict: Conflict, of account: ID<Account>, with application: ID<Application>, by context: ActionContext,
        in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO declared_conflict (account_id, application_id, kind, note, recused, declared_at)
            VALUES (\(account), \(application), \(conflict.kind), \(conflict.note), \(conflict.isRecused), \(context.at))
            ON CONFLICT (account_id, application_id) DO UPDATE
                SET kind = excluded.kind, note = excluded.note, recused = excluded.recused
            """)
        if conflict.isRecused {
            try Recusals.add(.declared, for: account, from: application, by: context, in: tx)
        } else {
            try Recusals.remove(.declared, for: account, from: application, in: tx)
        }
    }

    /// Takes back what somebody said about one application. Whoever named its organisation still stands aside from it.
    /// - Returns: false when they had said nothing.
    static func lift(
        conflictOf account: ID<Account>, with application: ID<Application>, in tx: Writer
    ) throws -> Bool {
        let lifted = try tx.execute(
            "DELETE FROM declared_conflict WHERE account_id = \(account) AND application_id = \(application)")
        try Recusals.remove(.declared, for: account, from: application, in: tx)
        return lifted > 0
    }
}
