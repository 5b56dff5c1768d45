import Hummingbird
import Markup

/// The page of one application in a round: who scores it, what they gave, and whether it goes on.
enum JudgedPages {
    static func application(_ request: PageRequest, _ view: JudgedView, data: FormData, errors: FieldErrors) -> Response
    {
        TeamPanelPages.page(
            request, view.programme, title: "\(view.application.organisation): \(view.round.label)", errors: errors,
            above: BackLink("Panel", to: Panels.overview(view.programme, view.round)).html,
            body: """
                \(errors.summary)
                \(Heading(
                    view.application.organisation, over: "\(view.application.reference) · \(view.round.label)",
                    lead: "<a href=\"\(link: reading(view))\">Read the application</a>"))
                <section><h2>Scores</h2>\(reviews(view))</section>
                \(if: view.round == .assessment, shortlist(request, view, data, errors))
                <section><h2>Who scores it</h2>\(given(view))\(assign(request, view, errors))</section>
                \(conflicts(request, view, errors))
                """)
    }

    private static func reading(_ view: JudgedView) -> Link {
        Link("\(Programmes.teamLink(view.programme))/applications/\(view.application.id.text)")
    }

    private static func reviews(_ view: JudgedView) -> HTML {
        guard !view.reviews.isEmpty else { return Nothing("No scores that you may read are in yet.").html }
        return """
            \(view.reviews, each: { signed in
                "<h3>\(signed.author)</h3>\(ReviewPages.given(signed.review, view.criteria))"
            })
            """
    }

    private static func shortlist(
        _ request: PageRequest, _ view: JudgedView, _ data: FormData, _ errors: FieldErrors
    ) -> HTML {
        let known = view.shortlisting
        guard view.canBeShortlisted else {
            return
                "<section><h2>Shortlist</h2><p>\(known.map { $0.shortlisted ? "Shortlisted" : "Not shortlisted" }) \(known?.reason)</p></section>"
        }
        let typed = data.has("shortlisted") || data.has("reason") ? data : view.shownShortlisting
        return """
            <section><h2>Shortlist</h2>\(request.form(
                changing: action(view, "shortlisting"), shows: view.shownShortlisting
            ) {
                """
                \(Field.hidden(name: "round", value: view.round.rawValue))
                \(Field.radios(
                    name: "shortlisted", legend: "Does it go on to the final?",
                    options: [Field.Option(value: "yes", label: "Yes"), Field.Option(value: "no", label: "No")],
                    value: typed.text("shortlisted"), error: errors["shortlisted"],
                    look: .inline))
                \(Field.textarea(
                    name: "reason", label: "Reason", value: typed.text("reason"),
                    hint: "The applicant is told. Must be given when it does not go on.", error: errors["reason"], rows: 3))
                \(Button(known == nil ? "Decide" : "Change the decision"))
                """
            })</section>

            """
    }

    private static func action(_ view: JudgedView, _ what: String) -> Link {
        Link("\(Programmes.teamLink(view.programme))/panel/\(view.application.id.text)/\(what)")
    }

    private static func given(_ view: JudgedView) -> HTML {
        Table(
            caption: "People who were given it",
            columns: [
                Column("Name", .name) { "\($0.name)" },
                Column("State") { state($0) },
                Column("Reason") { "\($0.declined)" },
            ], rows: view.given, captionShown: false, empty: "It was given to nobody yet."
        ).html
    }

    private static func state(_ given: GivenTo) -> HTML {
        if given.declined != nil { return Tag("Declined", .warn).html }
        switch given.state {
        case nil: return Tag("Not yet started").html
        case .draft: return Tag("In progress", .accent).html
        case .handedIn: return "Handed in"
        }
    }

    private static func assign(_ request: PageRequest, _ view: JudgedView, _ errors: FieldErrors) -> HTML {
        guard !view.free.isEmpty else { return "" }
        return Form(action: action(view, "assignments"), token: request.context.formToken) {
            """
            \(Field.hidden(name: "round", value: view.round.rawValue))
            \(Field.select(
                name: "account", label: "Give it to",
                options: view.free.map {
                    Field.Option(value: $0.id.text, label: $0.shownName)
                }, error: errors["account"]))
            \(Button("Give", look: .second))
            """
        }.html
    }

    private static func conflicts(_ request: PageRequest, _ view: JudgedView, _ errors: FieldErrors) -> HTML {
        guard !view.conflicts.isEmpty || !view.near.isEmpty else { return "" }
        return """
            <section><h2>Declared conflicts</h2>\(view.conflicts, each: { conflict(request, view, $0, errors) })\
            \(view.near, each: { near($0, view) })</section>

            """
    }

    private static func near(_ one: DeclaredInterest, _ view: JudgedView) -> HTML {
        let all = Link("\(Programmes.teamLink(view.programme))/panel/declarations")
        return """
            \(SummaryList([
                SummaryList.Row("Who", "\(one.who)"),
                SummaryList.Row("By", "organisation, <a href=\"\(link: all)\">named as \(one.name)</a>"),
                SummaryList.Row("Note", "\(one.note)"), SummaryList.Row("Stands aside", "Yes"),
            ]))
            """
    }

    private static func conflict(
        _ request: PageRequest, _ view: JudgedView, _ conflict: DeclaredConflict, _ errors: FieldErrors
    ) -> HTML {
        """
        \(SummaryList([
            SummaryList.Row("Who", "\(conflict.name)"), SummaryList.Row("By", "\(conflict.kind)"),
            SummaryList.Row("Note", "\(conflict.note)"),
            SummaryList.Row("Stands aside", conflict.isRecused ? "Yes" : "No, but it should be known"),
        ]))
        \(if: conflict.account != request.caller.account?.id, Disclosure("It was declared by mistake") {
            Form(
                action: Link("\(action(view, "conflicts"))/\(conflict.account.text)/lifting"), token: request.context.formToken
            ) {
                """
                \(Field.hidden(name: "round", value: view.round.rawValue))
                \(Field.text(
                    name: "lift", label: "Why it no longer holds", error: errors["lift"],
                    id: "lift-\(conflict.account.text)"))
                \(Button("Lift the conflict", look: .danger))
                """
            }.html
        }.html)
        """
    }
}
