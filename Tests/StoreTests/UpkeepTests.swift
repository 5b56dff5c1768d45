import Foundation
import Store
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(20))) struct UpkeepTests {
    static let tables = """
        CREATE TABLE ledger (id BIGINT NOT NULL PRIMARY KEY, amount BIGINT NOT NULL);
        CREATE TABLE balance (id BIGINT NOT NULL PRIMARY KEY, total BIGINT NOT NULL);
        CREATE INDEX ledger_by_amount ON ledger (amount);
        INSERT INTO balance VALUES (1, 0);
        """

    @Test(arguments: Trial.engines) func `a backup made while writing holds whole transactions only`(engine: Engine)
        async throws
    {
        try await Trial.run(on: engine, Self.tables) { db in
            let copy = try temporaryFile("copy")
            defer { removeTemporaryFile(copy) }
            let isDone = Mutex(false)
            let (written, signal) = AsyncStream.makeStream(of: Int.self)
            let writing = Task {
                defer { signal.finish() }
                var id = 0
                while !isDone.withLock({ $0 }) {
                    id += 1
                    let number = id
                    try await db.write { tx in
                        try tx.execute("INSERT INTO ledger VALUES (\(number), \(number))")
                        try tx.execute("UPDATE balance SET total = total + \(number)")
                    }
                    signal.yield(id)
                }
                return id
            }
            _ = await written.first { $0 >= 3 }
            let before: Int = try await db.read { try $0.value("SELECT COUNT(*) FROM ledger") } ?? 0
            try await db.backup(to: copy)
            isDone.withLock { $0 = true }
            let last = try await writing.value
            try await checkCopy(copy, of: db, holds: before...last)
        }
    }

    /// Restores `copy` where it belongs on each engine and looks inside.
    private func checkCopy(_ copy: String, of db: Database, holds expected: ClosedRange<Int>) async throws {
        let place: Location
        let schema: String?
        if db.engine == .postgres {
            schema = try await db.read { try $0.value("SELECT current_schema()") }
            place = db.location
            await #expect(throws: StoreError.other(code: "copy", message: "the database is not empty")) {
                try await Database.restore(from: copy, to: place, schema: schema)
            }
            try await Database.restore(from: copy, to: place, schema: schema, replacing: true)
        } else {
            schema = nil
            place = .file(try temporaryFile())
            try await Database.restore(from: copy, to: place)
            await #expect(throws: StoreError.other(code: "copy", message: "the database is not empty")) {
                try await Database.restore(from: copy, to: place)
            }
        }
        let restored = try Database(place, schema: schema)
        let (count, sum, total): (Int?, Int?, Int?) = try await restored.read { db in
            try (
                db.value("SELECT COUNT(*) FROM ledger"), db.value("SELECT SUM(amount) FROM ledger"),
                db.value("SELECT total FROM balance")
            )
        }
        #expect(expected.contains(count ?? -1))
        #expect(sum == total)
        #expect(try await restored.schemaDump() == db.schemaDump())
        await restored.close()
        removeTemporaryFile(place)
    }

    @Test(arguments: Trial.engines) func `a backup never overwrites`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            let copy = try temporaryFile("copy")
            defer { removeTemporaryFile(copy) }
            try "precious".write(toFile: copy, atomically: true, encoding: .utf8)
            await #expect(throws: StoreError.other(code: "copy", message: "\(copy) exists")) {
                try await db.backup(to: copy)
            }
            #expect(try String(contentsOfFile: copy, encoding: .utf8) == "precious")
        }
    }

    @Test func `a restore replaces what was there only when told to`() async throws {
        let (path, copy) = (try temporaryFile(), try temporaryFile("copy"))
        defer {
            removeTemporaryFile(path)
            removeTemporaryFile(copy)
        }
        let db = try Database(.file(path))
        try await db.migrate([Migration(name: "1", sql: Self.tables)])
        try await db.backup(to: copy)
        try await db.write { try $0.execute("INSERT INTO ledger VALUES (1, 1)") }
        await #expect(throws: StoreError.self) { try await Database.restore(from: copy, to: .file(path)) }
        #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM ledger") } == 1)
        // Even while it is open: others see the old state or the new, never a mixture.
        try await Database.restore(from: copy, to: .file(path), replacing: true)
        #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM ledger") } == 0)
        await db.close()
    }

    @Test func `a damaged copy is refused and nothing is lost`() async throws {
        let (path, copy) = (try temporaryFile(), try temporaryFile("copy"))
        defer {
            removeTemporaryFile(path)
            removeTemporaryFile(copy)
        }
        let db = try Database(.file(path))
        try await db.migrate([Migration(name: "1", sql: Self.tables)])
        try await db.write { tx in
            for id in 0..<5_000 { try tx.execute("INSERT INTO ledger VALUES (\(id), \(id))") }
        }
        try await db.backup(to: copy)
        try damage(copy)
        await #expect(throws: StoreError.self) {
            try await Database.restore(from: copy, to: .file(path), replacing: true)
        }
        #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM ledger") } == 5_000)
        #expect(try await db.findings() == [])
        await db.close()
    }

    @Test func `something else than a copy is refused`() async throws {
        let (path, copy) = (try temporaryFile(), try temporaryFile("copy"))
        defer {
            removeTemporaryFile(path)
            removeTemporaryFile(copy)
        }
        for content in ["", "Dear team, please find attached"] {
            try content.write(toFile: copy, atomically: true, encoding: .utf8)
            await #expect(throws: StoreError.self) { try await Database.restore(from: copy, to: .file(path)) }
        }
        await #expect(throws: StoreError.self) { try await Database.restore(from: copy + ".no", to: .file(path)) }
    }

    @Test func `damage and stray references are found`() async throws {
        let path = try temporaryFile()
        defer { removeTemporaryFile(path) }
        let db = try Database(.file(path))
        try await db.migrate([Migration(name: "1", sql: Self.tables)])
        try await db.write { tx in
            for id in 0..<5_000 { try tx.execute("INSERT INTO ledger VALUES (\(id), \(id))") }
        }
        #expect(try await db.findings() == [])
        await db.close()
        try damage(path)
        let damaged = try Database(.file(path))
        let findings = (try? await damaged.findings()) ?? ["it cannot even be read"]
        #expect(!findings.isEmpty)
        await damaged.close()
    }

    @Test(arguments: Trial.engines) func `the schema reads the same each time and names everything`(engine: Engine)
        async throws
    {
        try await Trial.run(on: engine, Self.tables) { one in
            try await Trial.run(on: engine, Self.tables) { other in
                let dump = try await one.schemaDump()
                #expect(try await other.schemaDump() == dump)
                for name in ["ledger", "balance", "total", "ledger_by_amount"] { #expect(dump.contains(name)) }
            }
        }
    }

    @Test(arguments: Trial.engines) func `size grows with what is kept`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            let before = try await db.size()
            try await db.write { tx in
                for id in 0..<2_000 { try tx.execute("INSERT INTO ledger VALUES (\(id), \(id))") }
            }
            #expect(try await db.size() > before)
        }
    }

    @Test func `the PostgreSQL server's risky settings are found`() async throws {
        guard let location = Trial.postgres else { return }
        let db = try Database(location)
        let isDurable = try await db.read { try $0.value("SELECT current_setting('fsync')") } == "on"
        let findings = try await db.findings()
        #expect(findings.contains { $0.hasPrefix("fsync is off") } == !isDurable)
        await db.close()
    }

    @Test(arguments: Trial.engines) func `copies are readable by their owner only`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            let copy = try temporaryFile("copy")
            defer { removeTemporaryFile(copy) }
            try await db.backup(to: copy)
            let permissions = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
            #expect(permissions == 0o600)
        }
    }

    @Test func `a new file is readable by its owner only`() async throws {
        let path = try temporaryFile()
        defer { removeTemporaryFile(path) }
        let db = try Database(.file(path))
        try await db.migrate([Migration(name: "1", sql: Self.tables)])
        for file in [path, path + "-wal"] {
            let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(permissions == 0o600)
        }
        await db.close()
    }

    /// Overwrites pages in the middle of a file.
    private func damage(_ path: String) throws {
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: 3 * 4_096)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 8 * 4_096))
        try file.close()
    }
}
