import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct ReviewTests {
    @Test(arguments: Engines.all)
    func `scores are saved as one goes and handed in whole`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            try await app.assign(first, to: "ann@x.example", of: sample.programme)
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example")
                let page = try await ann.get("/programmes/sample/reviews/\(first)")
                #expect(page.status == 200 && page.says("answer-1") && page.words.contains("5: Outstanding"))
                #expect(!page.says("lead1@x.example") && !page.says("Lead 1"), "no contact details")

                let early = try await ann.score(first, plan: "", note: "half <way>")
                #expect(early.status == 422 && early.words.contains("Choose points for “Plan”"))
                #expect(early.says("half &lt;way&gt;") && early.says("value=\"4\" checked"))
                let later = try await ann.get("/programmes/sample/reviews/\(first)")
                #expect(later.says("half &lt;way&gt;"), "what was handed in too early is kept as a draft")
                let list = try await ann.get("/programmes/sample/reviews")
                #expect(list.words.contains("1 of 2 scored") && list.words.contains("0 of 1 handed in"))

                #expect(try await ann.score(first).status == 303)
                let done = try await ann.get("/programmes/sample/reviews/\(first)")
                #expect(done.words.contains("Together 65 of 100") && !done.says("points-need"))
                #expect(try await ann.score(first).status == 303, "a second press of the button is no harm")
                #expect(try await ann.score(first, need: "1").status == 409, "scores that are in stay as they are")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `points that the criterion does not have come back as typed`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            try await app.assign(sample.applications[0], to: "ann@x.example", of: sample.programme)
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example")
                for wrong in ["6", "0", "-1", "four", "99999999999999999999"] {
                    let page = try await ann.score(sample.applications[0], need: wrong, note: "kept", act: "save")
                    #expect(page.status == 422 && page.words.contains("takes 1 to 5 points") && page.says("kept"))
                }
            }
            let kept = try await app.rows(in: "review")
            #expect(kept == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `others see scores only after their own are in, applicants never`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            for name in ["ann", "bo"] {
                try await app.assign(first, to: "\(name)@x.example", of: sample.programme)
            }
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example", name: "Ann Lee")
                let bo = try await visitors.person("bo@x.example", name: "Bo Ray")
                try await ann.score(first, note: "ann’s secret")
                let before = try await bo.get("/programmes/sample/reviews/\(first)")
                #expect(before.status == 200 && !before.says("ann’s secret") && !before.says("Ann Lee"))
                try await bo.score(first, note: "draft of bo", act: "save")
                let draft = try await bo.get("/programmes/sample/reviews/\(first)")
                #expect(!draft.says("ann’s secret"), "a draft opens nothing")
                let mine = try await ann.get("/programmes/sample/reviews/\(first)")
                #expect(!mine.says("draft of bo"), "drafts are nobody else’s")

                try await bo.score(first)
                let after = try await bo.get("/programmes/sample/reviews/\(first)")
                #expect(after.says("ann’s secret") && after.says("Ann Lee"))

                let lead = try await visitors.person("lead1@x.example")
                for path in ["reviews", "reviews/\(first)", "reviews/\(first)/conflict"] {
                    let page = try await lead.get("/programmes/sample/\(path)")
                    #expect(page.status == 404 && !page.says("secret"))
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what was not assigned, was declined, or is another programme's is not found`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let (first, second) = (sample.applications[0], sample.applications[1])
            try await app.assign(first, to: "ann@x.example", of: sample.programme)
            let other = try await app.programme(slug: "other")
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example", roles: [.assessor], in: other.id)
                let list = try await ann.get("/programmes/sample/reviews")
                #expect(list.says("Org 1") && !list.says("Org 2"))
                #expect(try await ann.get("/programmes/sample/reviews/\(second)").status == 404)
                #expect(try await ann.score(second).status == 404)
                #expect(try await ann.get("/programmes/other/reviews/\(first)").status == 404)
                #expect(try await visitors.nobody.get("/programmes/sample/reviews").status == 303)

                let path = "/programmes/sample/reviews/\(first)/refusal"
                let silent = try await ann.post(path, [("round", "assessment")])
                #expect(silent.status == 422 && silent.words.contains("Say why"))
                #expect(try await ann.post(path, [("round", "assessment"), ("reason", "no time")]).status == 303)
                #expect(try await ann.get("/programmes/sample/reviews/\(first)").status == 404)
                #expect(try await ann.score(first).status == 404)
            }
            let kept = try await app.rows(in: "review")
            #expect(kept == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `who stands aside no longer finds the application anywhere`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            for application in sample.applications {
                try await app.assign(application, to: "ann@x.example", of: sample.programme)
            }
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example")
                let path = "/programmes/sample/reviews/\(first)/conflicts"
                let unclear = try await ann.post(path, [("kind", "person"), ("note", "my <sister>")])
                #expect(unclear.status == 422 && unclear.says("my &lt;sister&gt;"))
                try await ann.score(first, note: "while near")
                let done = try await ann.post(
                    path, [("kind", "person"), ("note", "my sister"), ("recused", "yes")])
                #expect(done.status == 303)

                let list = try await ann.get("/programmes/sample/reviews")
                #expect(!list.says("Org 1") && list.words.contains("0 of 1 handed in"), "nor is it counted")
                #expect(try await ann.get("/programmes/sample/reviews/\(first)").status == 404)
                #expect(try await ann.score(first, need: "5").status == 404)
            }
            await #expect(throws: Refusal.self, "nobody gets what they stand aside from") {
                try await app.assign(first, to: "ann@x.example", .final, of: sample.programme)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `who has a part in an application cannot be given it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            await #expect(throws: Refusal.self) {
                try await app.assign(sample.applications[0], to: "lead1@x.example", of: sample.programme)
            }
            let given = try await app.rows(in: "assignment")
            #expect(given == 0)
        }
    }
}

extension TestApp {
    /// How many rows a table of these features has.
    func rows(in table: String) async throws -> Int {
        let tables: [String: SQL] = [
            "review": "SELECT count(*) FROM review", "assignment": "SELECT count(*) FROM assignment",
            "decision": "SELECT count(*) FROM decision", "message": "SELECT count(*) FROM message",
        ]
        guard let query = tables[table] else { throw Refusal.notFound }
        return try await database.read { try $0.value(query, as: Int.self) } ?? -1
    }
}
