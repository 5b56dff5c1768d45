import Hummingbird
import Markup
import Names

enum EventPages {
    static func list(_ request: PageRequest, _ programme: Programme, _ events: [Event]) -> Response {
        let coming = events.filter { $0.endsAt > request.now }
        let past = events.filter { $0.endsAt <= request.now && !$0.isCancelled }
        return page(
            request, programme, title: "Events",
            body: """
                \(Heading("Events", lead: "Come and take the problems apart with the people who live with them."))
                \(if: events.isEmpty, Nothing("No event has been announced yet.").html)
                \(if: !coming.isEmpty, "<section><h2>Coming</h2>\(Card.row(coming.map { card($0, programme) }))</section>")
                \(if: !past.isEmpty, "<section><h2>Past</h2>\(Card.row(past.map { card($0, programme) }))</section>")
                """)
    }

    private static func card(_ event: Event, _ programme: Programme) -> Card {
        let note: HTML = event.isCancelled ? Tag("Cancelled", .bad).html : "\(event.when)<br>\(event.mode.label)"
        return Card(event.title, link: event.link(in: programme), note: note) {
            "<p>\(event.description)</p>"
        }
    }

    static func event(_ request: PageRequest, _ view: EventView, data: FormData, errors: FieldErrors) -> Response {
        let (programme, event) = (view.programme, view.event)
        return page(
            request, programme, title: event.title, status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Events", to: Link("\(Programmes.link(programme))/events")).html,
            body: """
                \(errors.summary)
                \(Heading(event.title, over: event.kind.label, lead: "\(event.description)"))
                \(if: event.isCancelled, Notice("It does not take place", .bad) { "<p>\(event.cancelledBecause)</p>" }.html)
                \(SummaryList(facts(view)))
                \(if: event.summaryPublishedAt != nil, """
                    <section><h2>What came out of it</h2><div>\(event.summary.split(separator: "\n"), each: { "<p>\($0)</p>" })\
                    </div></section>
                    """)
                \(place(request, view, data: data, errors: errors))
                """)
    }

    private static func facts(_ view: EventView) -> [SummaryList.Row] {
        let event = view.event
        var rows = [SummaryList.Row("When", "\(event.when)"), SummaryList.Row("How", "\(event.mode.label)")]
        if !event.place.isEmpty { rows.append(SummaryList.Row("Where", "\(event.place)")) }
        if let url = view.joinURL, let link = Link(external: url) {
            rows.append(SummaryList.Row("Join online", "<a href=\"\(link: link)\">\(url)</a>"))
        }
        return rows
    }

    private static func place(_ request: PageRequest, _ view: EventView, data: FormData, errors: FieldErrors) -> HTML {
        let (programme, event) = (view.programme, view.event)
        if !event.isAhead(at: request.now) { return "" }
        if let own = view.registration, own.state != .cancelled { return ownPlace(request, view, own) }
        return """
            <section><h2>\(view.isFull ? "Join the waiting list" : "Register")</h2>
            \(Form(action: Link("\(event.link(in: programme))/registrations"), token: request.context.formToken) {
                """
                \(Field.text(
                    name: "name", label: "Your name", value: data.text("name"), error: errors["name"], autocomplete: "name"))
                \(Field.email(
                    name: "email", label: "E-mail address",
                    value: data.text("email").isEmpty ? request.caller.account?.email ?? "" : data.text("email"),
                    hint: "We send your place, and how to join, to this address. Any address of yours will do.",
                    error: errors["email"]))
                \(Field.text(
                    name: "organisation", label: "Organisation (optional)", value: data.text("organisation"),
                    error: errors["organisation"], autocomplete: "organization"))
                \(Button(view.isFull ? "Join the waiting list" : "Register"))
                """
            })
            </section>
            """
    }

    private static func ownPlace(_ request: PageRequest, _ view: EventView, _ own: Registration) -> HTML {
        let link = view.event.link(in: view.programme)
        return """
            \(Notice(own.state == .booked ? "You have a place" : "You are on the waiting list", .good) {
                """
                <p><a href="\(link: Link("\(link)/calendar.ics"))">Put it into your calendar</a></p>
                \(Button("Cancel", about: "your place", posts: Link("\(link)/cancellation"), token: request.context.formToken))
                """
            })
            """
    }

    static func registered(_ request: PageRequest, _ programme: Programme, _ event: Event, email: EmailAddress)
        -> Response
    {
        page(
            request, programme, title: "Look in your mailbox",
            body: """
                \(Confirmation("Thank you"))
                <p class="lead">What you need for “\(event.title)” is on its way to <strong>\(email.shown)</strong>.</p>
                <p>Nothing after five minutes? Look in the folder for unwanted mail, or \
                <a href="\(link: event.link(in: programme))">register again</a>: that does no harm.</p>
                """)
    }

    private static func page(
        _ request: PageRequest, _ programme: Programme, title: String, status: HTTPResponse.Status = .ok,
        above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .events),
            context: request.context,
            status: status, above: above, body: body)
    }
}
