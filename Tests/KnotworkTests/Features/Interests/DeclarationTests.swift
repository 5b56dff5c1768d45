import HTTPTypes
import Store
import Testing

@testable import Knotwork

/// Conflicts by organisation, declared before papers are seen.
@Suite(.timeLimit(.minutes(20))) struct DeclarationTests {
    @Test(arguments: Engines.all)
    func `papers open only to those who have said to whom they are too near`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            try await app.assign(first, to: "ann@x.example", of: sample.programme, declared: false)
            try await app.browse { visitors in
                let judge = try await visitors.person("ann@x.example")
                let review = "/programmes/sample/reviews/\(first)"
                let early = try await judge.get(review)
                #expect(early.status == 303 && early.location == "/programmes/sample/reviews/declarations")
                #expect(!early.says("answer-1"))
                let scored = try await judge.score(first)
                #expect(scored.status == 409)
                let page = try await judge.get("/programmes/sample/reviews/declarations")
                #expect(page.says("value=\"Org 1\"") && page.says("value=\"Org 2\"") && !page.says("answer-1"))
                #expect(try await judge.post("/programmes/sample/reviews/declarations").status == 303)
                #expect(try await judge.get(review).says("answer-1"))
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let overview = try await team.get("/programmes/sample/team/panel")
                #expect(overview.words.contains("Since 1 March"))
            }
            let reviews = try await app.rows(in: "review")
            #expect(reviews == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `who is too near to an organisation meets none of its applications, present or to come`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel(applications: 3)
            let first = sample.applications[0]
            for email in ["ann@x.example", "bo@x.example", "cy@x.example"] {
                try await app.assign(first, to: email, of: sample.programme, declared: false)
            }
            try await app.browse { visitors in
                let judge = try await visitors.person("ann@x.example", roles: [.team, .panel], in: sample.programme.id)
                let named = try await judge.post(
                    "/programmes/sample/reviews/declarations",
                    [
                        ("organisation", "Org 1"), ("others", "THE FUTURE COMPANY LTD.\n\nOrg 9"),
                        ("note", "note-secret"),
                    ])
                #expect(named.status == 303)
                let later = try await app.send("Future", from: "future@x.example", in: sample.programme)
                let team = "/programmes/sample/team"
                let hidden = [
                    "Org 1", "answer-1", "lead1@x.example", ">Future<", "future@x.example", "answer-of-Future",
                ]
                let pages = [
                    "/programmes/sample/reviews", "\(team)/applications", "\(team)/applications?search=org+1",
                    "\(team)/applications.csv", "\(team)/panel", "\(team)/panel?round=final",
                    "\(team)/panel/reviews.csv",
                    "\(team)/panel/declarations", "\(team)/decisions", "\(team)/help", "\(team)/activity",
                    "\(team)/outbox?state=waiting",
                ]
                for page in pages {
                    let seen = try await judge.get(page)
                    #expect(seen.status == 200, "\(page)")
                    for secret in hidden { #expect(!seen.says(secret), "\(secret) at \(page)") }
                }
                let list = try await judge.get("\(team)/applications")
                #expect(list.words.contains("2 applications sent"), "counts leave it out")
                for id in [first, later] {
                    for page in ["reviews/\(id)", "team/applications/\(id)", "team/panel/\(id)"] {
                        #expect(try await judge.get("/programmes/sample/\(page)").status == 404)
                    }
                    let given = try await app.giving(id, to: "ann@x.example", of: sample.programme)
                    #expect(given == "They have declared a conflict, or take part in this application.")
                }
                let other = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                #expect(try await other.get("\(team)/applications").says("Org 1"), "there is something to leak")
                #expect(try await other.get("\(team)/panel/declarations").says("note-secret"))
                #expect(try await other.post("\(team)/panel/balancing", [("each", "2")]).status == 303)
            }
            let ann = try await app.account("ann@x.example")
            let kept = try await app.database.read { db in
                try db.value(
                    """
                    SELECT count(*) FROM assignment w WHERE w.account_id = \(ann)
                        AND \(Recusals.isBarred("w.account_id", from: "w.application_id")) AND w.application_id <> \(first)
                    """, as: Int.self)
            }
            #expect(kept == 0, "spreading gave them nothing of it")
        }
    }

    /// “O1 Group” is Org 1, as the programme knows; help for it was written down under a third spelling before it applied.
    @Test(arguments: Engines.all)
    func `no spelling of an organisation shows what somebody stands aside from`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            try await app.writtenDifferently("Org 1", as: ["O1 Group", "Organisation One"], in: sample.programme)
            try await app.browse { visitors in
                let team = "/programmes/sample/team"
                let help = [
                    ("helper", "Tim"), ("kind", "call"), ("day-day", "28"), ("day-month", "2"), ("day-year", "2022"),
                    ("minutes", "30"), ("organisation", "ORGANISATION ONE Ltd."), ("what", "help-secret"),
                ]
                let other = try await visitors.person(
                    "o@x.example", name: "Olu", roles: [.team], in: sample.programme.id)
                let near = try await visitors.person(
                    "n@x.example", name: "Nia", roles: [.team], in: sample.programme.id)
                #expect(try await other.post("\(team)/help", help).status == 303)
                let named = [("organisation", "Org 1"), ("note", "note-secret")]
                #expect(try await other.post("/programmes/sample/reviews/declarations", named).status == 303)
                let secrets = [
                    "help-secret", "note-secret", "organisation one", "org 1", "o1 group", "lead1", "lead 1",
                    "answer-1",
                ]
                let pages = ["help", "activity", "panel/declarations", "applications", "panel", "decisions", "people"]
                let all = try await near.read(pages.map { "\(team)/\($0)" })
                for secret in ["help-secret", "lead 1", "org 1"] {
                    #expect(all.contains(secret), "\(secret) could leak")
                }
                let declared = try await near.post("/programmes/sample/reviews/declarations", [("others", "o1 group")])
                #expect(declared.status == 303)
                let left = try await near.read(pages.map { "\(team)/\($0)" })
                for secret in secrets { #expect(!left.contains(secret), "\(secret)") }
                #expect(left.contains("org 2") && left.contains("lead 2"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a name without a letter can be declared as well`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let stars = try await app.send("★★★", from: "stars@x.example", in: sample.programme)
            try await app.browse { visitors in
                let near = try await visitors.person("n@x.example", roles: [.team], in: sample.programme.id)
                _ = try await near.post("/programmes/sample/reviews/declarations", [("organisation", "★★★")])
                #expect(try await near.get("/programmes/sample/team/applications/\(stars)").status == 404)
                let list = try await near.get("/programmes/sample/team/applications")
                #expect(list.says("Org 1") && !list.says("★★★"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the team takes a declaration back with a reason, but nobody their own`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            try await app.assign(first, to: "ann@x.example", of: sample.programme)
            try await app.browse { visitors in
                let judge = try await visitors.person("ann@x.example", roles: [.team], in: sample.programme.id)
                let declare = "/programmes/sample/reviews/declarations"
                _ = try await judge.post(declare, [("organisation", "Org 1")])
                #expect(try await judge.get("/programmes/sample/reviews/\(first)").status == 404)
                let ann = try await app.account("ann@x.example")
                let lift = "/programmes/sample/team/panel/declarations/\(ann)/lifting"
                let fields = [("organisation", "Org 1"), ("lift", "Another Org 1")]
                #expect(try await judge.post(lift, fields).status == 404)
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                #expect(try await team.post(lift, [("organisation", "Org 1")]).status == 422)
                #expect(try await team.post(lift, fields).status == 303)
                #expect(try await judge.get("/programmes/sample/reviews/\(first)").status == 200)
                let wrong = try await judge.post(declare, [("others", "!!!")])
                #expect(wrong.status == 422 && wrong.says("!!!"))
                let applicant = try await visitors.person("lead1@x.example")
                #expect(try await applicant.get(declare).status == 404)
            }
        }
    }
}

extension Browser {
    /// All that these pages say, in lower case.
    func read(_ paths: [String]) async throws -> String {
        var all = ""
        for path in paths { all += try await get(path).words.lowercased() + "\n" }
        return all
    }
}

extension TestApp {
    /// An organisation that the programme knows under several names.
    func writtenDifferently(_ name: String, as others: [String], in programme: Programme) async throws {
        let context = actionContext()
        try await database.write { tx in
            let known = Organisation(id: context.id(), name: name, kind: .sme, firstContact: nil)
            try People.add(known, alsoWritten: others, to: programme.id, by: context, in: tx)
        }
    }

    /// An application of an organisation that begins and is sent now.
    func send(_ organisation: String, from email: String, in programme: Programme) async throws -> ID<Application> {
        let context = actionContext()
        let id = try await database.write { tx in
            guard let form = try Applications.currentForm(of: programme.id, in: tx) else { throw Refusal.notFound }
            let lead = Sighting(
                id: context.id(), programme: programme.id, kind: .application, name: "Lead of \(organisation)",
                email: email,
                organisation: organisation, seenAt: context.at)
            let imported = Applications.ImportedApplication(
                organisation: organisation, contacts: [lead], themes: [], asked: nil,
                answers: ["idea": "answer-of-\(organisation)"], startedAt: context.at, savedAt: context.at,
                submittedAt: context.at)
            return try Applications.take(imported, form: form, of: programme.id, by: context, in: tx)
        }
        try await link()
        return id
    }

    /// What the rule says when an application is given to somebody; nil when nothing speaks against it.
    func giving(_ application: ID<Application>, to email: String, of programme: Programme) async throws -> String? {
        let (account, context) = (try await account(email), actionContext())
        do {
            try await database.write { tx in
                try Panels.assign(application, to: account, round: .assessment, of: programme.id, by: context, in: tx)
            }
            return nil
        } catch Refusal.rule(let words) {
            return words
        }
    }
}
