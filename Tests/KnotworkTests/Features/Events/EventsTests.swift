import Store
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct EventsTests {
    @Test(arguments: Engines.all)
    func `registering gives a place, a mail with the calendar entry, and the way in`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme, joinURL: "https://meet.example/secret")
            try await app.browse { visitors in
                let page = try await visitors.nobody.get("/programmes/sample/events/launch")
                #expect(page.status == 200 && !page.says("meet.example"))
                let done = try await visitors.nobody.post("/programmes/sample/events/launch/registrations", ann)
                #expect(done.words.contains("is on its way to ann@home.example"))

                let registered = try await visitors.person("ann@home.example").get("/programmes/sample/events/launch")
                #expect(registered.says("https://meet.example/secret"))
                let stranger = try await visitors.person("bo@home.example").get("/programmes/sample/events/launch")
                #expect(!stranger.says("meet.example"), "the way in is for the registered only")
            }
            let mail = try await app.mail()
            #expect(mail.map(\.to) == ["ann@home.example"])
            #expect(mail[0].calendar.contains("BEGIN:VEVENT"))
        }
    }

    @Test(arguments: Engines.all)
    func `registering again changes nothing and tells nobody else`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let event = try await app.event(in: programme)
            try await app.browse { visitors in
                let first = try await visitors.nobody.post("/programmes/sample/events/launch/registrations", ann)
                let second = try await visitors.nobody.post("/programmes/sample/events/launch/registrations", ann)
                #expect(first.text == second.text)
            }
            let places = try await app.database.read { try Events.places(at: event.id, in: $0) }
            #expect(places == [.booked: 1])
        }
    }

    @Test(arguments: Engines.all)
    func `a full event has a waiting list, and a place given back goes to whoever waited longest`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let event = try await app.event(in: programme, capacity: 1)
            try await app.browse { visitors in
                for name in ["ann", "bo", "cy"] {
                    app.clock.advance(by: .minutes(1))
                    _ = try await visitors.nobody.post(
                        "/programmes/sample/events/launch/registrations",
                        [("name", name), ("email", "\(name)@x.example")])
                }
                let full = try await app.database.read { try Events.places(at: event.id, in: $0) }
                #expect(full == [.booked: 1, .waiting: 2])
                let ann = try await visitors.person("ann@x.example")
                #expect(try await ann.post("/programmes/sample/events/launch/cancellation").status == 303)
                let bo = try await visitors.person("bo@x.example").get("/programmes/sample/events/launch")
                #expect(bo.words.contains("You have a place"))
                let cy = try await visitors.person("cy@x.example").get("/programmes/sample/events/launch")
                #expect(cy.words.contains("You are on the waiting list"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a form that is not filled in comes back with what was typed`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                let page = try await visitors.nobody.post(
                    "/programmes/sample/events/launch/registrations", [("name", "Ann <Lee>"), ("email", "no address")])
                #expect(page.status == 422)
                #expect(page.says("value=\"Ann &lt;Lee&gt;\"") && page.says("An e-mail address has no spaces"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `nobody's mailbox is flooded by registering them again and again`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                let path = "/programmes/sample/events/launch/registrations"
                for _ in 0..<SignIn.linksPerAddress { _ = try await visitors.nobody.post(path, ann) }
                let refused = try await visitors.nobody.post(path, ann)
                #expect(refused.status == 429 && refused.says("We have written to this address several times"))
                #expect(try await app.mail().count == SignIn.linksPerAddress)
                app.clock.advance(by: .hours(2))
                #expect(try await visitors.nobody.post(path, ann).status != 429)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `moving an event keeps the registrations, and its mails wait for a person`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let event = try await app.event(in: programme)
            try await app.browse { visitors in
                _ = try await visitors.nobody.post("/programmes/sample/events/launch/registrations", ann)
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let moved = try await team.post(
                    "/programmes/sample/team/events/launch/mode", [("mode", "in_person"), ("place", "Town hall")])
                #expect(moved.status == 303)
            }
            let places = try await app.database.read { try Events.places(at: event.id, in: $0) }
            #expect(places == [.booked: 1])
            #expect(try await app.mail().map(\.state).sorted() == ["held", "waiting"])
        }
    }

    private let ann = [("name", "Ann Lee"), ("email", "Ann@home.example"), ("organisation", "Home Ltd")]
}

extension TestApp {
    @discardableResult
    func event(in programme: Programme, joinURL: String = "", capacity: Int? = nil) async throws -> Event {
        let context = actionContext()
        let event = Event(
            id: context.id(), programme: programme.id, slug: "launch", kind: .launch, mode: .online, title: "Launch",
            description: "Take the problems apart.", place: "", joinURL: joinURL, startsAt: clock.now + .days(3),
            endsAt: clock.now + .days(3) + .hours(2), capacity: capacity, summary: "", summaryPublishedAt: nil)
        try await database.write { tx in try Events.create(event, by: context, in: tx) }
        return event
    }

    /// What stands in the outbox, oldest first.
    func mail() async throws -> [(to: String, subject: String, state: String, calendar: String)] {
        try await database.read { db in
            try db.all("SELECT to_address, subject, state, calendar FROM message ORDER BY id") {
                (
                    to: try $0["to_address"], subject: try $0["subject"], state: try $0["state"],
                    calendar: (try $0["calendar"] as String?) ?? ""
                )
            }
        }
    }
}
