import Hummingbird
import Markup
import Store

enum TeamListPages {
    static func list(_ request: PageRequest, _ view: ListView) -> Response {
        let base = Link("\(Programmes.teamLink(view.programme))/applications")
        return TeamApplicationPages.page(
            request, view.programme, title: "Applications",
            body: """
                \(Heading("Applications", lead: lead(view, at: request.now)))
                \(filters(view, base))
                \(table(request, view, base))
                <p><a href="\(link: view.listing.link(Link("\(base).csv")))">\
                \(view.listing.isEverything ? "All applications" : "These applications") as a table (CSV)</a></p>
                """)
    }

    private static func lead(_ view: ListView, at now: Instant) -> HTML {
        let base = Programmes.link(view.programme)
        let sent = view.lines.count { $0.stage.wasSubmitted }
        let drafts = view.lines.filter { $0.stage == .draft }
        let paces: [Applications.Line.Pace] = [.started, .stuck, .silent]
        let counts = paces.map { pace in (pace.rawValue, drafts.filter { $0.pace(at: now) == pace }.count) }
        let told = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        return """
            \(standing(sent: sent, drafts: drafts.count, told)) \
            <a href="\(link: Link("\(base)/team/help"))">Help given</a> · \
            <a href="\(link: Link("\(base)/team/applications/questions"))">The questions</a>
            """
    }

    private static func standing(sent: Int, drafts: Int, _ paces: String) -> HTML {
        if sent + drafts == 0 { return "Nobody has begun yet." }
        return """
            \(Number.count(sent, "application", "applications")) sent, \(drafts) not yet\(if: !paces.isEmpty, " (\(paces))").
            """
    }

    private static func filters(_ view: ListView, _ base: Link) -> HTML {
        let listing = view.listing
        return """
            \(Form(asking: base, filters: true) {
                """
                \(Field.select(
                    name: "stand", label: "State",
                    options: Applications.Listing.Stand.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) },
                    value: listing.stand?.rawValue, prompt: "All"))
                \(Field.select(
                    name: "theme", label: "Theme",
                    options: view.themes.map { Field.Option(value: $0.title, label: $0.title) }, value: listing.theme,
                    prompt: "All"))
                \(Field.text(name: "search", label: "Organisation or reference", value: listing.search))
                \(listing.order.map { Field.hidden(name: "order", value: $0.rawValue) })
                \(if: listing.isDescending, Field.hidden(name: "direction", value: "down"))
                \(Button("Show", look: .second))
                """
            })
            \(if: !listing.isEverything, """
                <p>\(view.shown.count) of \(Number.count(view.lines.count, "application", "applications")). \
                <a href="\(link: base)">Show all</a></p>
                """)
            """
    }

    private static func table(_ request: PageRequest, _ view: ListView, _ base: Link) -> HTML {
        func column(
            _ heading: String, _ order: Applications.Listing.Order? = nil, _ kind: TableHead.Kind = .text,
            _ write: @escaping (Applications.Line, inout HTML.StringInterpolation) -> Void
        ) -> Column<Applications.Line> {
            let isHere = order != nil && view.listing.order == order
            return .written(
                heading, kind, sort: order.map { view.listing.link(base, by: $0) },
                order: isHere ? (view.listing.isDescending ? .descending : .ascending) : nil, by: write)
        }
        let tags = Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, tag($0)) })
        return Table(
            caption: "Applications",
            columns: [
                column("Organisation", .organisation, .name) { line, cell in
                    cell.appendLiteral("<a href=\"")
                    cell.appendInterpolation(link: base, line.id.text)
                    cell.appendLiteral("\">")
                    cell.appendInterpolation(line.organisation)
                    cell.appendLiteral("</a>")
                },
                column("Reference", .reference) { $1.appendInterpolation($0.reference) },
                column("Theme", .theme) { $1.appendInterpolation($0.themes) },
                column("State") { line, cell in
                    cell.appendInterpolation(line.stage == .draft ? draft(line, at: request.now) : tags[line.stage])
                },
                column("Last saved", .saved, .number) { $1.appendInterpolation($0.savedAt.london.day.withoutYear) },
                column("Scores in", .scores, .number) { line, cell in
                    guard line.assigned > 0 else { return }
                    cell.appendInterpolation(line.scores)
                    cell.appendLiteral(" of ")
                    cell.appendInterpolation(line.assigned)
                },
                column("Asked", .asked, .number) { line, cell in
                    if let asked = line.asked { cell.appendInterpolation(asked) } else { cell.appendLiteral("–") }
                },
            ], rows: view.shown, captionShown: false,
            empty: view.listing.isEverything ? "Nobody has begun an application yet." : "No application is like that."
        ).html
    }

    private static func draft(_ line: Applications.Line, at now: Instant) -> HTML {
        """
        \(line.pace(at: now).tag) <span class="meta">\(line.answered) of \(line.questions) answered\
        \(if: !line.obstacle.isEmpty, ": \(line.obstacle)")</span>
        """
    }

    static func tag(_ stage: Stage) -> HTML {
        switch stage {
        case .shortlisted, .funded: Tag(stage.staffLabel, .good).html
        default: Tag(stage.staffLabel).html
        }
    }
}
