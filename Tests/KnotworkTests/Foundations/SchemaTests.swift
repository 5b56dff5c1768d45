import Foundation
import Store
import Testing

@testable import Knotwork

/// The tables as they are after every migration, kept as text under Tests/Schema: so that a change to them is seen in review,
/// and one that was not meant fails here.
@Suite(.timeLimit(.minutes(20))) struct SchemaTests {
    @Test(arguments: Engines.all)
    func `the tables are those that were last looked at`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let file = Self.folder.appending(path: "\(engine.rawValue.lowercased()).sql")
            let dump = try await app.database.schemaDump()
            if ProcessInfo.processInfo.environment["KNOTWORK_WRITE_SCHEMA"] != nil {
                try Data(dump.utf8).write(to: file)
            }
            let known = try String(contentsOf: file, encoding: .utf8)
            #expect(
                dump == known,
                "The tables have changed. If that was meant: KNOTWORK_WRITE_SCHEMA=1 swift test --filter SchemaTests")
        }
    }

    /// `Tests/Schema`, beside the tests that it is for.
    private static let folder = (0..<3).reduce(URL(filePath: #filePath)) { file, _ in file.deletingLastPathComponent() }
        .appending(path: "Schema")
}
