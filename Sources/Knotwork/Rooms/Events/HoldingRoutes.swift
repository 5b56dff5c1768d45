import Hummingbird
import Markup
import Names
import Store

/// The team's doors to its events.
extension Events {
    private static let team = Routes.Audience.roles([.team])

    static func addHoldingRoutes(_ routes: Routes) {
        addFormRoutes(routes)
        addCancellationRoutes(routes)
        addDoorRoutes(routes)
        let one = "/programmes/:programme/team/events/:event"
        routes.change("\(one)/summary", on: one, for: team) { call, edit in
            try await change(call) { _, event, tx, deed in
                let text = try edit.over(["summary": event.summary]).text("summary")
                try summarise(event, text, publish: edit.said("publish") == "yes", by: deed, in: tx)
            }
        } again: { call, data, errors in
            try await eventPage(call, data: data, errors: errors)
        }
    }

    private static func addFormRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/events/new", for: team) { call in
            HoldingPages.form(call, try await Programmes.find(call), nil, EventForm(FormData()), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/events", for: team) { call, data in
            let form = EventForm(data)
            do {
                let link = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    return try announce(form, in: programme.id, by: deed, tx: tx).teamLink(in: programme)
                }
                return call.redirect(to: link)
            } catch let errors as FieldErrors {
                return HoldingPages.form(call, try await Programmes.find(call), nil, form, errors: errors)
            }
        }
        routes.get("/programmes/:programme/team/events/:event/edit", for: team) { call in
            let (programme, event) = try await call.read { try of(call, in: $0) }
            return HoldingPages.form(call, programme, event, EventForm(event), errors: FieldErrors())
        }
        let one = "/programmes/:programme/team/events/:event"
        routes.change(one, on: "\(one)/edit", for: team) { call, edit in
            let settings = call.house.settings
            return try await change(call) { programme, event, tx, deed in
                let form = EventForm(try edit.over(EventForm(event).data))
                try Events.change(event, to: form, of: programme, settings: settings, by: deed, in: tx)
            }
        } again: { call, data, errors in
            let (programme, event) = try await call.read { try of(call, in: $0) }
            return HoldingPages.form(call, programme, event, EventForm(data), errors: errors)
        }
    }

    private static func addCancellationRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/events/:event/cancellation", for: team) { call in
            try await cancellation(call, reason: "", errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/events/:event/cancellation", for: team) { call, data in
            let (reason, settings) = (data.text("reason"), call.house.settings)
            do {
                return try await change(call) { programme, event, tx, deed in
                    try cancel(event, because: reason, of: programme, settings: settings, by: deed, in: tx)
                }
            } catch let errors as FieldErrors {
                return try await cancellation(call, reason: reason, errors: errors)
            }
        }
    }

    private static func cancellation(_ call: Call, reason: String, errors: FieldErrors) async throws -> Response {
        let (programme, event, people) = try await call.read { try eventWithPeople(call, in: $0) }
        let told = people.count { $0.state != .cancelled && EmailAddress($0.sighting.email) != nil }
        return HoldingPages.cancellation(call, programme, event, told: told, reason: reason, errors: errors)
    }

    private static func addDoorRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/events/:event/door", for: team) { call in
            try await door(call, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/events/:event/check-ins", for: team) { call, data in
            let registration = ID<Registration>(data.text("registration"))
            return try await change(call, then: "/door") { _, event, tx, deed in
                try checkIn(registration, at: event, by: deed, in: tx)
            }
        }
        routes.post("/programmes/:programme/team/events/:event/check-ins/:sighting/removal", for: team) { call, _ in
            let attendance: ID<Sighting> = try call.id("sighting")
            return try await change(call, then: "/door") { _, event, tx, deed in
                try undoCheckIn(attendance, at: event, by: deed, in: tx)
            }
        }
        routes.post("/programmes/:programme/team/events/:event/walk-ins", for: team) { call, data in
            do {
                let form = try WalkInForm(data)
                return try await change(call, then: "/door") { _, event, tx, deed in
                    try walkIn(form, to: event, by: deed, in: tx)
                }
            } catch let errors as FieldErrors {
                return try await door(call, data: data, errors: errors)
            }
        }
    }

    private static func door(_ call: Call, data: FormData, errors: FieldErrors) async throws -> Response {
        DoorPage.page(call, try await call.read { try DoorView(call, in: $0) }, data: data, errors: errors)
    }

    /// Does something with the event of the path, and goes to its page.
    private static func change(
        _ call: Call, then page: StaticString = "",
        _ act: @escaping @Sendable (Programme, Event, Writer, Deed) throws -> Void
    ) async throws -> Response {
        let link = try await call.write { tx, deed in
            let (programme, event) = try of(call, in: tx)
            try act(programme, event, tx, deed)
            return event.teamLink(in: programme)
        }
        return call.redirect(to: Link("\(link)\(Link(stringLiteral: page))"))
    }

    static func eventPage(_ call: Call, data: FormData, errors: FieldErrors) async throws -> Response {
        let (programme, event, people) = try await call.read { try eventWithPeople(call, in: $0) }
        return TeamEventPages.event(call, programme, event, people, data: data, errors: errors)
    }

    /// The event of the path with everybody who is registered: for the team.
    static func eventWithPeople(
        _ call: Call, in db: Reader
    ) throws -> (Programme, Event, [(sighting: Sighting, state: Registration.State)]) {
        let (programme, event) = try of(call, in: db)
        return (programme, event, try registered(at: event.id, for: call.caller, in: db))
    }
}
