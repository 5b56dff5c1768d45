import Hummingbird
import Markup

enum AuditLogPages {
    static func page(_ request: PageRequest, _ view: AuditLogView) -> Response {
        let shown = Array(view.lines.prefix(AuditLogRoutes.perPage))
        let hasMore = view.lines.count > AuditLogRoutes.perPage
        let older = link(view.programme, who: view.part.account, about: view.part.about)
            .query("before", shown.last?.id)
        return Frame.page(
            title: "Activity log", site: Programmes.site(view.programme, caller: request.caller, current: .activity),
            context: request.context, look: .desk,
            body: """
                \(Heading("Activity log", lead: "Who did what, when and why. Written as it happens, and never changed."))
                \(narrowed(view))
                \(table(view, shown))
                \(if: !view.part.before.isEmpty, "<p><a href=\"\(link: link(view.programme))\">The newest</a></p>")
                \(if: hasMore, "<p><a href=\"\(link: older)\">Older</a></p>")
                """)
    }

    /// Says which part of the book this is, and the way back to the whole.
    private static func narrowed(_ view: AuditLogView) -> HTML {
        guard view.part.account != nil || view.part.about != nil else { return "" }
        let first = view.lines.first
        let what =
            view.part.account != nil
            ? "What \(first?.actor ?? "this person") did" : "What was done to \(first.map(subject) ?? "this")"
        return "<p>\(what). <a href=\"\(link: link(view.programme))\">Show everything</a></p>"
    }

    private static func table(_ view: AuditLogView, _ shown: [AuditLogRoutes.Line]) -> HTML {
        Table(
            caption: "What was done, the newest first",
            columns: [
                Column("When") { Moment($0.at.london.typed(), iso: $0.at.description).html },
                Column("Who", .name) { line in
                    guard let account = line.account else { return "\(doer(line))" }
                    return "<a href=\"\(link: link(view.programme, who: account))\">\(line.actor)</a>"
                },
                Column("Did") { "\($0.verb)" },
                Column("To") { line in
                    "<a href=\"\(link: link(view.programme, about: line.subject))\">\(subject(line))</a>"
                },
                Column("Why") { "\($0.reason)" },
            ], rows: shown, captionShown: false, empty: "Nothing was done yet."
        ).html
    }

    /// Who did it without signing in: whoever sits at the machine.
    static func doer(_ line: AuditLogRoutes.Line) -> String {
        switch line.actor {
        case "operator": "The command line"
        case "nobody": "Somebody not signed in"
        default: line.actor
        }
    }

    /// What an entry is about, in words.
    static func subject(_ line: AuditLogRoutes.Line) -> String {
        let kind = kinds[line.subject.kind] ?? line.subject.kind
        return line.name.map { $0.isEmpty ? kind : $0 } ?? kind
    }

    /// The words for what has no name of its own in the book.
    private static let kinds = [
        "account": "a person’s account", "application": "an application", "backlog": "the backlog", "event": "an event",
        "finding": "a finding", "introduction": "an introduction", "insight": "an insight", "report": "the report",
        "form": "the form",
        "import": "a file", "message": "a mail",
        "organisation": "an organisation", "outcome": "an outcome", "problem": "a problem",
        "programme": "the programme",
        "sighting": "a record", "theme": "a theme",
    ]

    static func link(_ programme: Programme, who: ID<Account>? = nil, about: AuditLog.Subject? = nil) -> Link {
        Link("\(Programmes.teamLink(programme))/activity").query("who", who?.text)
            .query("about", about.map { "\($0.kind)/\($0.id)" })
    }
}
