import Hummingbird
import Markup

enum HelpPages {
    static func help(_ request: PageRequest, _ view: HelpView, data: FormData, errors: FieldErrors) -> Response {
        TeamApplicationPages.page(
            request, view.programme, title: "Help given", status: errors.isEmpty ? .ok : .unprocessableContent,
            above: BackLink("Applications", to: Link("\(Programmes.teamLink(view.programme))/applications")).html,
            body: """
                \(errors.summary)\(done(request))
                \(Heading("Help given", lead: lead(view)))
                <section><h2>Who got how much</h2>\(access(view))</section>
                <section><h2>Write down help</h2>\(form(request, view, data, errors))</section>
                <section><h2>Conversations</h2>\(conversations(view))</section>
                """)
    }

    private static func done(_ request: PageRequest) -> HTML {
        request.query("done") == "help" ? Notice("Written down", .good, announced: true) { "" }.html : ""
    }

    private static func lead(_ view: HelpView) -> HTML {
        let (none, all) = (view.access.filter { $0.conversations == 0 }.count, view.access.count)
        guard all > 0 else { return "Written down so that everybody’s access to it can be seen to be equal." }
        return """
            Written down so that everybody’s access to it can be seen to be equal. \
            \(none == 0 ? "Everybody here has had some." : "\(none) of \(Number.count(all, "organisation", "organisations")) had none.")
            """
    }

    private static func access(_ view: HelpView) -> HTML {
        Table(
            caption: "Help by organisation, those with the least first",
            columns: [
                Column("Organisation", .name) { "\($0.organisation)" },
                Column("Application") { "\($0.stage?.staffLabel ?? "None")" },
                Column("Conversations", .number) { "\($0.conversations)" },
                Column("Minutes", .number) { one in
                    one.conversations == 0 ? Tag("None", .warn).html : "\(one.minutes)"
                },
            ], rows: view.access, captionShown: false, empty: "Nobody has begun an application yet."
        ).html
    }

    private static func conversations(_ view: HelpView) -> HTML {
        Table(
            caption: Number.count(view.help.count, "conversation", "conversations"),
            columns: [
                Column("Organisation", .name) { "\($0.organisation)" }, Column("With") { "\($0.person)" },
                Column("By") { "\($0.helper)" }, Column("On") { "\($0.at.london.day.long)" },
                Column("How") { "\($0.kind == .other ? "" : $0.kind.label)" },
                Column("Minutes", .number) { "\($0.minutes)" }, Column("About") { "\($0.what)" },
            ], rows: view.help, captionShown: false, empty: "No help has been written down yet."
        ).html
    }

    private static func form(_ request: PageRequest, _ view: HelpView, _ data: FormData, _ errors: FieldErrors) -> HTML
    {
        Form(action: Link("\(Programmes.teamLink(view.programme))/help"), token: request.context.formToken) {
            """
            \(Field.select(
                name: "application", label: "For which application",
                options: view.applications.map { Field.Option(value: $0.id.text, label: name($0)) },
                value: data.text("application"), error: errors["application"], prompt: "None of these", optional: true))
            \(Field.text(
                name: "organisation", label: "Or for which organisation", value: data.text("organisation"),
                hint: "When it has no application yet.", error: errors["organisation"], optional: true))
            \(Field.text(
                name: "person", label: "Who was helped", value: data.text("person"), error: errors["person"],
                optional: true))
            \(Field.text(
                name: "helper", label: "Who helped",
                value: data.has("helper") ? data.text("helper") : request.caller.account?.name, error: errors["helper"]))
            \(Field.radios(
                name: "kind", legend: "How",
                options: Applications.HelpGiven.Kind.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) },
                value: data.text("kind"), error: errors["kind"]))
            \(Field.date(
                name: "day", legend: "When",
                value: data.has("day-day") ? TypedDay(data, "day").typed : TypedDay.typed(request.now.london.day),
                error: errors["day"]))
            \(Field.number(
                name: "minutes", label: "How long", value: data.text("minutes"), error: errors["minutes"],
                suffix: "minutes"))
            \(Field.textarea(
                name: "what", label: "About what", value: data.text("what"), error: errors["what"], rows: 2,
                optional: true))
            \(Button("Write it down"))
            """
        }.html
    }

    private static func name(_ application: Application) -> String {
        let reference =
            application.reference.isEmpty ? application.stage.staffLabel.lowercased() : application.reference
        return "\(application.organisation) (\(reference))"
    }

    /// What a critical friend sees of the time they spent, and where they write down more.
    static func own(_ request: PageRequest, _ view: DraftView, data: FormData, errors: FieldErrors) -> HTML {
        let base = view.draft.application.link(in: view.draft.programme)
        let all = view.time.reduce(0) { $0 + $1.minutes }
        return """
            <section><h2>The time you spent</h2>
            <p>The team sees it, so that everybody’s access to help is equal; assessors and the panel are not shown it.\
            \(if: all > 0, " So far: \(Number.count(all, "minute", "minutes")).")</p>
            \(if: !view.time.isEmpty, Table(
                caption: "Time you wrote down",
                columns: [
                    Column("On", .name) { "\($0.at.london.day.long)" }, Column("Minutes", .number) { "\($0.minutes)" },
                    Column("For") { "\($0.what)" },
                    Column("Change") { one in
                        Button(
                            "Take back", about: "\(Number.count(one.minutes, "minute", "minutes")) on \(one.at.london.day.long)",
                            posts: Link("\(base)/help/\(one.id.text)/removal"), token: request.context.formToken
                        ).html
                    },
                ], rows: view.time, captionShown: false).html)
            \(Form(action: Link("\(base)/help"), token: request.context.formToken) {
                """
                \(Field.number(
                    name: "minutes", label: "How long", value: data.text("minutes"), error: errors["minutes"],
                    suffix: "minutes"))
                \(Field.text(name: "what", label: "For what", value: data.text("what"), error: errors["what"], optional: true))
                \(Button("Write it down", look: .second))
                """
            })</section>

            """
    }
}
