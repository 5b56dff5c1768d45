import Hummingbird
import Markup

/// The page of one application for the team.
enum TeamApplicationPages {
    static func application(_ request: PageRequest, _ view: TeamView, data: FormData, errors: FieldErrors) -> Response {
        let application = view.reading.application
        return page(
            request, view.programme, title: application.organisation,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Applications", to: Link("\(Programmes.teamLink(view.programme))/applications")).html,
            body: """
                \(errors.summary)
                \(Heading(
                    application.organisation, over: application.reference.isEmpty ? "Not sent" : application.reference,
                    lead: TeamListPages.tag(application.stage)))
                \(view.reading.isClosed ? closed : SummaryList(answers(view.reading, files: Link("\(view.link)/files"))).html)
                <section><h2>Who takes part</h2>\(company(view.company))</section>
                \(if: application.stage == .draft, obstacle(request, view, data, errors))
                \(if: application.stage == .draft || view.reading.isClosed, extend(request, view, data, errors))
                \(if: application.stage == .submitted, reopen(request, view, data, errors))
                <section><h2>What happened</h2><ul>\(view.history, each: { entry in
                    "<li>\(entry.at.london.full): \(entry.actor) \(entry.verb) it\(if: !entry.reason.isEmpty, " (\(entry.reason))")</li>"
                })</ul></section>
                """)
    }

    private static var closed: HTML {
        """
        <p>It was withdrawn: only those who wrote it can still read what they wrote. They can take it up again themselves as \
        long as it can be sent.</p>
        """
    }

    /// The answers for those who read them. `files` is where the caller finds this application's files.
    static func answers(_ reading: Applications.Reading, files: Link) -> [SummaryList.Row] {
        reading.form.questions.map { question in
            let text =
                question.kind == .themes ? reading.themes.joined(separator: "; ") : reading.answers[question.id] ?? ""
            guard question.kind != .file else {
                return SummaryList.Row(question.label, FilePages.answer(text, at: Link("\(files)/\(question.id.text)")))
            }
            return SummaryList.Row(question.label, DraftPages.shown(text, to: question))
        }
    }

    private static func company(_ company: Company) -> HTML {
        Table(
            caption: "People of this application",
            columns: [
                Column("Name", .name) { "\($0.name)" }, Column("Part") { "\($0.part.label)" },
                Column("E-mail address") { "\($0.account.email)" },
            ], rows: company.companions, captionShown: false, empty: "Nobody who can sign in takes part in it."
        ).html
    }

    private static func obstacle(_ request: PageRequest, _ view: TeamView, _ data: FormData, _ errors: FieldErrors)
        -> HTML
    {
        """
        <section><h2>What holds it up</h2>\(request.form(
            changing: Link("\(view.link)/obstacle"), shows: ["obstacle": view.obstacle]
        ) {
            """
            \(Field.text(
                name: "obstacle", label: "As far as you know", value: typed("obstacle", data) ?? view.obstacle,
                hint: "The list shows it as stuck. Leave it empty when nothing does.", error: errors["obstacle"],
                optional: true))
            \(Button("Note it", look: .second))
            """
        })</section>

        """
    }

    private static func extend(_ request: PageRequest, _ view: TeamView, _ data: FormData, _ errors: FieldErrors)
        -> HTML
    {
        """
        <section><h2>More time</h2>
        <p>\(view.closes.map { "It can be sent until \($0.london.full)." } ?? "There is no closing date.")</p>
        \(Form(action: Link("\(view.link)/extension"), token: request.context.formToken) {
            """
            \(Field.text(
                name: "until", label: "Until", value: typed("until", data),
                hint: "Like 31 March 2022, 5 pm, on clocks in London.", error: errors["until"], width: .twenty))
            \(Field.text(
                name: "reason", label: "Why", value: typed("reason", data), hint: "It stays on record.",
                error: errors["reason"]))
            \(Button("Give more time", look: .second))
            """
        })</section>

        """
    }

    private static func reopen(_ request: PageRequest, _ view: TeamView, _ data: FormData, _ errors: FieldErrors)
        -> HTML
    {
        let isClosed = view.closes.map { $0 < request.now } ?? false
        return """
            <section><h2>Open it again</h2>
            <p>The applicants can change it, and must send it again for it to count. They are mailed.</p>
            \(Form(action: Link("\(view.link)/reopening"), token: request.context.formToken) {
                """
                \(Field.text(
                    name: "reopen-reason", label: "Why", value: typed("reopen-reason", data),
                    hint: "The applicants read it, and it stays on record.", error: errors["reopen-reason"],
                    optional: !isClosed))
                \(Field.text(
                    name: "reopen-until", label: "Until", value: typed("reopen-until", data),
                    hint: isClosed
                        ? "Applications are closed. Like 31 March 2022, 5 pm, on clocks in London."
                        : "Only when it may be sent after the others. Like 31 March 2022, 5 pm, on clocks in London.",
                    error: errors["reopen-until"], width: .twenty, optional: !isClosed))
                \(Button("Open it again", look: .second))
                """
            })</section>

            """
    }

    private static func typed(_ name: String, _ data: FormData) -> String? { data.has(name) ? data.text(name) : nil }

    static func page(
        _ request: PageRequest, _ programme: Programme, title: String, status: HTTPResponse.Status = .ok,
        above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .applications),
            context: request.context, status: status, look: .desk, above: above, body: body)
    }
}
