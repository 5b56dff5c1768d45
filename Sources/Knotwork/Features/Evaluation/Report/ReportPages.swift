import Markup

/// A report as everybody reads it, on the screen, in a file and in print: the same before it is published and after.
enum ReportPages {
    static func body(_ content: FrozenReport, _ findings: [Finding]) -> HTML {
        """
        \(if: !content.opening.isEmpty, "<div class=\"lead\">\(paragraphs(content.opening))</div>")
        \(content.groups, each: group)
        \(content.sections ?? [], each: section)
        \(FindingPages.printed(findings))
        \(if: !content.closing.isEmpty, "<section><h2>What follows</h2><div>\(paragraphs(content.closing))</div></section>")

        """
    }

    private static func group(_ group: FrozenReport.Group) -> HTML {
        """
        <section><h2>\(group.title)</h2><div>\(paragraphs(group.words))\
        \(Markup.Figure.row(group.figures.map { figure in
            Markup.Figure(figure.value, of: figure.title, definition: "\(figure.definition)", link: nil)
        }))\(group.pictures ?? [], each: \.html)\(group.tables ?? [], each: sheet)\
        \(if: group.note != nil, "<p class=\"meta\">\(group.note ?? "")</p>")</div></section>

        """
    }

    private static func section(_ section: FrozenReport.Section) -> HTML {
        """
        <section><h2>\(section.title)</h2><div>\(paragraphs(section.words))\(section.dates?.html)\
        \(section.sheet.map { sheet($0) })</div></section>

        """
    }

    private static func sheet(_ sheet: FrozenReport.Sheet) -> HTML {
        let columns = sheet.headings.enumerated().map { place, heading in
            Column<[String]>(heading, place == 0 ? .name : sheet.numbers.contains(place) ? .number : .text) { row in
                "\(row[place])"
            }
        }
        let foot: [HTML]? = sheet.foot.map { cells in cells.map { cell in "\(cell)" } }
        return """
            \(Table(
                caption: sheet.caption, columns: columns, rows: sheet.rows, narrow: .scroll, foot: foot ?? [],
                empty: "There is nothing yet.", id: sheet.key))
            \(if: !sheet.note.isEmpty, "<p class=\"meta\">\(sheet.note)</p>")
            """
    }

    static func definitions(_ content: FrozenReport) -> HTML {
        """
        \(Table(
            caption: "How each figure comes about",
            columns: [
                Column("Figure", .name) { "\($0.title.capitalizedFirst)" }, Column("Value", .number) { "\($0.value)" },
                Column("Worked out as") { "\($0.formula)" },
            ], rows: content.groups.flatMap(\.figures), id: "definitions"))
        <h3>How people are counted once</h3>
        <p>Every list, booking and attendance report shows people under some name and address. Which of them are of \
        one person is worked out from all that they say: names, addresses, organisations, and where they were seen. How much each \
        of these tells is learned from the records themselves. People behind one address whose names contradict each other are not \
        taken for one unless the team says so; the team decides doubtful pairs, and each decision can be undone. The hosts and the programme’s own team are not counted.</p>
        """
    }

    static func paragraphs(_ text: String) -> HTML { "\(text.split(separator: "\n"), each: { "<p>\($0)</p>" })" }

    /// What the team reads before it is published.
    static func draft(_ content: FrozenReport, _ view: EvaluationView) -> HTML {
        """
        \(Heading(content.title, over: "\(content.edition) · \(content.host)"))
        <p class="meta">A draft, worked out from the records on \(view.readAt.london.day.long), \(view.readAt.london.clock). Hand \
        on what is published: its small counts are also kept from whoever compares it with what was published before.</p>
        \(body(content, view.findings))
        <section><h2>How it was worked out</h2><div>\(definitions(content))</div></section>

        """
    }
}

extension FrozenReport.Dates {
    var html: HTML {
        Chart.timeline(
            headline, id: "timeline",
            spans.map { Chart.Span($0.label, when: $0.when, start: $0.start, end: $0.end) },
            marks: marks.map { (at: $0.at, name: $0.name) })
    }
}

extension FrozenReport {
    /// The draft as one file that needs nothing else: the stylesheet stands in it.
    func file(_ view: EvaluationView) -> [UInt8] {
        let accent = Colour(view.programme.accent).flatMap { Accent($0) }?.stylesheet ?? ""
        let start: HTML = """
            <!doctype html>
            <html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title) – \(edition)</title>
            """
        let middle: HTML = """
            </head>
            <body class="desk"><main id="main" class="wrap">
            \(ReportPages.draft(self, view))</main></body></html>

            """
        return start.bytes + Array("<style>".utf8) + Assets.styles + Array("\(accent)</style>".utf8) + middle.bytes
    }
}
