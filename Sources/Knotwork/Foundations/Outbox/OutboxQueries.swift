import Store

extension Outbox {
    /// A message as the team sees it: without the secrets of links that sign somebody in.
    struct Entry: Sendable, Hashable {
        var id: ID<Message>
        var to: Address
        var subject: String
        var text: String
        var state: State
        var attempts: Int
        var nextAttemptAt: Instant?
        var lastError: String?
        var createdAt: Instant
        var sentAt: Instant?
        /// Whether the receiver asked never to be mailed, so that bulk mail will be withheld.
        var isUnwanted: Bool
    }

    /// The messages of a programme in one state, for its team: the oldest, oldest first, or the newest, newest first.
    static func messages(
        of programme: ID<Programme>, in state: State, newestFirst: Bool = false, limit: Int = 1000, for caller: Caller,
        from db: Reader
    ) throws -> [Entry] {
        let order: SQL = newestFirst ? "id DESC" : "id"
        return try db.all(
            """
            SELECT \(columns) FROM message WHERE \(ours(programme, caller)) AND state = \(state)
            ORDER BY \(order) LIMIT \(limit)
            """, entry)
    }

    static func message(
        _ id: ID<Message>, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> Entry? {
        try db.first("SELECT \(columns) FROM message WHERE id = \(id) AND \(ours(programme, caller))", entry)
    }

    /// The mail about one thing, for the team of its programme, newest first.
    static func messages(
        about subject: AuditLog.Subject, limit: Int = 200, for caller: Caller, in db: Reader
    ) throws -> [Entry] {
        try db.all(
            """
            SELECT \(columns) FROM message WHERE about_kind = \(subject.kind) AND about_id = \(subject.id)
                AND \(theirs(caller)) ORDER BY id DESC LIMIT \(limit)
            """, entry)
    }

    /// How many messages of a programme there are in each state, for its team.
    static func counts(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [State: Int] {
        try counts(ours(programme, caller), in: db)
    }

    /// How many messages of the whole installation there are in each state, for who runs it.
    static func counts(in db: Reader) throws -> [State: Int] { try counts("1 = 1", in: db) }

    private static func counts(_ which: SQL, in db: Reader) throws -> [State: Int] {
        let pairs = try db.all("SELECT state, count(*) AS number FROM message WHERE \(which) GROUP BY state") {
            (try $0["state"] as State, try $0["number"] as Int)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private static let columns: SQL = """
        id, to_address, to_name, subject, text, state, attempts, next_attempt_at, last_error, created_at, sent_at,
        \(isUnwanted) AS unwanted
        """

    private static func entry(_ row: Row) throws -> Entry {
        Entry(
            id: try row["id"], to: Address(email: try row["to_address"], name: try row["to_name"]),
            subject: try row["subject"], text: Secrets.masked(try row["text"]), state: try row["state"],
            attempts: try row["attempts"],
            nextAttemptAt: try row["next_attempt_at"], lastError: try row["last_error"],
            createdAt: try row["created_at"], sentAt: try row["sent_at"],
            isUnwanted: try row["unwanted"])
    }
}
