import Hummingbird
import Markup
import Store

/// How far each applicant was told, and the form for what a person says.
enum TellingPages {
    /// Everybody whose outcome is settled, in a table.
    static func list(_ view: FinalsView) -> HTML {
        Table(
            caption: "Who was told",
            columns: [
                Column("Applicant", .name) { row in
                    """
                    <a href="\(link: Finals.link(view.programme, row.application.id))">\(row.application.organisation)\
                    <span class="unseen">: told</span></a>
                    """
                },
                Column("Outcome") { "\($0.title)" },
                Column("Told") { status($0.telling) },
            ], rows: view.applicants, captionShown: false, empty: "No outcome is settled yet."
        ).html
    }

    static func status(_ telling: Telling) -> HTML {
        switch telling.status {
        case .told(let word): "\(Tag("Told", .good)) \(said(word))"
        case .sent(let at): "\(Tag("Told", .good)) by letter, sent on \(at.london.day.long)"
        case .failed(let reason): "\(Tag("Failed", .bad)) \(reason)"
        case .keptBack: "\(Tag("Kept back", .warn)) they asked never to be mailed"
        case .unwritten: "\(Tag("Not written to", .warn))"
        case .waiting: "\(Tag("Written", .accent)) waits in the outbox"
        case .rehearsed: "\(Tag("Rehearsed")) nobody was mailed"
        case .nobody: "\(Tag("Not told", .warn)) there is no address to write to"
        }
    }

    private static func said(_ word: ToldOtherwise) -> String {
        let how = word.how == .other ? word.words : word.how.label.lowercased()
        return "\(how)\(word.by.isEmpty ? "" : " by \(word.by)"), on \(word.on.long)"
    }

    /// The page of an applicant who was not shortlisted: nothing is left to do but to tell them.
    static func page(_ request: PageRequest, _ view: ApplicantView, form: TellingForm, errors: FieldErrors) -> Response
    {
        let application = view.applicant.application
        return DecisionPages.page(
            request, view.programme, title: application.organisation, errors: errors,
            above: BackLink("Decisions", to: Finals.link(view.programme)).html,
            body: """
                \(errors.summary)
                \(Heading(application.organisation, over: application.reference, lead: "\(view.applicant.title)"))
                \(section(request, view.programme, view.applicant, form, errors))
                """)
    }

    static func section(
        _ request: PageRequest, _ programme: Programme, _ applicant: ToldApplicant, _ form: TellingForm,
        _ errors: FieldErrors
    ) -> HTML {
        let base = Finals.link(programme, applicant.application.id)
        return """
            <section><h2>Told in private</h2>
            <p>\(status(applicant.telling))</p>
            \(copies(programme, applicant.telling))
            \(if: applicant.telling.canBeWritten, Button(
                "Write to them", about: applicant.application.organisation, posts: Link("\(base)/letters"),
                token: request.context.formToken, look: .second).html)
            \(Disclosure(
                applicant.telling.word == nil ? "We told them ourselves" : "Correct how we told them",
                open: errors.faults.contains { $0.field.hasPrefix("told_") }) { told(request, base, applicant, form, errors) })
            \(if: applicant.telling.word != nil && programme.resultsReleasedAt == nil, Button(
                "Take back that they were told", about: applicant.application.organisation,
                posts: Link("\(base)/told/removals"), token: request.context.formToken).html)
            </section>

            """
    }

    private static func copies(_ programme: Programme, _ telling: Telling) -> HTML {
        guard !telling.copies.isEmpty else { return "" }
        return """
            <ul>\(telling.copies, each: { copy in
                """
                <li>\(copy.account.shownName): \(copy.letter.map { id in
                    "<a href=\"\(link: Link("\(Programmes.teamLink(programme))/outbox/\(id.text)"))\">\(copy.words)</a>"
                } ?? "\(copy.words)")</li>
                """
            })</ul>
            """
    }

    private static func told(
        _ request: PageRequest, _ base: Link, _ applicant: ToldApplicant, _ form: TellingForm, _ errors: FieldErrors
    ) -> HTML {
        let kept = TellingForm(applicant.telling.word, caller: request.caller, at: request.now)
        return request.form(changing: Link("\(base)/told"), shows: kept.data) {
            """
            \(Field.radios(
                name: "told_how", legend: "How were they told?",
                options: TellingForm.choices.map { Field.Option(value: $0.rawValue, label: $0.label) },
                value: form.how, error: errors["told_how"]))
            \(Field.text(
                name: "told_words", label: "In a few words", value: form.words,
                hint: "Such as whom you spoke to. Needed for another way.", error: errors["told_words"], optional: true))
            \(Field.text(name: "told_by", label: "Who told them", value: form.by, error: errors["told_by"]))
            \(Field.text(
                name: "told_on", label: "On which day", value: form.on, hint: "Such as 27 January 2022.",
                error: errors["told_on"]))
            \(Button("Note that they were told"))
            """
        }.html
    }
}

extension Telling {
    /// Whether somebody has no letter on the way who could get one.
    var canBeWritten: Bool {
        !isTold && copies.contains { [nil, .failed, .withheld, .rehearsed].contains($0.state) }
    }
}

extension Telling.Copy {
    var words: String {
        let day = at.map { " on \($0.london.day.long)" } ?? ""
        switch state {
        case nil: return "no letter"
        case .held: return "written\(day), waits for its release"
        case .waiting: return "released, on its way"
        case .sent: return "sent\(day)"
        case .failed: return "failed: \(error ?? "")"
        case .withheld: return "kept back: asked never to be mailed"
        case .rehearsed: return "rehearsed, not mailed"
        }
    }
}
