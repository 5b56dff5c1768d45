import Markup

/// The tables of the evaluation for the team's page. Those of the report are `FrozenReport.Sheet`.
enum EvaluationTables {
    static func sessions(_ figures: Figures) -> Table {
        let sources = figures.sources
        var columns: [Column<WebinarTally>] = [
            Column("Session", .name) { "\($0.event.title)" },
            Column("Date") { "\($0.event.startsAt.london.day.withoutYear.replacing(" ", with: "\u{a0}"))" },
        ]
        columns += sources.map { source in
            Column("By \(source)", .number) { "\(grouped: $0.viewsBySource[source] ?? 0)" }
        }
        columns += [
            Column("Views", .number) { "\(grouped: $0.views)" },
            Column("Bookings", .number) { "\(grouped: $0.bookings)" },
            Column("Rate", .number) { "\($0.views > 0 ? $0.rate.words : "not measured")" },
            Column("From the launch", .number) {
                $0.bookings > 0 ? "\($0.fromLaunch) (\($0.launchShare.words))" : "none"
            },
        ]
        return Table(
            caption: "Views, bookings and people from the launch, session by session", columns: columns,
            rows: figures.sessions, foot: total(figures, sources), empty: "There has been no webinar yet.",
            id: "sessions")
    }

    private static func total(_ figures: Figures, _ sources: [String]) -> [HTML] {
        let known = figures.sessions.reduce(0) { $0 + $1.fromLaunch }
        var foot: [HTML] = ["All sessions", ""]
        foot += sources.map { source in
            "\(grouped: figures.sessions.reduce(0) { $0 + ($1.viewsBySource[source] ?? 0) })"
        }
        foot.append("\(figures[.views].value.words)")
        foot.append("\(figures[.bookings].value.words)")
        foot.append("\(figures[.conversionPooled].value.words)")
        foot.append("\(known) (\(figures[.bookingsFromLaunch].value.words))")
        return foot
    }

    /// - Parameter names: what each organisation is called here, in the order of the journeys.
    static func journeys(_ figures: Figures, names: [String]) -> Table {
        let rows = Array(zip(names, figures.journeys))
        func mark(_ isSo: Bool) -> HTML { isSo ? "Yes" : "–" }
        return Table(
            caption: "How each organisation went through the programme",
            columns: [
                Column("Organisation", .name) { "\($0.0)" }, Column("Gave insights") { mark($0.1.insights) },
                Column("Launch") { "\($0.1.launch.words)" }, Column("Webinars", .number) { "\($0.1.webinars)" },
                Column("Helped") { mark($0.1.help) }, Column("Applied") { mark($0.1.submitted) },
                Column("Shortlisted") { mark($0.1.shortlisted) }, Column("Funded") { mark($0.1.funded) },
            ], rows: rows, narrow: .scroll, empty: "Nobody has applied yet.", id: "journeys")
    }
}

extension Journey.Launch {
    var words: String {
        switch self {
        case .yes: "Yes"
        case .joinedAfter: "Joined after"
        case .no: "–"
        }
    }
}
