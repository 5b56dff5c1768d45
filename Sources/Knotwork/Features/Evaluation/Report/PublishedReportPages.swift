import Hummingbird
import Markup

enum PublishedReportPages {
    /// What everybody reads. The figures are those of the day on which it was published.
    static func report(_ request: PageRequest, _ programme: Programme, _ report: PublishedReport?) -> Response {
        Frame.page(
            title: report?.content.title ?? "Report",
            site: Programmes.site(programme, caller: request.caller, current: .results), context: request.context,
            body: report.map { shown($0, programme) } ?? """
                \(Heading("Report"))
                \(Nothing("No report has been published yet."))
                """)
    }

    private static func shown(_ report: PublishedReport, _ programme: Programme) -> HTML {
        let (content, here) = (report.content, Evaluation.publicLink(programme))
        let day = report.publishedAt.london.full
        return """
            \(Heading(content.title, over: "\(content.edition) · \(content.host)"))
            \(if: report.number < report.latest, Notice("There is a newer report", .warn) {
                "<p><a href=\"\(link: here)\">Read the newest</a>. This one stays as it was published.</p>"
            }.html)
            \(ReportPages.body(content, report.findings))
            <section><h2>How it was worked out</h2><div><p>Published on \(day)\(if: report.number > 1, ", for the \(ordinal(report.number)) time"). \
            Each figure was computed from the records of that moment and has not changed since.</p>
            \(ReportPages.definitions(content))
            <p><a href="\(link: figuresLink(programme, report))">The figures with their definitions (JSON)</a>. The programme’s \
            team works them out anew with <code>\(content.command)</code>.</p></div></section>

            """
    }

    static func figuresLink(_ programme: Programme, _ report: PublishedReport) -> Link {
        Link("\(Evaluation.publicLink(programme))/figures.json").query("number", report.number)
    }

    private static func ordinal(_ number: Int) -> String {
        let names = ["first", "second", "third", "fourth", "fifth"]
        return names.indices.contains(number - 1) ? names[number - 1] : "\(number)th"
    }

    // MARK: - For the team

    static func words(
        _ request: PageRequest, _ programme: Programme, _ form: ReportWordsForm, _ kept: ReportWordsForm,
        errors: FieldErrors
    ) -> Response {
        let home = Evaluation.link(programme)
        let isSaved = request.query("saved") == "yes" && errors.isEmpty
        return page(
            request, programme, title: "The words of the report", errors,
            body: """
                \(if: isSaved, Notice("Saved", .good, announced: true) {
                    "<p><a href=\"\(link: Link("\(home)/publication"))\">Publish the report</a> when it says what you mean.</p>"
                }.html)
                \(Heading("The words of the report", lead: "The figures are worked out. What they mean is for you to say."))
                \(request.form(changing: Link("\(home)/words"), shows: kept.data) {
                    """
                    \(ReportPart.allCases, each: { part in
                        Field.textarea(
                            name: part.rawValue, label: part.label, value: form.words[part] ?? "",
                            hint: part == .opening ? "Each line is a paragraph." : nil, error: errors[part.rawValue],
                            rows: 5, optional: true)
                    })
                    \(Button("Save"))
                    """
                })
                """)
    }

    static func publication(
        _ request: PageRequest, _ draft: ReportDraft, _ made: ReportDraft.Made
    ) throws -> Response {
        let (view, latest, mark) = (draft.view, draft.latest, try draft.mark())
        return page(
            request, view.programme, title: "Publish the report", FieldErrors(),
            body: """
                \(Heading("Publish the report", lead: "Everybody can read it then, and its figures no longer change."))
                \(if: latest > 0, """
                    <p>It was published \(Number.count(latest, "time", "times")). What was published stays at its address; the \
                    newest is what people find. <a href="\(link: Evaluation.publicLink(view.programme))">Read it</a></p>
                    """)
                \(view.areResultsOut ? ready(request, view, made, mark) : Notice("Not yet", .warn) {
                    "<p>The results are not out, and the report would tell them. Release them first.</p>"
                }.html)
                """)
    }

    private static func ready(
        _ request: PageRequest, _ view: EvaluationView, _ made: ReportDraft.Made, _ mark: String
    ) -> HTML {
        let home = Evaluation.link(view.programme)
        let missing = ReportPart.allCases.filter { (view.words[$0] ?? "").isEmpty }
        return """
            \(Table(
                caption: "The figures as they would be published now",
                columns: [
                    Column("Figure", .name) { "\($0.title.capitalizedFirst)" }, Column("Value", .number) { "\($0.value)" },
                    Column("Worked out as") { "\($0.formula)" },
                ], rows: made.content.groups.flatMap(\.figures)))
            \(if: !made.advice.isEmpty, Notice("Small numbers") { "\(made.advice, each: { "<p>\($0)</p>" })" }.html)
            \(if: !missing.isEmpty, "<p>Without words of yours: \(missing.map { $0.label.lowercased() }.joined(separator: ", ")).</p>")
            \(Button.row(
                Button("Read it as it would be published", to: Link("\(home)/report"), look: .second),
                Button("Edit the words", to: Link("\(home)/words"), look: .second)))
            \(Form(action: Link("\(home)/publication"), token: request.context.formToken) {
                "\(Field.hidden(name: "read", value: mark))\(Button("Publish the report"))"
            })
            """
    }

    private static func page(
        _ request: PageRequest, _ programme: Programme, title: String, _ errors: FieldErrors, body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .evaluation),
            context: request.context, status: errors.status, look: .desk,
            above: Breadcrumbs([Place("Evaluation", Evaluation.link(programme))], here: title).html,
            body: "\(errors.summary)\(body)")
    }
}
