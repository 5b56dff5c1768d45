import Hummingbird
import Markup

/// The form with which the team writes down what it was told.
enum InsightFormPage {
    static func page(
        _ request: PageRequest, _ view: FramingView, _ known: HeardInsight?, _ form: InsightForm, errors: FieldErrors
    ) -> Response {
        let list = Link("\(Programmes.teamLink(view.programme))/insights")
        let title = known == nil ? "Write down an insight" : "Mend an insight"
        return Frame.page(
            title: title, site: Programmes.site(view.programme, caller: request.caller, current: .insights),
            context: request.context, status: errors.status, look: .desk, above: BackLink("Insights", to: list).html,
            body: """
                \(errors.summary)\(Heading(title, lead: "What somebody told you, in their words as far as you can."))
                \(self.form(request, list, known) { fields(view, form, errors) })
                """)
    }

    private static func form(_ request: PageRequest, _ list: Link, _ known: HeardInsight?, _ content: () -> HTML)
        -> Form
    {
        guard let known else { return Form(action: list, token: request.context.formToken, content) }
        let link = Link("\(list)/\(known.insight.id.text)")
        return request.form(changing: link, shows: InsightForm(known).data, content)
    }

    private static func fields(_ view: FramingView, _ form: InsightForm, _ errors: FieldErrors) -> HTML {
        """
        \(Field.radios(
            name: "kind", legend: "What it is",
            options: Insight.Kind.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) }, value: form.kind,
            error: errors["kind"]))
        \(Field.textarea(name: "text", label: "What was said", value: form.text, error: errors["text"], rows: 4))
        \(Field.select(
            name: "problem", label: "Which problem it is about",
            options: view.problems.map { Field.Option(value: $0.id.text, label: $0.title) }, value: form.problem,
            error: errors["problem"], prompt: "None of them, or not known yet", optional: true))
        \(Field.text(
            name: "about", label: "Otherwise: what it is about, in words", value: form.about, error: errors["about"],
            optional: true))
        \(Field.text(
            name: "from", label: "Who said it", value: form.from,
            hint: "Their name or e-mail address, as among the people. It is never published.", error: errors["from"],
            optional: true))
        \(Field.checkbox(
            name: "attributable", label: "It may be quoted with the name of the organisation", checked: form.isAttributable))
        \(Button("Save"))
        """
    }
}
