import Hummingbird
import Markup

enum FilePages {
    static func choose(_ request: PageRequest, _ draft: Draft, _ question: Question, errors: FieldErrors) -> Response {
        let known = draft.answer(question)
        return DraftPages.page(
            request, draft, title: question.label, status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink(question.section, to: draft.link(section: question)).html,
            body: """
                \(errors.summary)
                \(Heading(question.label, over: question.section))
                \(if: !known.isEmpty, "<p>You have added \(known.split(separator: "\n").first ?? ""). A new file takes its place.</p>")
                \(if: errors[Applications.fileField]?.kept != nil, "<p>Your own was not kept: choose it once more to put it there all the same.</p>")
                \(request.form(changing: draft.link(file: question), shows: draft.shown(file: question), multipart: true) {
                    """
                    \(Field.file(
                        name: Applications.fileField, label: "Your file",
                        hint: (question.hint.isEmpty ? "" : question.hint + " ")
                            + "A document, a table, pictures, or a short film, up to 100 MB.",
                        error: errors[Applications.fileField]))
                    \(Button("Add the file"))
                    """
                })
                \(if: !known.isEmpty, request.button(
                    "Take the file out", about: question.label, changing: Link("\(draft.link(file: question))/removal"),
                    shows: draft.shown(file: question), look: .danger).html)
                """)
    }

    /// A file among answers: its name leads to it.
    static func answer(_ text: String, at link: Link) -> HTML {
        guard let name = text.split(separator: "\n").first else { return DraftPages.paragraphs("") }
        return "<p><a href=\"\(link: link)\">\(name)</a></p>"
    }
}
