import Hummingbird
import Markup

enum SentPages {
    /// After it was sent: the receipt, what was said, and in the end what was decided.
    static func sent(_ request: PageRequest, _ draft: Draft, _ outcome: Applications.Outcome?) -> Response {
        let (application, programme) = (draft.application, draft.programme)
        let base = application.link(in: programme)
        return DraftPages.page(
            request, draft, title: application.stage == .withdrawn ? "Withdrawn" : "We have your application",
            body: """
                \(application.stage == .withdrawn ? withdrawn(request, draft) : Confirmation(
                    "We have your application", reference: application.reference).html)
                \(outcome.map(decision))
                \(if: application.stage.wasSubmitted, receipt(application, base, isDecided: outcome != nil))
                <section><h2>\(application.stage == .withdrawn ? "What you wrote" : "What you sent")</h2>\(SummaryList(draft.form.questions.map { question in
                    SummaryList.Row(question.label, DraftPages.answer(question, of: draft))
                }))</section>
                <p><a href="\(link: Link("\(base)/collaborators"))">Who takes part</a></p>
                \(if: application.stage == .submitted && draft.part != .criticalFriend, Button(
                    "Withdraw", about: "application \(application.reference)", posts: Link("\(base)/withdrawal"),
                    token: request.context.formToken).html)
                """)
    }

    /// Who still reads it, and the way back.
    private static func withdrawn(_ request: PageRequest, _ draft: Draft) -> HTML {
        let isOpen = draft.closes.map { request.now <= $0 } ?? true
        return """
            \(Heading("Withdrawn", lead: """
                Only those who wrote it can still read what they wrote. The team sees that there was an application of \
                \(draft.application.organisation), that it was withdrawn, and who took part.
                """))
            \(if: isOpen, """
                <p>You can take it up again\(draft.closes.map { " until \($0.london.full)" as HTML }): then it is a draft as before, \
                which the team can read.</p>
                \(Button(
                    "Take it up again", posts: Link("\(draft.application.link(in: draft.programme))/taking-up"),
                    token: request.context.formToken, look: .second))
                """)
            """
    }

    private static func receipt(_ application: Application, _ base: Link, isDecided: Bool) -> HTML {
        """
        <p>Sent on \(application.submittedAt?.london.full ?? ""). \
        \(if: !isDecided, "You will hear from us, with reasons, either way.")</p>
        \(Disclosure("Prove later what you sent") {
            """
            <p><a href="\(link: Link("\(base)/sent.txt"))">Keep this text</a>. Its SHA-256 fingerprint is<br>\
            <code>\(application.fingerprint)</code></p>
            """
        })
        """
    }

    private static func decision(_ outcome: Applications.Outcome) -> HTML {
        """
        \(Notice(outcome.title, outcome.isAward ? .good : .accent) {
            "\(outcome.amount.map { "<p>\($0)</p>" as HTML })<p>\(outcome.reason)</p>"
        })
        """
    }
}
