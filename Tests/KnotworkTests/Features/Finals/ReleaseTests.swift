import Store
import Testing

@testable import Knotwork

/// Results are shown when people decided so.
@Suite(.timeLimit(.minutes(20))) struct ReleaseTests {
    @Test(arguments: Engines.all)
    func `results are held until every applicant was told, and then show the funded only`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine, at: "2022-04-20T10:00:00Z") { app in
            let sample = try await app.finalists(2, of: 3)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let lead = try await visitors.person("lead1@x.example")
                let before = try await visitors.nobody.get("/programmes/sample/results")
                _ = try await team.decide(sample.applications[0], "conditional", "", reason: "told-one")
                let early = try await team.release()
                #expect(early.status == 409 && early.words.contains("2 applicants have no decision yet"))
                _ = try await team.decide(sample.applications[0], "funded", "40000", reason: "told-one")
                _ = try await team.decide(sample.applications[1], "not_funded", "", reason: "told-two")
                #expect(try await team.release().words.contains("not been told in private"))

                let held = try await visitors.nobody.get("/programmes/sample/results")
                #expect(held.status == 200 && held.text == before.text, "nothing tells that something is decided")
                let own = try await lead.get("/programmes/sample/applications/\(sample.applications[0])")
                #expect(own.status == 200 && !own.says("told-one") && !own.says("40,000"))
                try await app.tellAll(in: sample.programme)

                #expect(try await team.release().status == 303)
                #expect(try await team.release().status == 303, "twice is no harm")
                let after = try await visitors.nobody.get("/programmes/sample/results")
                #expect(after.says("Org 1") && after.says("£40,000") && after.says("£20,000"))
                #expect(!after.says("Org 2") && !after.says("Org 3") && !after.says("told-"))
                let told = try await lead.get("/programmes/sample/applications/\(sample.applications[0])")
                #expect(told.says("told-one"))
                let late = try await team.decide(sample.applications[1], "part", "10", reason: "late")
                #expect(late.status == 409, "results that are out stay as they are")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `nothing is shown while applications are open, or when nothing was decided`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.finalists(0, of: 1)
            try await app.tellAll(in: sample.programme)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let open = try await team.release()
                #expect(open.status == 409 && open.words.contains("Applications are open until"))
                #expect(try await team.get("\(base)/release").words.contains("Applications are open until"))
                app.clock.set("2022-04-20T10:00:00Z")
                try await app.letSend(until: "2022-04-21T10:00:00Z", in: sample.programme)
                // Their session has run out meanwhile.
                let later = try await visitors.person("t@x.example")
                let more = try await later.release()
                #expect(
                    more.status == 409 && more.words.contains("more time may still send"),
                    "\(more.status) \(more.words)")
                app.clock.set("2022-04-22T10:00:00Z")
                #expect(try await later.release().location == "/programmes/sample/team/decisions")

                let empty = try await app.programme(slug: "empty")
                let others = try await visitors.person("o@x.example", roles: [.team], in: empty.id)
                let page = try await others.post("/programmes/empty/team/decisions/release", [("sure", "yes")])
                #expect(page.status == 409 && page.words.contains("no application has been decided"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a page lists what will be shown, and asks to tick it`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-04-20T10:00:00Z") { app in
            let sample = try await app.finalists(2)
            try await app.announceResults(for: "2022-05-12T10:00:00Z", in: sample.programme)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                _ = try await team.decide(sample.applications[0], "part", "9,000")
                _ = try await team.post(
                    "\(base)/\(sample.applications[1])",
                    [
                        ("outcome", "conditional"), ("amount", "7000"), ("condition", "A charter"), ("reason", "good"),
                        ("without_scores", "yes"),
                    ])
                try await app.tellAll(in: sample.programme)
                let page = try await team.get("\(base)/release")
                #expect(page.words.contains("Org 1 £9,000") && page.words.contains("Org 2 £7,000 On a condition"))
                #expect(page.words.contains("2 organisations applied, two made the shortlist, and two are funded."))

                let unticked = try await team.release(ticks: [])
                #expect(unticked.status == 422 && unticked.words.contains("Tick that you want everybody to see this"))
                let early = try await team.release(ticks: ["sure"])
                #expect(early.status == 422 && early.words.contains("They are announced for 12 May 2022"))
                let other = try await team.release(ticks: ["sure", "early"], shown: "something else")
                #expect(other.status == 422 && other.words.contains("Something has changed since this page was opened"))
                #expect(try await visitors.nobody.get("/programmes/sample/results").words.contains("no results yet"))
                #expect(try await team.release(ticks: ["sure", "early"]).status == 303)
                let after = try await visitors.nobody.get("/programmes/sample/results")
                #expect(after.words.contains("On a condition"))
                let log = try await team.get("/programmes/sample/team/activity").words
                #expect(log.contains("before 12 May 2022, for which they were announced"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `whoever keeps away from an applicant is not shown their award before everybody`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-04-20T10:00:00Z") { app in
            let sample = try await app.finalists(2)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                for application in sample.applications { _ = try await team.decide(application, "part", "9,000") }
                try await app.tellAll(in: sample.programme)
                try await app.standAside("t@x.example", from: sample.applications[1], in: sample.programme)
                let page = try await team.get("\(base)/release").words
                #expect(page.contains("Org 1 £9,000") && !page.contains("Org 2") && !page.contains("are funded"))
                #expect(page.contains("What you keep away from is not listed here"))
            }
        }
    }

    private let base = "/programmes/sample/team/decisions"
}

extension TestApp {
    /// As if somebody had rung every applicant whose outcome is settled.
    func tellAll(in programme: Programme) async throws {
        let context = actionContext()
        try await database.write { tx in
            for letter in try Finals.untold(of: programme.id, for: .theOperator, in: tx) {
                let form = TellingForm(nil, caller: context.caller, at: context.at)
                var said = form
                (said.how, said.by) = ("telephone", "Tia")
                try Finals.note(said, of: letter.application.id, in: programme, by: context, tx: tx)
            }
        }
    }

    func announceResults(for day: String, in programme: Programme) async throws {
        let context = actionContext()
        let results = try #require(
            Instant(day).map { Milestone(kind: .results, label: "Results", startsAt: $0, endsAt: nil) })
        try await database.write { tx in
            let others = try Programmes.milestones(of: programme.id, in: tx)
            try Programmes.set(others + [results], of: programme.id, by: context, in: tx)
        }
    }

    /// Somebody has begun to apply and was given more time.
    func letSend(until text: String, in programme: Programme) async throws {
        let draft = try await application(9, of: programme)
        let (context, until) = (actionContext(), try #require(Instant(text)))
        try await database.write { tx in
            try tx.execute("UPDATE application SET stage = 'draft' WHERE id = \(draft)")
            try Applications.extend(draft, until: until, reason: "ill", of: programme.id, by: context, in: tx)
        }
    }
}
