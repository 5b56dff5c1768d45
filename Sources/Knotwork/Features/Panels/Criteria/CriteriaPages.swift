import Hummingbird
import Markup

enum CriteriaPages {
    static func edit(_ request: PageRequest, _ view: CriteriaView, _ form: CriteriaForm, errors: FieldErrors)
        -> Response
    {
        TeamPanelPages.page(
            request, view.programme, title: "Criteria", errors: errors,
            above: BackLink("Panel", to: Panels.overview(view.programme, view.round)).html
                + Tabs(
                    Round.allCases.map {
                        Place($0.label, CriteriaView.link(view.programme, $0), isHere: $0 == view.round)
                    },
                    label: "Rounds"
                ).html,
            body: """
                \(errors.summary)
                \(if: request.query("done") == "criteria" && errors.isEmpty, Notice("Kept, and published", .good, announced: true) { "" }.html)
                \(Heading("Criteria", over: view.round.label, lead: """
                    What applications are judged by. They stand on “How to apply” for everybody to read, and can be changed until \
                    applications open.
                    """))
                \(view.lock.map { locked($0, view) } ?? blocks(request, view, form, errors))
                """)
    }

    private static func locked(_ why: String, _ view: CriteriaView) -> HTML {
        """
        \(Notice("No longer to be changed") { "<p>\(why) The criteria stay as they were published.</p>" })
        \(list(view.criteria))
        """
    }

    private static func blocks(
        _ request: PageRequest, _ view: CriteriaView, _ form: CriteriaForm, _ errors: FieldErrors
    ) -> HTML {
        let action = Link("\(Programmes.teamLink(view.programme))/panel/criteria")
        return request.form(changing: action, shows: CriteriaForm(view.criteria).data) {
            """
            \(Field.hidden(name: "round", value: view.round.rawValue))
            \(form.blocks.enumerated(), each: { place, block in
                """
                <section><h2>Criterion \(place + 1)</h2><div>\(fields(block, place, errors))</div></section>

                """
            })
            \(Button("Keep and publish"))
            """
        }.html
    }

    private static func fields(_ block: CriteriaForm.Block, _ place: Int, _ errors: FieldErrors) -> HTML {
        """
        \(Field.hidden(name: "key-\(place)", value: block.key))
        \(Field.text(
            name: "title-\(place)", label: "What is judged", value: block.title,
            hint: "Leave it empty with its weight to leave it out.", error: errors["title-\(place)"]))
        \(Field.number(
            name: "weight-\(place)", label: "How much it counts", value: block.weight, error: errors["weight-\(place)"],
            suffix: "%"))
        \(Field.number(
            name: "lowest-\(place)", label: "Fewest points", value: block.lowest, error: errors["lowest-\(place)"]))
        \(Field.number(
            name: "highest-\(place)", label: "Most points", value: block.highest, error: errors["highest-\(place)"]))
        \(Field.textarea(
            name: "anchors-\(place)", label: "What the points mean", value: block.anchors,
            hint: "A line for a number of points, like “5: Says exactly who pays”.", error: errors["anchors-\(place)"],
            rows: 5, optional: true))
        """
    }

    /// Criteria as everybody reads them.
    static func list(_ criteria: [Criterion]) -> HTML {
        SummaryList(criteria.map { SummaryList.Row("\($0.title), \($0.weight)\u{a0}%", scale($0)) }).html
    }

    /// What the points mean: a line each where somebody wrote it down, in one line where the usual words stand.
    private static func scale(_ criterion: Criterion) -> HTML {
        let points = (criterion.lowest...criterion.highest).map { "\($0):\u{a0}\(criterion.label(for: $0))" }
        if criterion.anchors.isEmpty { return "\(points.joined(separator: " · "))" }
        return "<ul>\(points, each: { "<li>\($0)</li>" })</ul>"
    }
}
