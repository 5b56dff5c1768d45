import Hummingbird
import Markup

enum FindingPages {
    static func list(
        _ request: PageRequest, _ programme: Programme, _ findings: [Finding], data: FormData, errors: FieldErrors
    ) -> Response {
        let home = Evaluation.link(programme)
        return Frame.page(
            title: "Quotes, lessons and asks",
            site: Programmes.site(programme, caller: request.caller, current: .evaluation), context: request.context,
            status: errors.isEmpty ? .ok : .unprocessableContent, look: .desk,
            above: Breadcrumbs([Place("Evaluation", home)], here: "Quotes, lessons and asks").html,
            body: """
                \(errors.summary)
                \(Heading("Quotes, lessons and asks", lead: "What no figure says. All of it is printed in the report."))
                \(Finding.Kind.allCases, each: { kind in
                    section(request, home, kind, findings.filter { $0.kind == kind })
                })
                <section><h2>Add one</h2>\(form(request, home, data, errors))</section>
                """)
    }

    private static func section(_ request: PageRequest, _ home: Link, _ kind: Finding.Kind, _ findings: [Finding])
        -> HTML
    {
        guard !findings.isEmpty else { return "" }
        return """
            <section><h2>\(kind.heading)</h2>\(findings, each: { finding in
                """
                \(shown(finding))\(if: kind == .quote, "<p class=\"meta\">Consent: \(finding.consent)</p>")
                \(Button(
                    "Take out", about: String(finding.words.prefix(60)),
                    posts: Link("\(home)/findings/\(finding.id.text)/removal"), token: request.context.formToken))
                """
            })</section>

            """
    }

    private static func form(_ request: PageRequest, _ home: Link, _ data: FormData, _ errors: FieldErrors) -> HTML {
        let kinds = Finding.Kind.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) }
        return Form(action: Link("\(home)/findings"), token: request.context.formToken) {
            """
            \(Field.radios(
                name: "kind", legend: "What it is", options: kinds, value: data.text("kind"), error: errors["kind"]))
            \(Field.textarea(
                name: "words", label: "The words", value: data.text("words"),
                hint: "Do not name a person who has not agreed to it.", error: errors["words"]))
            \(Field.text(
                name: "speaker", label: "For a quote: who says it", value: data.text("speaker"),
                hint: "As they agreed to be described, such as “a small business that applied”. It is printed.",
                error: errors["speaker"], optional: true))
            \(Field.text(
                name: "consent", label: "For a quote: how and when they agreed", value: data.text("consent"),
                hint: "Such as “by e-mail on 4 May”. It is not printed.", error: errors["consent"], optional: true))
            \(Button("Add"))
            """
        }.html
    }

    /// As it stands on the desk and in the report.
    static func shown(_ finding: Finding) -> HTML {
        finding.kind == .quote
            ? Quotation(finding.words, by: finding.speaker).html : "<p>\(finding.words)</p>\n"
    }

    /// The findings in the report: nothing where there are none.
    static func printed(_ findings: [Finding]) -> HTML {
        Finding.Kind.allCases.map { kind -> HTML in
            let these = findings.filter { $0.kind == kind }
            guard !these.isEmpty else { return "" }
            return "<section><h2>\(kind.heading)</h2>\(these, each: shown)</section>\n"
        }.joined()
    }
}
