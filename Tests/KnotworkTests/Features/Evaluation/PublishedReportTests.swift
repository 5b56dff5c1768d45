import Store
import Testing

@testable import Knotwork

/// A person edits the report's words; its figures stay live until it is published, and then are frozen.
@Suite(.timeLimit(.minutes(20))) struct PublishedReportTests {
    @Test(arguments: Engines.all)
    func `a published figure stays as it was when the records change, and the next report has the new words`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let home = "/programmes/\(programme.slug)"
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", name: "Tess", roles: [.team], in: programme.id)
                let before = try await visitors.nobody.get("\(home)/report")
                #expect(before.words.contains("No report has been published yet."))
                _ = try await team.post("\(home)/team/evaluation/words", [("opening", "What we <learned>.")])
                let draft = try await visitors.nobody.get("\(home)/report")
                #expect(!draft.words.contains("What we <learned>."), "words in the making are the team's")
                let done = try await team.publishReport(home)
                #expect(done.location == "\(home)/report")

                _ = try await team.post("\(home)/team/people", [("name", "One More"), ("email", "more@home.example")])
                _ = try await team.post("\(home)/team/evaluation/words", [("opening", "Said anew.")])
                let live = try await team.get("\(home)/team/evaluation")
                #expect(live.words.contains("76 stakeholders heard"), "the team sees what holds now")
                let frozen = try await visitors.nobody.get("\(home)/report")
                #expect(frozen.words.contains("75 stakeholders heard") && frozen.words.contains("174 people reached"))
                #expect(frozen.words.contains("What we <learned>.") && !frozen.words.contains("Said anew."))
                #expect(frozen.words.contains("Published on Thursday 30 June 2022, 11 am"))
                #expect(frozen.words.contains("knotwork figures \(programme.slug) --json"))

                app.clock.advance(by: .days(1))
                try await team.publishReport(home)
                let second = try await visitors.nobody.get("\(home)/report")
                #expect(second.words.contains("Said anew.") && second.words.contains("for the second time"))
                // One person came: 76 beside the 75 of yesterday would tell who.
                #expect(second.words.contains("75 stakeholders heard") && !second.words.contains("76 stakeholders"))
                #expect(second.words.contains("These numbers are those of the report of 30 June 2022."))
                let first = try await visitors.nobody.get("\(home)/report?number=1")
                #expect(
                    first.words.contains("75 stakeholders heard") && first.words.contains("There is a newer report"))
                #expect(try await visitors.nobody.get("\(home)/report?number=3").status == 404)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the frozen figures say how they were worked out, and name nobody`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let evidence = try await app.example()
            let programme = evidence.programme
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let none = try await visitors.nobody.get("/programmes/\(programme.slug)/report/figures.json")
                #expect(none.status == 404)
                try await team.publishReport("/programmes/\(programme.slug)")
                let file = try await visitors.nobody.get("/programmes/\(programme.slug)/report/figures.json")
                let frozen = try FrozenReport(json: file.text)
                let figures = frozen.groups.flatMap(\.figures)
                #expect(Set(figures.map(\.key)) == Set(Figure.Key.allCases.map(\.rawValue)))
                for figure in Figures(evidence).all {
                    let kept = figures.first { $0.key == figure.key.rawValue }
                    // One session had four bookings: a mean of all rates would tell how many.
                    guard figure.key != .conversionMean else {
                        #expect(kept?.value == "too few to show" && kept?.number == "null")
                        continue
                    }
                    #expect(kept?.value == figure.value.words && kept?.formula == figure.formula)
                }
                #expect(frozen.asOf == "2022-06-30T10:00:00.000Z" && frozen.findings.isEmpty)
                let pictures = frozen.groups.flatMap { $0.pictures ?? [] }
                #expect(pictures.map(\.key) == ["overlap", "conversion", "funnel", "money"])
                let people = pictures.filter { $0.key == "overlap" }.flatMap(\.bars).compactMap(\.value)
                #expect(people.allSatisfy { $0 >= Double(Releases.threshold) }, "nobody can be picked out")
                let page = try await visitors.nobody.get("/programmes/\(programme.slug)/report")
                #expect(page.words.contains("£52,940 of £60,000 went to 3 organisations"))
                #expect(page.words.contains("Of 15 organisations that engaged, three were funded"))
                for secret in evidence.seen.prefix(20).map(\.name) where secret.contains(" ") {
                    #expect(!page.says(secret) && !file.says(secret))
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `nothing is published before the results are out`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = try await team.get("/programmes/sample/team/evaluation/publication")
                #expect(page.status == 200 && page.words.contains("The results are not out"))
                let answer = try await team.post("/programmes/sample/team/evaluation/publication")
                #expect(answer.status == 409)
                let report = try await visitors.nobody.get("/programmes/sample/report")
                #expect(report.words.contains("No report has been published yet."))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `who takes back their quote leaves the published report too`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            let home = "/programmes/\(programme.slug)"
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                _ = try await team.post(
                    "\(home)/team/evaluation/findings",
                    [
                        ("kind", "quote"), ("words", "They rang me back."), ("speaker", "A small charity"),
                        ("consent", "by e-mail on 4 May, by secret@home.example"),
                    ])
                try await team.publishReport(home)
                let with = try await visitors.nobody.get("\(home)/report")
                #expect(with.words.contains("They rang me back.") && !with.says("secret@home.example"))
                let findings = try await team.get("\(home)/team/evaluation/findings")
                let removal = try #require(findings.text.firstMatch(of: /findings\/[0-9a-f-]{36}\/removal/))
                _ = try await team.post("\(home)/team/evaluation/\(removal.0)")
                let without = try await visitors.nobody.get("\(home)/report")
                #expect(!without.words.contains("They rang me back."))
                let file = try await visitors.nobody.get("\(home)/report/figures.json")
                #expect(!file.says("They rang me back."))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `words that are too long come back as they were typed`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = try await team.post(
                    "/programmes/sample/team/evaluation/words",
                    [("opening", String(repeating: "a", count: 20_001)), ("closing", "Kept <words>")])
                #expect(page.status == 422 && page.says("Kept &lt;words&gt;"))
                let saved = try await team.post(
                    "/programmes/sample/team/evaluation/words", [("closing", "Kept <words>")])
                #expect(saved.status == 303)
                let report = try await team.get("/programmes/sample/team/evaluation/report")
                #expect(report.words.contains("What follows Kept <words>"))
            }
        }
    }
}
