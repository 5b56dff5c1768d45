import Markup

/// What a programme did, to be handed on and printed: figures with their definitions, charts, tables, and no person's name.
/// Organisations are named once it is public that they were funded; the others have numbers.
struct Report {
    var view: EvaluationView

    private var all: Figures { view.figures }
    private var programme: Programme { view.programme }
    private var charts: EvaluationCharts { EvaluationCharts(view: view, home: nil) }

    var title: String { "What came of \(programme.name)" }

    /// In the order of the journeys.
    var names: [String] {
        all.journeys.enumerated().map { index, journey in
            view.areResultsOut && journey.funded ? journey.organisation : "Organisation \(index + 1)"
        }
    }

    /// The pictures beside each part's figures, as they may leave the app: no small groups, no names before the results.
    func pictures(beside part: ReportPart) -> [Picture] {
        let pictures: [Picture?] =
            switch part {
            case .people: [charts.overlapWithoutSmallGroups]
            case .interest: [charts.conversion]
            case .ideas: [charts.funnel, charts.money(names)]
            case .opening, .closing: []
            }
        return pictures.compactMap(\.self)
    }

    var body: HTML {
        """
        \(Heading(title, over: "\(programme.edition) · \(programme.host)", lead: "\(summary)"))
        <p class="meta">Worked out from the records on \(view.readAt.london.day.long), \(view.readAt.london.clock). No figure is \
        stored: each is computed from the raw records as its definition says.</p>
        \(PublishedReportPages.paragraphs(view.words[.opening] ?? ""))
        \(zip(Figures.groups, ReportPart.besideFigures), each: { figures($0, view.words[$1] ?? "") })
        <section><h2>Webinars</h2>\(charts.conversion?.html)\(EvaluationTables.sessions(all, withholding: true))\
        \(smallCounts)</section>
        <section><h2>Who came back</h2>\(charts.overlapWithoutSmallGroups?.html)</section>
        <section><h2>From problems to themes</h2>\(lineage)</section>
        <section><h2>When it happened</h2>\(charts.timeline)</section>
        <section><h2>Organisations</h2>\(charts.funnel?.html)\(charts.money(names)?.html)</section>
        <section><h2>Journeys</h2>\(journeys)</section>
        \(FindingPages.printed(view.findings))
        \(closing)
        <section><h2>Definitions</h2>\(EvaluationTables.definitions(all.all))\(method)</section>

        """
    }

    private var summary: String {
        let (reach, applied, funded) = (all[.reach], all[.submitted], all[.funded])
        return """
            \(Number.count(reach.ids.count, "person was", "people were")) reached. \
            \(Number.count(applied.ids.count, "organisation", "organisations")) applied, \
            \(Number.amongThem(funded.ids.count, "was", "were")) funded with \(all[.awarded].value.words) of \(programme.pot).
            """
    }

    private var closing: HTML {
        guard let words = view.words[.closing], !words.isEmpty else { return "" }
        return "<section><h2>What follows</h2>\(PublishedReportPages.paragraphs(words))</section>\n"
    }

    private func figures(_ group: (title: String, keys: [Figure.Key]), _ words: String) -> HTML {
        """
        <section><h2>\(group.title)</h2>\(PublishedReportPages.paragraphs(words))\(Markup.Figure.row(group.keys.map { all[$0] }.map { figure in
            Markup.Figure(figure.value.words, of: figure.title, definition: "\(figure.definition)", link: nil)
        }))</section>

        """
    }

    private var smallCounts: HTML {
        """
        <p class="meta">“Too few to show”: fewer than \(Evaluation.fewestShown) people, or a number from which such a count \
        could be worked out.</p>

        """
    }

    private var lineage: HTML {
        """
        <p>\(Number.counted(view.problems.count, "problem", "problems").capitalizedFirst) became \
        \(Number.counted(view.themes.count, "theme", "themes")). The \
        number of notes says how many lines of the problem’s boards went into the theme.</p>
        \(EvaluationTables.lineage(view))
        """
    }

    private var journeys: HTML {
        """
        \(EvaluationTables.journeys(all, names: names))
        <p class="meta">Organisations that were not funded have numbers instead of names. “Joined after” means that the first \
        contact came after the launch.</p>

        """
    }

    private var method: HTML {
        """
        <h3>How people are counted once</h3>
        <p>Every list, booking and attendance report shows people under some name and address. Records belong to one person when \
        the address is the same, or the name and the organisation are; doubtful pairs are decided by the team and can be undone. \
        The hosts and the programme’s own team are not counted.</p>

        """
    }
}

extension Report {
    /// The report as one file that needs nothing else: the stylesheet stands in it.
    var file: [UInt8] {
        let accent = Colour(programme.accent).flatMap { Accent($0) }?.stylesheet ?? ""
        let start: HTML = """
            <!doctype html>
            <html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title) – \(programme.edition)</title>
            """
        let middle: HTML =
            "</head>\n<body class=\"desk\"><main id=\"main\" class=\"wrap\">\n\(body)</main></body></html>\n"
        return start.bytes + Array("<style>".utf8) + Assets.styles + Array("\(accent)</style>".utf8) + middle.bytes
    }
}
