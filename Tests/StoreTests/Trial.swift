import Foundation
import Store
import Synchronization
import Testing

/// Fresh databases for tests: on SQLite always, on PostgreSQL when KNOTWORK_TEST_POSTGRES says where one is.
enum Trial {
    static let postgres: Location? = ProcessInfo.processInfo.environment["KNOTWORK_TEST_POSTGRES"].map { .postgres($0) }

    /// The engines that a test runs on.
    static let engines: [Engine] = postgres == nil ? [.sqlite] : [.sqlite, .postgres]

    /// All tests run at once on whatever machine there is: how long somebody waits for a turn says nothing here.
    static let patient: Database.Settings = {
        var settings = Database.Settings()
        settings.patience = .seconds(120)
        settings.longestStatement = .seconds(120)
        return settings
    }()

    /// Gives `body` an empty database, which is gone afterwards.
    static func run(
        on engine: Engine, settings: Database.Settings = patient, _ schema: String = "",
        _ body: (Database) async throws -> Void
    ) async throws {
        let location = engine == .postgres ? try #require(postgres) : .temporary
        let schemaName = uniqueName()
        let database = try Database(location, settings: settings, schema: schemaName)
        // Only when there is something to make: a test of impatience must not meet the others while they make theirs.
        if !schema.isEmpty { try await database.migrate([Migration(name: "tables", sql: schema)]) }
        let result: Result<Void, any Error>
        do { result = .success(try await body(database)) } catch { result = .failure(error) }
        await database.close()
        if engine == .postgres {
            // By a connection of its own, because the test may have closed the others.
            let broom = try Database(location, schema: schemaName)
            try await broom.removeSchema()
            await broom.close()
        }
        try result.get()
    }

    static func uniqueName() -> String {
        "t_" + UUID().uuidString.lowercased().filter { $0 != "-" }
    }
}

/// Says in every report whether the tests below ran on both engines.
@Test(
    .timeLimit(.minutes(20)),
    .enabled(if: Trial.postgres != nil, "KNOTWORK_TEST_POSTGRES is not set: see Scripts/with-postgres"))
func `the tests of the store run on PostgreSQL too`() async throws {
    try await Trial.run(on: .postgres) { db in
        let version: String = try #require(try await db.read { try $0.value("SELECT version()") })
        #expect(version.hasPrefix("PostgreSQL"))
    }
}

/// Counts how often something happened, from any thread.
final class Tally: Sendable {
    private let events = Mutex(0)

    var count: Int { events.withLock { $0 } }

    @discardableResult
    func add() -> Int {
        events.withLock { events in
            events += 1
            return events
        }
    }
}
