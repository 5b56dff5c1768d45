import Markup
import Names
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct ApplicationsTests {
    @Test(arguments: Engines.all)
    func `an application is begun, kept, checked, sent and receipted`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let started = try await visitors.nobody.post("/programmes/sample/applications", ann)
                #expect(started.words.contains("is on its way to ann@home.example"))
                let (applicant, path) = try await visitors.applicant("ann@home.example", programme)

                let half = try await applicant.post(
                    "\(path)/sections/1", [("idea", "A “<time> bank”"), ("go", "later")])
                #expect(half.status == 303)
                let kept = try await applicant.get("\(path)/sections/1")
                #expect(kept.says("A “&lt;time&gt; bank”"), "what was typed is kept, and shown as text")

                let incomplete = try await applicant.post("\(path)/submission")
                #expect(incomplete.status == 422 && incomplete.says("Answer “Who benefits?”"))

                _ = try await applicant.post(
                    "\(path)/sections/1", [("idea", "A time bank"), ("people", "Parents"), ("go", "on")])
                let check = try await applicant.get("\(path)/check")
                #expect(check.words.contains("A time bank") && check.words.contains("Send the application"))
                let sent = try await applicant.post("\(path)/submission")
                let again = try await applicant.post("\(path)/submission")
                #expect(sent.status == 303 && again.status == 303, "a double click sends once")

                let receipt = try await applicant.get(path)
                #expect(receipt.words.contains("EOI-0001"))
                let text = try await applicant.get("\(path)/sent.txt").text
                #expect(receipt.says(Hex.fingerprint(text)), "the fingerprint is of exactly what can be downloaded")
            }
            #expect(
                try await app.mail().map(\.subject).sorted() == [
                    "We have your application EOI-0001", "Your application",
                ])
        }
    }

    @Test(arguments: Engines.all)
    func `a part of which nothing must be answered is not called finished before somebody has`(engine: Engine)
        async throws
    {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            let context = app.actionContext()
            try await app.database.write { tx in
                let questions = [("idea", "Your idea", true), ("cost", "What it costs", false)].map {
                    Question(
                        id: context.id(), key: $0, section: $1, label: "Tell us about \($0)", hint: "", kind: .text,
                        isRequired: $2)
                }
                _ = try Applications.install(questions, for: programme.id, by: context, in: tx)
            }
            try await app.browse { visitors in
                _ = try await visitors.nobody.post("/programmes/sample/applications", ann)
                let (applicant, path) = try await visitors.applicant("ann@home.example", programme)
                let new = try await applicant.get(path).words
                #expect(new.contains("You have finished 0 of 1 part.") && new.contains("What it costs Optional"))
                _ = try await applicant.post("\(path)/sections/2", [("cost", "Little"), ("go", "later")])
                let begun = try await applicant.get(path).words
                #expect(begun.contains("You have finished 1 of 2 parts.") && begun.contains("What it costs Completed"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `nobody else learns that an application exists`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                _ = try await visitors.nobody.post("/programmes/sample/applications", ann)
                _ = try await visitors.nobody.post(
                    "/programmes/sample/applications",
                    [("name", "Bo"), ("email", "bo@rival.example"), ("organisation", "Rival Ltd")])
                let (applicant, path) = try await visitors.applicant("ann@home.example", programme)
                _ = try await applicant.post("\(path)/sections/1", [("idea", "Secret idea"), ("people", "x")])
                let (rival, _) = try await visitors.applicant("bo@rival.example", programme)
                for page in [path, "\(path)/check", "\(path)/sections/1", "\(path)/sent.txt"] {
                    let seen = try await rival.get(page)
                    #expect(seen.status == 404 && !seen.says("Secret"))
                }
                for action in ["sections/1", "submission", "withdrawal"] {
                    let tried = try await rival.post("\(path)/\(action)", [("idea", "Mine")])
                    #expect(tried.status == 404)
                }
                let list = try await rival.get("/programmes/sample/team/applications")
                #expect(list.status == 404)
                let unchanged = try await applicant.get("\(path)/check")
                #expect(unchanged.says("Secret idea"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `the deadline holds to the second, in London, and gives way for a reason only`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-03-30T10:00:00Z") { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                _ = try await visitors.nobody.post("/programmes/sample/applications", ann)
                let (applicant, path) = try await visitors.applicant("ann@home.example", programme)
                _ = try await applicant.post("\(path)/sections/1", [("idea", "x"), ("people", "y")])
                app.clock.set("2022-03-31T16:00:01Z")
                let late = try await applicant.post("\(path)/submission")
                #expect(late.status == 409 && late.words.contains("closed on Thursday 31 March 2022, 5 pm"))

                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let id = path.split(separator: "/").last ?? ""
                let extend = "/programmes/sample/team/applications/\(id)/extension"
                let unreasoned = try await team.post(extend, [("until", "2022-04-01 17:00"), ("reason", "")])
                #expect(unreasoned.status == 422)
                _ = try await team.post(extend, [("until", "2022-04-01 17:00"), ("reason", "Their server was down")])
                app.clock.set("2022-04-01T16:00:00Z")
                let sent = try await applicant.post("\(path)/submission")
                #expect(sent.status == 303)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a member of the team who stands aside sees nothing of the application`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                _ = try await visitors.nobody.post("/programmes/sample/applications", ann)
                let (_, path) = try await visitors.applicant("ann@home.example", programme)
                let id = String(path.split(separator: "/").last ?? "")
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let before = try await team.get("/programmes/sample/team/applications")
                #expect(before.says("Home Ltd"))
                try await app.standAside("t@x.example", from: ID(id), in: programme)
                let list = try await team.get("/programmes/sample/team/applications")
                let page = try await team.get("/programmes/sample/team/applications/\(id)")
                #expect(!list.says("Home Ltd") && page.status == 404)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a member of the team who stands aside sees no mail about the application`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                _ = try await visitors.nobody.post("/programmes/sample/applications", ann)
                let (_, path) = try await visitors.applicant("ann@home.example", programme)
                let id = ID<Application>(String(path.split(separator: "/").last ?? ""))
                let mail = try #require(try await app.ids("Your application").first)
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let other = try await visitors.person("u@x.example", roles: [.team], in: programme.id)
                let outbox = "/programmes/sample/team/outbox"
                #expect(try await team.get("\(outbox)?state=waiting").says("ann@home.example"))
                try await app.standAside("t@x.example", from: id, in: programme)

                let list = try await team.get("\(outbox)?state=waiting")
                let page = try await team.get("\(outbox)/\(mail)")
                #expect(!list.says("ann@home.example") && page.status == 404)
                try await app.fail(mail)
                _ = try await team.post("\(outbox)/retries", [("message", mail.text)])
                #expect(try await app.counts() == [.failed: 1])
                _ = try await other.post("\(outbox)/retries", [("message", mail.text)])
                #expect(try await app.counts() == [.waiting: 1])
            }
        }
    }

    @Test(arguments: Engines.all)
    func `two who send at once get two numbers`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.openProgramme()
            try await app.browse { visitors in
                let paths = try await withThrowingTaskGroup(of: (Browser, String).self) { group in
                    for number in 0..<8 {
                        let email = "a\(number)@x.example"
                        _ = try await visitors.nobody.post(
                            "/programmes/sample/applications",
                            [("name", "A"), ("email", email), ("organisation", "Org \(number)")])
                        group.addTask {
                            let (browser, path) = try await visitors.applicant(email, programme)
                            _ = try await browser.post("\(path)/sections/1", [("idea", "x"), ("people", "y")])
                            return (browser, path)
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for (browser, path) in paths {
                        group.addTask { try await browser.post("\(path)/submission").status }
                    }
                    for try await status in group { #expect(status == 303) }
                }
            }
            let numbers = try await app.database.read {
                try $0.values("SELECT number FROM application ORDER BY number", as: Int.self)
            }
            #expect(numbers == Array(1...8))
        }
    }

    private let ann = [("name", "Ann Lee"), ("email", "ann@home.example"), ("organisation", "Home Ltd")]
}

extension TestApp {
    /// A programme that takes applications with two questions.
    func openProgramme() async throws -> Programme {
        let programme = try await programme()
        let context = actionContext()
        let questions = [
            Question(
                id: context.id(), key: "idea", section: "Your idea", label: "What is your idea?", hint: "", kind: .long,
                isRequired: true, guidanceWords: 100),
            Question(
                id: context.id(), key: "people", section: "Your idea", label: "Who benefits?", hint: "", kind: .text,
                isRequired: true),
        ]
        try await database.write { tx in
            _ = try Applications.install(questions, for: programme.id, by: context, in: tx)
        }
        return programme
    }

    func standAside(_ email: String, from application: ID<Application>, in programme: Programme) async throws {
        let context = actionContext()
        try await database.write { tx in
            let email = try #require(EmailAddress(email))
            let account = try #require(try Accounts.find(email, in: tx))
            try Interests.declare(
                conflict: "person", note: "My sister", isRecused: true, about: application, account: account.id,
                of: programme.id, by: context, in: tx)
        }
    }

    /// As if a mail had been given up.
    func fail(_ mail: ID<Message>) async throws {
        try await database.write {
            try $0.execute(
                """
                UPDATE message SET state = 'failed', next_attempt_at = NULL, last_error = 'No such user'
                WHERE id = \(mail)
                """)
        }
    }
}

extension Visitors {
    /// An applicant at the address of their first application.
    func applicant(_ email: String, _ programme: Programme) async throws -> (Browser, String) {
        let browser = try await person(email)
        let account = try #require(EmailAddress(email))
        let path = try await app.database.read { db in
            let caller = Caller(account: try Accounts.find(account, in: db))
            return try Applications.mine(in: programme.id, for: caller, db: db).first?.application.link(in: programme)
                .address
        }
        return (browser, try #require(path))
    }
}
