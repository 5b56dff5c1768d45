import Hummingbird
import Markup

enum ConflictPages {
    static func form(_ request: PageRequest, _ view: ReviewView, data: FormData, errors: FieldErrors) -> Response {
        let application = view.task.application
        let base = Link("\(Programmes.link(view.programme))/reviews/\(application.id.text)")
        return ReviewPages.page(
            request, view.programme, title: "Too near to judge", errors: errors,
            above: BackLink("Your reviews", to: Link("\(Programmes.link(view.programme))/reviews")).html,
            body: """
                \(errors.summary)
                \(Heading(
                    "Too near to judge?", over: "\(application.reference) · \(application.organisation)",
                    lead: "Say so rather too often than once too little. If you stand aside, the application disappears from everything you see, at once."))
                \(declaration(request, view, base, data, errors))
                \(if: view.task.state != .handedIn, refusal(request, view, base, data, errors))
                """)
    }

    private static func declaration(
        _ request: PageRequest, _ view: ReviewView, _ base: Link, _ data: FormData, _ errors: FieldErrors
    ) -> HTML {
        """
        <section><h2>Declare a conflict</h2>\(Form(action: Link("\(base)/conflicts"), token: request.context.formToken) {
            """
            \(Field.hidden(name: "round", value: view.task.round.rawValue))
            \(Field.radios(
                name: "kind", legend: "What connects you with it?",
                options: ConflictForm.kinds.map { Field.Option(value: $0.0, label: $0.1, hint: $0.2) },
                value: data.text("kind"), error: errors["kind"]))
            \(Field.textarea(
                name: "note", label: "In a sentence", value: data.text("note"), hint: "The team reads this.",
                error: errors["note"], rows: 2, optional: true))
            \(Field.radios(
                name: "recused", legend: "Do you stand aside?",
                options: [
                    Field.Option(value: "yes", label: "Yes, I do not judge this one"),
                    Field.Option(value: "no", label: "No, but it should be known"),
                ], value: data.text("recused"), error: errors["recused"]))
            \(Button("Declare"))
            """
        })</section>

        """
    }

    private static func refusal(
        _ request: PageRequest, _ view: ReviewView, _ base: Link, _ data: FormData, _ errors: FieldErrors
    ) -> HTML {
        """
        <section><h2>Decline for another reason</h2>\(Form(action: Link("\(base)/refusal"), token: request.context.formToken) {
            """
            \(Field.hidden(name: "round", value: view.task.round.rawValue))
            \(Field.textarea(
                name: "reason", label: "Why you cannot score it", value: data.text("reason"),
                hint: "No time is a good reason: the team then asks somebody else.", error: errors["reason"], rows: 2))
            \(Button("Decline", look: .second))
            """
        })</section>

        """
    }
}
