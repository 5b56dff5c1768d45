import Hummingbird
import Markup

/// A board as the team sorts it: tick notes, choose where they go, press. No dragging is needed, and one press moves many.
enum BoardPage {
    static func page(_ request: PageRequest, _ view: BoardView, data: FormData, errors: FieldErrors) -> Response {
        let home = Link("\(Problems.teamLink(view.programme))/\(view.problem.slug)")
        return FramingPages.page(
            request, view.programme, title: "The board of \(view.problem.title)", errors,
            above: BackLink(view.problem.title, to: home).html,
            body: """
                \(Heading("The board", lead: "\(lead(view))"))
                \(Form(action: Link("\(home)/moves"), token: request.context.formToken) { sorting(view, home, data, errors) })
                \(Disclosure("Put notes on the board", open: errors["notes"] != nil || view.notes.isEmpty) {
                    adding(request, home, data, errors)
                })
                """)
    }

    private static func lead(_ view: BoardView) -> String {
        let aside = view.notes.count { $0.theme == nil }
        return "\(Number.count(view.notes.count, "note", "notes")), \(Number.grouped(aside)) of them under no theme."
    }

    private static func sorting(_ view: BoardView, _ home: Link, _ data: FormData, _ errors: FieldErrors) -> HTML {
        guard !view.notes.isEmpty else { return Nothing("No note is on the board yet.").html }
        let ticked = Set(data.texts("note"))
        return """
            <div class="mover">\(Field.select(
                name: "theme", label: "Move the ticked notes to",
                options: view.themes.map { Field.Option(value: $0.id.text, label: $0.title) }
                    + [Field.Option(value: "aside", label: "No theme: kept aside")],
                value: data.text("theme"), error: errors["theme"] ?? errors["note"]))
            \(Button("Move"))</div>
            \(group("Under no theme", view.notes.filter { $0.theme == nil }, home, ticked, isFirst: true))
            \(view.themes, each: { theme in group(theme.title, view.notes.filter { $0.theme == theme.id }, home, ticked) })
            """
    }

    private static func group(
        _ title: String, _ notes: [Note], _ home: Link, _ ticked: Set<String>, isFirst: Bool = false
    ) -> HTML {
        guard !notes.isEmpty else { return "" }
        return """
            <section><h2>\(title) (\(notes.count))</h2><ul class="plain notes">\(notes, each: { note in
                """
                <li><div class="choice"><input type="checkbox" id="note-\(note.id)" name="note" value="\(note.id)"\
                \(if: ticked.contains(note.id.text), " checked")><label for="note-\(note.id)">\(note.text)</label></div>\
                <a href="\(link: Link("\(home)/notes/\(note.id.text)"))">Mend\
                <span class="unseen"> “\(String(note.text.prefix(60)))”</span></a></li>

                """
            })</ul></section>

            """
    }

    private static func adding(_ request: PageRequest, _ home: Link, _ data: FormData, _ errors: FieldErrors) -> HTML {
        Form(action: Link("\(home)/notes"), token: request.context.formToken) {
            """
            \(Field.textarea(
                name: "notes", label: "Notes", value: data.text("notes"), hint: "Each line is a note of its own.",
                error: errors["notes"]))
            \(Button("Put them on the board"))
            """
        }.html
    }

    static func note(_ request: PageRequest, _ view: BoardView, _ note: Note, typed: String, errors: FieldErrors)
        -> Response
    {
        let home = Link("\(Problems.teamLink(view.programme))/\(view.problem.slug)")
        return FramingPages.page(
            request, view.programme, title: "Mend a note", errors,
            above: BackLink("The board", to: Link("\(home)/board")).html,
            body: """
                \(Heading("Mend a note", over: view.problem.title, lead: "What it said before stays in the activity log."))
                \(request.form(changing: Link("\(home)/notes/\(note.id.text)"), shows: ["text": note.text]) {
                    """
                    \(Field.textarea(
                        name: "text", label: "Note", value: typed, hint: "Left empty, it is taken off the board.",
                        error: errors["text"], rows: 3))
                    \(Button("Save"))
                    """
                })
                """)
    }
}
