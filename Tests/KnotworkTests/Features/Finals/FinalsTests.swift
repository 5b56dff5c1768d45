import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct FinalsTests {
    @Test(arguments: Engines.all)
    func `an award beyond the pot is refused, and what was typed stays`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.finalists(2)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                #expect(try await team.decide(sample.applications[0], "funded", "40000").status == 303)
                let much = try await team.decide(sample.applications[1], "funded", "20,000.01", reason: "so <good>")
                #expect(
                    much.status == 422 && much.words.contains("£20,000.01 is more than is left: £20,000 of £60,000"))
                #expect(much.says("so &lt;good&gt;") && much.says("value=\"20,000.01\""))
                #expect(try await team.decide(sample.applications[1], "funded", "£20,000").status == 303)
                #expect(
                    try await team.decide(sample.applications[0], "funded", "40000", reason: "again").status == 303,
                    "its own money counts once")
                let list = try await team.get("/programmes/sample/team/decisions")
                #expect(list.words.contains("£60,000 awarded") && list.words.contains("£0 left"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `two decisions at the same moment never exceed the pot`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.finalists(6)
            let decided = await withTaskGroup(of: Bool.self) { group in
                for application in sample.applications {
                    group.addTask { await app.tryFunding(application, .pounds(25_000), of: sample.programme) }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(decided == 2)
            let pot = try await app.database.read { try Finals.pot(of: sample.programme, for: .theOperator, in: $0) }
            #expect(pot.awarded == .pounds(50_000) && pot.left == .pounds(10_000))
        }
    }

    @Test(arguments: Engines.all)
    func `a decision says what it must`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.finalists(1)
            let only = sample.applications[0]
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let refused: [(String, String, String, String)] = [
                    ("funded", "1000", "", "Say why"), ("funded", "", "good", "Enter how much is awarded"),
                    ("reserve", "10", "good", "Only an award has an amount"),
                    ("conditional", "10", "good", "Say what must be done first"),
                    ("", "10", "good", "Choose what is decided"),
                    ("funded", "a lot", "good", "Enter an amount in pounds"),
                ]
                for (outcome, amount, reason, words) in refused {
                    let page = try await team.decide(only, outcome, amount, reason: reason)
                    #expect(page.status == 422 && page.words.contains(words), "\(outcome) \(amount)")
                }
                #expect(try await app.rows(in: "decision") == 0)
                let other = try await app.programme(slug: "other")
                let stranger = try await visitors.person("o@x.example", roles: [.team], in: other.id)
                #expect(try await stranger.decide(only, "funded", "10").status == 404)
                #expect(try await stranger.post("/programmes/other/team/decisions/\(only)").status == 404)
                let foreign = try await stranger.post(
                    "/programmes/other/team/decisions/\(only)",
                    [("outcome", "not_funded"), ("reason", "not ours")])
                #expect(foreign.status == 404)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what is out of the ordinary about an award is said first, and ticked`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.finalists(1)
            let only = sample.applications[0]
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let unsaid: [(String, String, [String], String)] = [
                    ("funded", "20000", [], "tick that you decide without them"),
                    (
                        "funded", "19,999", ["without_scores"],
                        "They asked for £20,000: choose in part, or write £20,000"
                    ),
                    ("funded", "19,999", ["without_scores", "above_asked"], "choose in part, or write £20,000"),
                    ("funded", "20,001", ["without_scores"], "They asked for £20,000: write that sum, or tick"),
                    ("part", "20000", ["without_scores"], "£20,000 is not a part of it"),
                ]
                for (outcome, amount, ticks, words) in unsaid {
                    let page = try await team.decide(only, outcome, amount, ticks: ticks)
                    #expect(page.status == 422 && page.words.contains(words), "\(outcome) \(amount) \(ticks)")
                }
                #expect(try await app.rows(in: "decision") == 0)
                #expect(try await team.decide(only, "reserve", "", ticks: []).status == 303, "no award needs a tick")
                #expect(try await team.decide(only, "funded", "20,001", reason: "for two").status == 303)
                let log = try await team.get("/programmes/sample/team/activity")
                #expect(
                    log.words.contains(
                        "decided: funded in full, £20,001, above the £20,000 asked for, without scores"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `an award with the panel's scores needs no tick`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.finalists(1)
            try await app.assign(sample.applications[0], to: "p@x.example", .final, of: sample.programme)
            try await app.browse { visitors in
                let panel = try await visitors.person("p@x.example")
                let scores = [("round", "final"), ("points-pitch", "4"), ("act", "hand-in")]
                let path = "/programmes/sample/reviews/\(sample.applications[0])/scores"
                #expect(try await panel.post(path, scores).status == 303)
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                #expect(try await team.decide(sample.applications[0], "funded", "20000", ticks: []).status == 303)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a decision that changes is told anew, and its old letter is not sent`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.finalists(1)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let telling = "/programmes/sample/team/decisions/telling"
                _ = try await team.decide(sample.applications[0], "reserve", "", reason: "first words")
                _ = try await team.post(telling)
                _ = try await team.decide(sample.applications[0], "reserve", "", reason: "first words")
                #expect(try await app.mail().count == 1, "the same again changes nothing")
                _ = try await team.decide(sample.applications[0], "part", "5", reason: "second words")
                #expect(try await app.mail().isEmpty)
                _ = try await team.post(telling)
                let mail = try await app.mail()
                #expect(mail.map(\.subject) == ["Your application EOI-0001: funded in part"])
            }
        }
    }

    @Test(arguments: Engines.all)
    func `no sum gives an award away to whoever stands aside from it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.finalists(3)
            let (first, second) = (sample.applications[0], sample.applications[1])
            let team = "/programmes/sample/team"
            try await app.browse { visitors in
                let other = try await visitors.person("o@x.example", roles: [.team], in: sample.programme.id)
                let near = try await visitors.person("n@x.example", roles: [.team], in: sample.programme.id)
                let wary = try await visitors.person("w@x.example", roles: [.team], in: sample.programme.id)
                try await app.standAside("n@x.example", from: first, in: sample.programme)
                _ = try await wary.post("/programmes/sample/reviews/declarations", [("others", "Never Applied")])
                _ = try await other.decide(first, "part", "12,345", reason: "award-secret")
                let pages = [
                    team, "\(team)/decisions", "\(team)/decisions/\(second)", "\(team)/edition", "\(team)/activity",
                ]
                let seen = try await other.read(pages)
                for sum in ["£12,345", "£47,655"] { #expect(seen.contains(sum), "\(sum) could leak") }
                let secrets = ["12,345", "12345", "47,655", "47655", "award-secret"]
                var left = try await near.read(pages)
                // By trying: an award that does not fit, and a pot that would not hold it.
                for amount in ["47655", "47,656", "1"] {
                    let tried = try await near.decide(second, "funded", amount)
                    #expect(tried.status == 422 && tried.words.contains("You stand aside from an application"))
                    left += tried.words
                }
                let edition = EditionsTests.edition(["pot": "12,346"])
                let smaller = try await near.post("\(team)/edition", edition)
                #expect(smaller.status == 422 && smaller.words.contains("ask a colleague who does not"))
                left += smaller.words
                for secret in secrets { #expect(!left.contains(secret), "\(secret)") }
                #expect(try await near.decide(second, "reserve", "").status == 303, "what takes no money they decide")

                // What is left out must not show whether there is anything to leave out.
                let lines = "what is left is not shown to you before the results are out"
                for one in [near, wary] { #expect(try await one.get("\(team)/decisions").words.contains(lines)) }
                #expect(!(try await other.get("\(team)/decisions").words.contains(lines)))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what is not ready where somebody stands aside is not counted for them`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-04-20T10:00:00Z") { app in
            let sample = try await app.finalists(2)
            let (base, book) = ("/programmes/sample/team/decisions", "/programmes/sample/team/activity")
            try await app.browse { visitors in
                let other = try await visitors.person("o@x.example", roles: [.team], in: sample.programme.id)
                let near = try await visitors.person("n@x.example", roles: [.team], in: sample.programme.id)
                try await app.standAside("n@x.example", from: sample.applications[0], in: sample.programme)
                _ = try await other.decide(sample.applications[1], "part", "10")
                #expect(try await other.get(base).words.contains("1 applicant has no decision yet"))
                #expect(!(try await near.get(base).words.contains("no decision yet")))
                _ = try await other.post("\(base)/telling")
                try await app.releaseMail(of: sample.programme)
                try await app.carryMail()
                let page = try await near.get(base)
                #expect(page.says("Release the results") && !page.words.contains("Not yet"))
                let early = try await near.post("\(base)/release")
                #expect(early.status == 409 && early.words.contains("Not everything is ready that you may not see"))

                _ = try await other.decide(sample.applications[0], "not_funded", "", reason: "told-one")
                #expect(try await other.get(base).words.contains("1 applicant is decided about and not told yet"))
                #expect(try await near.get(base).words.contains("Nobody waits to be told."))
                _ = try await other.post("\(base)/telling")
                let before = try await near.get(book).text
                let held = try await app.ids("Your application EOI-0001: not funded")
                #expect(
                    try await other.post("/programmes/sample/team/outbox/releases", held.map { ("message", $0.text) })
                        .status == 303)
                #expect(
                    try await near.get(book).text == before, "not even a number in the activity log tells of the letter"
                )
                #expect(try await other.get(book).words.contains("released 1 mail about Org 1"))
                try await app.carryMail()
                #expect(try await near.release().status == 303)
                #expect(try await near.get(base).words.contains("£10 awarded"))
            }
        }
    }
}

extension TestApp {
    /// Applications of which the first `count` are shortlisted and the rest are not.
    func finalists(_ count: Int, of all: Int? = nil) async throws -> PanelSample {
        let sample = try await panel(applications: all ?? count)
        let context = actionContext()
        try await database.write { tx in
            for (place, application) in sample.applications.enumerated() {
                try Panels.shortlist(
                    application, shortlisted: place < count, reason: "told-shortlist", of: sample.programme.id,
                    by: context, in: tx)
            }
        }
        return sample
    }

    func tryFunding(_ application: ID<Application>, _ amount: Money, of programme: Programme) async -> Bool {
        let context = actionContext()
        let decision = Decision(
            application: application, outcome: .funded, amount: amount, condition: "", reason: "good")
        do {
            try await database.write {
                try Finals.decide(
                    decision, assenting: Set(Decision.Assent.allCases), of: programme, by: context, in: $0)
            }
            return true
        } catch {
            return false
        }
    }

    /// As if the postman had carried what is released.
    func carryMail() async throws {
        let now = clock.now
        try await database.write {
            try $0.execute(
                """
                UPDATE message SET state = 'sent', sent_at = \(now), next_attempt_at = NULL, attempts = 1
                WHERE state = 'waiting'
                """)
        }
    }

    func releaseMail(of programme: Programme) async throws {
        let context = actionContext()
        try await database.write { tx in
            let held = try tx.values("SELECT id FROM message WHERE state = 'held'", as: ID<Message>.self)
            try Outbox.release(held, of: programme.id, by: context, in: tx)
        }
    }
}

extension Browser {
    func decide(
        _ application: ID<Application>, _ outcome: String, _ amount: String, reason: String = "good",
        ticks: [String] = Decision.Assent.allCases.map(\.rawValue)
    ) async throws -> Page {
        try await post(
            "/programmes/sample/team/decisions/\(application)",
            [("outcome", outcome), ("amount", amount), ("reason", reason)] + ticks.map { ($0, "yes") })
    }
}
