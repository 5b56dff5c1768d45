import Hummingbird
import Markup

/// The team's feature of problems: what was framed, what waits in the backlog, and the themes.
enum FramingPages {
    static func list(_ request: PageRequest, _ view: FramingView, data: FormData, errors: FieldErrors) -> Response {
        let base = Problems.teamLink(view.programme)
        let themes = Link("\(Programmes.teamLink(view.programme))/themes")
        return page(
            request, view.programme, title: "Problems", errors,
            body: """
                \(Heading(
                    "Problems", lead: "What people struggle with, taken apart on boards and put together as themes.",
                    actions: Button.row(
                        Button("Write down a problem", to: Link("\(base)/new")),
                        Button("Name a theme", to: Link("\(themes)/new"), look: .second))))
                \(problems(view, base))
                \(themeTable(view, themes))
                \(backlog(request, view, data, errors))
                """)
    }

    private static func problems(_ view: FramingView, _ base: Link) -> HTML {
        Table(
            caption: "Problems",
            columns: [
                Column("Problem", .name) { "<a href=\"\(link: Link("\(base)/\($0.slug)"))\">\($0.title)</a>" },
                Column("Notes", .number) { "\(view.tallies[$0.id]?.notes ?? 0)" },
                Column("Insights", .number) { "\(view.tallies[$0.id]?.insights ?? 0)" },
                Column("Board") { problem in
                    """
                    <a href="\(link: Link("\(base)/\(problem.slug)/board"))">Open the board\
                    <span class="unseen"> of \(problem.title)</span></a>
                    """
                },
            ], rows: view.problems, empty: "No problem is written down yet."
        ).html
    }

    private static func themeTable(_ view: FramingView, _ themes: Link) -> HTML {
        Table(
            caption: "Themes",
            columns: [
                Column("Theme", .name) { "<a href=\"\(link: Link("\(themes)/\($0.slug)"))\">\($0.title)</a>" },
                Column("Grew from") { theme in
                    let sources = view.strands.filter { $0.theme == theme.id }.compactMap { strand in
                        view.problems.first { $0.id == strand.problem }?.title
                    }
                    return "\(sources.joined(separator: "; "))"
                },
                Column("Notes", .number) { theme in
                    "\(view.strands.filter { $0.theme == theme.id }.reduce(0) { $0 + $1.notes })"
                },
            ], rows: view.themes, empty: "No theme has a name yet."
        ).html
    }

    private static func backlog(_ request: PageRequest, _ view: FramingView, _ data: FormData, _ errors: FieldErrors)
        -> HTML
    {
        guard !view.backlog.isEmpty else { return "" }
        return """
            <section><h2>Backlog</h2><p>Heard before and put aside. Ask whether it still holds.</p>
            <ul class="plain">\(view.backlog, each: { item(request, view.programme, $0, data, errors) })</ul></section>

            """
    }

    private static func item(
        _ request: PageRequest, _ programme: Programme, _ item: BacklogItem, _ data: FormData, _ errors: FieldErrors
    ) -> HTML {
        let home = Link("\(Programmes.teamLink(programme))/backlog/\(item.id.text)")
        let isThis = data.text("item") == item.id.text
        return """
            <li><strong>\(item.title)</strong> <span class="meta">since \(item.parkedAt.london.day.long)</span>
            \(Button("It still holds: take it up", about: item.title, posts: Link("\(home)/taking-up"), token: request.context.formToken))
            \(Disclosure("Drop it", open: isThis) {
                Form(action: Link("\(home)/dropping"), token: request.context.formToken) {
                    """
                    \(Field.hidden(name: "item", value: item.id.text))
                    \(Field.text(
                        name: "why", label: "Why “\(item.title)” is dropped", value: isThis ? data.text("why") : "",
                        error: isThis ? errors["why"] : nil, id: "why-\(item.id.text)"))
                    \(Button("Drop it", look: .second))
                    """
                }.html
            })</li>

            """
    }

    // MARK: - One problem

    static func problem(
        _ request: PageRequest, _ programme: Programme, _ problem: Problem?, _ form: ProblemForm, pack: [PackItem] = [],
        data: FormData = FormData(), errors: FieldErrors
    ) -> Response {
        let base = Problems.teamLink(programme)
        let title = problem?.title ?? "Write down a problem"
        let home = problem.map { Link("\(base)/\($0.slug)") }
        return page(
            request, programme, title: title, errors, above: BackLink("Problems", to: base).html,
            body: """
                \(Heading(title, lead: "What stands here is public at once.", actions: actions(programme, problem, home)))
                \(self.form(request, base, problem) { fields(form, errors) })
                \(home.map { packed(request, $0, pack, data, errors) })
                """)
    }

    private static func form(_ request: PageRequest, _ base: Link, _ problem: Problem?, _ content: () -> HTML) -> Form {
        guard let problem else { return Form(action: base, token: request.context.formToken, content) }
        return request.form(changing: Link("\(base)/\(problem.slug)"), shows: ProblemForm(problem).data, content)
    }

    private static func actions(_ programme: Programme, _ problem: Problem?, _ home: Link?) -> HTML {
        guard let problem, let home else { return "" }
        return Button.row(
            Button("Open the board", to: Link("\(home)/board")),
            Button("Public page", to: problem.link(in: programme), look: .second))
    }

    private static func fields(_ form: ProblemForm, _ errors: FieldErrors) -> HTML {
        """
        \(Field.text(name: "title", label: "Name", value: form.title, error: errors["title"]))
        \(Field.text(
            name: "question", label: "The question in it", value: form.question,
            hint: "One that nobody can answer with yes or no: “How might we …?”", error: errors["question"], optional: true))
        \(Field.textarea(
            name: "summary", label: "In a few sentences", value: form.summary, error: errors["summary"], rows: 4, words: 60))
        \(Field.textarea(
            name: "framing", label: "The whole story", value: form.framing,
            hint: "Who struggles, what was tried, what would be different. Each line is a paragraph.", error: errors["framing"],
            rows: 10, optional: true))
        \(Button("Save"))
        """
    }

    private static func packed(
        _ request: PageRequest, _ home: Link, _ pack: [PackItem], _ data: FormData, _ errors: FieldErrors
    ) -> HTML {
        let isOpen = errors.faults.contains { $0.field.hasPrefix("pack_") }
        return """
            <section><h2>The pack</h2>
            \(Table(
                caption: "What to read before answering",
                columns: [
                    Column("Title", .name) { "\($0.title)" }, Column("Kind") { "\($0.kind.label)" },
                    Column("About") { "\($0.about)" }, Column("Address") { shown($0.url) },
                    Column("Change") { item in
                        Button(
                            "Take out", about: item.title, posts: Link("\(home)/pack/\(item.id.text)/removal"),
                            token: request.context.formToken
                        ).html
                    },
                ], rows: pack, captionShown: false, empty: "Nothing is in it yet."))
            \(Disclosure("Add something", open: isOpen) { packForm(request, home, data, errors) })</section>

            """
    }

    private static func packForm(_ request: PageRequest, _ home: Link, _ data: FormData, _ errors: FieldErrors) -> HTML
    {
        Form(action: Link("\(home)/pack"), token: request.context.formToken) {
            """
            \(Field.select(
                name: "pack_kind", label: "What it is",
                options: PackItem.Kind.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) },
                value: data.text("pack_kind"), error: errors["pack_kind"]))
            \(Field.text(name: "pack_title", label: "Title", value: data.text("pack_title"), error: errors["pack_title"]))
            \(Field.text(
                name: "pack_url", label: "Web address", value: data.text("pack_url"), error: errors["pack_url"]))
            \(Field.textarea(
                name: "pack_about", label: "What one learns from it", value: data.text("pack_about"),
                error: errors["pack_about"], rows: 2, optional: true))
            \(Button("Add"))
            """
        }.html
    }

    private static func shown(_ url: String) -> HTML {
        Link(external: url).map { "<a href=\"\(link: $0)\">\(url)</a>" } ?? "\(url)"
    }

    // MARK: - One theme

    static func theme(
        _ request: PageRequest, _ view: FramingView, _ theme: Theme?, _ form: ThemeForm, errors: FieldErrors
    ) -> Response {
        let themes = Link("\(Programmes.teamLink(view.programme))/themes")
        let title = theme?.title ?? "Name a theme"
        let options = view.problems.map { Field.Option(value: $0.id.text, label: $0.title) }
        return page(
            request, view.programme, title: title, errors,
            above: BackLink("Problems", to: Problems.teamLink(view.programme)).html,
            body: """
                \(Heading(title, lead: "What several problems have in common. Applications answer themes."))
                \(self.form(request, view, themes, theme) {
                    """
                    \(Field.text(name: "title", label: "Name", value: form.title, error: errors["title"]))
                    \(Field.textarea(
                        name: "why", label: "How it came about", value: form.why, hint: "Published.", error: errors["why"],
                        rows: 4))
                    \(Field.checkboxes(
                        name: "from", legend: "The problems it grew from", options: options, values: form.problems,
                        hint: "Moving a note under the theme adds its problem by itself.", error: errors["from"]))
                    \(Button("Save"))
                    """
                })
                """)
    }

    private static func form(
        _ request: PageRequest, _ view: FramingView, _ themes: Link, _ theme: Theme?, _ content: () -> HTML
    ) -> Form {
        guard let theme else { return Form(action: themes, token: request.context.formToken, content) }
        return request.form(changing: Link("\(themes)/\(theme.slug)"), shows: view.form(theme).data, content)
    }

    static func page(
        _ request: PageRequest, _ programme: Programme, title: String, _ errors: FieldErrors, above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .teamProblems),
            context: request.context, status: errors.status, look: .desk, above: above, body: "\(errors.summary)\(body)"
        )
    }
}
