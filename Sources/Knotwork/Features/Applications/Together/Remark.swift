import Store

/// What somebody who takes part in an application says about a section of it. Nobody else ever reads it.
struct Remark: Sendable, Hashable {
    var id: ID<Remark>
    /// The section's title; a form keeps its sections for as long as it has applications.
    var section: String
    var author: String
    var part: Draft.Part?
    var text: String
    var madeAt: Instant
    /// When an applicant said that it is dealt with.
    var settledAt: Instant?

    var isOpen: Bool { settledAt == nil }
}

extension Applications {
    /// How long the applicants are left alone after a mail about remarks of one person.
    static let remarkQuiet = Span.hours(12)

    /// The remarks on an application, the oldest first, for who takes part in it.
    static func remarks(on id: ID<Application>, for caller: Caller, in db: Reader) throws -> [Remark] {
        try db.all(
            """
            SELECT r.id, r.section, p.name, p.email, m.part, r.text, r.made_at, r.settled_at
            FROM remark r JOIN account p ON p.id = r.account_id
            LEFT JOIN collaborator m ON m.application_id = r.application_id AND m.account_id = r.account_id
            WHERE r.application_id = \(id) AND \(isMember(caller, of: "r.application_id")) ORDER BY r.id
            """
        ) {
            let name: String = try $0["name"]
            return Remark(
                id: try $0["id"], section: try $0["section"], author: name.isEmpty ? try $0["email"] : name,
                part: try $0["part"], text: try $0["text"], madeAt: try $0["made_at"], settledAt: try $0["settled_at"])
        }
    }

    /// Keeps a remark, and tells the applicants once of what may become many.
    static func remark(
        _ form: RemarkForm, on section: String, of draft: Draft, settings: Settings, by context: ActionContext,
        in tx: Writer
    ) throws {
        guard draft.application.stage == .draft else {
            throw Refusal.rule("The application has been sent: remarks come too late.")
        }
        let (application, author) = (draft.application.id, try context.caller.signedIn().id)
        let spoke = try tx.value(
            """
            SELECT 1 FROM remark WHERE application_id = \(application) AND account_id = \(author)
                AND made_at > \(context.at - remarkQuiet)
            """, as: Int.self)
        let id: ID<Remark> = context.id()
        try tx.execute(
            """
            INSERT INTO remark (id, application_id, account_id, section, text, made_at)
            VALUES (\(id), \(application), \(author), \(section), \(form.text), \(context.at))
            """)
        try AuditLog.record(
            "left a remark on", AuditLog.Subject("application", application), programme: draft.programme.id,
            by: context,
            in: tx)
        if spoke == nil, draft.part == .criticalFriend {
            try tell(section, draft, settings: settings, by: context, in: tx)
        }
    }

    private static func tell(
        _ section: String, _ draft: Draft, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws {
        let url = settings.url(draft.application.link(in: draft.programme))
        for companion in try company(of: draft.application.id, in: tx).companions
        where companion.part != .criticalFriend {
            let mail = CollaboratorMails.remarked(
                on: section, of: draft, to: companion.account, by: context.caller, url: url)
            try Outbox.send(mail, in: tx, at: context.at, randomness: context.randomness)
        }
    }

    /// Says that a remark is dealt with, or that it is not after all: for those who write the application.
    static func settle(
        _ remark: ID<Remark>, _ isSettled: Bool, of draft: Draft, by context: ActionContext, in tx: Writer
    ) throws {
        guard draft.part != .criticalFriend else { throw Refusal.notFound }
        let found = try tx.execute(
            """
            UPDATE remark SET settled_at = \(isSettled ? context.at : nil),
                settled_by = \(isSettled ? context.caller.account?.id : nil)
            WHERE id = \(remark) AND application_id = \(draft.application.id)
            """)
        guard found == 1 else { throw Refusal.notFound }
    }
}
