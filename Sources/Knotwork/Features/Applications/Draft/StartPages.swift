import Hummingbird
import Markup
import Names

enum StartPages {
    static func start(
        _ request: PageRequest, _ programme: Programme, _ phase: Phase, _ mine: [Applications.OwnApplication],
        hasQuestions: Bool = true,
        data: FormData, errors: FieldErrors
    ) -> Response {
        Frame.page(
            title: "Start an expression of interest",
            site: Programmes.site(programme, caller: request.caller, current: .howToApply), context: request.context,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            body: """
                \(errors.summary)
                \(Heading("Start an expression of interest", over: phase.sentence, lead: """
                    You do not need a finished product, and you need not finish today. \(Drafts.rules)
                    """))
                \(mine, each: { own in known(own, programme) })
                \(hasQuestions ? body(request, programme, phase, data: data, errors: errors) : notReady(programme, phase))
                """)
    }

    private static func known(_ own: Applications.OwnApplication, _ programme: Programme) -> HTML {
        """
        \(Notice("You have an application already") {
            """
            <p><a href="\(link: own.application.link(in: programme))">\(own.application.organisation)</a>: \
            \(own.part.label.lowercased()), \(own.application.stage.wasSubmitted ? "sent" : own.application.stage == .draft ? "not sent yet" : "withdrawn")</p>
            """
        })
        """
    }

    private static func notReady(_ programme: Programme, _ phase: Phase) -> HTML {
        guard case .open = phase else { return "<p>\(phase.sentence).</p>" }
        let mail: HTML =
            Link(external: "mailto:\(programme.contactEmail)").map {
                " <a href=\"\(link: $0)\">\(programme.contactEmail)</a> knows when they will be."
            } ?? ""
        return Notice("Nobody can apply yet", .warn) { "<p>\(Applications.notReady)\(mail)</p>" }.html
    }

    private static func body(
        _ request: PageRequest, _ programme: Programme, _ phase: Phase, data: FormData, errors: FieldErrors
    ) -> HTML {
        guard case .open = phase else { return "<p>\(phase.sentence).</p>" }
        let account = request.caller.account
        return """
            \(Form(action: Link("\(Programmes.link(programme))/applications"), token: request.context.formToken) {
                """
                \(Field.text(
                    name: "name", label: "Your name", value: data.has("name") ? data.text("name") : account?.name ?? "",
                    error: errors["name"], autocomplete: "name"))
                \(Field.email(
                    name: "email", label: "E-mail address",
                    value: data.has("email") ? data.text("email") : account?.email ?? "",
                    hint: "We send you the way back to your application.", error: errors["email"]))
                \(Field.text(
                    name: "organisation", label: "Organisation", value: data.text("organisation"),
                    hint: "A business, a charity, or you yourself if there is none yet.", error: errors["organisation"],
                    autocomplete: "organization"))
                \(Button("Start"))
                """
            })
            """
    }

    static func started(_ request: PageRequest, _ programme: Programme, email: EmailAddress) -> Response {
        Frame.page(
            title: "Look in your mailbox",
            site: Programmes.site(programme, caller: request.caller, current: .howToApply),
            context: request.context,
            body: """
                \(Heading("Look in your mailbox", lead: """
                    The way to your application is on its way to <strong>\(email.shown)</strong>.
                    """))
                <p>Nothing after five minutes? Look in the folder for unwanted mail.</p>
                """)
    }
}
