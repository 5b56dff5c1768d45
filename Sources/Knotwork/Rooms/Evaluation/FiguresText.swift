extension Evidence {
    /// The figures for programs: keys in a fixed order, numbers as numbers.
    var json: String {
        let figures = figures.map { figure in
            JSONOut.object([
                ("key", JSONOut.text(figure.key)), ("title", JSONOut.text(figure.title)), ("value", figure.value.json),
                ("unit", JSONOut.text(figure.value.unit)), ("shown", JSONOut.text(figure.value.words)),
                ("definition", JSONOut.text(figure.definition)), ("formula", JSONOut.text(figure.formula)),
                ("behind", JSONOut.text(figure.behind.rawValue)), ("ids", JSONOut.list(figure.ids.map(JSONOut.text))),
                ("parts", JSONOut.list(figure.parts.map(part))),
            ])
        }
        return JSONOut.object([
            ("programme", JSONOut.text(programme.slug)), ("name", JSONOut.text(programme.name)),
            ("figures", JSONOut.list(figures, apart: true)),
            ("sessions", JSONOut.list(webinars.map(session), apart: true)),
            ("journeys", JSONOut.list(journeys.map(journey), apart: true)),
        ]) + "\n"
    }

    private func part(_ part: Figure.Part) -> String {
        JSONOut.object([
            ("key", JSONOut.text(part.key)), ("title", JSONOut.text(part.title)), ("value", part.value.json),
            ("formula", JSONOut.text(part.formula)), ("ids", JSONOut.list(part.ids.map(JSONOut.text))),
        ])
    }

    private func session(_ event: Event) -> String {
        let (booked, seen) = (bookings(of: event), views(of: event))
        let known = booked.filter { launchPeople.contains($0.person) }.count
        return JSONOut.object([
            ("key", JSONOut.text(event.slug)), ("title", JSONOut.text(event.title)), ("views", "\(seen)"),
            ("by_source", JSONOut.object((traffic[event.id] ?? []).map { ($0.source, "\($0.views)") })),
            ("bookings", "\(booked.count)"),
            ("conversion", seen == 0 ? "null" : Figure.Value.share(Double(booked.count) / Double(seen) * 100).json),
            ("by_people_at_the_launch", "\(known)"),
            (
                "share_at_the_launch",
                booked.isEmpty ? "null" : Figure.Value.share(Double(known) / Double(booked.count) * 100).json
            ),
        ])
    }

    private func journey(_ journey: Journey) -> String {
        JSONOut.object([
            ("organisation", JSONOut.text(journey.organisation)), ("insights", "\(journey.insights)"),
            ("launch", JSONOut.text(journey.launch.rawValue)), ("webinars", "\(journey.webinars)"),
            ("help", "\(journey.help)"), ("submitted", "\(journey.submitted)"),
            ("shortlisted", "\(journey.shortlisted)"),
            ("funded", "\(journey.funded)"),
        ])
    }
}
