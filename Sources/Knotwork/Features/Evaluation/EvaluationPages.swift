import Hummingbird
import Markup

/// The team's view of what a programme did. Names stand here: it is for the team only.
enum EvaluationPages {
    static func overview(_ request: PageRequest, _ view: EvaluationView) -> Response {
        let home = Evaluation.link(view.programme)
        let charts = EvaluationCharts(view: view, home: home)
        let figures = view.figures
        return page(
            request, view, title: "Evaluation",
            body: """
                \(Heading(
                    "Evaluation",
                    lead: "Worked out from the records at this moment. Follow a figure to see who or what is behind it.",
                    actions: actions(home)))
                \(partial(view))\(view.linking.notice)
                \(Figures.groups, each: { group in
                    section(group.title, Markup.Figure.row(group.keys.map { headline(figures[$0], home) }))
                })
                \(section("Webinars", drawn(charts.conversion) + EvaluationTables.sessions(figures).html))
                \(section("Who came back", charts.overlap))
                \(section("Organisations", drawn(charts.funnel) + journeys(figures)))
                \(section("Money", drawn(charts.money(figures.journeys.map(\.organisation)))))
                \(section("When it happened", charts.timeline))
                \(section("Take the figures with you", downloads(home)))
                """)
    }

    private static func section(_ title: String, _ content: HTML) -> HTML {
        content.isEmpty ? "" : "<section><h2>\(title)</h2>\(content)</section>\n"
    }

    private static func journeys(_ figures: Figures) -> HTML {
        EvaluationTables.journeys(figures, names: figures.journeys.map(\.organisation)).html
    }

    /// Said to whoever stands aside from anything, whether it is there or not.
    private static func partial(_ view: EvaluationView) -> HTML {
        guard view.isPartial else { return "" }
        return """
            <p class="meta">Without the applications from which you stand aside, if there are any: no figure, list, chart or file \
            here counts them for you. Once the results are out, what was published is the same for everybody.</p>

            """
    }

    private static func actions(_ home: Link) -> HTML {
        Button.row(
            Button("Read the report", to: Link("\(home)/report")),
            Button("Quotes, lessons and asks", to: Link("\(home)/findings"), look: .second),
            Button("Edit its words", to: Link("\(home)/words"), look: .second),
            Button("Publish it", to: Link("\(home)/publication"), look: .second))
    }

    private static func downloads(_ home: Link) -> HTML {
        """
        <ul>
        <li><a href="\(link: Link("\(home)/figures.json"))">Figures with their definitions and ids (JSON)</a></li>
        <li><a href="\(link: Link("\(home)/figures.csv"))">Figures (CSV)</a></li>
        <li><a href="\(link: Link("\(home)/sessions.csv"))">Sessions (CSV)</a></li>
        <li><a href="\(link: Link("\(home)/journeys.csv"))">Journeys of organisations, with their names (CSV)</a></li>
        </ul>

        """
    }

    /// Nothing where there is nothing to draw yet.
    static func drawn(_ picture: Picture?) -> HTML { picture?.html ?? "" }

    private static func headline(_ figure: Figure, _ home: Link) -> Markup.Figure {
        Markup.Figure(
            figure.value.words, of: figure.title, definition: "\(figure.definition)",
            link: Link("\(home)/figures/\(figure.key.rawValue)"))
    }

    static func figure(_ request: PageRequest, _ view: EvaluationView, _ figure: Figure) -> Response {
        let behind = view.evidence.records(countedBy: figure)
        return page(
            request, view, title: figure.title.capitalizedFirst,
            above: Breadcrumbs(
                [Place("Evaluation", Evaluation.link(view.programme))], here: figure.title.capitalizedFirst
            ).html,
            body: """
                \(Heading("\(figure.value.words) \(figure.title)", lead: "\(figure.definition)"))
                \(partial(view))
                \(SummaryList([.init("Worked out as", "\(figure.formula)"), .init("Key", "\(figure.key.rawValue)")]))
                \(if: !figure.parts.isEmpty, parts(figure).html)
                \(Table(
                    caption: figure.basis.caption(behind.count),
                    columns: [
                        Column("Name", .name) { line in
                            line.link.map { "<a href=\"\(link: $0)\">\(line.name)</a>" } ?? "\(line.name)"
                        },
                        Column(figure.basis == .people ? "Organisation" : "What") { "\($0.note)" },
                    ], rows: behind, empty: "Nothing is behind this figure yet."))
                """)
    }

    private static func parts(_ figure: Figure) -> Table {
        Table(
            caption: "Part by part",
            columns: [
                Column("Part", .name) { "\($0.title)" }, Column("Value", .number) { "\($0.value.words)" },
                Column("From") { "\($0.formula)" },
            ], rows: figure.parts)
    }

    /// The report as it would be published, with the ways back above it.
    static func report(_ request: PageRequest, _ draft: ReportDraft, _ content: FrozenReport) -> Response {
        let home = Evaluation.link(draft.view.programme)
        return page(
            request, draft.view, title: "Report", above: Breadcrumbs([Place("Evaluation", home)], here: "Report").html,
            body: """
                <p class="no-print meta">Print this page, or <a href="\(link: Link("\(home)/report.html"))">take it as one \
                file</a>. It names no person.</p>
                \(ReportPages.draft(content, draft.view))
                """)
    }

    private static func page(
        _ request: PageRequest, _ view: EvaluationView, title: String, above: HTML = HTML(), body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(view.programme, caller: request.caller, current: .evaluation),
            context: request.context, look: .desk, above: above, body: body)
    }
}

extension Figure.Basis {
    /// What a list of so many lines behind a figure is called.
    fileprivate func caption(_ count: Int) -> String {
        switch self {
        case .people: "\(Number.count(count, "person", "people")) behind this figure"
        case .records: "\(Number.count(count, "record", "records")), in which one person can stand several times"
        case .applications: "\(Number.count(count, "application", "applications")), one for each organisation"
        case .events: "\(Number.count(count, "event", "events")) behind this figure"
        }
    }
}
