import Hummingbird
import Markup

enum TeamApplicationPages {
    static func list(_ call: Call, _ programme: Programme, _ lines: [Applications.Line]) -> Response {
        let base = Programmes.link(programme)
        let sent = lines.filter { $0.application.stage.wasSubmitted }.count
        return page(
            call, programme, title: "Applications",
            body: """
                \(Heading("Applications", lead: """
                    \(Number.count(sent, "application", "applications")) sent, \
                    \(lines.filter { $0.application.stage == .draft }.count) begun. \
                    <a href="\(link: Link("\(base)/team/help"))">Help given</a>
                    """))
                \(Table(
                    caption: "Applications",
                    columns: [
                        Column("Organisation", .name) { line in
                            "<a href=\"\(link: Link("\(base)/team/applications/\(line.application.id.text)"))\">\(line.application.organisation)</a>"
                        },
                        Column("Reference") { "\($0.application.reference)" }, Column("Theme") { "\($0.themes)" },
                        Column("State") { state($0.application, at: call.now) },
                        Column("Scores in", .number) { $0.assigned > 0 ? "\($0.scores) of \($0.assigned)" : "" },
                        Column("Asked", .number) { $0.application.asked.map { "\($0)" } ?? "–" },
                    ], rows: lines, captionShown: false, empty: "Nobody has begun an application yet."))
                """)
    }

    /// A draft that nobody touched for a fortnight has gone silent: somebody may want to ring.
    private static func state(_ application: Application, at now: Instant) -> HTML {
        switch application.stage {
        case .draft: application.savedAt + .days(14) < now ? Tag("Silent", .warn).html : Tag("Draft").html
        case .shortlisted, .funded: Tag(application.stage.staffLabel, .good).html
        default: Tag(application.stage.staffLabel).html
        }
    }

    static func application(_ call: Call, _ view: TeamView, errors: FieldErrors) -> Response {
        let application = view.reading.application
        let base = Programmes.link(view.programme)
        return page(
            call, view.programme, title: application.organisation, status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Applications", to: Link("\(base)/team/applications")).html,
            body: """
                \(errors.summary)
                \(Heading(
                    application.organisation, over: application.reference.isEmpty ? "Not sent" : application.reference,
                    lead: state(application, at: call.now)))
                \(SummaryList(answers(view.reading)))
                \(company(view.company))
                \(if: application.stage == .draft, extend(call, view, errors: errors))
                <section><h2>What happened</h2><ul>\(view.history, each: { entry in
                    "<li>\(entry.at.london.full): \(entry.actor) \(entry.verb)\(if: !entry.reason.isEmpty, " (\(entry.reason))")</li>"
                })</ul></section>
                """)
    }

    static func answers(_ reading: Applications.Reading) -> [SummaryList.Row] {
        reading.form.questions.map { question in
            let text =
                question.kind == .themes ? reading.themes.joined(separator: "; ") : reading.answers[question.id] ?? ""
            return SummaryList.Row(question.label, DraftPages.paragraphs(text))
        }
    }

    private static func company(_ company: Company) -> HTML {
        Table(
            caption: "Who takes part",
            columns: [
                Column("Name", .name) { "\($0.name)" }, Column("Part") { "\($0.part.label)" },
                Column("E-mail address") { "\($0.account.email)" },
            ], rows: company.companions, empty: "Nobody who can sign in takes part in it."
        ).html
    }

    private static func extend(_ call: Call, _ view: TeamView, errors: FieldErrors) -> HTML {
        let base = Programmes.link(view.programme)
        return """
            <section><h2>More time</h2>
            <p>\(view.closes.map { "It can be sent until \($0.london.full)." } ?? "There is no closing date.")</p>
            \(Form(
                action: Link("\(base)/team/applications/\(view.reading.application.id.text)/extension"),
                token: call.visit.formToken
            ) {
                """
                \(Field.text(
                    name: "until", label: "Until", hint: "For example 2022-03-31 17:00, in London.", error: errors["until"],
                    width: .twenty))
                \(Field.text(name: "reason", label: "Why", hint: "It stays on record.", error: errors["reason"]))
                \(Button("Give more time", look: .second))
                """
            })</section>
            """
    }

    static func page(
        _ call: Call, _ programme: Programme, title: String, status: HTTPResponse.Status = .ok, above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: call.caller, current: .applications),
            visit: call.visit,
            status: status, look: .desk, above: above, body: body)
    }
}
