import CSQLite
import Foundation

extension SQLiteStore {
    func prepareForMigrations() async throws {
        try await write { try $0.transaction.run(script: MigrationLog.table) }
    }

    func removeSchema() async throws {
        throw StoreError.other(code: "schema", message: "SQLite has no schemas: remove the file")
    }

    func backup(to path: String) async throws {
        try await readers.run { link in
            guard !FileManager.default.fileExists(atPath: path) else { throw StoreError.copy("\(path) exists") }
            let unfinished = path + ".unfinished"
            Self.removeFiles(of: unfinished)
            defer { Self.removeFiles(of: unfinished) }
            try link.copy(to: SQLiteConnection(.init(path: unfinished)))
            try Self.check(SQLiteConnection(.init(path: unfinished)), of: path)
            try CopyFile.finish(unfinished, as: path)
        }
    }

    func restore(from path: String, replacing: Bool) async throws {
        try await writer.run { link in
            let copy = try SQLiteConnection(.init(path: path, isReadOnly: true))
            try Self.check(copy, of: path)
            guard try replacing || Self.isEmpty(link) else { throw StoreError.notEmpty }
            guard let claim = FileClaim(.replace, on: self.path) else { throw StoreError.isServed }
            try withExtendedLifetime(claim) { try copy.copy(to: link) }
        }
    }

    func takeRoom() {}

    func findings() async throws -> [String] {
        try await read { db in
            try Self.damage(in: db) + Self.strays(in: db)
        }
    }

    func schemaDump() async throws -> String {
        let statements = try await read { db in
            try db.values(
                """
                SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                ORDER BY tbl_name, type DESC, name
                """, as: String.self)
        }
        return statements.map { $0 + ";\n" }.joined()
    }

    func size() async throws -> Int64 {
        try await read { db in
            try (db.value("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")) ?? 0
        }
    }

    // MARK: Checks

    private static func check(_ link: SQLiteConnection, of path: String) throws {
        let (damage, isOurs) = try Transaction.run(on: link, for: .reading) { transaction in
            let db = Reader(transaction)
            let tables = try db.values("SELECT name FROM sqlite_schema WHERE type = 'table'", as: String.self)
            return try (Self.damage(in: db), tables.contains(MigrationLog.name))
        }
        if let first = damage.first { throw StoreError.copy("\(path) is damaged: \(first)") }
        guard isOurs else { throw StoreError.copy("\(path) is not a copy of such a database") }
    }

    private static func isEmpty(_ link: SQLiteConnection) throws -> Bool {
        try Transaction.run(on: link, for: .reading) { transaction in
            try Reader(transaction).value("SELECT COUNT(*) FROM sqlite_schema") == 0
        }
    }

    private static func damage(in db: Reader) throws -> [String] {
        try db.values("PRAGMA integrity_check", as: String.self).filter { $0 != "ok" }
    }

    private static func strays(in db: Reader) throws -> [String] {
        try db.all("PRAGMA foreign_key_check") { row in
            "A row of \(try row["table"] as String) refers to a row of \(try row["parent"] as String) that is not there"
        }
    }

    private static func removeFiles(of path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
    }
}

extension SQLiteConnection {
    /// Replaces what `other` holds by what this holds, as one transaction on each.
    func copy(to other: SQLiteConnection) throws {
        guard let backup = sqlite3_backup_init(other.handle, "main", handle, "main") else {
            throw SQLiteErrors.current(of: other.handle)
        }
        sqlite3_backup_step(backup, -1)
        guard sqlite3_backup_finish(backup) == SQLITE_OK else { throw SQLiteErrors.current(of: other.handle) }
    }
}
