import Store

extension Panels {
    /// Decides in a form whether an application goes on. A reason says nothing without what it is for: two people's are never
    /// put together.
    static func shortlist(_ view: JudgedView, _ edit: FormEdit, by context: ActionContext, in tx: Writer) throws {
        let form = try ShortlistForm(
            try edit.over(view.shownShortlisting, whole: true, changed: shortlisted(view.application.id, in: tx)))
        try shortlist(
            view.application.id, shortlisted: form.isShortlisted, reason: form.reason, of: view.programme.id,
            by: context, in: tx)
    }

    /// Who decided whether an application goes on.
    private static func shortlisted(_ application: ID<Application>, in db: Reader) throws -> LastChange? {
        try db.first("SELECT decided_by, decided_at FROM shortlisting WHERE application_id = \(application)") {
            (by: try $0["decided_by"] as ID<Account>?, at: try $0["decided_at"] as Instant)
        }.flatMap { try LastChange(by: $0.by, at: $0.at, in: db) }
    }

    /// Decides whether an application goes on, with the reason that is owed to those who do not.
    static func shortlist(
        _ application: ID<Application>, shortlisted: Bool, reason: String, of programme: ID<Programme>,
        by context: ActionContext,
        in tx: Writer
    ) throws {
        try mustReach(application, of: programme, context.caller, in: tx)
        guard shortlisted || !reason.isEmpty else {
            throw FieldErrors("reason", "Say why: the applicant is owed a reason")
        }
        if let known = try shortlisting(of: application, in: tx),
            known.shortlisted != shortlisted || known.reason != reason
        {
            // What was written or said about the one before holds no more.
            try Outbox.supersede(AuditLog.Subject("outcome", application), of: programme, by: context, in: tx)
        }
        let stage = shortlisted ? Stage.shortlisted : .notShortlisted
        try Applications.move(
            application, to: stage, by: .team, of: programme, in: tx)
        try tx.execute(
            """
            INSERT INTO shortlisting (application_id, shortlisted, reason, decided_by, decided_at)
            VALUES (\(application), \(shortlisted), \(reason), \(context.caller.account?.id), \(context.at))
            ON CONFLICT (application_id) DO UPDATE SET shortlisted = excluded.shortlisted, reason = excluded.reason,
                decided_by = excluded.decided_by, decided_at = excluded.decided_at
            """)
        try AuditLog.record(
            shortlisted ? "shortlisted" : "did not shortlist", AuditLog.Subject("application", application),
            programme: programme, reason: reason, by: context, in: tx)
    }
}

extension Panels {
    /// Whether an application went on, and why.
    struct Shortlisting: Sendable {
        var shortlisted: Bool
        var reason: String
    }

    /// For pages that have asked already who reads.
    static func shortlisting(of application: ID<Application>, in db: Reader) throws -> Shortlisting? {
        try db.first("SELECT shortlisted, reason FROM shortlisting WHERE application_id = \(application)") {
            Shortlisting(shortlisted: try $0["shortlisted"], reason: try $0["reason"])
        }
    }
}
