import Hummingbird
import Markup

enum DecisionPages {
    static func list(_ request: PageRequest, _ view: FinalsView) -> Response {
        page(
            request, view.programme, title: "Decisions",
            body: """
                \(Heading("Decisions", lead: lead(view)))
                \(figures(view.pot))
                <section><h2>Finalists</h2>\(finalists(view))</section>
                <section><h2>Who was told</h2>\(TellingPages.list(view))</section>
                \(if: view.programme.resultsReleasedAt == nil, announcing(request, view))
                """)
    }

    private static func lead(_ view: FinalsView) -> HTML {
        if let released = view.programme.resultsReleasedAt {
            return "The results have been out since \(released.london.full)."
        }
        return
            "Decided now, told in private first, and announced together. Until then only the team and those who were told know."
    }

    private static func figures(_ pot: Pot) -> HTML {
        let all: [Markup.Figure?] = [
            Markup.Figure("\(pot.whole)", of: "in the pot", definition: "What the programme can give.", link: nil),
            Markup.Figure(
                "\(pot.awarded)", of: "awarded",
                definition: pot.isWholeStory
                    ? "The sum of all awards decided so far." : "To those that you may know of, decided so far.",
                link: nil),
            pot.left.map {
                Markup.Figure("\($0)", of: "left", definition: "The pot without the awards.", link: nil)
            },
        ]
        return "\(Markup.Figure.row(all.compactMap(\.self)))\(if: !pot.isWholeStory, standingAside)"
    }

    private static var standingAside: HTML {
        """
        <p>You stand aside from an application, or from an organisation that may apply. So no sum here counts it, what is left \
        is not shown to you before the results are out, and a colleague who does not stand aside decides about awards.</p>
        """
    }

    private static func finalists(_ view: FinalsView) -> HTML {
        Table(
            caption: "Finalists",
            columns: [
                Column("Finalist", .name) { row in
                    "<a href=\"\(link: Finals.link(view.programme, row.application.id))\">\(row.application.organisation)</a>"
                },
                Column("Panel’s mean of 100", .number) { row in
                    row.mean.map { "\($0, places: 1)" } ?? (row.totals.isEmpty ? "–" : "Too few scores")
                },
                Column("Scores", .number) { "\($0.totals.count)" },
                Column("Asked", .number) { $0.application.asked.map { "\($0)" } ?? "–" },
                Column("Decision") { outcome(view.decisions[$0.application.id]) },
                Column("Awarded", .number) { row in
                    view.decisions[row.application.id].map { $0.outcome.isAward ? "\($0.amount)" : "–" } ?? ""
                },
            ], rows: view.finalists, captionShown: false, empty: "Nobody is shortlisted yet."
        ).html
    }

    private static func outcome(_ decided: Decision?) -> HTML {
        guard let outcome = decided?.outcome else { return Tag("Open", .accent).html }
        return Tag(outcome.label, outcome.isAward ? .good : .neutral).html
    }

    /// The two steps after deciding, each with what it does.
    private static func announcing(_ request: PageRequest, _ view: FinalsView) -> HTML {
        let (base, readiness) = (Finals.link(view.programme), view.readiness)
        return """
            <section><h2>Tell in private</h2>
            <p>\(readiness.untold == 0
                ? "Nobody waits to be told." as HTML
                : """
                \(Number.count(readiness.untold, "applicant is", "applicants are").capitalizedFirst) decided about and not told yet, \
                those who were not shortlisted included.
                """) Each gets a mail with the outcome and the reason. The mails wait in the \
            <a href="\(link: Link("\(Programmes.teamLink(view.programme))/outbox"))">outbox</a>, where you read, change and release \
            them. Told is who got a letter that has left, or whom you told yourselves.</p>
            \(if: view.applicants.contains { $0.telling.canBeWritten }, Button(
                "Write to them", posts: Link("\(base)/telling"), token: request.context.formToken, look: .first).html)</section>
            <section><h2>Release the results</h2>
            <p>Shows the funded projects to everybody, and each applicant their own decision and reason. This cannot be taken back.</p>
            \(readiness.words.map { words in Notice("Not yet", .warn) { "<p>\(words)</p>" }.html }
                ?? Button("See what will be shown", to: Finals.releaseLink(view.programme)).html)
            </section>

            """
    }

    static func finalist(
        _ request: PageRequest, _ view: FinalistView, form: DecisionForm, telling: TellingForm, errors: FieldErrors
    ) -> Response {
        let application = view.application
        return page(
            request, view.programme, title: application.organisation, errors: errors,
            above: BackLink("Decisions", to: Finals.link(view.programme)).html,
            body: """
                \(errors.summary)
                \(Heading(
                    application.organisation, over: application.reference,
                    lead: """
                        \(there(view)) <a href="\(link: reading(view))">Read the application</a>
                        """))
                <section><h2>What the panel gave</h2>\(scores(view))</section>
                \(if: view.programme.resultsReleasedAt == nil, decide(request, view, form, errors), else: decided(view.decision))
                \(view.applicant.map { TellingPages.section(request, view.programme, $0, telling, errors) })
                """)
    }

    private static func there(_ view: FinalistView) -> HTML {
        let asked = view.application.asked
        guard let most = view.most else { return "\(asked.map { "It asked for \($0)." as HTML })" }
        return "\(most) is there for this one\(asked.map { ", which asked for \($0)" as HTML })."
    }

    private static func reading(_ view: FinalistView) -> Link {
        Link("\(Programmes.teamLink(view.programme))/applications/\(view.application.id.text)")
    }

    private static func scores(_ view: FinalistView) -> HTML {
        guard !view.reviews.isEmpty else { return Nothing("No scores that you may read are in yet.").html }
        return """
            \(view.reviews, each: { "<h3>\($0.author)</h3>\(ReviewPages.given($0.review, view.criteria))" })
            """
    }

    private static func decided(_ decision: Decision?) -> HTML {
        guard let decision else { return "" }
        return """
            <section><h2>The decision</h2>\(SummaryList([
                SummaryList.Row("Outcome", "\(decision.outcome.label)"), SummaryList.Row("Awarded", "\(decision.amount)"),
                SummaryList.Row("Reason", "\(decision.reason)"),
            ]))</section>

            """
    }

    private static func decide(
        _ request: PageRequest, _ view: FinalistView, _ form: DecisionForm, _ errors: FieldErrors
    ) -> HTML {
        let action = Link("\(Finals.link(view.programme))/\(view.application.id.text)")
        return """
            <section><h2>Decide</h2>\(request.form(changing: action, shows: DecisionForm(view.decision).data) {
                """
                \(Field.radios(
                    name: "outcome", legend: "Outcome",
                    options: Decision.Outcome.allCases.map { Field.Option(value: $0.rawValue, label: $0.label) },
                    value: form.outcome, error: errors["outcome"]))
                \(Field.money(
                    name: "amount", label: "Amount", value: form.amount,
                    hint: view.most.map { "For an award. At most \($0) is left for this one." } ?? "For an award.", error: errors["amount"], optional: true))
                \(Field.textarea(
                    name: "condition", label: "Condition", value: form.condition,
                    hint: "For an award on a condition: what must be done first.", error: errors["condition"], rows: 2,
                    optional: true))
                \(Field.textarea(
                    name: "reason", label: "Reason", value: form.reason, hint: "The applicant is told.",
                    error: errors["reason"], rows: 3))
                \(assents(view, form, errors))
                \(Button(view.decision == nil ? "Decide" : "Change the decision"))
                """
            })</section>

            """
    }

    /// The boxes for what is out of the ordinary, as far as it is known before anything is typed.
    private static func assents(_ view: FinalistView, _ form: DecisionForm, _ errors: FieldErrors) -> HTML {
        let labels: [(assent: Decision.Assent, label: String, isKnown: Bool)] = [
            (.withoutScores, "Award it without scores of the panel", !view.hasPanelScore),
            (.aboveAsked, "Give more than they asked for", false),
        ]
        let shown = labels.filter { one in
            one.isKnown || errors[one.assent.rawValue] != nil || form.assents.contains(one.assent)
        }
        let boxes = shown.map { one in
            Field.checkbox(
                name: one.assent.rawValue, label: one.label, checked: form.assents.contains(one.assent),
                error: errors[one.assent.rawValue])
        }
        return "\(boxes, each: \.self)"
    }

    static func page(
        _ request: PageRequest, _ programme: Programme, title: String, errors: FieldErrors = FieldErrors(),
        above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .decisions),
            context: request.context,
            status: errors.isEmpty ? .ok : .unprocessableContent, look: .desk, above: above, body: body)
    }
}
