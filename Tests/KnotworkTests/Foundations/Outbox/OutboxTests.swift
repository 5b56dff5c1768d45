import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct OutboxTests {
    @Test(arguments: Engines.all)
    func `mail of an action that fails is not in the outbox`(engine: Engine) async throws {
        struct Failed: Error {}
        try await TestApp.run(engine) { app in
            let context = app.actionContext()
            await #expect(throws: Failed.self) {
                try await app.database.write { tx in
                    try Outbox.send(Self.mail(), in: tx, at: context.at, randomness: context.randomness)
                    throw Failed()
                }
            }
            let counts = try await app.counts()
            #expect(counts == [:])
        }
    }

    @Test(arguments: Engines.all)
    func `mail to one person waits to be carried, mail to many waits for a person`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.send(Self.mail())
            let held = try await app.send(Self.mail(of: programme.id, isBulk: true))
            #expect(try await app.counts() == [.waiting: 1, .held: 1])

            app.clock.advance(by: .seconds(1))
            let released = try await app.write { try Outbox.release([held], of: programme.id, by: $1, in: $0) }
            let again = try await app.write { try Outbox.release([held], of: programme.id, by: $1, in: $0) }
            #expect(released == 1)
            #expect(again == 0, "what was released cannot be released again")
            #expect(try await app.counts() == [.waiting: 2])
            let verbs = try await app.database.read { try AuditLog.entries(of: programme.id, in: $0).map(\.verb) }
            #expect(verbs.first == "released 1 mail")
            #expect(verbs.count { $0.hasPrefix("released") } == 1)
        }
    }

    @Test(arguments: Engines.all)
    func `held mail can be edited and discarded, but only by its own programme and before its release`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let (ours, theirs) = (try await app.programme(), try await app.programme(slug: "other"))
            let id = try await app.send(Self.mail(of: ours.id, isBulk: true))
            try await app.write {
                try Outbox.edit(id, of: ours.id, subject: "New\r\nsubject", text: "New text", by: $1, in: $0)
            }
            await #expect(throws: Refusal.self) {
                try await app.write {
                    try Outbox.edit(id, of: theirs.id, subject: "Stolen", text: "Stolen", by: $1, in: $0)
                }
            }
            #expect(try await app.write { try Outbox.release([id], of: theirs.id, by: $1, in: $0) } == 0)
            #expect(try await app.write { try Outbox.discard([id], of: theirs.id, by: $1, in: $0) } == 0)
            let entry = try await app.database.read { try Outbox.message(id, of: ours.id, for: .theOperator, in: $0) }
            #expect(entry?.subject == "New subject" && entry?.text == "New text" && entry?.state == .held)
            #expect(
                try await app.database.read { try Outbox.message(id, of: theirs.id, for: .theOperator, in: $0) }
                    == nil)

            try await app.write { _ = try Outbox.release([id], of: ours.id, by: $1, in: $0) }
            #expect(try await app.write { try Outbox.discard([id], of: ours.id, by: $1, in: $0) } == 0)
            await #expect(throws: Refusal.self) {
                try await app.write {
                    try Outbox.edit(id, of: ours.id, subject: "Late", text: "Late", by: $1, in: $0)
                }
            }
            let other = try await app.send(Self.mail(of: ours.id, isBulk: true))
            #expect(try await app.write { try Outbox.discard([other], of: ours.id, by: $1, in: $0) } == 1)
            #expect(try await app.counts() == [.waiting: 1])
        }
    }

    @Test(arguments: Engines.all)
    func `a rehearsal mails nobody, released or not`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.database.write { _ = try $0.execute("UPDATE programme SET rehearsal = \(true)") }
            let one = try await app.send(Self.mail(of: programme.id))
            let many = try await app.send(Self.mail(of: programme.id, isBulk: true))
            #expect(try await app.write { try Outbox.release([one, many], of: programme.id, by: $1, in: $0) } == 0)
            #expect(try await app.counts() == [.rehearsed: 2])
            let letters = Letterbox()
            #expect(try await app.postman(letters).carryAllDue().carried == 0)
            #expect(letters.all.isEmpty)
        }
    }

    @Test(arguments: Engines.all)
    func `bulk mail never reaches those who asked for none, whenever they asked, and their own links do`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.write { try People.neverMail("early@x.example", reason: "asked", by: $1, in: $0) }
            var ids: [ID<Message>] = []
            for name in ["Early", "late", "glad"] {
                ids.append(try await app.send(Self.mail(to: "\(name)@x.example", of: programme.id, isBulk: true)))
            }
            let link = try await app.send(Self.mail(to: "early@x.example"))
            let held = ids
            try await app.write { _ = try Outbox.release(held, of: programme.id, by: $1, in: $0) }
            try await app.write { try People.neverMail("late@x.example", reason: "asked", by: $1, in: $0) }
            let letters = Letterbox()
            _ = try await app.postman(letters).carryAllDue()
            #expect(Set(letters.all.map(\.id)) == [ids[2].text, link.text])
            #expect(try await app.counts() == [.withheld: 2, .sent: 2])
            let again = try await app.write { try Outbox.retry(held, of: programme.id, by: $1, in: $0) }
            #expect(again == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `bulk mail holds no link that signs somebody in, because others read it first`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            var mail = Self.mail(isBulk: true)
            mail.text += "https://x.example/sign-in/\(Randomness.system.secret())"
            let message = mail
            await #expect(throws: Unmailable.self) {
                try await app.write { try Outbox.send(message, in: $0, at: $1.at, randomness: $1.randomness) }
            }
        }
    }

    @Test(arguments: Engines.all)
    func `an address that mail cannot reach does not stop the action, and the team sees it`(engine: Engine) async throws
    {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.send(Self.mail(to: "jürgen@council.example", of: programme.id))
            let failed = try await app.database.read {
                try Outbox.messages(of: programme.id, in: .failed, for: .theOperator, from: $0)
            }
            #expect(failed.map(\.to.email) == ["jürgen@council.example"])
            #expect(failed[0].lastError == "“jürgen@council.example” is not an address that mail can be sent to.")
        }
    }

    @Test(arguments: Engines.all)
    func `mail is found by what it is about`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            var mail = Self.mail()
            mail.about = AuditLog.Subject("programme", programme.id)
            let id = try await app.send(mail)
            try await app.send(Self.mail())
            let about = try #require(mail.about)
            let (seen, unseen) = try await app.database.read {
                (
                    try Outbox.messages(about: about, for: .theOperator, in: $0).map(\.id),
                    try Outbox.messages(about: about, for: .nobody, in: $0).map(\.id)
                )
            }
            #expect(seen == [id] && unseen.isEmpty)
        }
    }

    static func mail(to email: String = "ann@council.example", of programme: ID<Programme>? = nil, isBulk: Bool = false)
        -> Message
    {
        Message(
            to: Address(email: email, name: "Ann"), subject: "News", paragraphs: ["Hello Ann,", "there is news."],
            programme: programme, isBulk: isBulk)
    }
}

extension TestApp {
    @discardableResult
    func send(_ message: Message) async throws -> ID<Message> {
        try await write { try Outbox.send(message, in: $0, at: $1.at, randomness: $1.randomness) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Writer, ActionContext) throws -> T) async throws -> T {
        let context = actionContext()
        return try await database.write { try body($0, context) }
    }

    func counts() async throws -> [Outbox.State: Int] { try await database.read { try Outbox.counts(in: $0) } }

    func postman(_ transport: any MailTransport, randomness: Randomness = .system) -> Postman {
        Postman(
            database: database, transport: transport, sender: Address(email: "team@challenge.example", name: "Team"),
            clock: dependencies.clock, randomness: randomness, logger: dependencies.logger)
    }
}
