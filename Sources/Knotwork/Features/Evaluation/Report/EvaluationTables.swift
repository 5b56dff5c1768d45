import Markup

/// The tables of the evaluation, for the team's page and for the report.
enum EvaluationTables {
    /// - Parameter withholding: leave out counts of people so small that somebody could be picked out.
    static func sessions(_ figures: Figures, withholding: Bool) -> Table {
        let small = withholding ? Evaluation.withheld(figures.sessions.map(\.fromLaunch)) : []
        let withheld = Set(small.map { figures.sessions[$0].event.id })
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
                if withheld.contains($0.event.id) { return "too few to show" }
                return $0.bookings > 0 ? "\($0.fromLaunch) (\($0.launchShare.words))" : "none"
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

    static func definitions(_ figures: [Figure]) -> Table {
        Table(
            caption: "Every figure, what it counts, and how it came about",
            columns: [
                Column("Figure", .name) { "\($0.title.capitalizedFirst)" },
                Column("Value", .number) { "\($0.value.words)" },
                Column("What it counts") { "\($0.definition)" }, Column("Worked out as") { "\($0.formula)" },
            ], rows: figures, id: "definitions")
    }

    /// How the problems became themes.
    static func lineage(_ view: EvaluationView) -> Table {
        let titles = Dictionary(view.problems.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let strands = Dictionary(grouping: view.lineage, by: \.theme)
        return Table(
            caption: "From problems to themes",
            columns: [
                Column("Theme", .name) { "\($0.number). \($0.title)" },
                Column("Came from") { theme in
                    """
                    \(strands[theme.id] ?? [], each: { strand in
                        "<div>\(titles[strand.problem] ?? "") (\(Number.count(strand.notes, "note", "notes")))</div>"
                    })
                    """
                },
            ], rows: view.themes, captionShown: false, empty: "There are no themes yet.", id: "lineage")
    }
}

extension Journey.Launch {
    fileprivate var words: String {
        switch self {
        case .yes: "Yes"
        case .joinedAfter: "Joined after"
        case .no: "–"
        }
    }
}
