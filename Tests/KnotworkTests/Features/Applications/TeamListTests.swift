import HTTPTypes
import Store
import Testing

@testable import Knotwork

/// How the team finds its way through the applications, and opens one again.
@Suite(.timeLimit(.minutes(20))) struct TeamListTests {
    @Test(arguments: Engines.all)
    func `the list shows by state, theme and words, in the order asked for`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-03-20T10:00:00Z") { app in
            let programme = try await app.applications()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let list = "/programmes/sample/team/applications"
                let cases: [(String, [String])] = [
                    ("", ["Beta", "Delta", "Gamma", "Alpha & Co", "Épsilon"]),
                    ("?stand=sent", ["Beta", "Delta"]), ("?stand=begun", ["Gamma", "Alpha & Co", "Épsilon"]),
                    ("?stand=silent", ["Gamma"]), ("?stand=stuck", ["Alpha & Co"]), ("?stand=started", ["Épsilon"]),
                    ("?search=alpha+and", ["Alpha & Co"]), ("?search=epsilon", ["Épsilon"]),
                    ("?search=eoi-0002", ["Delta"]),
                    ("?search=%25", []), ("?search=nobody", []),
                    ("?order=organisation", ["Alpha & Co", "Beta", "Delta", "Épsilon", "Gamma"]),
                    ("?order=organisation&direction=down", ["Gamma", "Épsilon", "Delta", "Beta", "Alpha & Co"]),
                    ("?order=asked", ["Gamma", "Alpha & Co", "Épsilon", "Beta", "Delta"]),
                    ("?stand=nonsense&order=nonsense", ["Beta", "Delta", "Gamma", "Alpha & Co", "Épsilon"]),
                ]
                for (query, names) in cases {
                    let page = try await team.get(list + query)
                    #expect(page.status == 200 && Self.names(page) == names, "\(query)")
                }
                let page = try await team.get(list)
                #expect(page.words.contains("2 applications sent, 3 not yet (1 started, 1 stuck, 1 silent)"))
                #expect(page.words.contains("1 of 2 answered: No time"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `scores and themes are the programme's own, with another edition in the same weeks`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel(applications: 1)
            let other = try await app.panel(applications: 1, slug: "other")
            let last = try await app.application(2, of: sample.programme)
            let first = sample.applications[0]
            try await app.assign(first, to: "ann@x.example", of: sample.programme)
            try await app.assign(first, to: "bob@x.example", of: sample.programme)
            try await app.assign(last, to: "bob@x.example", of: sample.programme)
            try await app.assign(other.applications[0], to: "cy@x.example", of: other.programme)
            let themes = [("zz", 1, "First"), ("aa", 2, "Second")]
            try await app.database.write { tx in
                for (id, number, title) in themes {
                    try tx.execute(
                        """
                        INSERT INTO theme (id, programme_id, slug, number, title, why)
                        VALUES (\(id), \(sample.programme.id), \(id), \(number), \(title), '')
                        """)
                    try tx.execute("INSERT INTO application_theme (application_id, theme_id) VALUES (\(first), \(id))")
                }
                try tx.execute("INSERT INTO application_theme (application_id, theme_id) VALUES (\(last), 'aa')")
            }
            try await app.browse { visitors in
                try await visitors.person("ann@x.example").score(first, note: "")
                let cy = try await visitors.person("cy@x.example")
                try await cy.score(other.applications[0], note: "", at: "other")
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let list = try await team.get("/programmes/sample/team/applications")
                #expect(Self.names(list) == ["Org 1", "Org 2"])
                #expect(list.words.contains("EOI-0001 First; Second") && list.words.contains("EOI-0002 Second"))
                #expect(list.words.contains("1 of 2 £20,000") && list.words.contains("0 of 1 £20,000"))
                let second = try await team.get("/programmes/sample/team/applications?theme=Second")
                #expect(Self.names(second) == ["Org 1", "Org 2"])
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the table holds what the view shows, and nothing that the caller stands aside from`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine, at: "2022-03-20T10:00:00Z") { app in
            let programme = try await app.applications()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let table = "/programmes/sample/team/applications.csv"
                let all = try await team.get(table)
                #expect(all.headers[.contentType] == "text/csv; charset=utf-8")
                let lines = all.text.split(separator: "\r\n").map(String.init)
                #expect(lines.count == 6)
                #expect(
                    lines[0]
                        == "reference,organisation,state,themes,asked,begun,last saved,sent,people,e-mail addresses,what holds it up,What is your idea?,Who benefits?"
                )
                #expect(
                    lines[1]
                        == "EOI-0001,Beta,Submitted,,\"£1,000\",2022-03-19T10:00,2022-03-19T10:00,2022-03-19T10:00,Lead of Beta,beta@x.example,,'=idea of Beta,"
                )
                let some = try await team.get("\(table)?stand=begun")
                #expect(some.text.contains("Gamma") && !some.text.contains("Beta"))

                let beta = try await app.one("SELECT id FROM application WHERE organisation = 'Beta'")
                try await app.standAside("t@x.example", from: ID(beta), in: programme)
                for query in ["", "?search=beta", "?stand=sent"] {
                    let after = try await team.get(table + query)
                    #expect(!after.text.contains("Beta") && !after.text.contains("beta@x.example"), "\(query)")
                    let page = try await team.get("/programmes/sample/team/applications\(query)")
                    #expect(!page.says("Beta"), "\(query)")
                }
                let rest = try await team.get("/programmes/sample/team/applications")
                #expect(rest.words.contains("1 application sent"), "counts leave it out too")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `what was sent is opened again, changed, and sent under its number`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                _ = try await lead.post("\(path)/sections/1", [("idea", "First words"), ("people", "All")])
                _ = try await lead.post("\(path)/submission")
                let first = try await lead.get("\(path)/sent.txt").text
                let (other, second) = try await visitors.began("bo@x.example", "Other", programme)
                _ = try await other.post("\(second)/sections/1", [("idea", "x"), ("people", "y")])
                _ = try await other.post("\(second)/submission")

                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let id = String(path.split(separator: "/").last ?? "")
                let page = "/programmes/sample/team/applications/\(id)"
                #expect(try await team.get(page).says("Open it again"))
                #expect(try await team.post("\(page)/reopening", [("reopen-reason", "Wrong sum")]).status == 303)
                #expect(try await team.post("\(page)/reopening").status == 409, "it is open already")
                let mail = try #require(try await app.mail(to: "ann@home.example"))
                #expect(mail.contains("is open again") && mail.contains("Wrong sum"))

                #expect(try await lead.get("\(path)/sent.txt").status == 404, "it is not sent now")
                app.clock.advance(by: .minutes(5))
                _ = try await lead.post("\(path)/sections/1", [("idea", "Second words"), ("people", "All")])
                #expect(try await lead.post("\(path)/submission").status == 303)
                let receipt = try await lead.get(path)
                #expect(receipt.words.contains("EOI-0001") && receipt.says("Second words"))
                let history = try await team.get(page)
                #expect(history.says(Hex.fingerprint(first)), "what was sent before can still be proved")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `after the closing date opening again needs a reason and a date, and never after scores`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            try await app.assign(sample.applications[1], to: "ann@x.example", of: sample.programme)
            try await app.browse { visitors in
                try await visitors.person("ann@x.example").score(sample.applications[1])
                app.clock.set("2022-04-02T10:00:00Z")
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let page = "/programmes/sample/team/applications"
                let bare = try await team.post("\(page)/\(first)/reopening", [("reopen-until", "2022-04-01 17:00")])
                #expect(bare.status == 422 && bare.says("Say why") && bare.says("Enter a time to come"))
                #expect(bare.says("2022-04-01 17:00"), "what was typed is kept")
                let full = [("reopen-until", "2022-04-05 17:00"), ("reopen-reason", "Asked for more")]
                #expect(try await team.post("\(page)/\(sample.applications[1])/reopening", full).status == 409)
                #expect(try await team.post("\(page)/\(first)/reopening", full).status == 303)
                let lead = try await visitors.person("lead1@x.example")
                #expect(try await lead.post("/programmes/sample/applications/\(first)/submission").status == 303)
                let stranger = try await visitors.person("s@x.example")
                #expect(try await stranger.post("\(page)/\(first)/reopening", full).status == 404)
            }
        }
    }

    /// The names of the list, in order.
    private static func names(_ page: Browser.Page) -> [String] {
        page.text.split(separator: "<th scope=\"row\"").dropFirst().compactMap { cell in
            let inside = cell.split(separator: "</a>").first?.split(separator: ">").last
            return inside.map { String($0).replacing("&amp;", with: "&") }
        }
    }
}

extension TestApp {
    /// Two applications that were sent, and three that were not: one touched a day ago, one held up, one left alone.
    func applications() async throws -> Programme {
        let programme = try await openProgramme()
        let context = actionContext()
        let all: [(String, Int, Bool, Int?, String)] = [
            ("Beta", 1, true, 1000, ""), ("Delta", 1, true, 2000, ""), ("Gamma", 15, false, nil, ""),
            ("Alpha & Co", 2, false, nil, "No time"), ("Épsilon", 1, false, nil, ""),
        ]
        try await database.write { tx in
            guard let form = try Applications.currentForm(of: programme.id, in: tx) else { throw Refusal.notFound }
            for (name, days, isSent, pounds, obstacle) in all {
                let lead = Sighting(
                    id: context.id(), programme: programme.id, kind: .application, name: "Lead of \(name)",
                    email: "\(name.lowercased().prefix(4))@x.example", organisation: name, seenAt: context.at)
                let at = context.at - .days(days)
                let imported = Applications.ImportedApplication(
                    organisation: name, contacts: isSent ? [lead] : [], themes: [], asked: pounds.map { .pounds($0) },
                    answers: ["idea": "=idea of \(name)"], startedAt: at, savedAt: at, submittedAt: isSent ? at : nil,
                    stuckReason: obstacle)
                try Applications.take(imported, form: form, of: programme.id, by: context, in: tx)
            }
        }
        try await link()
        return programme
    }
}
