import HTTPTypes
import Hummingbird
import Testing

@testable import Knotwork
@testable import Store

@Suite(.timeLimit(.minutes(20))) struct KeptPagesTests {
    /// What another process on the same database does: this one is not told.
    private func rename(_ programme: Programme, to name: String, behind app: TestApp) async throws {
        try await app.database.store.write {
            _ = try $0.execute("UPDATE programme SET name = \(name) WHERE id = \(programme.id)")
        }
    }

    @Test(arguments: Engines.all)
    func `what another process changed is seen within a second`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme(name: "Old name")
            try await app.browse { visitors in
                let first = try await visitors.nobody.get("/programmes/sample")
                try await rename(programme, to: "New name", behind: app)
                let again = try await visitors.nobody.get("/programmes/sample")
                #expect(first.says("Old name") && again.text == first.text)
                #expect(again.headers[.requestID] != first.headers[.requestID])
                #expect(again.headers[.cacheControl] == "no-store")
                app.clock.advance(by: Span(milliseconds: 999))
                #expect(try await visitors.nobody.get("/programmes/sample").says("Old name"))
                app.clock.advance(by: Span(milliseconds: 1))
                #expect(try await visitors.nobody.get("/programmes/sample").says("New name"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what this process changed is seen at once`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme(name: "Old name")
            try await app.browse { visitors in
                #expect(try await visitors.nobody.get("/programmes/sample").says("Old name"))
                try await app.database.write {
                    _ = try $0.execute("UPDATE programme SET name = 'New name' WHERE id = \(programme.id)")
                }
                #expect(try await visitors.nobody.get("/programmes/sample").says("New name"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `pages of people who are signed in are theirs alone`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme(name: "Old name")
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example", name: "Ann Atkins")
                #expect(try await ann.get("/programmes/sample").says("Ann Atkins"))
                let nobody = try await visitors.nobody.get("/programmes/sample")
                #expect(!nobody.says("Ann Atkins") && nobody.says("/sign-in"))
                try await rename(programme, to: "New name", behind: app)
                let hers = try await ann.get("/programmes/sample")
                #expect(hers.says("Ann Atkins") && hers.says("New name"), "made for her, though one for nobody is kept")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `an address with a query and a page that was not there are looked for each time`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme(name: "Old name")
            try await app.browse { visitors in
                let nobody = visitors.nobody
                #expect(try await nobody.get("/programmes/sample?source=letter").says("Old name"))
                #expect(try await nobody.get("/programmes/other").status == 404)
                try await rename(programme, to: "New name", behind: app)
                try await app.database.store.write {
                    _ = try $0.execute("UPDATE programme SET slug = 'other' WHERE id = \(programme.id)")
                }
                #expect(try await nobody.get("/programmes/other").says("New name"))
                #expect(try await nobody.get("/programmes/sample?source=letter").status == 404)
            }
        }
    }
}
