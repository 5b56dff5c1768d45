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
        routes.change("\(one)/summary", on: one, for: team) { request, edit in
            try await change(request) { _, event, tx, context in
                let text = try edit.over(["summary": event.summary]).text("summary")
                try summarise(event, text, publish: edit.said("publish") == "yes", by: context, in: tx)
            }
        } again: {
            try await eventPage($0, $1, $2)
        }
    }

    private static func addFormRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/events/new", for: team) { request in
            HoldingPages.form(
                request, try await Programmes.find(request), nil, EventForm(FormData()), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/events", for: team) { request, data in
            let form = EventForm(data)
            let link = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                return try announce(form, in: programme.id, by: context, tx: tx).teamLink(in: programme)
            }
            return request.redirect(to: link)
        } again: { request, data, errors in
            HoldingPages.form(request, try await Programmes.find(request), nil, EventForm(data), errors: errors)
        }
        routes.get("/programmes/:programme/team/events/:event/edit", for: team) { request in
            let (programme, event) = try await request.read { try of(request, in: $0) }
            return HoldingPages.form(request, programme, event, EventForm(event), errors: FieldErrors())
        }
        let one = "/programmes/:programme/team/events/:event"
        routes.change(one, on: "\(one)/edit", for: team) { request, edit in
            let settings = request.dependencies.settings
            return try await change(request) { programme, event, tx, context in
                let form = EventForm(try edit.over(EventForm(event).data))
                try Events.change(event, to: form, of: programme, settings: settings, by: context, in: tx)
            }
        } again: { request, data, errors in
            let (programme, event) = try await request.read { try of(request, in: $0) }
            return HoldingPages.form(request, programme, event, EventForm(data), errors: errors)
        }
    }

    private static func addCancellationRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/events/:event/cancellation", for: team) { request in
            try await cancellation(request)
        }
        routes.post("/programmes/:programme/team/events/:event/cancellation", for: team) { request, data in
            let (reason, settings) = (data.text("reason"), request.dependencies.settings)
            return try await change(request) { programme, event, tx, context in
                try cancel(event, because: reason, of: programme, settings: settings, by: context, in: tx)
            }
        } again: {
            try await cancellation($0, $1, $2)
        }
    }

    private static func cancellation(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let (programme, event, people) = try await request.read { try eventWithPeople(request, in: $0) }
        let told = people.count { $0.state != .cancelled && EmailAddress($0.sighting.email) != nil }
        return HoldingPages.cancellation(
            request, programme, event, told: told, reason: data.text("reason"), errors: errors)
    }

    private static func addDoorRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/events/:event/door", for: team) { try await door($0) }
        routes.post("/programmes/:programme/team/events/:event/check-ins", for: team) { request, data in
            let registration = ID<Registration>(data.text("registration"))
            return try await change(request, then: "/door") { _, event, tx, context in
                try checkIn(registration, at: event, by: context, in: tx)
            }
        }
        routes.post("/programmes/:programme/team/events/:event/check-ins/:sighting/removal", for: team) { request, _ in
            let attendance: ID<Sighting> = try request.id("sighting")
            return try await change(request, then: "/door") { _, event, tx, context in
                try undoCheckIn(attendance, at: event, by: context, in: tx)
            }
        }
        routes.post("/programmes/:programme/team/events/:event/walk-ins", for: team) { request, data in
            let form = try WalkInForm(data)
            return try await change(request, then: "/door") { _, event, tx, context in
                try walkIn(form, to: event, by: context, in: tx)
            }
        } again: {
            try await door($0, $1, $2)
        }
    }

    private static func door(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        DoorPage.page(request, try await request.read { try DoorView(request, in: $0) }, data: data, errors: errors)
    }

    /// Does something with the event of the path, and goes to its page.
    private static func change(
        _ request: PageRequest, then page: StaticString = "",
        _ act: @escaping @Sendable (Programme, Event, Writer, ActionContext) throws -> Void
    ) async throws -> Response {
        let link = try await request.write { tx, context in
            let (programme, event) = try of(request, in: tx)
            try act(programme, event, tx, context)
            return event.teamLink(in: programme)
        }
        return request.redirect(to: Link("\(link)\(Link(stringLiteral: page))"))
    }

    static func eventPage(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let (programme, event, people) = try await request.read { try eventWithPeople(request, in: $0) }
        return TeamEventPages.event(request, programme, event, people, data: data, errors: errors)
    }

    /// The event of the path with everybody who is registered: for the team.
    static func eventWithPeople(
        _ request: PageRequest, in db: Reader
    ) throws -> (Programme, Event, [(sighting: Sighting, state: Registration.State)]) {
        let (programme, event) = try of(request, in: db)
        return (programme, event, try registered(at: event.id, for: request.caller, in: db))
    }
}
