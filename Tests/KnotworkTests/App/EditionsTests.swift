import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct EditionsTests {
    @Test(arguments: Engines.all)
    func `what the team changes stands on the public page at once, and in the activity log`(engine: Engine) async throws
    {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", name: "Tess", roles: [.team], in: programme.id)
                let fields = Self.edition([
                    "strapline": "Other ideas for <knotty> problems", "pot": "£75,000", "accent": "#7A1F5C",
                ])
                let answer = try await team.post("/programmes/sample/team/edition", fields)
                #expect(answer.status == 303)
                let home = try await visitors.nobody.get("/programmes/sample")
                #expect(home.words.contains("Other ideas for <knotty> problems"))
                #expect(home.says("accent.css?colour=7a1f5c"), "a kept stylesheet must not hide the new colour")
                let sheet = try await visitors.nobody.get("/programmes/sample/accent.css?colour=7a1f5c")
                #expect(sheet.says("--accent: #7a1f5c"))
            }
            let entry = try await app.entry("changed", about: programme)
            #expect(entry?.verb == "changed" && entry?.actor == "Tess")
            #expect(entry?.reason == "strapline, colour, pot from £60,000 to £75,000")
        }
    }

    @Test(arguments: Engines.all)
    func `a colour that cannot be read comes back with what was measured and one that can`(engine: Engine) async throws
    {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = try await team.post(
                    "/programmes/sample/team/edition", Self.edition(["accent": "#ffcc00", "name": "Kept as typed"]))
                #expect(page.status == 422)
                #expect(page.words.contains("its contrast is 1.3"), "\(page.words.prefix(600))")
                #expect(page.words.contains("4.5 to 1 is needed. The nearest that can is #"))
                #expect(page.says("value=\"#ffcc00\"") && page.says("value=\"Kept as typed\""))
            }
            let kept = try await app.database.read { try Programmes.find(programme.id, in: $0) }
            #expect(kept == programme)
        }
    }

    @Test(arguments: Engines.all)
    func `the pot never holds less than is decided`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let path = "/programmes/\(programme.slug)/team/edition"
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let less = try await team.post(path, Self.edition(["pot": "52,939"]))
                #expect(less.status == 422)
                #expect(less.words.contains("£52,940 is decided already: the pot cannot hold less"))
                let exact = try await team.post(path, Self.edition(["pot": "52,940"]))
                #expect(exact.status == 303)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the phase follows from the dates that were typed, on clocks in London`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-04-02T10:00:00Z") { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let closed = try await visitors.nobody.get("/programmes/sample")
                #expect(closed.words.contains("Applications are closed"))
                let answer = try await team.post(
                    "/programmes/sample/team/dates",
                    [
                        ("applications_open-starts", "3 February 2022, 9 am"),
                        ("applications_close-starts", "10 April 2022, 5 pm"), ("finals-starts", "5 May 2022"),
                        ("finals-label", "The day"),
                    ])
                #expect(answer.status == 303)
                let open = try await visitors.nobody.get("/programmes/sample")
                #expect(open.words.contains("Applications are open until Sunday 10 April 2022, 5 pm"))
            }
            let dates = try await app.database.read { try Programmes.milestones(of: programme.id, in: $0) }
            #expect(dates.map(\.label) == ["Applications open", "Applications close", "The day"])
            #expect(dates.map(\.startsAt.description)[1] == "2022-04-10T16:00:00.000Z", "summer time")
            #expect(dates[0].endsAt == dates[1].startsAt)
            let entry = try await app.entry("changed the dates of", about: programme)
            #expect(entry?.reason.contains("Launch: taken out") == true)
        }
    }

    @Test(arguments: Engines.all)
    func `dates out of order, and a deadline that comes closer, come back as they were typed`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let before = try await app.database.read { try Programmes.milestones(of: programme.id, in: $0) }
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = try await team.post(
                    "/programmes/sample/team/dates",
                    [
                        ("applications_open-starts", "3 February 2022, 9 am"),
                        ("applications_close-starts", "20 March 2022, 5 pm"), ("finals-starts", "1 March 2022"),
                    ])
                #expect(page.status == 422)
                #expect(page.words.contains("“Finals” is on 1 March 2022, which is not after “Applications close”"))
                #expect(page.words.contains("The deadline can move later, but not closer"))
                #expect(page.says("value=\"20 March 2022, 5 pm\""))
                let unread = try await team.post(
                    "/programmes/sample/team/dates", [("launch-starts", "<when we can>")])
                #expect(unread.status == 422)
                #expect(unread.words.contains("“<when we can>” is not a date that we can read"))
            }
            let after = try await app.database.read { try Programmes.milestones(of: programme.id, in: $0) }
            #expect(after == before)
        }
    }

    @Test(arguments: Engines.all)
    func `saving the dates as they stand keeps the deadline to the second`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-02-15T10:00:00Z") { app in
            let programme = try await app.example().programme
            let before = try await app.database.read { try Programmes.milestones(of: programme.id, in: $0) }
            let form = DatesForm(before)
            let again = try form.milestones(from: before, at: app.clock.now)
            #expect(Set(again) == Set(before))
        }
    }

    static func edition(_ changes: [String: String]) -> [(String, String)] {
        let usual = [
            "name": "What’s your problem?", "strapline": "Better ideas for knotty problems",
            "edition": "Sample region 2022", "host": "Sample co-operative", "area": "Sample region",
            "about": "What it is.", "eligibility": "Who may apply.", "how_judged": "How it is judged.",
            "contact": "team@sample.example", "accent": "#0b5b5d", "pot": "60,000",
        ]
        return usual.merging(changes) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension TestApp {
    /// What the audit log says about a programme under one verb.
    func entry(_ verb: String, about programme: Programme) async throws -> AuditLog.Entry? {
        try await database.read {
            try AuditLog.entries(about: AuditLog.Subject("programme", programme.id), in: $0).first { $0.verb == verb }
        }
    }
}
