import Store
import Testing

@testable import Knotwork

/// What was withdrawn is read by those alone who wrote it; and what the pages say about drafts is so.
@Suite(.timeLimit(.minutes(20))) struct WithdrawnTests {
    @Test(arguments: Engines.all)
    func `what was withdrawn is closed to all but those who wrote it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let question = try await app.askForFile(in: programme)
            try await app.browse { visitors in
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                let file = (field: "file", name: "plan.pdf", bytes: Array("%PDF-1.7 \nfile-secret".utf8))
                _ = try await lead.post("\(path)/sections/1", [("idea", "draft-secret"), ("go", "file-\(question)")])
                #expect(try await lead.post("\(path)/files/\(question)", file: file).status == 303)
                let partner = try await visitors.joins("bo@x.example", "co_applicant", path, by: lead)
                let friend = try await visitors.joins("fay@x.example", "critical_friend", path, by: lead)
                #expect(try await lead.post("\(path)/submission").status == 303)
                let id = String(path.split(separator: "/").last ?? "")
                try await app.assign(ID(id), to: "judge@x.example", of: programme)
                let judge = try await visitors.person("judge@x.example")
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let base = "/programmes/sample/team"
                let others: [(browser: Browser, pages: [String])] = [
                    (
                        team,
                        [
                            "\(base)/applications", "\(base)/applications?search=home", "\(base)/applications.csv",
                            "\(base)/applications/\(id)", "\(base)/applications/\(id)/files/\(question)",
                            "\(base)/outbox?state=waiting", "\(base)/activity", "\(base)/help", base, "\(base)/panel",
                            "\(base)/panel/reviews.csv", "\(base)/evaluation",
                        ]
                    ),
                    (
                        judge,
                        ["/programmes/sample/reviews/\(id)", "/programmes/sample/reviews/\(id)/files/\(question)"]
                    ),
                ]
                for (browser, pages) in others {
                    let before = try await browser.read(pages)
                    #expect(
                        before.contains("draft-secret") && before.contains("file-secret"), "there is something to close"
                    )
                }
                #expect(try await lead.post("\(path)/withdrawal").status == 303)
                for (browser, pages) in others {
                    let after = try await browser.read(pages)
                    for secret in ["draft-secret", "file-secret", "plan.pdf"] { #expect(!after.contains(secret)) }
                }
                #expect(try await friend.read(of: path, question, in: app).isEmpty)
                for writer in [lead, partner] {
                    let own = try await writer.read(of: path, question, in: app)
                    #expect(own.contains("draft-secret") && own.contains("file-secret"))
                    #expect(own.contains("Only those who wrote it can still read what they wrote."))
                }
                let page = try await team.get("\(base)/applications/\(id)")
                #expect(
                    page.words.contains("Withdrawn") && page.words.contains("only those who wrote it can still read"))
                let reopened = try await team.post(
                    "\(base)/applications/\(id)/reopening", [("reopen-reason", "Curious")])
                #expect(reopened.status == 409, "nor can the team open it for itself")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a sum and themes that were withdrawn are not in the list either`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-03-20T10:00:00Z") { app in
            let programme = try await app.example().programme
            let id = ID<Application>(
                try await app.one(
                    "SELECT id FROM application WHERE stage <> 'draft' AND asked_pence > 0 ORDER BY number LIMIT 1"))
            let theme = try await app.one(
                "SELECT t.title FROM theme t JOIN application_theme x ON x.theme_id = t.id WHERE x.application_id = \(id)"
            )
            func line() async throws -> Applications.Line? {
                try await app.database.read { db in
                    let themes = try Problems.themes(of: programme.id, in: db)
                    return try Applications.lines(
                        of: programme.id, themes: themes, judging: App.judging, for: .theOperator, in: db
                    )
                    .first { $0.id == id }
                }
            }
            let before = try #require(try await line())
            #expect(before.asked != nil && before.themeTitles.contains(theme))
            try await app.database.write {
                _ = try $0.execute("UPDATE application SET stage = \(Stage.withdrawn) WHERE id = \(id)")
            }
            let after = try #require(try await line())
            #expect(after.asked == nil && after.themes.isEmpty && after.stage == .withdrawn)
        }
    }

    @Test(arguments: Engines.all)
    func `those who wrote it take it up again as long as it can be sent`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-03-30T10:00:00Z") { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                _ = try await lead.post("\(path)/sections/1", [("idea", "One idea"), ("people", "All")])
                let friend = try await visitors.joins("fay@x.example", "critical_friend", path, by: lead)
                #expect(try await lead.post("\(path)/taking-up").status == 409, "it was not withdrawn")
                #expect(try await lead.post("\(path)/submission").status == 303)
                _ = try await lead.post("\(path)/withdrawal")
                #expect(try await lead.get(path).words.contains("Take it up again"))
                #expect(try await friend.post("\(path)/taking-up").status == 404)
                #expect(try await lead.post("\(path)/taking-up").status == 303)
                #expect(try await lead.get("\(path)/sections/1").says("One idea"))
                app.clock.advance(by: .minutes(1))
                #expect(try await lead.post("\(path)/submission").status == 303)
                #expect(try await lead.get(path).words.contains("EOI-0001"), "it keeps its number")

                _ = try await lead.post("\(path)/withdrawal")
                app.clock.set("2022-03-31T16:00:01Z")
                #expect(!(try await lead.get(path).words.contains("Take it up again")))
                #expect(try await lead.post("\(path)/taking-up").status == 409)
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let id = path.split(separator: "/").last ?? ""
                let more = [("until", "2022-04-01 17:00"), ("reason", "They changed their mind")]
                #expect(try await team.post("/programmes/sample/team/applications/\(id)/extension", more).status == 303)
                #expect(
                    try await lead.post("\(path)/taking-up").status == 303, "the team gives time, not itself the text")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what the pages say about drafts is so`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                let start = try await visitors.nobody.get("/programmes/sample/applications/new")
                let mail = try #require(try await app.mail(to: "ann@home.example"))
                for words in [start.words, mail, try await lead.get(path).words] {
                    #expect(words.contains(Drafts.rules))
                    #expect(!words.contains("as you write") && !words.contains("Nothing is sent"))
                }
                // “What you save is kept”, whichever button saved it, right or not.
                for go in ["on", "later"] {
                    _ = try await lead.post("\(path)/sections/1", [("idea", "kept-\(go)"), ("people", ""), ("go", go)])
                    #expect(try await lead.get("\(path)/sections/1").says("kept-\(go)"))
                }
                // “The team can read it”
                let id = String(path.split(separator: "/").last ?? "")
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                #expect(try await team.get("/programmes/sample/team/applications/\(id)").says("kept-later"))
                // “It counts only once you send it”
                let counts = try await app.view(of: programme, for: .theOperator).applications
                #expect(counts.sent == 0 && counts.drafts == 1)
            }
        }
    }
}
