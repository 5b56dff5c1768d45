import Store
import Testing

@Suite(.timeLimit(.minutes(20))) struct MigrationTests {
    let people = Migration(
        name: "people", sql: "CREATE TABLE people (id BIGINT PRIMARY KEY); CREATE TABLE pets (id BIGINT);")
    let houses = Migration(
        name: "houses", sql: "CREATE TABLE houses (id BIGINT PRIMARY KEY); INSERT INTO houses VALUES (1);")

    @Test(arguments: Trial.engines) func `migrations are applied once and in order`(engine: Engine) async throws {
        try await Trial.run(on: engine) { db in
            try await db.migrate([people])
            try await db.migrate([people, houses])
            try await db.migrate([people, houses])
            let names = try await db.read { db in
                try db.values("SELECT name FROM applied_migrations ORDER BY position", as: String.self)
            }
            #expect(names == ["people", "houses"])
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM houses") } == 1)
        }
    }

    @Test(arguments: Trial.engines) func `a migration that fails leaves nothing of itself`(engine: Engine) async throws
    {
        let broken = Migration(
            name: "broken", sql: "CREATE TABLE houses (id BIGINT PRIMARY KEY); INSERT INTO nowhere VALUES (1);")
        try await Trial.run(on: engine) { db in
            let error = await #expect(throws: StoreError.self) { try await db.migrate([people, broken]) }
            #expect(error.map { "\($0)".hasPrefix("Migration broken:") } == true)
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM people") } == 0)
            try await db.migrate([people, houses])
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM houses") } == 1)
        }
    }

    @Test(arguments: Trial.engines) func `a migration that was changed afterwards is refused`(engine: Engine)
        async throws
    {
        try await Trial.run(on: engine) { db in
            try await db.migrate([people, houses])
            let changed = Migration(name: "people", sql: people.sql + " ")
            await #expect(
                throws: StoreError.migration(
                    name: "people", reason: "its text was changed after it was applied; add a new one instead")
            ) { try await db.migrate([changed, houses]) }
            await #expect(
                throws: StoreError.migration(name: "houses", reason: "this database has had people in its place")
            ) {
                try await db.migrate([houses, people])
            }
        }
    }

    @Test(arguments: Trial.engines) func `a database made by a newer program is refused`(engine: Engine) async throws {
        try await Trial.run(on: engine) { db in
            try await db.migrate([people, houses])
            await #expect(
                throws: StoreError.migration(
                    name: "houses", reason: "unknown to this program: the database was made by a newer one")
            ) { try await db.migrate([people]) }
        }
    }

    @Test(arguments: Trial.engines) func `programs that start at once migrate once`(engine: Engine) async throws {
        let location = engine == .postgres ? try #require(Trial.postgres) : .file(try temporaryFile())
        let schema = Trial.uniqueName()
        let databases = try (0..<4).map { _ in try Database(location, schema: schema) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for database in databases {
                group.addTask { try await database.migrate([people, houses]) }
            }
            try await group.waitForAll()
        }
        #expect(try await databases[0].read { try $0.value("SELECT COUNT(*) FROM houses") } == 1)
        if engine == .postgres { try await databases[0].removeSchema() }
        for database in databases { await database.close() }
        removeTemporaryFile(location)
    }

    @Test(arguments: Trial.engines) func `statements prepared before a migration still work after it`(engine: Engine)
        async throws
    {
        try await Trial.run(on: engine) { db in
            try await db.migrate([people])
            let columns = { @Sendable (db: Reader) in try db.first("SELECT * FROM people") { $0.columns } }
            try await db.write { try $0.execute("INSERT INTO people VALUES (1)") }
            for _ in 0..<8 { #expect(try await db.read(columns) == ["id"]) }
            try await db.migrate([people, Migration(name: "name", sql: "ALTER TABLE people ADD COLUMN name TEXT;")])
            for _ in 0..<8 { #expect(try await db.read(columns) == ["id", "name"]) }
        }
    }
}
