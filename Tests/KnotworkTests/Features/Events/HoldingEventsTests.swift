import Store
import Testing

@testable import Knotwork

/// What a team without a developer needs to hold an event.
@Suite(.timeLimit(.minutes(20))) struct HoldingEventsTests {
    private let home = "/programmes/sample/team/events"

    @Test(arguments: Engines.all)
    func `an event that is announced stands on the public pages, without its way in`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let answer = try await team.post(home, webinar([:]))
                #expect(answer.location == "\(home)/evidence-that-counts")
                let page = try await visitors.nobody.get("/programmes/sample/events/evidence-that-counts")
                #expect(page.words.contains("Tuesday 29 March 2022, 12.30 pm to 1.30 pm"))
                #expect(!page.says("meet.example"), "the way in is for the registered only")
                let again = try await team.post(home, webinar([:]))
                #expect(again.location == "\(home)/evidence-that-counts-2", "one address, one event")
            }
            let events = try await app.database.read { try Events.all(of: programme.id, in: $0) }
            #expect(events[0].startsAt.description == "2022-03-29T11:30:00.000Z", "summer time has begun")
            #expect(events[0].capacity == 40)
        }
    }

    @Test(arguments: Engines.all)
    func `what is wrong with an event comes back with what was typed`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let page = try await team.post(
                    home,
                    webinar([
                        "title": "", "mode": "hybrid", "join_url": "javascript:alert(1)", "ends": "11 am",
                        "capacity": "many <people>",
                    ]))
                #expect(page.status == 422)
                for words in [
                    "Say what it is called", "Say where it takes place", "Enter a whole address",
                    "It must end after it starts", "Enter a whole number of people",
                ] { #expect(page.words.contains(words), "\(words)") }
                #expect(page.says("value=\"many &lt;people&gt;\""))
            }
            #expect(try await app.database.read { try Events.all(of: programme.id, in: $0) }.isEmpty)
        }
    }

    @Test(arguments: Engines.all)
    func `another time is told to those with a place once released, and only the newest word of it`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let event = try await app.event(in: programme)
            try await app.browse { visitors in
                _ = try await visitors.nobody.post("/programmes/sample/events/launch/registrations", ann)
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                var form = EventForm(event)
                form.starts = "7 March 2022, 9 am"
                form.ends = "11 am"
                #expect(try await team.post("\(home)/launch", fields(form)).status == 303)
                form.starts = "8 March 2022, 9 am"
                #expect(try await team.post("\(home)/launch", fields(form)).status == 303)
                form.description = "The same, better said."
                #expect(try await team.post("\(home)/launch", fields(form)).status == 303)
            }
            let held = try await app.mail().filter { $0.state == "held" }
            #expect(held.map(\.to) == ["ann@home.example"])
            #expect(held[0].calendar.contains("DTSTART:20220308T090000Z"))
            #expect(held[0].calendar.contains("SEQUENCE:2"), "calendars take only what is newer")
        }
    }

    @Test(arguments: Engines.all)
    func `more places go to those who wait, and never fewer than are taken`(engine: Engine) async throws {
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
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                var form = EventForm(event)
                form.capacity = "3"
                #expect(try await team.post("\(home)/launch", fields(form)).status == 303)
                form.capacity = "2"
                let fewer = try await team.post("\(home)/launch", fields(form))
                #expect(fewer.status == 422 && fewer.words.contains("3 people have a place already"))
            }
            let places = try await app.database.read { try Events.places(at: event.id, in: $0) }
            #expect(places == [.booked: 3])
            #expect(try await app.mail().filter { $0.subject.hasPrefix("You have a place") }.count == 3)
        }
    }

    @Test(arguments: Engines.all)
    func `an event that is called off says why, takes nobody, and writes to those who counted on it`(
        engine: Engine
    ) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let event = try await app.event(in: programme, joinURL: "https://meet.example/secret", capacity: 1)
            try await app.browse { visitors in
                for name in ["ann", "bo", "cy"] {
                    _ = try await visitors.nobody.post(
                        "/programmes/sample/events/launch/registrations",
                        [("name", name), ("email", "\(name)@x.example")])
                }
                let cy = try await visitors.person("cy@x.example")
                _ = try await cy.post("/programmes/sample/events/launch/cancellation")
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let ask = try await team.get("\(home)/launch/cancellation")
                #expect(ask.words.contains("2 mails to those with a place or on the waiting list will wait"))
                #expect(try await team.post("\(home)/launch/cancellation").status == 422)
                let done = try await team.post("\(home)/launch/cancellation", [("reason", "The speaker is <ill>.")])
                #expect(done.status == 303)
                #expect(try await team.post("\(home)/launch/cancellation", [("reason", "Again.")]).status == 409)

                let ann = try await visitors.person("ann@x.example").get("/programmes/sample/events/launch")
                #expect(ann.words.contains("It does not take place The speaker is <ill>."))
                #expect(!ann.says("meet.example"))
                let late = try await visitors.nobody.post("/programmes/sample/events/launch/registrations", ann0)
                #expect(late.status == 409)
                let calendar = try await visitors.nobody.get("/programmes/sample/events/launch/calendar.ics")
                #expect(calendar.says("METHOD:CANCEL") && calendar.says("STATUS:CANCELLED"))
            }
            let held = try await app.mail().filter { $0.state == "held" }
            #expect(held.map(\.to).sorted() == ["ann@x.example", "bo@x.example"])
            #expect(held.allSatisfy { $0.subject == "Cancelled: Launch" && $0.calendar.contains("METHOD:CANCEL") })
            let entry = try await app.database.read {
                try AuditLog.entries(about: AuditLog.Subject("event", event.id), in: $0).first {
                    $0.verb == "cancelled"
                }
            }
            #expect(entry != nil)
        }
    }

    @Test(arguments: Engines.all)
    func `a summary is seen by nobody until it is published, and its alarm ends then`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let early = try await team.post(
                    "\(home)/launch/summary", [("summary", "Too early"), ("publish", "yes")])
                #expect(early.status == 409)
                app.clock.advance(by: .days(11))
                let list = try await team.get(home)
                #expect(list.words.contains("Overdue"))
                _ = try await team.post(
                    "\(home)/launch/summary", [("summary", "Only a draft of it"), ("publish", "no")])
                let before = try await visitors.nobody.get("/programmes/sample/events/launch")
                #expect(!before.says("Only a draft"))
                let published = try await team.post(
                    "\(home)/launch/summary",
                    [("summary", "We took <three> apart.\nMore follows."), ("publish", "yes")])
                #expect(published.status == 303)
                let after = try await visitors.nobody.get("/programmes/sample/events/launch")
                #expect(after.words.contains("We took <three> apart. More follows."))
                let listed = try await team.get(home)
                #expect(listed.words.contains("Published") && !listed.words.contains("Overdue"))
                let empty = try await team.post("\(home)/launch/summary", [("summary", ""), ("publish", "yes")])
                #expect(empty.status == 422)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `at the door one press counts a person once, however often, and can be taken back`(engine: Engine) async throws
    {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            let event = try await app.event(in: programme)
            try await app.browse { visitors in
                _ = try await visitors.nobody.post("/programmes/sample/events/launch/registrations", ann)
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let registration = try await app.onlyRegistration()
                let early = try await team.post("\(home)/launch/check-ins", [("registration", registration)])
                #expect(early.status == 409)
                app.clock.advance(by: .days(3))
                for _ in 1...2 {
                    let answer = try await team.post("\(home)/launch/check-ins", [("registration", registration)])
                    #expect(answer.location == "\(home)/launch/door")
                }
                _ = try await team.post(
                    "\(home)/launch/walk-ins", [("name", "Wim Walker"), ("organisation", "Passing By Ltd")])
                let nameless = try await team.post("\(home)/launch/walk-ins", [("email", "kept@typed.example")])
                #expect(nameless.status == 422 && nameless.says("value=\"kept@typed.example\""))
                #expect(try await app.attended(event, of: programme) == 2)
                let door = try await team.get("\(home)/launch/door")
                #expect(door.words.contains("2 of 2 here") && door.words.contains("Wim Walker Walked in"))

                let attendance = try #require(door.text.firstMatch(of: /check-ins\/([0-9a-f-]{36})\/removal/))
                _ = try await team.post("\(home)/launch/check-ins/\(attendance.1)/removal")
                #expect(try await app.attended(event, of: programme) == 1)
            }
            let people = try await app.database.read {
                try People.tally(of: programme.id, for: .theOperator, in: $0).people
            }
            #expect(people == 2, "who came is who had booked")
        }
    }

    @Test(arguments: Engines.all)
    func `another programme's registration cannot be checked in`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let programme = try await app.programme()
            try await app.event(in: programme)
            let other = try await app.programme(slug: "other")
            try await app.event(in: other)
            try await app.browse { visitors in
                _ = try await visitors.nobody.post("/programmes/other/events/launch/registrations", ann)
                let registration = try await app.onlyRegistration()
                app.clock.advance(by: .days(3))
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let answer = try await team.post("\(home)/launch/check-ins", [("registration", registration)])
                #expect(answer.status == 404)
            }
        }
    }

    private let ann = [("name", "Ann Lee"), ("email", "Ann@home.example"), ("organisation", "Home Ltd")]
    private let ann0 = [("name", "Dee"), ("email", "dee@home.example")]

    private func webinar(_ changes: [String: String]) -> [(String, String)] {
        let usual = [
            "title": "Evidence that counts", "kind": "webinar", "mode": "online", "description": "For applicants.",
            "join_url": "https://meet.example/secret", "starts": "29 March 2022, 12.30 pm", "ends": "1.30 pm",
            "capacity": "40",
        ]
        return usual.merging(changes) { $1 }.map { ($0.key, $0.value) }
    }

    private func fields(_ form: EventForm) -> [(String, String)] {
        [
            ("title", form.title), ("kind", form.kind), ("mode", form.mode), ("description", form.description),
            ("place", form.place), ("join_url", form.joinURL), ("starts", form.starts), ("ends", form.ends),
            ("capacity", form.capacity),
        ]
    }
}

extension TestApp {
    fileprivate func onlyRegistration() async throws -> String {
        try await database.read { try $0.value("SELECT id FROM registration", as: String.self) ?? "none" }
    }

    /// How many people the team's list says were there.
    fileprivate func attended(_ event: Event, of programme: Programme) async throws -> Int? {
        try await database.read { db in
            try Events.tallies(of: programme.id, for: .theOperator, in: db).first { $0.event.id == event.id }?.attended
        }
    }
}
