import Hummingbird
import Markup

enum EditionPages {
    static func edition(_ request: PageRequest, _ programme: Programme, _ form: EditionForm, errors: FieldErrors)
        -> Response
    {
        page(
            request, programme, title: "The edition", errors,
            body: """
                \(Heading("The edition", lead: "What stands here is what the public pages say. A change shows at once."))
                \(request.form(
                    changing: Link("\(Programmes.teamLink(programme))/edition"), shows: EditionForm(programme).data
                ) {
                    "\(names(form, errors))\(words(form, errors))\(looks(form, errors))\(Button("Save"))"
                })
                """)
    }

    private static func names(_ form: EditionForm, _ errors: FieldErrors) -> HTML {
        """
        <section><h2>Names</h2>
        \(Field.text(name: "name", label: "Name", value: form.name, error: errors["name"]))
        \(Field.text(
            name: "strapline", label: "Strapline", value: form.strapline,
            hint: "One sentence. It is the largest on the front page.", error: errors["strapline"]))
        \(Field.text(
            name: "edition", label: "Edition", value: form.edition, hint: "Where and when: “Liverpool City Region 2021–22”.",
            error: errors["edition"]))
        \(Field.text(name: "host", label: "Who runs it", value: form.host, error: errors["host"], optional: true))
        \(Field.text(name: "area", label: "Area", value: form.area, error: errors["area"], optional: true))
        \(Field.email(
            name: "contact", label: "Address for questions", value: form.contact,
            hint: "Published, and where answers to mails go.", error: errors["contact"]))</section>

        """
    }

    private static func words(_ form: EditionForm, _ errors: FieldErrors) -> HTML {
        """
        <section><h2>What it says</h2>
        \(Field.textarea(
            name: "about", label: "What it is", value: form.about, error: errors["about"], rows: 5, words: 60, optional: true))
        \(Field.textarea(
            name: "eligibility", label: "Who can apply", value: form.eligibility,
            hint: "Each line is a condition.", error: errors["eligibility"], optional: true))
        \(Field.textarea(
            name: "how_judged", label: "How it is judged", value: form.howJudged, hint: "Each line is a point of its own.",
            error: errors["how_judged"], optional: true))</section>

        """
    }

    private static func looks(_ form: EditionForm, _ errors: FieldErrors) -> HTML {
        """
        <section><h2>Money and colour</h2>
        \(Field.money(
            name: "pot", label: "Pot", value: form.pot, hint: "All that can be awarded. It never holds less than is decided.",
            error: errors["pot"]))
        \(Field.text(
            name: "accent", label: "Colour", value: form.accent, hint: measured(form.accent), error: errors["accent"], width: .ten)
        )</section>

        """
    }

    private static func measured(_ accent: String) -> String {
        let rule = "# and six digits or letters. Text in it must have a contrast of 4.5 to 1 or more"
        guard let colour = Colour(accent) else { return rule + "." }
        return "\(rule); \(colour) has \(EditionForm.ratio(of: colour)) to 1."
    }

    static func dates(
        _ request: PageRequest, _ programme: Programme, _ form: DatesForm, _ kept: DatesForm, errors: FieldErrors
    )
        -> Response
    {
        page(
            request, programme, title: "Dates", errors,
            body: """
                \(Heading("Dates", lead: "On clocks in London. Nobody switches a phase: it follows from what stands here."))
                <p>Write a date like <b>27 January 2022</b>, with a time like <b>27 January 2022, 10 am</b>. What has no date is not
                announced. Without a time a day counts whole; opening and closing need one.</p>
                \(request.form(changing: Link("\(Programmes.teamLink(programme))/dates"), shows: kept.data) {
                    """
                    \(Milestone.Kind.inOrder, each: { milestone($0, form[$0], errors) })
                    \(Button("Save the dates"))
                    """
                })
                """)
    }

    private static func milestone(_ kind: Milestone.Kind, _ entry: DatesForm.Entry, _ errors: FieldErrors) -> HTML {
        """
        <section><h2>\(kind.label)</h2><div class="cols">
        \(Field.text(
            name: kind.startsField, label: kind.canLast ? "Starts" : "Moment", value: entry.starts,
            error: errors[kind.startsField], optional: true))
        \(if: kind.canLast, Field.text(
            name: kind.endsField, label: "Ends", value: entry.ends, error: errors[kind.endsField], optional: true))
        \(Field.text(
            name: kind.labelField, label: "Called", value: entry.label.isEmpty ? kind.label : entry.label,
            error: errors[kind.labelField]))</div></section>

        """
    }

    static func page(
        _ request: PageRequest, _ programme: Programme, title: String, _ errors: FieldErrors, body: HTML
    ) -> Response {
        let isSaved = request.query("saved") == "yes" && errors.isEmpty
        return Frame.page(
            title: title, site: Programmes.site(programme, caller: request.caller, current: .overview),
            context: request.context, status: errors.status, look: .desk,
            above: BackLink("Overview", to: Programmes.teamLink(programme)).html,
            body: """
                \(errors.summary)
                \(if: isSaved, Notice("Saved", .good, announced: true) {
                    "<p>The public pages say so already. <a href=\"\(link: Programmes.link(programme))\">Look at them</a>.</p>"
                }.html)
                \(body)
                """)
    }
}

extension Milestone.Kind {
    /// The order in which an edition is lived.
    static let inOrder: [Milestone.Kind] = [
        .listening, .launch, .applicationsOpen, .webinars, .applicationsClose, .shortlist, .finals, .results,
        .evaluation,
    ]
}
