import Synchronization

/// One door to SQLite and PostgreSQL.
///
/// Transactions are synchronous closures on threads of the database; callers wait without holding one of Swift's.
public final class Database: Sendable {
    /// What may be tuned; the defaults suit one server of a few cores.
    public struct Settings: Sendable, Hashable {
        /// Transactions at once: readers of SQLite beside its one writer, connections to PostgreSQL.
        public var connections = 8
        /// How long a transaction waits for others before it fails with `StoreError.busy`.
        public var patience = Duration.seconds(10)
        /// How long one statement may take on a server before it fails with `StoreError.busy`. A server that does not answer at
        /// all is left a little later, with `StoreError.unreachable`. Migrations take what they need.
        public var longestStatement = Duration.seconds(15)
        /// Whether this process serves people, for as long as the database is open: `restore` refuses meanwhile.
        public var isServing = false

        public init() {}
    }

    public let location: Location
    public let settings: Settings
    let store: any Store
    private let writesEnded = Atomic(0)

    public var engine: Engine { location.engine }

    /// Opens the database. SQLite files are made when they are not there; PostgreSQL is first reached when used.
    /// - Parameter schema: the PostgreSQL schema to live in, made when it is not there; SQLite has none and ignores it.
    public init(_ location: Location, settings: Settings = Settings(), schema: String? = nil) throws {
        self.location = location
        self.settings = settings
        store =
            switch location {
            case .file(let path): try SQLiteStore(path: path, settings: settings, isTemporary: false)
            case .temporary: try SQLiteStore(path: SQLiteStore.temporaryPath(), settings: settings, isTemporary: true)
            case .postgres(let address):
                try PostgresStore(address: address, settings: settings, schema: schema)
            }
    }

    /// Runs `body` on one unchanging state of the database.
    ///
    /// A snapshot on SQLite; READ ONLY REPEATABLE READ on PostgreSQL. Readers never wait for the writer.
    public func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await store.read(body)
    }

    /// Each row of one question made into a `T`. Without a transaction around it, which on PostgreSQL spares two of three
    /// journeys: for what is asked before every page.
    public func all<T: Sendable>(_ sql: SQL, _ make: @escaping @Sendable (Row) throws -> T) async throws -> [T] {
        try await store.ask { try $0.all(sql, make) }
    }

    /// Runs `body` as one transaction, as if alone, and returns once its changes are on disk.
    ///
    /// BEGIN IMMEDIATE on SQLite; SERIALIZABLE on PostgreSQL, where a conflict runs `body` again. If `body` throws,
    /// nothing of it remains. It may run more than once: no mail, no network, no state of its own.
    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (Writer) throws -> T) async throws -> T {
        // After a failure too: when a connection is lost during COMMIT nobody knows.
        defer { writesEnded.add(1, ordering: .releasing) }
        return try await store.write(body)
    }

    /// Goes up with each write of this process, before its caller is answered. While it stays the same, what was read
    /// after it was asked is as this process left it; other processes may have changed something.
    public var changes: Int { writesEnded.load(ordering: .acquiring) }

    /// Applies the migrations that this database has not had, in order, each in its own transaction.
    /// - Throws: `StoreError.migration` when an applied one was changed, renamed or is unknown, and when one fails,
    ///   which leaves those before it applied and nothing of itself.
    public func migrate(_ migrations: [Migration]) async throws {
        try await store.prepareForMigrations()
        try await store.write { tx in try MigrationLog.checkNoneBeyond(migrations.count, in: tx) }
        for (position, migration) in migrations.enumerated() {
            try await store.write { tx in try MigrationLog.apply(migration, at: position, in: tx) }
        }
    }

    /// Lets running transactions finish, then closes all connections. Later calls throw `StoreError.unreachable`.
    public func close() async {
        await store.close()
    }
}

/// What each engine provides; the contracts are those of `Database`.
protocol Store: Sendable {
    func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T
    /// `read` for a body that asks exactly one question.
    func ask<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T
    func write<T: Sendable>(_ body: @escaping @Sendable (Writer) throws -> T) async throws -> T
    func close() async
    /// Makes what `MigrationLog` needs, if it is not there: the schema and the log's table.
    func prepareForMigrations() async throws
    func removeSchema() async throws
    func backup(to path: String) async throws
    func restore(from path: String, replacing: Bool) async throws
    func takeRoom() async throws
    func findings() async throws -> [String]
    func schemaDump() async throws -> String
    func size() async throws -> Int64
}
