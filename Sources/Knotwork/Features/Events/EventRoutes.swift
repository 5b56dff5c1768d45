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
        routes.publicPage("/programmes/:programme/events") { request in
            let (programme, events) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                return (programme, try all(of: programme.id, in: db))
            }
            return EventPages.list(request, programme, events)
        }
        routes.publicPage("/programmes/:programme/events/:event") { request in
            let view = try await request.read { try EventView(request, in: $0) }
            return EventPages.event(request, view, data: FormData(), errors: FieldErrors())
        }
        routes.get("/programmes/:programme/events/:event/calendar.ics", for: .everyone) { request in
            let (programme, event) = try await request.read { try of(request, in: $0) }
            let entry = EventMails.calendar(event, in: programme, settings: request.dependencies.settings)
            return request.file(
                Array(entry.text(at: request.now).utf8), type: "text/calendar; charset=utf-8", name: "\(event.slug).ics"
            )
        }
        routes.post("/programmes/:programme/events/:event/registrations", for: .everyone) { request, data in
            let form = try RegistrationForm(data)
            let settings = request.dependencies.settings
            let (programme, event) = try await request.write { tx, context in
                let (programme, event) = try of(request, in: tx)
                try register(form, at: event, of: programme, settings: settings, by: context, in: tx)
                return (programme, event)
            }
            return EventPages.registered(request, programme, event, email: form.email)
        } again: { request, data, errors in
            let view = try await request.read { try EventView(request, in: $0) }
            return EventPages.event(request, view, data: data, errors: errors)
        }
        routes.post("/programmes/:programme/events/:event/cancellation", for: .signedIn) { request, _ in
            let settings = request.dependencies.settings
            let link = try await request.write { tx, context in
                let (programme, event) = try of(request, in: tx)
                try cancel(at: event, of: programme, settings: settings, by: context, in: tx)
                return event.link(in: programme)
            }
            return request.redirect(to: link)
        }
    }

    private static func addTeamRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/events", for: .roles([.team])) { request in
            let (programme, rows) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                return (programme, try tallies(of: programme.id, for: request.caller, in: db))
            }
            return TeamEventPages.list(request, programme, rows)
        }
        let one = "/programmes/:programme/team/events/:event"
        routes.get(one, for: .roles([.team])) { try await eventPage($0) }
        routes.change("\(one)/mode", on: one, for: .roles([.team])) { request, edit in
            let settings = request.dependencies.settings
            let link = try await request.write { tx, context in
                let (programme, event) = try of(request, in: tx)
                // Where it is says nothing without how people take part.
                let form = try MovingForm(try edit.over(event.shownMoving, whole: true))
                try move(event, to: form, of: programme, settings: settings, by: context, in: tx)
                return event.teamLink(in: programme)
            }
            return request.redirect(to: link)
        } again: {
            try await eventPage($0, $1, $2)
        }
    }
}
