/// One step of the schema, forward only.
///
/// `sql` is one text for both engines, of any number of statements. It runs in a transaction of its own: if a
/// statement fails, nothing of it remains.
public struct Migration: Sendable, Hashable {
    public let name: String
    public let sql: String

    public init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// Which migrations a database has had, kept in the database itself with their whole text.
enum MigrationLog {
    static let name = "applied_migrations"
    static let table = """
        CREATE TABLE IF NOT EXISTS \(name) (
            position BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            sql TEXT NOT NULL
        )
        """

    /// Applies `migration` unless it already was.
    /// - Throws: `StoreError.migration` when it fails, or the one applied at this position has another name or text.
    static func apply(_ migration: Migration, at position: Int, in tx: Writer) throws {
        try tx.transaction.liftLimit()
        if tx.engine == .postgres {
            // Programs that start at once take turns. Taken first, because a later snapshot must show what was applied.
            try tx.transaction.run(script: "LOCK TABLE \(name) IN EXCLUSIVE MODE")
        }
        let applied = try tx.first("SELECT name, sql FROM applied_migrations WHERE position = \(position)") {
            try Migration(name: $0["name"], sql: $0["sql"])
        }
        if let applied { return try check(applied, is: migration) }
        do {
            try tx.transaction.run(script: migration.sql)
        } catch let error as StoreError {
            throw StoreError.migration(name: migration.name, reason: error.description)
        }
        try tx.execute(
            """
            INSERT INTO applied_migrations (position, name, sql)
            VALUES (\(position), \(migration.name), \(migration.sql))
            """)
    }

    private static func check(_ applied: Migration, is migration: Migration) throws {
        guard applied.name == migration.name else {
            throw StoreError.migration(
                name: migration.name, reason: "this database has had \(applied.name) in its place")
        }
        guard applied.sql == migration.sql else {
            throw StoreError.migration(
                name: migration.name, reason: "its text was changed after it was applied; add a new one instead")
        }
    }

    /// - Throws: `StoreError.migration` when the database has had migrations that this program does not know.
    static func checkNoneBeyond(_ count: Int, in tx: Writer) throws {
        let unknown: String? = try tx.value(
            "SELECT name FROM applied_migrations WHERE position >= \(count) ORDER BY position LIMIT 1")
        if let unknown {
            throw StoreError.migration(
                name: unknown, reason: "unknown to this program: the database was made by a newer one")
        }
    }
}
