import Foundation
import Store
import Synchronization
import Testing

/// What only a server can do to us.
@Suite(
    .timeLimit(.minutes(20)),
    .enabled(if: Trial.postgres != nil, "KNOTWORK_TEST_POSTGRES is not set: see Scripts/with-postgres"))
struct PostgresTests {
    static let table = "CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, text TEXT NOT NULL);"

    @Test func `connections that went away while idle are replaced unnoticed`() async throws {
        try await Trial.run(on: .postgres, Self.table) { db in
            try await fillPool(of: db)
            try await cutAll(db)
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM notes") } == 0)
            try await fillPool(of: db)
            try await cutAll(db)
            try await db.write { try $0.execute("INSERT INTO notes VALUES (1, 'a')") }
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM notes") } == 1)
        }
    }

    @Test func `a read whose connection goes is run again`() async throws {
        try await Trial.run(on: .postgres, Self.table) { db in
            let runs = Tally()
            let count: Int? = try await db.read { db in
                if runs.add() == 1 {
                    try db.each("SELECT pg_terminate_backend(pg_backend_pid())") { _ in }
                }
                return try db.value("SELECT COUNT(*) FROM notes")
            }
            #expect(count == 0)
            #expect(runs.count == 2)
        }
    }

    @Test func `a write whose connection goes before the commit is run again`() async throws {
        try await Trial.run(on: .postgres, Self.table) { db in
            let runs = Tally()
            try await db.write { tx in
                try tx.execute("INSERT INTO notes VALUES (1, 'a')")
                if runs.add() == 1 {
                    _ = try tx.value("SELECT pg_terminate_backend(pg_backend_pid())", as: Bool.self)
                }
            }
            #expect(runs.count == 2)
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM notes") } == 1)
        }
    }

    @Test func `a write whose connection goes during the commit is not run again`() async throws {
        let cut = """
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER cut_at_commit AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION cut();
            """
        try await Trial.run(on: .postgres, Self.table + cut) { db in
            let runs = Tally()
            let error = await #expect(throws: StoreError.self) {
                try await db.write { tx in
                    runs.add()
                    try tx.execute("INSERT INTO notes VALUES (1, 'a')")
                }
            }
            guard case .unreachable = error else {
                Issue.record("expected unreachable, found \(String(describing: error))")
                return
            }
            #expect(runs.count == 1)
        }
    }

    @Test func `a server that is not there is unreachable, and the password stays unsaid`() async throws {
        let db = try Database(Location(parsing: "postgres://someone:secret@127.0.0.1:1/nowhere"))
        let error = await #expect(throws: StoreError.self) {
            try await db.read { try $0.value("SELECT 1", as: Int.self) }
        }
        guard case .unreachable(let reason) = error else {
            Issue.record("expected unreachable, found \(String(describing: error))")
            return
        }
        #expect(!reason.contains("secret"))
        #expect(!"\(db.location)".contains("secret"))
        await db.close()
    }

    @Test func `a server that is frozen is left after a while, and the next question finds another connection`()
        async throws
    {
        var settings = Trial.patient
        settings.connections = 1
        settings.longestStatement = .seconds(3)
        try await Trial.run(on: .postgres, settings: settings, Self.table) { db in
            let frozen = pid_t(
                try #require(try await db.read { try $0.value("SELECT pg_backend_pid()", as: Int.self) }))
            #expect(kill(frozen, SIGSTOP) == 0)
            defer { kill(frozen, SIGCONT) }
            let error = await #expect(throws: StoreError.self) {
                try await db.write { try $0.execute("INSERT INTO notes VALUES (1, 'a')") }
            }
            guard case .unreachable = error else {
                Issue.record("expected unreachable, found \(String(describing: error))")
                return
            }
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM notes") } == 0)
        }
    }

    @Test func `a statement that takes too long is ended, but not a migration`() async throws {
        var settings = Trial.patient
        settings.longestStatement = .seconds(2)
        try await Trial.run(on: .postgres, settings: settings, "SELECT pg_sleep(3);") { db in
            await #expect(throws: StoreError.busy) {
                try await db.read { _ = try $0.value("SELECT pg_sleep(60)", as: String.self) }
            }
            await #expect(throws: StoreError.busy) {
                _ = try await db.all("SELECT pg_sleep(60)") { _ in true }
            }
        }
    }

    @Test func `schemas keep databases apart`() async throws {
        try await Trial.run(on: .postgres, Self.table) { one in
            try await Trial.run(on: .postgres, Self.table) { other in
                try await one.write { try $0.execute("INSERT INTO notes VALUES (1, 'a')") }
                #expect(try await other.read { try $0.value("SELECT COUNT(*) FROM notes") } == 0)
            }
        }
    }

    @Test(arguments: ["", "a b", "a;b", "A", "1a", "_a", "a\"b", "é", String(repeating: "a", count: 64)])
    func `a schema's name is plain`(name: String) throws {
        #expect(throws: StoreError.self) { try Database(#require(Trial.postgres), schema: name) }
    }

    @Test func `deadlocks end in success`() async throws {
        try await Trial.run(on: .postgres, Self.table + "INSERT INTO notes VALUES (1, ''), (2, '');") { db in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for order in [[1, 2], [2, 1]] {
                    group.addTask {
                        try await db.write { tx in
                            for id in order {
                                try tx.execute("UPDATE notes SET text = text || 'x' WHERE id = \(id)")
                                _ = try tx.value("SELECT pg_sleep(0.05)", as: String.self)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await db.read { try $0.values("SELECT text FROM notes") } == ["xx", "xx"])
        }
    }

    /// Opens as many connections as there may be.
    private func fillPool(of db: Database) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { try await db.read { _ = try $0.value("SELECT pg_sleep(0.05)", as: String.self) } }
            }
            try await group.waitForAll()
        }
    }

    /// Ends all of the database's connections from outside.
    private func cutAll(_ db: Database) async throws {
        let schema = try #require(try await db.read { try $0.value("SELECT current_schema()", as: String.self) })
        let name = "knotwork \(schema)"
        let outside = try Database(#require(Trial.postgres))
        let cut: Int? = try await outside.read { db in
            try db.value(
                """
                SELECT COUNT(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE application_name = \(name)) AS cut
                """)
        }
        await outside.close()
        #expect((cut ?? 0) > 1)
    }
}
