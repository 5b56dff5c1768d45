import HTTPTypes
import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct OutboxPagesTests {
    @Test(arguments: Engines.all)
    func `the team reads what waits, releases one announcement, and throws another away`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            for name in ["ann", "bob"] {
                try await app.send(Self.mail(to: name, of: programme, "Moved <online>"))
                app.clock.advance(by: .seconds(1))
            }
            try await app.send(Self.mail(to: "cat", of: programme, "Never mind"))
            try await app.browse { visitors in
                let team = try await visitors.person("team@host.example", roles: [.team], in: programme.id)
                try await app.write { try People.neverMail("bob@council.example", reason: "", by: $1, in: $0) }
                let page = try await team.get("/programmes/sample/team/outbox")
                #expect(page.words.contains("Moved <online> To 2 people, since Tuesday 1 March 2022, 10 am."))
                #expect(page.words.contains("Of these, 1 asked never to be mailed: theirs will be kept back."))
                #expect(page.words.contains("Hello ann, it moved."))
                #expect(!page.text.contains("<online>"))

                let moved = try await app.ids("Moved <online>")
                let never = try await app.ids("Never mind")
                #expect(moved.allSatisfy { page.text.contains("name=\"message\" value=\"\($0)\"") })
                let released = try await team.post(
                    "/programmes/sample/team/outbox/releases", moved.map { ("message", $0.text) })
                #expect(released.location == "/programmes/sample/team/outbox?state=held")
                _ = try await team.post(
                    "/programmes/sample/team/outbox/discards", never.map { ("message", $0.text) })
                #expect(try await app.counts() == [.waiting: 2])
                let after = try await team.get("/programmes/sample/team/outbox")
                #expect(after.says("No mail waits for you."))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a held mail is edited on its page, and one without words comes back`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let id = try await app.send(Self.mail(to: "ann", of: programme, "Draft"))
            try await app.browse { visitors in
                let team = try await visitors.person("team@host.example", roles: [.team], in: programme.id)
                let path = "/programmes/sample/team/outbox/\(id)"
                let refused = try await team.post("\(path)/words", [("subject", "Better"), ("text", "")])
                #expect(refused.status == 422)
                #expect(refused.says("Enter what the mail says") && refused.says("value=\"Better\""))
                let saved = try await team.post("\(path)/words", [("subject", "Better"), ("text", "All new.")])
                #expect(saved.location == path)
                let page = try await team.get(path)
                #expect(page.says("<h1>Better</h1>") && page.says("All new.</textarea>"))
                let log = try await app.database.read {
                    try AuditLog.entries(about: AuditLog.Subject("message", id), in: $0).map(\.verb)
                }
                #expect(log == ["edited"])
            }
        }
    }

    @Test(arguments: Engines.all)
    func `failed mail says why and can be tried again`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            var mail = OutboxTests.mail(of: programme.id)
            mail.subject = "Receipt"
            let id = try await app.send(mail)
            _ = try await app.postman(Letterbox { _ in .refused("550 No such user") }).carryAllDue()
            try await app.browse { visitors in
                let team = try await visitors.person("team@host.example", roles: [.team], in: programme.id)
                let page = try await team.get("/programmes/sample/team/outbox?state=failed")
                #expect(page.words.contains("Given up: 550 No such user"))
                _ = try await team.post("/programmes/sample/team/outbox/retries", [("message", id.text)])
                #expect(try await app.counts() == [.waiting: 1])
            }
        }
    }

    @Test(arguments: Engines.all)
    func `nobody but the programme's own team sees or moves its mail`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let (ours, theirs) = (try await app.programme(), try await app.programme(slug: "other"))
            let id = try await app.send(Self.mail(to: "ann", of: ours, "Our secret plan"))
            try await app.browse { visitors in
                let outsider = try await visitors.person("else@host.example", roles: [.team], in: theirs.id)
                let assessor = try await visitors.person(
                    "judge@host.example", roles: [.assessor, .panel, .mentor, .applicant, .participant], in: ours.id)
                for person in [outsider, assessor, visitors.nobody] {
                    for path in ["", "?state=held", "/\(id)"] {
                        let page = try await person.get("/programmes/sample/team/outbox\(path)")
                        #expect(page.status != 200 && !page.says("Our secret plan"))
                    }
                    let released = try await person.post(
                        "/programmes/sample/team/outbox/releases", [("message", id.text)])
                    #expect(released.location?.contains("outbox?state") != true)
                }
                // Through their own programme's door, with our message's id.
                _ = try await outsider.post("/programmes/other/team/outbox/releases", [("message", id.text)])
                _ = try await outsider.post("/programmes/other/team/outbox/discards", [("message", id.text)])
                let read = try await outsider.get("/programmes/other/team/outbox/\(id)")
                #expect(read.status == 404)
                #expect(try await app.counts() == [.held: 1])
            }
        }
    }

    @Test func `the door is not the only lock: without the role the query finds nothing`() async throws {
        try await TestApp.run(.sqlite) { app in
            let programme = try await app.programme()
            let id = try await app.send(Self.mail(to: "ann", of: programme, "Locked"))
            let context = ActionContext(caller: .nobody, at: app.clock.now, randomness: .system)
            let released = try await app.database.write {
                try Outbox.release([id], of: programme.id, by: context, in: $0)
            }
            let read = try await app.database.read { try Outbox.message(id, of: programme.id, for: .nobody, in: $0) }
            #expect(released == 0 && read == nil)
        }
    }

    private static func mail(to name: String, of programme: Programme, _ subject: String) -> Message {
        Message(
            to: Address(email: "\(name)@council.example", name: name), subject: "\(subject)",
            paragraphs: ["Hello \(name),", "it moved."], footer: ["The team"], programme: programme.id, isBulk: true)
    }
}

extension TestApp {
    func ids(_ subject: String) async throws -> [ID<Message>] {
        try await database.read { try $0.values("SELECT id FROM message WHERE subject = \(subject) ORDER BY id") }
    }
}
