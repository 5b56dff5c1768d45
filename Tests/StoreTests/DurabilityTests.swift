import Foundation
import Store
import Testing

/// What an answer rests on: the settings that make SQLite keep what it said it kept.
@Suite(.timeLimit(.minutes(20))) struct DurabilityTests {
    @Test func `SQLite waits for the disk at each commit, and keeps references whole`() async throws {
        let path = try temporaryFile()
        defer { removeTemporaryFile(path) }
        let db = try Database(.file(path))
        try await db.write { tx throws in
            #expect(try tx.value("PRAGMA synchronous", as: Int.self) == 2)
            #expect(try tx.value("PRAGMA journal_mode", as: String.self) == "wal")
            #expect(try tx.value("PRAGMA foreign_keys", as: Int.self) == 1)
        }
        await db.close()
    }

    @Test func `what one program saved, another reads, while both have the file open`() async throws {
        let path = try temporaryFile()
        defer { removeTemporaryFile(path) }
        let (one, other) = (try Database(.file(path)), try Database(.file(path)))
        try await one.migrate([Migration(name: "1", sql: "CREATE TABLE notes (id BIGINT PRIMARY KEY);")])
        for id in 1...10 {
            try await (id.isMultiple(of: 2) ? one : other).write { try $0.execute("INSERT INTO notes VALUES (\(id))") }
            let reader = id.isMultiple(of: 2) ? other : one
            #expect(try await reader.read { try $0.value("SELECT COUNT(*) FROM notes") } == id)
        }
        await one.close()
        await other.close()
    }

    @Test func `two programs that write at once wait for each other`() async throws {
        let path = try temporaryFile()
        defer { removeTemporaryFile(path) }
        let databases = try (0..<2).map { _ in try Database(.file(path)) }
        try await databases[0].migrate([
            Migration(name: "1", sql: "CREATE TABLE counters (value BIGINT NOT NULL); INSERT INTO counters VALUES (0);")
        ])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                let db = databases[writer % 2]
                group.addTask {
                    for _ in 0..<20 { try await db.write { try $0.execute("UPDATE counters SET value = value + 1") } }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await databases[1].read { try $0.value("SELECT value FROM counters") } == 160)
        for db in databases { await db.close() }
    }

    @Test func `a file that is closed leaves nothing beside it and opens again`() async throws {
        let path = try temporaryFile()
        defer { removeTemporaryFile(path) }
        for round in 1...3 {
            let db = try Database(.file(path))
            try await db.migrate([Migration(name: "1", sql: "CREATE TABLE notes (id BIGINT PRIMARY KEY);")])
            // Read first: a reader must be able to open a file that no writer has open.
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM notes") } == round - 1)
            try await db.write { try $0.execute("INSERT INTO notes VALUES (\(round))") }
            await db.close()
            #expect(try Database(.file(path)).location == .file(path))
        }
        let again = try Database(.file(path))
        #expect(try await again.read { try $0.value("SELECT COUNT(*) FROM notes") } == 3)
        await again.close()
    }

    @Test func `a full disk and a file that can only be read are told apart`() async throws {
        let path = try temporaryFile()
        defer { removeTemporaryFile(path) }
        let db = try Database(.file(path))
        try await db.migrate([Migration(name: "1", sql: "CREATE TABLE notes (bytes BYTEA NOT NULL);")])
        await #expect(throws: StoreError.full) {
            try await db.write { tx in
                // No more pages than there are now.
                _ = try tx.value("PRAGMA max_page_count = 1", as: Int.self)
                try tx.execute("INSERT INTO notes VALUES (\([UInt8](repeating: 1, count: 1_000_000)))")
            }
        }
        try await db.write { _ = try $0.value("PRAGMA query_only = 1", as: Int.self) }
        await #expect(throws: StoreError.readOnly) {
            try await db.write { try $0.execute("DELETE FROM notes") }
        }
        #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM notes") } == 0)
        #expect(StoreError.full.isOutage && StoreError.readOnly.isOutage && !StoreError.foreignKey.isOutage)
        await db.close()
    }

    @Test func `a place where no file can be is an error that names it`() async throws {
        #expect(throws: StoreError.unreachable("/nowhere/at/all.sqlite: unable to open database file")) {
            try Database(.file("/nowhere/at/all.sqlite"))
        }
    }

    @Test func `a file that is no database is refused and left as it is`() async throws {
        let path = try temporaryFile()
        defer { removeTemporaryFile(path) }
        let letter = String(repeating: "Dear team, please find attached. ", count: 100)
        try letter.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: StoreError.self) { try Database(.file(path)) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == letter)
    }
}
