import Hummingbird
import Markup

enum ProblemPages {
    static func list(_ request: PageRequest, _ view: Landscape) -> Response {
        let programme = view.programme
        return page(
            request, programme, title: "Problems",
            body: """
                \(Heading(
                    title(view),
                    lead: "Public services told us what keeps them awake. This is what they said, and what people made of it."))
                \(if: view.problems.isEmpty, Nothing(
                    "The problems are still being found.", "<p>They are published here before the launch.</p>").html)
                \(if: !view.problems.isEmpty, Card.row(view.problems.map { card($0, view) }))
                \(if: !view.themes.isEmpty, """
                    <p><a class="button second" href="\(link: Link("\(Programmes.link(programme))/themes"))">\
                    \(becoming(view))</a></p>
                    """)
                \(if: !view.backlog.isEmpty, """
                    <section><h2>Heard, and kept for another time</h2>
                    <ul>\(view.backlog, each: { "<li>\($0)</li>" })</ul></section>
                    """)
                """)
    }

    private static func title(_ view: Landscape) -> String {
        let count = view.problems.count
        if count == 0 { return "Problems" }
        return Number.counted(count, "knotty problem", "knotty problems").capitalizedFirst
    }

    static func card(_ problem: Problem, _ view: Landscape) -> Card {
        let tally = view.tallies[problem.id] ?? (0, 0)
        let themes = view.themes(from: problem.id).count
        let facts = [
            tally.insights > 0 ? Number.count(tally.insights, "insight", "insights") : nil,
            tally.notes > 0 ? Number.count(tally.notes, "note", "notes") : nil,
            themes > 0 ? "part of \(Number.count(themes, "theme", "themes"))" : nil,
        ]
        return Card(
            problem.title, link: problem.link(in: view.programme),
            note: "\(facts.compactMap(\.self).joined(separator: " · "))"
        ) { "<p>\(problem.summary)</p>" }
    }

    static func problem(_ request: PageRequest, _ view: Landscape, slug: String, _ notes: [Note], _ pack: [PackItem])
        throws
        -> Response
    {
        guard let problem = view.problems.first(where: { $0.slug == slug }) else { throw Refusal.notFound }
        let themes = view.themes(from: problem.id)
        return page(
            request, view.programme, title: problem.title,
            above: BackLink("Problems", to: Link("\(Programmes.link(view.programme))/problems")).html,
            body: """
                \(Heading(problem.title, over: "Problem \(problem.number)", lead: "\(problem.summary)"))
                \(story(problem))
                \(packed(pack))
                \(if: !themes.isEmpty, """
                    <section><h2>What it became</h2><ul>\(themes, each: { theme in
                        "<li><a href=\"\(link: theme.link(in: view.programme))\">\(theme.title)</a></li>"
                    })</ul></section>
                    """)
                \(if: !notes.isEmpty, """
                    <section><h2>What people put on the board</h2>
                    <p>\(Number.count(notes.count, "note", "notes")), in the words of those who wrote them.</p>
                    \(themes, each: { theme in board(theme.title, notes.filter { $0.theme == theme.id }) })
                    \(board("Kept aside", notes.filter { $0.theme == nil }))</section>
                    """)
                """)
    }

    private static func story(_ problem: Problem) -> HTML {
        guard !problem.question.isEmpty || !problem.framing.isEmpty else { return "" }
        return """
            <section><h2>The question</h2><div>\(if: !problem.question.isEmpty, "<p class=\"lead\">\(problem.question)</p>")\
            \(problem.framing.split(separator: "\n"), each: { "<p>\($0)</p>" })</div></section>

            """
    }

    private static func packed(_ pack: [PackItem]) -> HTML {
        guard !pack.isEmpty else { return "" }
        return """
            <section><h2>Before you answer</h2><ul>\(pack, each: { item in
                """
                <li>\(Link(external: item.url).map { "<a href=\"\(link: $0)\">\(item.title)</a>" as HTML } ?? "\(item.title)")\
                 <span class="meta">\(item.kind.label)</span>\(if: !item.about.isEmpty, "<br>\(item.about)")</li>
                """
            })</ul></section>

            """
    }

    private static func board(_ title: String, _ notes: [Note]) -> HTML {
        guard !notes.isEmpty else { return "" }
        return """
            \(Disclosure("\(title) (\(notes.count))") { "<ul>\(notes, each: { "<li>\($0.text)</li>" })</ul>" })

            """
    }

    /// How the problems became the themes: the page that the first programme lacked.
    static func themes(_ request: PageRequest, _ view: Landscape) -> Response {
        guard !view.themes.isEmpty else { return noThemes(request, view) }
        let title = becoming(view)
        return page(
            request, view.programme, title: title,
            body: """
                \(Heading(title, lead: "Everybody’s notes were read and put together by people."))
                <div class="long-labels">\(Table(
                    caption: "Notes from each problem that went into each theme",
                    columns: columns(view), rows: view.themes, captionShown: false))</div>
                \(view.themes, each: { theme in section(theme, view) })
                """)
    }

    /// `How six problems became five themes`: where there are themes.
    static func becoming(_ view: Landscape) -> String {
        let themes = Number.counted(view.themes.count, "theme", "themes")
        guard !view.problems.isEmpty else { return "\(themes.capitalizedFirst)" }
        return "How \(Number.counted(view.problems.count, "problem", "problems")) became \(themes)"
    }

    private static func noThemes(_ request: PageRequest, _ view: Landscape) -> Response {
        page(
            request, view.programme, title: "Themes",
            body: """
                \(Heading("Themes", lead: "What several problems have in common, and what applications answer."))
                \(Nothing(
                    "There are no themes yet.",
                    "<p>They grow from what people write on the boards of the <a href=\"\(link: Link("\(Programmes.link(view.programme))/problems"))\">problems</a>.</p>"))
                """)
    }

    private static func columns(_ view: Landscape) -> [Column<Theme>] {
        let problems = view.problems.map { problem in
            Column<Theme>(problem.title, .number) { theme in
                let strand = view.strands.first { $0.theme == theme.id && $0.problem == problem.id }
                return strand.map { $0.notes > 0 ? "\($0.notes)" : "yes" } ?? "–"
            }
        }
        return [Column("Theme", .name) { "<a href=\"\(link: $0.link(in: view.programme))\">\($0.title)</a>" }]
            + problems
    }

    private static func section(_ theme: Theme, _ view: Landscape) -> HTML {
        let sources = view.problems(behind: theme.id).map { source in
            source.problem.title + (source.notes > 0 ? " (\(Number.count(source.notes, "note", "notes")))" : "")
        }
        return """
            <section><h2><a href="\(link: theme.link(in: view.programme))">\(theme.title)</a></h2><p>\(theme.why)</p>
            <p class="meta">From \(sources.joined(separator: "; "))</p></section>

            """
    }

    static func theme(_ request: PageRequest, _ view: Landscape, slug: String) throws -> Response {
        guard let theme = view.themes.first(where: { $0.slug == slug }) else { throw Refusal.notFound }
        return page(
            request, view.programme, title: theme.title,
            above: BackLink("Themes", to: Link("\(Programmes.link(view.programme))/themes")).html,
            body: """
                \(Heading(theme.title, over: "Theme \(theme.number)", lead: "\(theme.why)"))
                <section><h2>Where it comes from</h2><ul>\(view.problems(behind: theme.id), each: { source in
                    """
                    <li><a href="\(link: source.problem.link(in: view.programme))">\(source.problem.title)</a>\
                    \(if: source.notes > 0, ": \(Number.count(source.notes, "note", "notes"))")</li>
                    """
                })</ul></section>
                """)
    }

    private static func page(
        _ request: PageRequest, _ programme: Programme, title: String, above: HTML = HTML(), body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .problems),
            context: request.context,
            above: above, body: body)
    }
}

enum InsightPages {
    static func list(_ request: PageRequest, _ programme: Programme, _ insights: [Insight]) -> Response {
        let list = Link("\(Programmes.teamLink(programme))/insights")
        return Frame.page(
            title: "Insights", site: Programmes.site(programme, caller: request.caller, current: .insights),
            context: request.context,
            look: .desk,
            body: """
                \(Heading(
                    "What people told us", lead: "From conversations before the launch. Names of people are never published.",
                    actions: Button.row(Button("Write down an insight", to: Link("\(list)/new")))))
                \(Table(
                    caption: Number.count(insights.count, "insight", "insights"),
                    columns: [
                        Column("What was said", .name) { "<a href=\"\(link: Link("\(list)/\($0.id.text)"))\">\($0.text)</a>" }, Column("Kind") { "\($0.kind.label)" },
                        Column("About") { "\($0.problem)" }, Column("Organisation") { "\($0.organisation)" },
                        Column("May be quoted") { $0.isAttributable ? "yes, with the organisation" : "no" },
                    ], rows: insights, empty: "No conversation has been written down yet."))
                """)
    }
}
