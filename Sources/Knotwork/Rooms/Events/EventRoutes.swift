import Hummingbird
import Markup
import Store

extension Events {
    static func addRoutes(_ routes: Routes) {
        addPublicRoutes(routes)
        addTeamRoutes(routes)
        addHoldingRoutes(routes)
    }

    private static func addPublicRoutes(_ routes: Routes) {
        routes.publicPage("/programmes/:programme/events") { call in
            let (programme, events) = try await call.read { db in
                let programme = try Programmes.of(call, in: db)
                return (programme, try all(of: programme.id, in: db))
            }
            return EventPages.list(call, programme, events)
        }
        routes.publicPage("/programmes/:programme/events/:event") { call in
            let view = try await call.read { try EventView(call, in: $0) }
            return EventPages.event(call, view, data: FormData(), errors: FieldErrors())
        }
        routes.get("/programmes/:programme/events/:event/calendar.ics", for: .everyone) { call in
            let (programme, event) = try await call.read { try of(call, in: $0) }
            let entry = EventMails.calendar(event, in: programme, settings: call.house.settings)
            return call.file(
                Array(entry.text(at: call.now).utf8), type: "text/calendar; charset=utf-8", name: "\(event.slug).ics")
        }
        routes.post("/programmes/:programme/events/:event/registrations", for: .everyone) { call, data in
            do {
                let form = try RegistrationForm(data)
                let settings = call.house.settings
                let (programme, event) = try await call.write { tx, deed in
                    let (programme, event) = try of(call, in: tx)
                    try register(form, at: event, of: programme, settings: settings, by: deed, in: tx)
                    return (programme, event)
                }
                return EventPages.registered(call, programme, event, email: form.email)
            } catch let errors as FieldErrors {
                let view = try await call.read { try EventView(call, in: $0) }
                return EventPages.event(call, view, data: data, errors: errors)
            }
        }
        routes.post("/programmes/:programme/events/:event/cancellation", for: .signedIn) { call, _ in
            let settings = call.house.settings
            let link = try await call.write { tx, deed in
                let (programme, event) = try of(call, in: tx)
                try cancel(at: event, of: programme, settings: settings, by: deed, in: tx)
                return event.link(in: programme)
            }
            return call.redirect(to: link)
        }
    }

    private static func addTeamRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/events", for: .roles([.team])) { call in
            let (programme, rows) = try await call.read { db in
                let programme = try Programmes.of(call, in: db)
                return (programme, try tallies(of: programme.id, for: call.caller, in: db))
            }
            return TeamEventPages.list(call, programme, rows)
        }
        let one = "/programmes/:programme/team/events/:event"
        routes.get(one, for: .roles([.team])) { call in
            try await eventPage(call, data: FormData(), errors: FieldErrors())
        }
        routes.change("\(one)/mode", on: one, for: .roles([.team])) { call, edit in
            let settings = call.house.settings
            let link = try await call.write { tx, deed in
                let (programme, event) = try of(call, in: tx)
                // Where it is says nothing without how people take part.
                let form = EventForm(try edit.over(event.shownMoving, whole: true))
                guard let mode = Event.Mode(rawValue: form.mode) else {
                    throw FieldErrors("mode", "Choose how people take part")
                }
                try move(
                    event, to: mode, place: form.place, joinURL: form.joinURL, programme: programme, settings: settings,
                    by: deed, in: tx)
                return event.teamLink(in: programme)
            }
            return call.redirect(to: link)
        } again: { call, data, errors in
            try await eventPage(call, data: data, errors: errors)
        }
    }
}

/// What the page of one event shows to one caller.
struct EventView: Sendable {
    var programme: Programme
    var event: Event
    var registration: Registration?
    var joinURL: String?
    var isFull: Bool

    init(_ call: Call, in db: Reader) throws {
        (programme, event) = try Events.of(call, in: db)
        registration = try Events.registration(at: event.id, for: call.caller, in: db)
        joinURL = try Events.joinURL(of: event.id, for: call.caller, in: db)
        let booked = try Events.places(at: event.id, in: db)[.booked] ?? 0
        isFull = event.capacity.map { booked >= $0 } ?? false
    }
}
