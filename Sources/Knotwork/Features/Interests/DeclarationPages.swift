import Hummingbird
import Markup
import Store

enum DeclarationPages {
    static func form(_ request: PageRequest, _ view: DeclarationView, data: FormData, errors: FieldErrors) -> Response {
        let base = Programmes.link(view.programme)
        return page(
            request, view.programme, title: "Whom are you too near to?", errors: errors,
            above: view.isJudge ? BackLink("Your reviews", to: Link("\(base)/reviews")).html : "",
            body: """
                \(errors.summary)\(done(request, view))
                \(Heading("Whom are you too near to?", lead: """
                    Say it before you read anything. You stand aside from every application of an organisation that you name, \
                    present and to come: you are never given one, and see it nowhere.
                    """))
                \(near(view))
                \(fields(request, view, base, data, errors))
                """)
    }

    private static func done(_ request: PageRequest, _ view: DeclarationView) -> HTML {
        guard request.query("done") == "declared" else { return "" }
        return Notice("Thank you", .good, announced: true) {
            """
            <p>You can add to it at any time.\
            \(if: view.isJudge, " <a href=\"\(link: Link("\(Programmes.link(view.programme))/reviews"))\">Go to your reviews</a>")</p>
            """
        }.html
    }

    private static func near(_ view: DeclarationView) -> HTML {
        guard !view.near.isEmpty else { return "" }
        return """
            <section><h2>You stand aside from</h2><ul>\(view.near, each: { one in
                "<li>\(one.name) <span class=\"meta\">since \(one.declaredAt.london.day.long)</span></li>"
            })</ul><p class="meta">Named by mistake? Ask the team.</p></section>

            """
    }

    private static func fields(
        _ request: PageRequest, _ view: DeclarationView, _ base: Link, _ data: FormData, _ errors: FieldErrors
    ) -> HTML {
        Form(action: Link("\(base)/reviews/declarations"), token: request.context.formToken) {
            """
            \(if: !view.others.isEmpty, Field.checkboxes(
                name: "organisation", legend: "Organisations that have applied",
                options: view.others.map { Field.Option(value: $0, label: $0) },
                values: Set(data.texts("organisation")),
                hint: "Tick those that employ you, on whose board you are, who are customers, competitors or friends, or whom you helped.",
                error: errors["organisation"], optional: true))
            \(Field.textarea(
                name: "others", label: "Others that may apply", value: data.text("others"), hint: "One a line.",
                error: errors["others"], rows: 3, optional: true))
            \(Field.textarea(
                name: "note", label: "What connects you, in a sentence", value: data.text("note"),
                hint: "The team reads this.", error: errors["note"], rows: 2, optional: true))
            \(Button(view.declaredAt == nil ? "I have named all of them" : "Add these"))
            """
        }.html
    }

    /// All declarations, for the team.
    static func list(_ request: PageRequest, _ view: DeclaredView, data: FormData, errors: FieldErrors) -> Response {
        let base = Programmes.link(view.programme)
        return page(
            request, view.programme, title: "Declared conflicts", errors: errors, in: .panel, look: .desk,
            above: BackLink("Panel", to: Link("\(base)/team/panel")).html,
            body: """
                \(errors.summary)
                \(Heading("Declared conflicts", lead: """
                    Whoever is too near to an organisation is given none of its applications and sees them nowhere. \
                    <a href="\(link: Link("\(base)/reviews/declarations"))">Declare your own</a>
                    """))
                \(Table(
                    caption: "Declared by organisation",
                    columns: [
                        Column("Who", .name) { "\($0.who)" }, Column("Too near to") { "\($0.name)" },
                        Column("Why") { "\($0.note)" },
                        Column("Since") { "\($0.declaredAt.london.day.long)" },
                        Column("Change") { lift(request, view, $0, base) },
                    ], rows: view.declared, empty: "Nobody has named an organisation. What somebody said about a single application stands on its page under Panel."))
                """)
    }

    /// The caller's own are not in the list: whoever named an organisation meets it nowhere.
    private static func lift(
        _ request: PageRequest, _ view: DeclaredView, _ one: DeclaredInterest, _ base: Link
    ) -> HTML {
        Disclosure("By mistake?") {
            Form(
                action: Link("\(base)/team/panel/declarations/\(one.account.text)/lifting"),
                token: request.context.formToken
            ) {
                """
                \(Field.hidden(name: "organisation", value: one.name))
                \(Field.text(
                    name: "lift", label: "Why the conflict of \(one.who) with \(one.name) no longer holds",
                    id: Field.id(for: "lift-\(one.account.text)-\(one.name)")))
                \(Button("Lift the conflict", look: .danger))
                """
            }.html
        }.html
    }

    /// Judges come to their own from their reviews, the team to all from the panel.
    private static func page(
        _ request: PageRequest, _ programme: Programme, title: String, errors: FieldErrors,
        in section: Programmes.Way = .reviews, look: Document.Look = .open, above: HTML, body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: section),
            context: request.context,
            status: errors.isEmpty ? .ok : .unprocessableContent, look: look, above: above, body: body)
    }
}
