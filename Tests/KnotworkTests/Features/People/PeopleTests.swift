import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct PeopleTests {
    @Test(arguments: Engines.all)
    func `a merge reaches every record and can be undone`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let ids = try await app.sightings(
                [("Ann Lee", "ann@council.example", "Council"), ("Ann Lee", "ann@home.example", "")], in: programme.id)
            #expect(try await app.people() == 2)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = try await team.get("/programmes/sample/team/people/doubts")
                #expect(page.words.contains("Ann Lee and Ann Lee"))
                let joined = try await team.post(
                    "/programmes/sample/team/people/verdicts",
                    [("a", ids[0].text), ("b", ids[1].text), ("verdict", "together"), ("reason", "she told us")])
                #expect(joined.status == 303)
                #expect(try await app.people() == 1)

                let decided = try await team.get("/programmes/sample/team/people/doubts")
                let undo = try #require(decided.text.firstMatch(of: /verdicts\/[-0-9a-f]+\/undoing/))
                _ = try await team.post("/programmes/sample/team/people/\(undo.output)")
                #expect(try await app.people() == 2)
            }
            let entries = try await app.database.read { try AuditLog.entries(of: programme.id, in: $0) }
            #expect(entries.filter { $0.verb == "joined" }.map(\.reason) == ["she told us", "she told us"])
        }
    }

    @Test(arguments: Engines.all)
    func `somebody is found by a piece of their name, of their organisation, or of any of their addresses`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.sightings(
                [("Ann Lee", "a.lee@council.example", "Home Ltd"), ("Bo Ray", "Bo.Ray@Work.example", "")],
                in: programme.id)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let found = [
                    ("lee", "Ann"), ("home", "Ann"), ("a.lee@council.example", "Ann"), ("bo.ray@work", "Bo"),
                    ("WORK.example", "Bo"),
                ]
                for (typed, name) in found {
                    let page = try await team.get("/programmes/sample/team/people?q=\(typed)")
                    #expect(
                        page.says("Ann Lee") == (name == "Ann") && page.says("Bo Ray") == (name == "Bo"), "\(typed)")
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a word that contradicts what somebody decided is refused, and nothing changes`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let ids = try await app.sightings(
                [
                    ("Ann Lee", "ann@council.example", "Council"), ("Ann Lee", "ann@home.example", ""),
                    ("Ann Lee", "ann@council.example", ""),
                ], in: programme.id)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let verdicts = "/programmes/sample/team/people/verdicts"
                _ = try await team.post(verdicts, [("a", ids[0].text), ("b", ids[2].text), ("verdict", "together")])
                // Words are weighed in the order in which they were said.
                app.clock.advance(by: .seconds(1))
                _ = try await team.post(verdicts, [("a", ids[0].text), ("b", ids[1].text), ("verdict", "apart")])
                app.clock.advance(by: .seconds(1))
                let contrary = try await team.post(
                    verdicts, [("a", ids[2].text), ("b", ids[1].text), ("verdict", "together")])
                #expect(contrary.status == 409 && contrary.words.contains("decided that these are two people"))
                let page = try await team.get("/programmes/sample/team/people/doubts")
                #expect(page.words.contains("Nothing waits for you"), "what is decided is not asked again")
            }
            #expect(try await app.people() == 2)
        }
    }

    @Test(arguments: Engines.all)
    func `one more record of somebody known joins them without a look at the rest`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            _ = try await app.sightings([("Ann Lee", "ann@council.example", "Council")], in: programme.id)
            let context = app.actionContext()
            try await app.database.write { tx in
                let again = Sighting(
                    id: context.id(), programme: programme.id, kind: .booking, name: "A. Lee",
                    email: " ANN@council.example", organisation: "")
                try People.record(again, by: context, in: tx)
            }
            #expect(try await app.people() == 1)
        }
    }

    @Test(arguments: Engines.all)
    func `the team of another programme sees nobody and decides nothing`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let other = try await app.programme(slug: "other")
            let ids = try await app.sightings(
                [("Ann Lee", "ann@council.example", "Council"), ("Ann Lee", "", "")], in: programme.id)
            try await app.browse { visitors in
                let stranger = try await visitors.person("t@y.example", roles: [.team], in: other.id)
                let own = try await stranger.get("/programmes/other/team/people")
                #expect(own.status == 200 && !own.says("Ann Lee"))
                let page = try await stranger.get("/programmes/sample/team/people")
                #expect(page.status == 404)
                let verdict = try await stranger.post(
                    "/programmes/other/team/people/verdicts",
                    [("a", ids[0].text), ("b", ids[1].text), ("verdict", "together")])
                #expect(verdict.status == 404)
                #expect(try await app.people() == 2)
            }
        }
    }
}

extension TestApp {
    /// Contacts (name, e-mail, organisation) as an import would leave them.
    @discardableResult
    func sightings(
        _ contacts: [(String, String, String)], in programme: ID<Programme>
    ) async throws -> [ID<Sighting>] {
        let context = actionContext()
        let sightings = contacts.map { name, email, organisation in
            Sighting(
                id: context.id(), programme: programme, kind: .contact, name: name, email: email,
                organisation: organisation)
        }
        try await database.write { tx in try People.record(sightings, by: context, in: tx) }
        try await link()
        return sightings.map(\.id)
    }

    func people() async throws -> Int {
        try await database.read { db in
            try db.value("SELECT count(DISTINCT person_id) FROM sighting WHERE withdrawn_at IS NULL", as: Int.self) ?? 0
        }
    }
}
