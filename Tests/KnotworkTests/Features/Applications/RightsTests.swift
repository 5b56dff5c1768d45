import HTTPTypes
import Store
import Testing

@testable import Knotwork

/// Rights end when they are taken: on every address, at once.
@Suite(.timeLimit(.minutes(20))) struct RightsTests {
    /// Each way in which somebody can lose their part in a draft, with what they were: a critical friend or a co-applicant
    /// whom the lead takes off, one who leaves, and a mentor whom the team takes off.
    @Test(arguments: Engines.all)
    func `whoever no longer takes part in an application reaches nothing of it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let question = try await app.askForFile(in: programme)
            try await app.browse { visitors in
                let (lead, path) = try await visitors.began("ann@home.example", "Home Ltd", programme)
                let file = (field: "file", name: "plan.pdf", bytes: Array("%PDF-1.7 \nfile-secret".utf8))
                _ = try await lead.post("\(path)/sections/1", [("idea", "draft-secret"), ("go", "file-\(question)")])
                #expect(try await lead.post("\(path)/files/\(question)", file: file).status == 303)
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                _ = try await visitors.person("mo@x.example", roles: [.mentor], in: programme.id)
                let colleagues = "/programmes/sample/team/colleagues"
                let endings: [(who: String, part: String, end: @Sendable (Browser, String) async throws -> Int)] = [
                    (
                        "bo", "co_applicant",
                        { _, id in try await lead.post("\(path)/collaborators/\(id)/leaving").status }
                    ),
                    (
                        "cy", "co_applicant",
                        { own, id in try await own.post("\(path)/collaborators/\(id)/leaving").status }
                    ),
                    (
                        "fay", "critical_friend",
                        { _, id in try await lead.post("\(path)/collaborators/\(id)/leaving").status }
                    ),
                    (
                        "mo", "critical_friend",
                        { _, id in try await team.post("\(colleagues)/\(id)/removal", [("role", "mentor")]).status }
                    ),
                    (
                        "gus", "critical_friend",
                        { _, id in try await team.post("\(colleagues)/\(id)/removal", [("role", "mentor")]).status }
                    ),
                ]
                for (who, part, end) in endings {
                    let browser = try await visitors.joins("\(who)@x.example", part, path, by: lead)
                    _ = try await browser.post("\(path)/sections/1/remarks", [("remark", "remark of \(who)")])
                    let before = try await browser.read(of: path, question, in: app)
                    #expect(before.contains("draft-secret") && before.contains("file-secret"), "\(who) could read")
                    let account = try await app.account("\(who)@x.example")
                    #expect(try await end(browser, account.text) == 303, "\(who)")
                    let after = try await browser.read(of: path, question, in: app)
                    #expect(after.isEmpty, "\(who) still reads: \(after)")
                    for action in try await app.actions(on: path, question, by: account) {
                        let isFile = action.hasSuffix("/files/\(question)")
                        let answer =
                            isFile ? try await browser.post(action, file: file) : try await browser.post(action)
                        #expect(answer.status == 404, "\(who) at \(action)")
                    }
                    #expect(!(try await browser.get("/my").says("Home Ltd")))
                    let role = try await app.role(of: account, in: programme)
                    #expect(role.isEmpty, "the role of \(who) ends with the part, and the mentor’s with their removal")
                }
                #expect(try await lead.get("\(path)/check").says("draft-secret"), "the lead keeps theirs")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a role that somebody gave stays when a part ends, and one that came with two stays with the other`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                _ = try await visitors.person("mo@x.example", roles: [.mentor], in: programme.id)
                let (ann, first) = try await visitors.began("ann@x.example", "First", programme)
                let (bob, second) = try await visitors.began("bob@x.example", "Second", programme)
                for who in ["mo", "fay"] {
                    for (lead, path) in [(ann, first), (bob, second)] {
                        _ = try await visitors.joins("\(who)@x.example", "critical_friend", path, by: lead)
                    }
                    let account = try await app.account("\(who)@x.example")
                    _ = try await ann.post("\(first)/collaborators/\(account)/leaving")
                    #expect(try await app.role(of: account, in: programme) == "mentor", "one part is left")
                    _ = try await bob.post("\(second)/collaborators/\(account)/leaving")
                    #expect(try await app.role(of: account, in: programme) == (who == "mo" ? "mentor" : ""))
                }
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                _ = try await visitors.joins("fay@x.example", "critical_friend", first, by: ann)
                let given = try await team.post(
                    "/programmes/sample/team/colleagues",
                    [("name", "Fay"), ("email", "fay@x.example"), ("role", "mentor")])
                #expect(given.status == 303, "who has it by a part only can be given it as well")
                let fay = try await app.account("fay@x.example")
                _ = try await ann.post("\(first)/collaborators/\(fay)/leaving")
                #expect(try await app.role(of: fay, in: programme) == "mentor")
            }
        }
    }

    @Test(arguments: Engines.all)
    func `an invitation ends with the mentor who got it`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let mentor = try await visitors.person("mo@x.example", name: "Mo", roles: [.mentor], in: programme.id)
                let (lead, path) = try await visitors.began("ann@x.example", "First", programme)
                _ = try await lead.post(
                    "\(path)/invitations", [("email", "mo@x.example"), ("part", "critical_friend")])
                #expect(try await mentor.get("\(path)/invitation").status == 200)
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let account = try await app.account("mo@x.example")
                let off = "/programmes/sample/team/colleagues/\(account)/removal"
                #expect(try await team.post(off, [("role", "mentor")]).status == 303)
                #expect(try await mentor.get("\(path)/invitation").status == 404)
                #expect(try await mentor.post("\(path)/invitation", [("answer", "yes")]).status == 404)
                #expect(try await mentor.get(path).status == 404)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a colleague and a judge who are taken off find none of their pages`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let sample = try await app.panel()
            let first = sample.applications[0]
            try await app.assign(first, to: "bo@x.example", of: sample.programme)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: sample.programme.id)
                let colleague = try await visitors.person("una@x.example", roles: [.team], in: sample.programme.id)
                let judge = try await visitors.person("bo@x.example")
                #expect(try await judge.get("/programmes/sample/reviews/\(first)").says("answer-1"))
                #expect(try await colleague.get("/programmes/sample/team/applications.csv").says("answer-1"))
                let (una, bo) = (try await app.account("una@x.example"), try await app.account("bo@x.example"))
                let base = "/programmes/sample/team"
                #expect(try await team.post("\(base)/colleagues/\(una)/removal", [("role", "team")]).status == 303)
                #expect(
                    try await team.post("\(base)/panel/people/\(bo)/removal", [("round", "assessment")]).status == 303)
                let values = [
                    "programme": "sample", "application": first.text, "account": una.text, "round": "assessment",
                ]
                for door in App.routes(app.dependencies).endpoints {
                    guard case .roles = door.audience else { continue }
                    let path = Places(values: values, secret: "").filled(door.path)
                    for one in [colleague, judge] {
                        let answer = door.method == .get ? try await one.get(path) : try await one.post(path)
                        #expect(answer.status == 404, "\(door.method) \(path)")
                    }
                }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `an older database knows which roles came with a part`(engine: Engine) async throws {
        let database = try TestApp.open(engine)
        try await database.migrate(Array(Schema.migrations.prefix { $0.name != Schema.rolesByPart.name }))
        try await database.write { tx in for statement in Self.older { try tx.execute(statement) } }
        try await database.migrate(Schema.migrations)
        let byPart = try await database.read {
            try $0.values("SELECT account_id FROM role_grant WHERE by_part ORDER BY account_id", as: String.self)
        }
        #expect(byPart == ["applicant", "friend"])
        await database.close()
    }

    private static let older: [SQL] =
        [
            """
            INSERT INTO programme (id, slug, name, strapline, edition, host, area, about, eligibility, how_judged,
                contact_email, accent, pot_pence, rehearsal, created_at)
            VALUES ('p', 'p', 'P', '', '', '', '', '', '', '', 'p@x.example', '', 0, \(false), 't')
            """
        ]
        + [("applicant", "applicant"), ("friend", "mentor"), ("adviser", "mentor"), ("boss", "team")].flatMap {
            account, role -> [SQL] in
            [
                "INSERT INTO account (id, email, name, created_at) VALUES (\(account), \("\(account)@x.example"), '', 't')",
                """
                INSERT INTO standing (account_id, programme_id, role, granted_at) VALUES (\(account), 'p', \(role), 't')
                """,
                """
                INSERT INTO ledger_entry (id, at, account_id, actor, verb, subject_kind, subject_id, programme_id, reason)
                VALUES (\(account), 't', NULL, '', \(account == "friend" ? "became mentor" : "gave the role of \(role) to"),
                    'account', \(account), 'p', '')
                """,
            ]
        }
}

extension TestApp {
    /// The role that somebody has in a programme; empty when none.
    func role(of account: ID<Account>, in programme: Programme) async throws -> String {
        try await one("SELECT role FROM role_grant WHERE account_id = \(account) AND programme_id = \(programme.id)")
    }

    /// What can be sent about an application by those who take part in it.
    func actions(on path: String, _ question: ID<Question>, by account: ID<Account>) async throws -> [String] {
        let remark = try await one("SELECT id FROM remark ORDER BY id LIMIT 1")
        return App.routes(dependencies).endpoints.filter { $0.method == .post }
            .compactMap { Places.pages(of: path, question, account, remark).fill($0.path) }
            .filter { $0.hasPrefix(path + "/") }
    }
}

extension Places {
    /// The parts of addresses below one application.
    static func pages(
        of path: String, _ question: ID<Question>, _ account: ID<Account>, _ remark: String = ""
    ) -> Places {
        let pieces = path.split(separator: "/").map(String.init)
        return Places(
            values: [
                "programme": pieces[1], "application": pieces[3], "section": "1", "question": question.text,
                "account": account.text, "remark": remark, "help": "none",
            ], secret: "")
    }

    /// The address with real values, and with what names nothing where there is none.
    func filled(_ path: String) -> String {
        "/"
            + path.split(separator: "/").map {
                $0.hasPrefix(":") ? values[String($0.dropFirst())] ?? "none" : String($0)
            }
            .joined(separator: "/")
    }
}

extension Browser {
    /// All that the pages and files of one application say, as far as they are found: each address of the route table.
    func read(of path: String, _ question: ID<Question>, in app: TestApp) async throws -> String {
        let places = Places.pages(of: path, question, ID("none"))
        let paths = App.routes(app.dependencies).endpoints.filter { $0.method == .get }.compactMap {
            places.fill($0.path)
        }
        .filter { $0.hasPrefix(path) }
        #expect(paths.count >= 7, "there are pages to read")
        var all = ""
        for one in paths {
            let page = try await get(one)
            if page.status == 200 { all += page.text }
        }
        return all
    }
}
