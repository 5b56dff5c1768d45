import Foundation
import Store
import Testing

/// What keeps a database that people use from being replaced under their hands.
@Suite(.timeLimit(.minutes(20))) struct ClaimTests {
    @Test(arguments: Trial.engines)
    func `a copy takes no place while somebody serves the database, and takes it afterwards`(engine: Engine)
        async throws
    {
        let copy = try temporaryFile("copy")
        defer { removeTemporaryFile(copy) }
        let place = engine == .postgres ? try #require(Trial.postgres) : .file(try temporaryFile())
        defer { removeTemporaryFile(place) }
        let schema = engine == .postgres ? Trial.uniqueName() : nil
        let first = try Database(place, settings: Trial.patient, schema: schema)
        try await first.migrate([Migration(name: "1", sql: "CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY);")])
        try await first.backup(to: copy)
        await first.close()

        let serving = try await Self.serve(place, schema)
        try await serving.write { try $0.execute("INSERT INTO notes VALUES (1)") }
        await #expect(throws: StoreError.isServed) {
            try await Database.restore(from: copy, to: place, schema: schema, replacing: true)
        }
        #expect(try await serving.read { try $0.value("SELECT COUNT(*) FROM notes") } == 1)
        let second = try await Self.serve(place, schema)
        await serving.close()
        await #expect(throws: StoreError.isServed) {
            try await Database.restore(from: copy, to: place, schema: schema, replacing: true)
        }
        await second.close()

        try await Database.restore(from: copy, to: place, schema: schema, replacing: true)
        let after = try Database(place, settings: Trial.patient, schema: schema)
        #expect(try await after.read { try $0.value("SELECT COUNT(*) FROM notes") } == 0)
        if engine == .postgres { try await after.removeSchema() }
        await after.close()
    }

    /// A database as a server has it open: at least one connection is there.
    private static func serve(_ place: Location, _ schema: String?) async throws -> Database {
        var settings = Trial.patient
        settings.isServing = true
        let database = try Database(place, settings: settings, schema: schema)
        _ = try await database.read { try $0.value("SELECT COUNT(*) FROM notes", as: Int.self) }
        return database
    }
}
