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
    }

    /// The messages of a programme in one state, oldest first: the held ones to be released, the failed ones to be seen to.
    static func messages(
        of programme: ID<Programme>, in state: State, limit: Int = 1000, from db: Reader
    ) throws -> [Entry] {
        try db.all(
            """
            SELECT \(columns) FROM message WHERE programme_id = \(programme) AND state = \(state) ORDER BY id LIMIT \(limit)
            """, entry)
    }

    static func message(_ id: ID<Message>, of programme: ID<Programme>, in db: Reader) throws -> Entry? {
        try db.first("SELECT \(columns) FROM message WHERE id = \(id) AND programme_id = \(programme)", entry)
    }

    /// The mail about one thing, newest first.
    static func messages(about subject: Ledger.Subject, limit: Int = 200, in db: Reader) throws -> [Entry] {
        try db.all(
            """
            SELECT \(columns) FROM message WHERE about_kind = \(subject.kind) AND about_id = \(subject.id)
            ORDER BY id DESC LIMIT \(limit)
            """, entry)
    }

    /// How many messages there are in each state: of a programme, or of the whole installation.
    static func counts(of programme: ID<Programme>? = nil, in db: Reader) throws -> [State: Int] {
        let which: SQL = programme.map { "programme_id = \($0)" } ?? "1 = 1"
        let pairs = try db.all("SELECT state, count(*) AS number FROM message WHERE \(which) GROUP BY state") {
            (try $0["state"] as State, try $0["number"] as Int)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private static let columns: SQL = """
        id, to_address, to_name, subject, text, state, attempts, next_attempt_at, last_error, created_at, sent_at
        """

    private static func entry(_ row: Row) throws -> Entry {
        Entry(
            id: try row["id"], to: Address(email: try row["to_address"], name: try row["to_name"]),
            subject: try row["subject"], text: Secrets.masked(try row["text"]), state: try row["state"],
            attempts: try row["attempts"],
            nextAttemptAt: try row["next_attempt_at"], lastError: try row["last_error"],
            createdAt: try row["created_at"], sentAt: try row["sent_at"])
    }
}
