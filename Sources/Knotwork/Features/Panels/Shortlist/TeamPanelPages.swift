import Hummingbird
import Markup

enum TeamPanelPages {
    static func overview(_ request: PageRequest, _ view: PanelView, data: FormData, errors: FieldErrors) -> Response {
        page(
            request, view.programme, title: "Panel", errors: errors, above: rounds(view),
            body: """
                \(errors.summary)
                \(Heading("Panel", over: view.round.label, lead: lead(view)))
                <section><h2>Ranking</h2>\(ranking(view))
                <p><a href="\(link: export(view))">All scores and remarks as a table (CSV)</a></p></section>
                <section><h2>Who scores</h2>\(judges(view))\(declarations(view))\(balance(request, view, data, errors))</section>
                <section><h2>Criteria</h2>\(criteria(view))<p><a href="\(link: CriteriaView.link(view.programme, view.round))">Change the criteria</a>, until applications open.</p></section>
                """)
    }

    private static func rounds(_ view: PanelView) -> HTML {
        let places = Round.allCases.map {
            Place($0.label, Panels.overview(view.programme, $0), isHere: $0 == view.round)
        }
        return Tabs(places, label: "Rounds").html
    }

    private static func lead(_ view: PanelView) -> HTML {
        let (done, all) = (
            view.judges.map(\.handedIn).reduce(0, +), view.judges.map(\.assigned).reduce(0, +)
        )
        return "\(Number.count(view.ranking.count, "application", "applications")). \(done) of \(all) reviews are in."
    }

    private static func export(_ view: PanelView) -> Link {
        Link("\(Programmes.teamLink(view.programme))/panel/reviews.csv").query("round", view.round.rawValue)
    }

    private static func ranking(_ view: PanelView) -> HTML {
        """
        \(Table(
            caption: "Applications by their mean score",
            columns: [
                Column("Application", .name) { row in
                    """
                    <a href="\(link: JudgedView.link(row.application.id, view.round, in: view.programme))">\
                    \(row.application.organisation)</a>
                    """
                },
                Column("Reference") { "\($0.application.reference)" },
                Column("Mean of 100", .number) { mean($0) },
                Column("From – to") { spread($0) },
                Column("Scores", .number) { "\($0.totals.count) of \($0.assigned)" },
                Column("State") { state($0) },
            ], rows: view.ranking, captionShown: false, empty: "No application has got this far yet."))
        <p class="meta">The mean of the reviewers’ weighted totals, where 0 is the lowest and 100 the highest that the criteria \
        allow. Scores that lie \(Int(Ranked.farApart)) or more apart are marked: talk before you decide. Nobody’s scores are \
        corrected for severity: for that there are too few of each.</p>
        """
    }

    private static func mean(_ row: Ranked) -> HTML {
        if let mean = row.mean { return "\(mean, places: 1)" }
        return row.totals.isEmpty ? "–" : "Too few scores"
    }

    private static func spread(_ row: Ranked) -> HTML {
        guard let range = row.range else { return "" }
        return """
            \(range.lowerBound, places: 0) – \(range.upperBound, places: 0) \
            \(if: row.isDisputed, Tag("Far apart", .warn).html)
            """
    }

    private static func state(_ row: Ranked) -> HTML {
        let stage = row.application.stage
        return Tag(stage.staffLabel, stage == .shortlisted || stage == .funded ? .good : .neutral).html
    }

    private static func judges(_ view: PanelView) -> HTML {
        Table(
            caption: "People who score in this round",
            columns: [
                Column("Name", .name) { "\($0.name)" }, Column("Organisation") { "\($0.organisation)" },
                Column("Handed in") {
                    $0.assigned > 0 ? Progress($0.handedIn, of: $0.assigned, "in").html : "Nothing given"
                },
                Column("Conflicts declared") { judge in
                    judge.declaredAt.map { "Since \($0.london.day.withoutYear)" } ?? Tag("Not yet", .warn).html
                },
                Column("Drafts", .number) { "\($0.drafts)" }, Column("Declined", .number) { "\($0.declined)" },
            ], rows: view.judges, captionShown: false,
            empty: "Nobody scores in this round yet. Invite people as \(view.round.role.label.lowercased())."
        ).html
    }

    private static func declarations(_ view: PanelView) -> HTML {
        let link = Link("\(Programmes.teamLink(view.programme))/panel/declarations")
        return """
            <p><a href="\(link: JudgesView.link(view.programme, view.round))">Ask somebody, take somebody off, remind</a> · \
            <a href="\(link: link)">Declared conflicts</a>. Nobody reads an application before they have declared theirs.</p>

            """
    }

    private static func balance(_ request: PageRequest, _ view: PanelView, _ data: FormData, _ errors: FieldErrors)
        -> HTML
    {
        let action = Link("\(Programmes.teamLink(view.programme))/panel/balancing")
            .query("round", view.round.rawValue)
        return Form(action: action, token: request.context.formToken) {
            """
            \(Field.hidden(name: "round", value: view.round.rawValue))
            \(Field.number(
                name: "each", label: "Reviews for each application", value: data.has("each") ? data.text("each") : "3",
                hint: "Spreads them so that everybody has about as many. What is given already stays; conflicts are kept apart.",
                error: errors["each"]))
            \(Button("Spread the applications", look: .second))
            """
        }.html
    }

    private static func criteria(_ view: PanelView) -> HTML {
        Table(
            caption: "Criteria of this round",
            columns: [
                Column("Criterion", .name) { "\($0.title)" }, Column("Weight", .number) { "\($0.weight) %" },
                Column("Points") { criterion in
                    "\((criterion.lowest...criterion.highest).map { "\($0): \(criterion.label(for: $0))" }.joined(separator: " · "))"
                },
            ], rows: view.criteria, captionShown: false, empty: "There are no criteria for this round."
        ).html
    }

    static func page(
        _ request: PageRequest, _ programme: Programme, title: String, errors: FieldErrors, above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .panel),
            context: request.context,
            status: errors.isEmpty ? .ok : .unprocessableContent, look: .desk, above: above, body: body)
    }
}
