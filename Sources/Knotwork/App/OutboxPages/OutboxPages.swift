import Hummingbird
import Markup

enum OutboxPages {
    static func list(_ request: PageRequest, _ view: OutboxView) -> Response {
        page(
            request, view.programme, title: "Mail",
            body: """
                \(Heading("Mail", lead: "What goes to one person leaves at once. What goes to many waits here until you release it."))
                \(Tabs(tabs(view), label: "Mail by what became of it"))
                \(view.state == .held ? held(request, view) : sent(request, view))
                """)
    }

    private static func tabs(_ view: OutboxView) -> [Place] {
        Outbox.State.allCases.filter { ![.rehearsed, .withheld].contains($0) || view.counts[$0] != nil }.map { state in
            let count = view.counts[state].map { " (\(Number.grouped($0)))" } ?? ""
            return Place(
                state.label + count, OutboxRoutes.link(view.programme, state), isHere: state == view.state)
        }
    }

    private static func held(_ request: PageRequest, _ view: OutboxView) -> HTML {
        guard !view.entries.isEmpty else { return Nothing("No mail waits for you.").html }
        return "\(view.batches, each: { batch(request, view.programme, $0) })"
    }

    /// One announcement: whom it goes to, what it says, and the two things that can be done.
    private static func batch(_ request: PageRequest, _ programme: Programme, _ entries: [Outbox.Entry]) -> HTML {
        guard let first = entries.first else { return "" }
        let people = Number.count(entries.count, "person", "people")
        let ids = entries.map { ("message", $0.id.text) }
        let base = OutboxRoutes.link(programme)
        return """
            <section><h2>\(first.subject)</h2>
            <p>To \(people), since \(first.createdAt.london.full). \(unwanted(entries))</p>
            \(Disclosure("What it says to \(first.to.shown)") { words(first) })
            \(Disclosure("Whom it goes to") {
                """
                <ul>\(entries, each: { entry in
                    "<li><a href=\"\(link: OutboxRoutes.link(programme, entry.id))\">\(entry.to.shown)</a></li>"
                })</ul>
                """
            })
            \(Button.row(
                Button(
                    "Release to \(people)", about: first.subject, posts: Link("\(base)/releases"),
                    token: request.context.formToken, values: ids, look: .first),
                Button(
                    "Throw away", about: first.subject, posts: Link("\(base)/discards"), token: request.context.formToken,
                    values: ids, look: .danger)))
            </section>

            """
    }

    private static func unwanted(_ entries: [Outbox.Entry]) -> String {
        let count = entries.count(where: \.isUnwanted)
        return count == 0 ? "" : "Of these, \(count) asked never to be mailed: theirs will be kept back."
    }

    private static func sent(_ request: PageRequest, _ view: OutboxView) -> HTML {
        """
        \(Table(
            caption: "\(view.state.label): \(Number.count(view.entries.count, "mail", "mails"))",
            columns: [
                Column<Outbox.Entry>("Subject", .name) {
                    "<a href=\"\(link: OutboxRoutes.link(view.programme, $0.id))\">\($0.subject)</a>"
                },
                Column("To") { "\($0.to.shown)" },
                Column("When") { "\(($0.sentAt ?? $0.createdAt).london.full)" },
                Column("What happened") { "\(story($0))" },
            ], rows: view.entries, captionShown: false, empty: "There is no mail here."))
        \(if: view.state == .failed && !view.entries.isEmpty, again(request, view.programme, view.entries))
        """
    }

    private static func again(_ request: PageRequest, _ programme: Programme, _ entries: [Outbox.Entry]) -> HTML {
        Button(
            "Try all of these again", posts: Link("\(OutboxRoutes.link(programme))/retries"),
            token: request.context.formToken,
            values: entries.map { ("message", $0.id.text) }, look: .second
        ).html
    }

    /// What became of a message, in a sentence.
    private static func story(_ entry: Outbox.Entry) -> String {
        let tries = Number.count(entry.attempts, "try", "tries")
        switch entry.state {
        case .held: return "Waits for your release"
        case .rehearsed: return "Never leaves: a rehearsal"
        case .withheld: return "Kept back: asked never to be mailed"
        case .sent: return entry.attempts > 1 ? "Taken by the mail server after \(tries)" : "Taken by the mail server"
        case .failed: return "Given up: \(entry.lastError ?? "")"
        case .waiting:
            guard let error = entry.lastError else { return "On its way" }
            let next = entry.nextAttemptAt.map { ", again from \($0.london.full)" } ?? ""
            return "Not yet (\(tries)): \(error)\(next)"
        }
    }
}

extension OutboxPages {
    static func message(
        _ request: PageRequest, _ programme: Programme, _ entry: Outbox.Entry, _ data: FormData, errors: FieldErrors
    ) -> Response {
        page(
            request, programme, title: entry.subject, status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Mail", to: OutboxRoutes.link(programme, entry.state)).html,
            body: """
                \(errors.summary)
                \(Heading(entry.subject, over: entry.state.label))
                \(SummaryList([
                    SummaryList.Row("To", "\(entry.to.shown)"),
                    SummaryList.Row("Written", "\(entry.createdAt.london.full)"),
                    SummaryList.Row("What happened", "\(story(entry))"),
                ]))
                \(entry.state == .held ? editing(request, programme, entry, data, errors) : "<section>\(words(entry))</section>")
                \(if: entry.state == .failed, again(request, programme, [entry]))
                """)
    }

    private static func editing(
        _ request: PageRequest, _ programme: Programme, _ entry: Outbox.Entry, _ data: FormData, _ errors: FieldErrors
    ) -> HTML {
        """
        <section><h2>Change it before it goes</h2>
        \(request.form(changing: Link("\(OutboxRoutes.link(programme, entry.id))/words"), shows: entry.shown) {
            """
            \(Field.text(name: "subject", label: "Subject", value: data.text("subject"), error: errors["subject"]))
            \(Field.textarea(
                name: "text", label: "What it says", value: data.text("text"),
                hint: "A blank line begins a paragraph. A line that ends with a colon, and below it an address, is a button.",
                error: errors["text"], rows: 16))
            \(Button("Save"))
            """
        })</section>
        """
    }

    /// The mail's words as its reader sees them.
    private static func words(_ entry: Outbox.Entry) -> HTML {
        let letter = Letter(entry.text)
        return """
            \(letter.blocks, each: block)\(letter.footer, each: { "<p class=\"hint\">\($0)</p>" })
            """
    }

    private static func block(_ block: Letter.Block) -> HTML {
        switch block {
        case .paragraph(let words):
            "<p>\(words.split(separator: "\n").map { "\(String($0))" as HTML }.joined(separator: "<br>"))</p>"
        case .list(let items): "<ul>\(items, each: { "<li>\($0)</li>" })</ul>"
        case .action(let label, let url): "<p><strong>\(label)</strong><br>\(url)</p>"
        }
    }

    private static func page(
        _ request: PageRequest, _ programme: Programme, title: String, status: HTTPResponse.Status = .ok,
        above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .outbox),
            context: request.context,
            status: status, look: .desk, above: above, body: body)
    }
}

extension Outbox.Entry {
    /// What the form shows in which it is changed.
    var shown: FormData { ["subject": subject, "text": text] }
}

extension Outbox.State {
    fileprivate var label: String {
        switch self {
        case .held: "To release"
        case .waiting: "On its way"
        case .sent: "Sent"
        case .failed: "Failed"
        case .withheld: "Kept back"
        case .rehearsed: "Rehearsed"
        }
    }
}

extension Address {
    /// The name with the address behind it.
    fileprivate var shown: String { name.isEmpty ? email : "\(name) <\(email)>" }
}
