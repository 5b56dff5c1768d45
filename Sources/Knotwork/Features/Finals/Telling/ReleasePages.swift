import Hummingbird
import Markup
import Store

/// The page before the results are opened: exactly what everybody will see.
enum ReleasePages {
    static func release(_ request: PageRequest, _ view: ReleaseView, form: ReleaseForm, errors: FieldErrors) -> Response
    {
        if let released = view.programme.resultsReleasedAt { return out(request, view.programme, since: released) }
        return DecisionPages.page(
            request, view.programme, title: "Release the results", errors: errors,
            above: BackLink("Decisions", to: Finals.link(view.programme)).html,
            body: """
                \(errors.summary)
                \(Heading(
                    "You are about to show the results to everybody",
                    lead: "This cannot be taken back. Everybody on the internet can read it, and each applicant their own decision and reason."))
                <section><h2>What will be shown</h2>\(shown(view))</section>
                \(view.readiness.words.map { words in Notice("Not yet", .warn) { "<p>\(words)</p>" }.html }
                    ?? confirm(request, view, form, errors))
                """)
    }

    private static func out(_ request: PageRequest, _ programme: Programme, since released: Instant) -> Response {
        DecisionPages.page(
            request, programme, title: "Release the results",
            above: BackLink("Decisions", to: Finals.link(programme)).html,
            body: """
                \(Heading("The results are out", lead: "Everybody can see them since \(released.london.full)."))
                <p><a href="\(link: Link("\(Programmes.link(programme))/results"))">What they show</a></p>
                """)
    }

    private static func shown(_ view: ReleaseView) -> HTML {
        """
        \(Table(
            caption: "Funded projects",
            columns: [
                Column<Finals.Award>("Organisation", .name) { "\($0.organisation)" },
                Column("Amount", .number) { "\($0.amount)" },
                Column("Shown with it") { "\($0.notes.joined(separator: "; "))" },
            ], rows: view.announcement.awards, captionShown: false, empty: "No project was funded."))
        \(if: view.keepsAway, "<p>What you keep away from is not listed here, and neither are the sums. It will be shown as well.</p>",
            else: "<p>\(ResultsPages.counts(view.announcement))</p>")
        """
    }

    private static func confirm(
        _ request: PageRequest, _ view: ReleaseView, _ form: ReleaseForm, _ errors: FieldErrors
    ) -> HTML {
        Form(action: Finals.releaseLink(view.programme), token: request.context.formToken) {
            """
            \(Field.hidden(name: "shown", value: view.announcement.fingerprint))
            \(view.readiness.announcedFor.map { announced in
                Field.checkbox(
                    name: "early", label: "I mean to be early: they are announced for \(announced.london.day.long)",
                    checked: form.isEarly, error: errors["early"])
            })
            \(Field.checkbox(
                name: "sure", label: "Show this to everybody now", checked: form.isSure && errors["sure"] == nil,
                error: errors["sure"]))
            \(Button("Release the results", look: .danger))
            """
        }.html
    }
}
