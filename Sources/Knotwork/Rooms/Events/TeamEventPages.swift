import Hummingbird
import Markup

enum TeamEventPages {
    static func list(_ call: Call, _ programme: Programme, _ tallies: [Events.Tally]) -> Response {
        let base = Programmes.link(programme)
        return page(
            call, programme, title: "Events",
            body: """
                \(Heading("Events", lead: "Booked and attended are two facts: a place that was booked says nothing about who came."))
                \(Table(
                    caption: "Events and who came",
                    columns: [
                        Column("Event", .name) { row in
                            "<a href=\"\(link: Link("\(base)/team/events/\(row.event.slug)"))\">\(row.event.title)</a>"
                        },
                        Column("When") { "\($0.event.startsAt.london.day.long)" },
                        Column("Views", .number) { "\(grouped: $0.views)" },
                        Column("Booked", .number) { "\($0.booked)\(if: $0.waiting > 0, " (+\($0.waiting) waiting)")" },
                        Column("Attended", .number) { $0.attended.map { "\($0)" } ?? "not measured" },
                        Column("Summary") { summary($0.event, now: call.now) },
                    ], rows: tallies, captionShown: false, empty: "No event has been announced yet."))
                """)
    }

    private static func summary(_ event: Event, now: Instant) -> HTML {
        switch event.summaryState(at: now) {
        case .published: Tag("Published", .good).html
        case .notYet: ""
        case .due: Tag("Due").html
        case .late: Tag("Overdue", .warn).html
        }
    }

    static func event(
        _ call: Call, _ programme: Programme, _ event: Event,
        _ people: [(sighting: Sighting, state: Registration.State)]
    ) -> Response {
        let base = Programmes.link(programme)
        return page(
            call, programme, title: event.title,
            body: """
                \(Heading(event.title, over: event.kind.label, lead: "\(event.when) · \(event.mode.label)"))
                \(Table(
                    caption: Number.count(people.count, "registration", "registrations"),
                    columns: [
                        Column("Name", .name) { "\($0.sighting.name)" }, Column("E-mail") { "\($0.sighting.email)" },
                        Column("Organisation") { "\($0.sighting.organisation)" },
                        Column("State") { Tag($0.state.label, $0.state == .booked ? .good : .neutral).html },
                    ], rows: people, empty: "Nobody has registered yet."))
                <section><h2>Move the event</h2>
                <p>Everybody keeps their place. Those who are booked are told once you release the mails.</p>
                \(Form(action: Link("\(base)/team/events/\(event.slug)/mode"), token: call.visit.formToken) {
                    """
                    \(Field.radios(
                        name: "mode", legend: "How people take part",
                        options: Event.Mode.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) },
                        value: event.mode.rawValue))
                    \(Field.text(name: "place", label: "Place", value: event.place))
                    \(Field.text(name: "join_url", label: "Link to join online", value: event.joinURL))
                    \(Button("Move the event"))
                    """
                })</section>
                """)
    }

    private static func page(_ call: Call, _ programme: Programme, title: String, body: HTML) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: call.caller, current: .teamEvents),
            visit: call.visit,
            look: .desk, body: body)
    }
}
