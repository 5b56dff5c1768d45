import Store

/// Who did what to what, when, and why: appended in the transaction that did it, never changed.
enum AuditLog {
    /// What an entry is about.
    struct Subject: Hashable, Sendable {
        var kind: String
        var id: String

        init<Of>(_ kind: String, _ id: ID<Of>) {
            self.init(kind: kind, id: id.text)
        }

        /// As it stands in the database, or in the address of a page.
        init(kind: String, id: String) {
            self.kind = kind
            self.id = id
        }
    }

    /// How subjects of one kind are called: a part that each feature offers over its own tables. Subjects of other kinds have no
    /// name of their own.
    struct Naming: Sendable {
        var kind: String
        /// Selects id and name of those that are asked for.
        var query: @Sendable ([String]) -> SQL
    }

    struct Entry: Sendable, Hashable {
        var at: Instant
        var actor: String
        var verb: String
        var subject: Subject
        var reason: String
    }

    /// Appends one entry. `verb` is a past participle that the pages show ("submitted", "declared a conflict").
    static func record(
        _ verb: String, _ subject: Subject, programme: ID<Programme>? = nil, reason: String = "",
        by context: ActionContext,
        in tx: Writer
    ) throws {
        let id: ID<Entry> = context.id()
        try tx.execute(
            """
            INSERT INTO audit_entry (id, at, account_id, actor, verb, subject_kind, subject_id, programme_id, reason)
            VALUES (\(id), \(context.at), \(context.caller.account?.id), \(context.caller.auditName), \(verb),
                \(subject.kind), \(subject.id), \(programme), \(reason))
            """)
    }

    /// The newest entries about one thing.
    static func entries(about subject: Subject, limit: Int = 200, in db: Reader) throws -> [Entry] {
        try db.ask(entries(about: subject, limit: limit))
    }

    static func entries(about subject: Subject, limit: Int = 200) -> Query<[Entry]> {
        Query.all(
            """
            SELECT at, actor, verb, subject_kind, subject_id, reason FROM audit_entry
            WHERE subject_kind = \(subject.kind) AND subject_id = \(subject.id) ORDER BY id DESC LIMIT \(limit)
            """, entry)
    }

    /// The newest entries of one programme.
    static func entries(of programme: ID<Programme>, limit: Int = 200, in db: Reader) throws -> [Entry] {
        try db.all(
            """
            SELECT at, actor, verb, subject_kind, subject_id, reason FROM audit_entry
            WHERE programme_id = \(programme) ORDER BY id DESC LIMIT \(limit)
            """, entry)
    }

    private static func entry(_ row: Row) throws -> Entry {
        Entry(
            at: try row["at"], actor: try row["actor"], verb: try row["verb"],
            subject: Subject(kind: try row["subject_kind"], id: try row["subject_id"]), reason: try row["reason"])
    }
}
