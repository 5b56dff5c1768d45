import Logging
import Names
import ServiceLifecycle
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct HousekeepingTests {
    @Test(arguments: Engines.all)
    func `what has had its time is cleared away, and what has not stays`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let kept = try await app.upload(UploadsTests.film(100))
            let lost = try await app.receive(UploadsTests.film(100))
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@council.example")
                let context = app.actionContext()
                let path = try await app.database.write { tx in
                    let email = try #require(EmailAddress("ann@council.example"))
                    let account = try #require(try Accounts.find(email, in: tx))
                    return try SignIn.link(for: account.id, life: .days(2), by: context, in: tx)
                }
                app.clock.advance(by: .hours(25))
                await Housekeeping(dependencies: app.dependencies).clear()
                #expect(try await ann.get("/my").status == 200)
                #expect(try await visitors.nobody.get(path).status == 200)
                #expect(try await app.count("upload") == 1, "only what was never kept goes")
                #expect(try await app.database.read { try Uploads.find(kept.id, in: $0) } == kept)
                #expect(try await app.database.read { try Uploads.find(lost.id, in: $0) } == nil)

                app.clock.advance(by: .days(60))
                await Housekeeping(dependencies: app.dependencies).clear()
                #expect(try await app.count("session") == 0)
                #expect(try await app.count("sign_in_link") == 0)
                #expect(try await app.count("account") == 1)
            }
        }
    }

    @Test func `it starts at once and stops when asked, without waiting for the hour`() async throws {
        try await TestApp.run(.sqlite) { app in
            _ = try await app.receive(UploadsTests.film(100))
            app.clock.advance(by: .days(2))
            let group = ServiceGroup(
                services: [Housekeeping(dependencies: app.dependencies)], gracefulShutdownSignals: [],
                logger: app.dependencies.logger)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                try await eventually("an empty table") { try await app.count("upload") == 0 }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }
}

extension TestApp {
    func count(_ table: SQL) async throws -> Int {
        try await database.read { try $0.value("SELECT count(*) FROM \(table)") } ?? 0
    }
}
