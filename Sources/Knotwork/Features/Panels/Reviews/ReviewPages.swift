import Hummingbird
import Markup

enum ReviewPages {
    static func list(_ request: PageRequest, _ programme: Programme, _ tasks: [ReviewTask], hasDeclared: Bool)
        -> Response
    {
        page(
            request, programme, title: "Your reviews",
            body: """
                \(Heading(
                    "Your reviews",
                    lead: "Read each application and score it by the published criteria. Nobody sees your scores before you hand them in, and you see the others’ only after."))
                \(declaration(programme, hasDeclared))
                \(if: tasks.isEmpty, Nothing("Nothing is waiting for you.", "<p>The team writes to you when there is.</p>").html)
                \(Round.allCases, each: { round in
                    section(round, programme, tasks.filter { $0.round == round })
                })
                """)
    }

    private static func declaration(_ programme: Programme, _ hasDeclared: Bool) -> HTML {
        let link = Interests.link(declarations: programme)
        if hasDeclared { return "<p><a href=\"\(link: link)\">Organisations you are too near to</a></p>" }
        return Notice("Before you read", .warn) {
            "<p><a href=\"\(link: link)\">Say to whom you are too near</a>. Then the applications open to you.</p>"
        }.html
    }

    private static func section(_ round: Round, _ programme: Programme, _ tasks: [ReviewTask]) -> HTML {
        guard !tasks.isEmpty else { return "" }
        let done = tasks.filter { $0.state == .handedIn }.count
        return """
            <section><h2>\(round.label)</h2><p>\(Progress(done, of: tasks.count, "handed in"))</p>
            \(Table(
                caption: "\(round.label): what you were given",
                columns: [
                    Column("Application", .name) { task in
                        "<a href=\"\(link: task.link(in: programme))\">\(task.application.organisation)</a>"
                    },
                    Column("Number") { "\($0.application.reference)" },
                    Column("Your scores") { state($0) },
                    Column("Too near?") { task in
                        """
                        <a href="\(link: conflict(task, programme))">Conflict or decline<span class="unseen">: \
                        \(task.application.organisation)</span></a>
                        """
                    },
                ], rows: tasks, captionShown: false))</section>

            """
    }

    private static func state(_ task: ReviewTask) -> HTML {
        if task.state == .handedIn { return "Handed in" }
        if !task.isOpen { return "Closed" }
        return task.state == nil
            ? Tag("Not yet started").html : Tag("\(task.scored) of \(task.criteria) scored", .accent).html
    }

    static func conflict(_ task: ReviewTask, _ programme: Programme) -> Link {
        Link("\(Programmes.link(programme))/reviews/\(task.application.id.text)/conflict")
            .query("round", task.round.rawValue)
    }

    static func review(_ request: PageRequest, _ view: ReviewView, form: ReviewForm, errors: FieldErrors) -> Response {
        let application = view.task.application
        return page(
            request, view.programme, title: "\(application.reference) \(application.organisation)", errors: errors,
            above: BackLink("Your reviews", to: Link("\(Programmes.link(view.programme))/reviews")).html,
            body: """
                \(errors.summary)\(done(request, errors))
                \(Heading(application.organisation, over: "\(application.reference) · \(view.task.round.label)"))
                \(if: view.task.isOpen, "<p><a href=\"#scores\">Go to the scores</a> · <a href=\"\(link: conflict(view.task, view.programme))\">Too near to judge? Declare a conflict, or decline</a></p>")
                <section><h2>What they wrote</h2>\(SummaryList(TeamApplicationPages.answers(view.reading, files: files(view))))</section>
                <section id="scores"><h2>Your scores</h2>\(scores(request, view, form, errors))</section>
                \(others(view))
                """)
    }

    private static func files(_ view: ReviewView) -> Link {
        Link("\(Programmes.link(view.programme))/reviews/\(view.task.application.id.text)/files")
    }

    private static func done(_ request: PageRequest, _ errors: FieldErrors) -> HTML {
        if !errors.isEmpty { return "" }
        switch request.query("done") {
        case "save":
            return Notice("Saved", .good, announced: true) { "<p>Nobody else sees it until you hand it in.</p>" }.html
        case "hand-in": return Notice("Handed in. Thank you", .good, announced: true) { "" }.html
        default: return ""
        }
    }

    private static func scores(_ request: PageRequest, _ view: ReviewView, _ form: ReviewForm, _ errors: FieldErrors)
        -> HTML
    {
        guard view.task.isOpen else {
            guard let own = view.own, own.state == .handedIn else {
                return "<p>This round is closed for this application.</p>"
            }
            return given(own, view.criteria)
        }
        let action = Link("\(Programmes.link(view.programme))/reviews/\(view.task.application.id.text)/scores")
        let kept = ReviewForm(view.own, view.criteria).data(view.criteria)
        return request.form(changing: action, shows: kept) {
            """
            \(Field.hidden(name: "round", value: view.task.round.rawValue))
            \(view.criteria, each: { criterion in field(criterion, form, errors) })
            \(Field.textarea(
                name: "note", label: "Anything else", value: form.note,
                hint: "For the team and the others who score it, once you have handed in.", error: errors["note"], rows: 4,
                optional: true))
            <p class="hint">Save as often as you like. Once handed in, scores can no longer change.</p>
            \(Button.row(
                Button("Save", look: .second, name: "act", value: "save"), Button("Hand in", name: "act", value: "hand-in")))
            """
        }.html
    }

    private static func field(_ criterion: Criterion, _ form: ReviewForm, _ errors: FieldErrors) -> HTML {
        """
        \(Field.radios(
            name: criterion.pointsField, legend: criterion.title,
            options: (criterion.lowest...criterion.highest).map {
                Field.Option(value: "\($0)", label: "\($0): \(criterion.label(for: $0))")
            },
            value: form.points[criterion.key], hint: "Counts for \(criterion.weight) %",
            error: errors[criterion.pointsField], look: .cards))
        \(Field.textarea(
            name: criterion.remarkField, label: "Remark on “\(criterion.title)”", value: form.remarks[criterion.key],
            error: errors[criterion.remarkField], rows: 2, optional: true))
        """
    }

    private static func others(_ view: ReviewView) -> HTML {
        guard view.task.state == .handedIn else { return "" }
        return """
            <section><h2>What the others gave</h2>
            \(if: view.others.isEmpty, Nothing("Nobody else has handed in scores yet.").html)
            \(view.others, each: { "<h3>\($0.author)</h3>\(given($0.review, view.criteria))" })</section>

            """
    }

    /// Scores that were handed in, with their words.
    static func given(_ review: Review, _ criteria: [Criterion]) -> HTML {
        let rows = criteria.map { criterion in
            SummaryList.Row(criterion.title, points(review, criterion))
        }
        let note: [SummaryList.Row] = review.note.isEmpty ? [] : [SummaryList.Row("Anything else", "\(review.note)")]
        return SummaryList(rows + note + [SummaryList.Row("Together", total(review, criteria))]).html
    }

    private static func points(_ review: Review, _ criterion: Criterion) -> HTML {
        guard let points = review.points[criterion.id] else { return "" }
        let remark = review.remarks[criterion.id] ?? ""
        return """
            \(points) of \(criterion.highest): \(criterion.label(for: points))\
            \(if: !remark.isEmpty, "<p class=\"meta\">\(remark)</p>")
            """
    }

    private static func total(_ review: Review, _ criteria: [Criterion]) -> HTML {
        review.total(criteria).map { "\($0, places: 0) of 100" } ?? ""
    }

    static func page(
        _ request: PageRequest, _ programme: Programme, title: String, errors: FieldErrors = FieldErrors(),
        above: HTML = HTML(),
        body: HTML
    ) -> Response {
        Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .reviews),
            context: request.context,
            status: errors.isEmpty ? .ok : .unprocessableContent, above: above, body: body)
    }
}
