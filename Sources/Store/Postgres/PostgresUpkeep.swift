import Foundation

extension PostgresStore {
    func prepareForMigrations() async throws {
        try await pool.run { link in
            // One at a time, because IF NOT EXISTS still fails when two make it at once.
            let lock = "(\(Self.schemaLock), hashtext(current_database() || '\(self.schema ?? "")'))"
            try link.run(script: "SELECT pg_advisory_lock\(lock)")
            defer { try? link.run(script: "SELECT pg_advisory_unlock\(lock)") }
            if let schema = self.schema { try link.change(script: "CREATE SCHEMA IF NOT EXISTS \(schema)") }
            try link.change(script: MigrationLog.table)
        }
    }

    /// Tells this use of advisory locks from others; any number, as long as each process uses the same.
    private static let schemaLock = 7_226_041

    func removeSchema() async throws {
        guard let schema else { throw StoreError.other(code: "schema", message: "No schema was named") }
        try await pool.run { link in try link.change(script: "DROP SCHEMA IF EXISTS \(schema) CASCADE") }
    }

    func backup(to path: String) async throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw StoreError.copy("\(path) exists") }
        let unfinished = path + ".unfinished"
        defer { unlink(unfinished) }
        try CopyFile.make(at: unfinished)
        let only = schema.map { ["--schema=\($0)"] } ?? []
        try await tool("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--file=\(unfinished)"] + only)
        try CopyFile.finish(unfinished, as: path)
    }

    /// The archive names its schema, so it goes back to a schema of the same name.
    func restore(from path: String, replacing: Bool) async throws {
        guard FileManager.default.fileExists(atPath: path) else { throw StoreError.copy("\(path) is not there") }
        let count = try await read { db in
            try db.value("SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()", as: Int.self)
        }
        guard replacing || count == 0 else { throw StoreError.notEmpty }
        // Kept by that connection until the database is closed.
        guard try await pool.run({ link in try link.claim(.replace) }) else { throw StoreError.isServed }
        let options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
        try await tool("pg_restore", options + (replacing || schema != nil ? ["--clean", "--if-exists"] : []) + [path])
    }

    /// By sorting more than fits into the little memory that is allowed for it. That changes no table and leaves nothing behind.
    func takeRoom() async throws {
        _ = try await read { db in
            try db.transaction.run(script: "SET LOCAL work_mem = '64kB'")
            return try db.value(
                "SELECT count(*) FROM (SELECT n FROM generate_series(1, 8000) AS n ORDER BY random() OFFSET 1) AS sorted",
                as: Int.self)
        }
    }

    func findings() async throws -> [String] {
        try await read { db in
            try Self.riskySettings(in: db) + Self.invalid(in: db)
        }
    }

    private static func riskySettings(in db: Reader) throws -> [String] {
        func setting(_ name: String) throws -> String { try db.value("SELECT current_setting(\(name))") ?? "" }
        let collation: String? = try db.value(
            "SELECT datcollate FROM pg_database WHERE datname = current_database()")
        var found: [String] = []
        if try setting("server_encoding") != "UTF8" { found.append("The database's encoding is not UTF8") }
        if !["C", "POSIX", "C.UTF-8", "C.utf8"].contains(collation) {
            found.append("Text is ordered by \(collation ?? "?") here, but by code points on SQLite: use LOCALE 'C'")
        }
        for name in ["fsync", "full_page_writes", "synchronous_commit"] where try setting(name) == "off" {
            found.append("\(name) is off: what was answered as saved may be lost when the power fails")
        }
        return found
    }

    private static func invalid(in db: Reader) throws -> [String] {
        try db.values(
            """
            SELECT 'The index ' || indexrelid::regclass || ' is not valid' FROM pg_index
            JOIN pg_class ON pg_class.oid = indexrelid
            WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace
            UNION ALL
            SELECT 'The constraint ' || conname || ' was never checked against all rows' FROM pg_constraint
            WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
            """)
    }

    func schemaDump() async throws -> String {
        let lines = try await read { db in
            try db.values(
                """
                SELECT text FROM (
                    SELECT relname AS name, 0 AS part, attnum AS position,
                        relname || '.' || attname || ' ' || format_type(atttypid, atttypmod)
                        || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
                        || COALESCE(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') AS text
                    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r'
                    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                    WHERE relnamespace = current_schema()::regnamespace AND attnum > 0 AND NOT attisdropped
                    UNION ALL
                    SELECT relname, 1, 0, relname || ' CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(c.oid, TRUE)
                    FROM pg_constraint c JOIN pg_class ON pg_class.oid = conrelid
                    WHERE connamespace = current_schema()::regnamespace
                    UNION ALL
                    SELECT relname, 2, 0, pg_get_indexdef(indexrelid, 0, TRUE)
                    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
                    WHERE relnamespace = current_schema()::regnamespace
                    UNION ALL
                    SELECT viewname, 0, 0, viewname || ' VIEW' || definition FROM pg_views
                    WHERE schemaname = current_schema()
                ) AS parts ORDER BY name, part, position, text
                """, as: String.self)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    func size() async throws -> Int64 {
        try await read { db in
            try db.value(
                """
                SELECT COALESCE(SUM(pg_total_relation_size(oid)), 0) FROM pg_class
                WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
                """) ?? 0
        }
    }

    // MARK: PostgreSQL's own tools

    /// Runs `pg_dump` or `pg_restore` against this database.
    ///
    /// The password goes by the environment, because everyone on the machine can read the arguments.
    private func tool(_ name: String, _ arguments: [String]) async throws {
        guard let address = PostgresAddress(address) else { throw StoreError.copy("the address cannot be read") }
        var environment = ProcessInfo.processInfo.environment
        environment["PGPASSWORD"] = address.password ?? environment["PGPASSWORD"]
        let target = ["--dbname=\(address.withoutPassword)"]
        let (status, message) = try await Command.run(name, arguments + target, environment)
        guard status != Command.notFound else {
            throw StoreError.copy("\(name) is not installed: apt install postgresql-client")
        }
        guard status == 0 else { throw StoreError.copy("\(name): \(message)") }
    }
}

/// Another program, run to its end without holding one of Swift's threads.
private enum Command {
    /// What `env` returns when there is no such program.
    static let notFound: Int32 = 127

    /// - Returns: its exit status and what it wrote to standard error.
    static func run(
        _ name: String, _ arguments: [String], _ environment: [String: String]
    ) async throws -> (status: Int32, message: String) {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try runBlocking(name, arguments, environment) })
            }
        }
    }

    private static func runBlocking(
        _ name: String, _ arguments: [String], _ environment: [String: String]
    ) throws -> (status: Int32, message: String) {
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, message.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
