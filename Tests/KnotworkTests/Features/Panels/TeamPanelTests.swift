import HTTPTypes
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct TeamPanelTests {
    @Test(arguments: Engines.all)
    func `the ranking says how far scores agree, and when there are too few`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel(applications: 3)
            for name in ["ann", "bo"] {
                for application in sample.applications.prefix(2) {
                    try await app.assign(application, to: "\(name)@x.example", of: sample.programme)
                }
            }
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example")
                let bo = try await visitors.person("bo@x.example")
                try await ann.score(sample.applications[0], need: "5", plan: "5")
                try await bo.score(sample.applications[0], need: "1", plan: "1")
                try await ann.score(sample.applications[1], need: "5", plan: "5")
                try await bo.score(sample.applications[1], need: "5", plan: "5", act: "save")
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let page = try await team.get("/programmes/sample/team/panel")
                #expect(page.status == 200)
                #expect(page.words.contains("50.0 0 – 100 Far apart 2 of 2"))
                #expect(page.words.contains("Too few scores 1 of 2"), "a draft is no score")
                #expect(page.words.contains("3 of 4 reviews are in"))
            }
            let ranking = try await app.ranking(of: sample)
            #expect(ranking.map(\.application.organisation) == ["Org 1", "Org 2", "Org 3"])
        }
    }

    @Test(arguments: Engines.all)
    func `a total in the ranking is that of the review`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let criteria = sample.criteria.filter { $0.round == .assessment }
            try await app.assign(sample.applications[0], to: "ann@x.example", of: sample.programme)
            try await app.browse { visitors in
                try await visitors.person("ann@x.example").score(sample.applications[0], need: "4", plan: "2")
            }
            let ranked = try await app.ranking(of: sample)
            let review = try await app.database.read { db in
                try Panels.handedIn(for: sample.applications[0], round: .assessment, for: .theOperator, in: db)
            }
            let total = try #require(review.first?.review.total(criteria))
            #expect(ranked[0].totals.count == 1 && abs(ranked[0].totals[0] - total) < 1e-9 && abs(total - 55) < 1e-9)
        }
    }

    @Test(arguments: Engines.all)
    func `spreading gives each application its number of people, evenly and without conflicts`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel(applications: 7)
            let names = ["ann@x.example", "bo@x.example", "cy@x.example", "lead1@x.example"]
            let people = try await app.judges(names, of: sample)
            let context = app.actionContext()
            try await app.database.write { tx in
                try Interests.declare(
                    conflict: "person", note: "", isRecused: true, about: sample.applications[1], account: people[0],
                    of: sample.programme.id, by: context, in: tx)
                try Panels.assign(
                    sample.applications[2], to: people[1], round: .assessment, of: sample.programme.id, by: context,
                    in: tx
                )
            }
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                for _ in 1...2 {
                    let done = try await team.post("/programmes/sample/team/panel/balancing", [("each", "2")])
                    #expect(done.status == 303)
                }
                let wrong = try await team.post("/programmes/sample/team/panel/balancing", [("each", "many")])
                #expect(wrong.status == 422 && wrong.says("value=\"many\""))
                let much = try await team.post("/programmes/sample/team/panel/balancing", [("each", "4")])
                #expect(much.status == 409 && !much.says("Item"))
                #expect(
                    much.words.contains(/EOI-000\d needs? .*more (person|people).*, but only .* may be given/),
                    "the refusal names what cannot be served, and who there is")
            }
            let pairs = try await app.assignments()
            #expect(pairs.count == 14, "twice the same changes nothing")
            #expect(Set(pairs.map(\.application)).count == 7)
            let loads = Dictionary(grouping: pairs, by: \.account).mapValues(\.count)
            #expect(loads.values.sorted() == [3, 3, 4, 4])
            #expect(!pairs.contains { $0.account == people[0] && $0.application == sample.applications[1] })
            #expect(!pairs.contains { $0.account == people[3] && $0.application == sample.applications[0] })
        }
    }

    @Test(arguments: Engines.all)
    func `a spread found before somebody else gave an application is refused whole`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel(applications: 2)
            let people = try await app.judges(["ann@x.example", "bo@x.example"], of: sample)
            let programme = sample.programme.id
            let spread = try await app.database.read { db in
                try Panels.Spread(each: 1, round: .assessment, of: programme, for: .theOperator, in: db)
            }
            let pairs = try await spread.pairs()
            let context = app.actionContext()
            try await app.database.write { tx in
                try Panels.assign(
                    sample.applications[0], to: people[1], round: .assessment, of: programme, by: context, in: tx)
            }
            await #expect(throws: Refusal.self) {
                try await app.database.write { tx in try Panels.give(pairs, found: spread, by: context, in: tx) }
            }
            #expect(pairs.count == 2)
            #expect(try await app.assignments().count == 1)
        }
    }

    @Test(arguments: Engines.all)
    func `a conflict of somebody on the team hides the application from them everywhere`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            try await app.assign(first, to: "ann@x.example", of: sample.programme)
            let near = try await app.account("near@x.example")
            let context = app.actionContext()
            try await app.database.write { tx in
                try Interests.declare(
                    conflict: "person", note: "", isRecused: true, about: first, account: near,
                    of: sample.programme.id, by: context, in: tx)
            }
            try await app.browse { visitors in
                try await visitors.person("ann@x.example").score(first, note: "a secret")
                let near = try await visitors.person("near@x.example", roles: [.team], in: sample.programme.id)
                let other = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let lead = try await visitors.person("lead1@x.example", roles: [.team], in: sample.programme.id)
                let export = "/programmes/sample/team/panel/reviews.csv"
                let (shown, table) = (try await other.get("/programmes/sample/team/panel"), try await other.get(export))
                #expect(shown.says("Org 1") && table.says("a secret"), "others of the team see it")
                for person in [near, lead] {
                    let (list, table) = (
                        try await person.get("/programmes/sample/team/panel"), try await person.get(export)
                    )
                    #expect(!list.says("Org 1") && list.words.contains("1 application. 0 of 0 reviews are in."))
                    #expect(!table.says("Org 1") && !table.says("a secret"))
                    for path in ["panel/\(first)", "decisions/\(first)"] {
                        #expect(try await person.get("/programmes/sample/team/\(path)").status == 404)
                    }
                    let decided = try await person.post(
                        "/programmes/sample/team/panel/\(first)/shortlisting", [("shortlisted", "yes")])
                    #expect(decided.status == 404)
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `somebody on the team who scores too sees the others only after`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            try await app.assign(first, to: "ann@x.example", of: sample.programme)
            try await app.assign(first, to: "t@x.example", of: sample.programme)
            try await app.browse { visitors in
                try await visitors.person("ann@x.example").score(first, note: "a secret")
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let paths = ["team/panel/\(first)", "team/panel/reviews.csv"]
                for path in paths {
                    let page = try await team.get("/programmes/sample/\(path)")
                    #expect(page.status == 200 && !page.says("a secret"))
                }
                try await team.score(first)
                for path in paths {
                    let page = try await team.get("/programmes/sample/\(path)")
                    #expect(page.says("a secret"))
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `scores of somebody who stands aside later no longer count`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            try await app.assign(first, to: "ann@x.example", of: sample.programme)
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example")
                try await ann.score(first, note: "while near")
                _ = try await ann.post(
                    "/programmes/sample/reviews/\(first)/conflicts",
                    [("kind", "help"), ("note", "read a draft"), ("recused", "yes")])
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let page = try await team.get("/programmes/sample/team/panel/\(first)")
                #expect(!page.says("while near") && page.says("read a draft"))
                let export = "/programmes/sample/team/panel/reviews.csv"
                let table = try await team.get(export)
                #expect(table.status == 200 && !table.says("while near"))
                #expect(try await app.ranking(of: sample).allSatisfy { $0.totals.isEmpty && $0.assigned == 0 })

                let account = try await app.account("ann@x.example")
                let lift = "/programmes/sample/team/panel/\(first)/conflicts/\(account)/lifting"
                #expect(try await team.post(lift).status == 422, "not without a reason")
                #expect(try await team.post(lift, [("lift", "a namesake")]).status == 303)
                for path in ["/programmes/sample/team/panel/\(first)", export] {
                    let back = try await team.get(path)
                    #expect(back.says("while near"))
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `not going on needs a reason, and the reason is kept when it is missing elsewhere`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let path = "/programmes/sample/team/panel/\(sample.applications[0])/shortlisting"
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let silent = try await team.post(path, [("shortlisted", "no")])
                #expect(silent.status == 422 && silent.words.contains("owed a reason"))
                let unclear = try await team.post(path, [("reason", "kept <here>")])
                #expect(unclear.status == 422 && unclear.says("kept &lt;here&gt;"))
                #expect(try await team.post(path, [("shortlisted", "no"), ("reason", "off theme")]).status == 303)
                #expect(try await team.post(path, [("shortlisted", "yes")]).status == 303, "it can be changed")
                for role in [Role.assessor, .panel, .mentor, .applicant, .participant, .steward] {
                    let other = try await visitors.person(
                        "\(role.rawValue)@x.example", roles: [role], in: sample.programme.id)
                    for path in [
                        "team/panel", "team/panel/reviews.csv", "team/panel/\(sample.applications[0])",
                        "team/decisions", "team/decisions/\(sample.applications[0])",
                    ] {
                        let page = try await other.get("/programmes/sample/\(path)")
                        #expect(page.status == 404 && !page.says("Org 1"))
                    }
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the table of scores keeps formulas from running`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            try await app.assign(sample.applications[0], to: "ann@x.example", of: sample.programme)
            try await app.browse { visitors in
                let ann = try await visitors.person("ann@x.example", name: "=Ann")
                try await ann.score(sample.applications[0], note: "=HYPERLINK(\"http://x.example\", 1)")
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let table = try await team.get("/programmes/sample/team/panel/reviews.csv")
                let lines = table.text.split(separator: "\r\n").map(String.init)
                #expect(table.headers[.contentType] == "text/csv; charset=utf-8")
                #expect(
                    lines == [
                        "application,organisation,reviewer,handed in,total,Need,Plan,Remark: Need,Remark: Plan,note",
                        "EOI-0001,Org 1,'=Ann,2022-03-01T10:00,65.0,4,3,,,\"'=HYPERLINK(\"\"http://x.example\"\", 1)\"",
                    ])
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the table of scores is in the order in which reviews were begun, whatever the database's`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            for (id, email, application) in [("3", "ann", 0), ("4", "bob", 1), ("1", "bob", 0), ("2", "cy", 0)] {
                let account = try await app.account("\(email)@x.example")
                try await app.database.write { tx in
                    try tx.execute(
                        """
                        INSERT INTO review (id, application_id, account_id, round, state, note, saved_at, handed_in_at, score_record)
                        VALUES (\(id), \(sample.applications[application]), \(account), 'assessment', 'handed_in', \(id),
                            '2022-04-01T10:00:00.000Z', '2022-04-01T10:00:00.000Z',
                            \("need: \(id)\n\tneed \(id)\nplan: \(id)\n\tplan \(id)\nnote:\n\t\(id)\n"))
                        """)
                    for criterion in sample.criteria.prefix(2).reversed() {
                        try tx.execute(
                            """
                            INSERT INTO score (review_id, criterion_id, points, note)
                            VALUES (\(id), \(criterion.id), \(Int(id) ?? 0), \("\(criterion.key) \(id)"))
                            """)
                    }
                }
            }
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let table = try await team.get("/programmes/sample/team/panel/reviews.csv")
                let lines = table.text.split(separator: "\r\n").map(String.init)
                #expect(
                    lines.dropFirst() == [
                        "EOI-0001,Org 1,bob@x.example,2022-04-01T11:00,0.0,1,1,need 1,plan 1,1",
                        "EOI-0001,Org 1,cy@x.example,2022-04-01T11:00,25.0,2,2,need 2,plan 2,2",
                        "EOI-0001,Org 1,ann@x.example,2022-04-01T11:00,50.0,3,3,need 3,plan 3,3",
                        "EOI-0002,Org 2,bob@x.example,2022-04-01T11:00,75.0,4,4,need 4,plan 4,4",
                    ])
            }
        }
    }

    @Test(arguments: ["=1", "+1", "-1", "@x", "\t=1"])
    func `a cell that a spreadsheet would run gets an apostrophe`(text: String) {
        var bytes: [UInt8] = []
        SpreadsheetCell.append(text, to: &bytes)
        #expect(bytes.first == UInt8(ascii: "'"))
    }
}

extension TestApp {
    func ranking(of sample: PanelSample, round: Round = .assessment) async throws -> [Ranked] {
        try await database.read {
            try Panels.ranking(of: sample.programme.id, round: round, for: .theOperator, in: $0)
        }
    }

    /// Accounts that may score, in the order given.
    func judges(_ emails: [String], of sample: PanelSample) async throws -> [ID<Account>] {
        var people: [ID<Account>] = []
        let context = actionContext()
        for email in emails {
            let account = try await account(email)
            people.append(account)
            try await database.write { tx in
                try Accounts.grant(.assessor, in: sample.programme.id, to: account, by: context, in: tx)
            }
        }
        return people
    }

    func assignments() async throws -> [(application: ID<Application>, account: ID<Account>)] {
        try await database.read { db in
            try db.all("SELECT application_id, account_id FROM assignment WHERE declined_at IS NULL") {
                (application: try $0["application_id"], account: try $0["account_id"])
            }
        }
    }
}
