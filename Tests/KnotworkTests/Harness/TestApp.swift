import Foundation
import Logging
import NIOConcurrencyHelpers
import Store
import Testing

@testable import Knotwork

/// The engines that each story runs on. PostgreSQL is there when `KNOTWORK_TEST_POSTGRES` says where.
enum Engines {
    static let postgres = ProcessInfo.processInfo.environment["KNOTWORK_TEST_POSTGRES"]

    static let all: [Engine] = {
        guard postgres == nil else { return [.sqlite, .postgres] }
        // Said once in each run: whoever reads that all tests passed must know on what.
        print("KNOTWORK_TEST_POSTGRES is not set: stories run on SQLite alone. Both engines: make knotwork-test")
        return [.sqlite]
    }()
}

/// An app of its own for one test: an empty database with all tables, a clock and a mailbox that the test holds.
struct TestApp: Sendable {
    let dependencies: Dependencies
    let clock: TestClock

    var database: Database { dependencies.database }

    /// Runs a test in a new house, and looks afterwards whether every invariant still holds.
    static func run(
        _ engine: Engine, at start: String = "2022-03-01T10:00:00Z",
        address: String = "http://knotwork.example", strangers: Int = 1_000, _ test: (TestApp) async throws -> Void
    ) async throws {
        let database = try open(engine)
        try await database.migrate(Schema.migrations)
        let clock = TestClock(start)
        var settings = Settings()
        (settings.address, settings.strangers) = (address, strangers)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let app = TestApp(
            dependencies: Dependencies(settings: settings, database: database, clock: { clock.now }, logger: logger),
            clock: clock)
        do {
            try await test(app)
            let broken = try await database.read { try Invariants.broken(in: $0) }
            #expect(broken.isEmpty, "Rules between the features that no longer hold")
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    /// Finds out who is who to the end, as the job does that no test starts.
    func link() async throws { try await Linking(dependencies).finish() }

    static func open(_ engine: Engine) throws -> Database {
        // All tests run at once: how long one waits for a turn says nothing about the app.
        var settings = Database.Settings()
        settings.patience = .seconds(120)
        settings.longestStatement = .seconds(120)
        switch engine {
        case .sqlite:
            return try Database(.temporary, settings: settings)
        case .postgres:
            let name = "t_" + UUID().uuidString.lowercased().filter { $0 != "-" }
            return try Database(Location(parsing: Engines.postgres ?? ""), settings: settings, schema: name)
        }
    }
}

/// A clock that stands still until the test moves it.
final class TestClock: Sendable {
    private let box: NIOLockedValueBox<Instant>

    init(_ text: String) { box = NIOLockedValueBox(Instant(text) ?? Instant(milliseconds: 0)) }

    var now: Instant { box.withLockedValue { $0 } }

    func advance(by span: Span) { box.withLockedValue { $0 = $0 + span } }

    func set(_ text: String) { box.withLockedValue { $0 = Instant(text) ?? $0 } }
}
