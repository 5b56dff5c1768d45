import Hummingbird
import Markup

enum TeamEventPages {
    static func list(_ request: PageRequest, _ programme: Programme, _ tallies: [Events.Tally]) -> Response {
        let base = Link("\(Programmes.teamLink(programme))/events")
        return page(
            request, programme, title: "Events",
            body: """
                \(Heading(
                    "Events", lead: "Booked and attended are two facts: a place that was booked says nothing about who came.",
                    actions: Button.row(Button("Announce an event", to: Link("\(base)/new")))))
                \(Table(
                    caption: "Events and who came",
                    columns: [
                        Column("Event", .name) { row in
                            "<a href=\"\(link: row.event.teamLink(in: programme))\">\(row.event.title)</a>"
                        },
                        Column("When") { "\($0.event.startsAt.london.day.long)" },
                        Column("Views", .number) { $0.views > 0 ? "\(grouped: $0.views)" : "–" },
                        Column("Booked", .number) { "\($0.booked)\(if: $0.waiting > 0, " (+\($0.waiting) waiting)")" },
                        Column("Attended", .number) { attended($0, now: request.now) },
                        Column("Summary") { summaryTag($0.event, now: request.now) },
                    ], rows: tallies, captionShown: false, empty: "No event has been announced yet."))
                """)
    }

    /// Nothing can be said of an event to come; of one that was, that nobody counted.
    private static func attended(_ row: Events.Tally, now: Instant) -> HTML {
        row.attended.map { "\($0)" } ?? (row.event.endsAt > now ? "–" : "not measured")
    }

    private static func summaryTag(_ event: Event, now: Instant) -> HTML {
        if event.isCancelled { return Tag("Cancelled", .bad).html }
        return switch event.summaryState(at: now) {
        case .published: Tag("Published", .good).html
        case .notYet: ""
        case .due: Tag("Due").html
        case .late: Tag("Overdue", .warn).html
        }
    }

    static func event(
        _ request: PageRequest, _ programme: Programme, _ event: Event,
        _ people: [(sighting: Sighting, state: Registration.State)], data: FormData, errors: FieldErrors
    ) -> Response {
        page(
            request, programme, title: event.title, status: errors.status,
            above: BackLink("Events", to: Link("\(Programmes.teamLink(programme))/events")).html,
            body: """
                \(errors.summary)
                \(Heading(event.title, over: event.kind.label, lead: "\(event.when) · \(event.mode.label)", actions: actions(event, programme, at: request.now)))
                \(if: event.isCancelled, Notice("Cancelled", .bad) { "<p>\(event.cancelledBecause)</p>" }.html)
                \(SummaryList(facts(event)))
                \(if: event.endsAt <= request.now && !event.isCancelled, summaryForm(request, programme, event, data, errors))
                \(registrations(people))
                \(if: event.isAhead(at: request.now), move(request, programme, event, data, errors))
                """)
    }

    private static func actions(_ event: Event, _ programme: Programme, at now: Instant) -> HTML {
        let home = event.teamLink(in: programme)
        let door = Button("At the door", to: Link("\(home)/door"), look: event.endsAt > now ? .first : .second)
        let see = Button("Public page", to: event.link(in: programme), look: .second)
        if event.isCancelled { return Button.row(see) }
        let change = Button("Change", to: Link("\(home)/edit"), look: .second)
        guard event.isAhead(at: now) else { return Button.row(door, change, see) }
        return Button.row(door, change, see, Button("Call it off", to: Link("\(home)/cancellation"), look: .second))
    }

    private static func facts(_ event: Event) -> [SummaryList.Row] {
        [
            SummaryList.Row("What happens", "\(event.description)"),
            SummaryList.Row("Where", "\(event.place)"), SummaryList.Row("Link to join", "\(event.joinURL)"),
            SummaryList.Row("Places", "\(event.capacity.map { String($0) } ?? "Room for everybody")"),
        ]
    }

    private static func summaryForm(
        _ request: PageRequest, _ programme: Programme, _ event: Event, _ data: FormData, _ errors: FieldErrors
    ) -> HTML {
        let late = event.summaryState(at: request.now) == .late
        return """
            <section id="summary"><h2>What came out of it</h2>
            \(if: late, Notice("Overdue", .warn) {
                "<p>It was due on \(event.summaryDue.london.day.full). People who could not come are waiting for it.</p>"
            }.html)
            \(request.form(
                changing: Link("\(event.teamLink(in: programme))/summary"), shows: ["summary": event.summary]
            ) {
                """
                \(Field.textarea(
                    name: "summary", label: "Summary", value: data.has("summary") ? data.text("summary") : event.summary,
                    hint: "Each line is a paragraph. Everybody can read it once it is published.", error: errors["summary"],
                    words: 200))
                \(Button.row(
                    Button(event.summaryPublishedAt == nil ? "Publish" : "Save", name: "publish", value: "yes"),
                    Button(
                        event.summaryPublishedAt == nil ? "Save as a draft" : "Take off the public page", look: .second,
                        name: "publish", value: "no")))
                """
            })</section>

            """
    }

    private static func registrations(_ people: [(sighting: Sighting, state: Registration.State)]) -> HTML {
        Table(
            caption: Number.count(people.count, "registration", "registrations"),
            columns: [
                Column("Name", .name) { "\($0.sighting.name)" }, Column("E-mail") { "\($0.sighting.email)" },
                Column("Organisation") { "\($0.sighting.organisation)" },
                Column("State") { Tag($0.state.label, $0.state == .booked ? .good : .neutral).html },
            ], rows: people, empty: "Nobody has registered yet."
        ).html
    }

    private static func move(
        _ request: PageRequest, _ programme: Programme, _ event: Event, _ data: FormData, _ errors: FieldErrors
    ) -> HTML {
        let typed = data.has("place") ? data : event.shownMoving
        return """
            <section><h2>Move the event</h2>
            <p>Everybody keeps their place. Those who are booked are told once you release the mails.</p>
            \(request.form(changing: Link("\(event.teamLink(in: programme))/mode"), shows: event.shownMoving) {
                """
                \(Field.radios(
                    name: "mode", legend: "How people take part",
                    options: Event.Mode.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) },
                    value: typed.text("mode"), error: errors["mode"]))
                \(Field.text(name: "place", label: "Place", value: typed.text("place"), error: errors["place"]))
                \(Field.text(
                    name: "join_url", label: "Link to join online", value: typed.text("join_url"), error: errors["join_url"]))
                \(Button("Move the event"))
                """
            })</section>

            """
    }

    static func page(
        _ request: PageRequest, _ programme: Programme, title: String, status: HTTPResponse.Status = .ok,
        above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .teamEvents),
            context: request.context, status: status, look: .desk, above: above, body: body)
    }
}
