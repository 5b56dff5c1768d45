import Hummingbird
import Markup
import Names

enum SignInPages {
    /// `ended` is how many sessions somebody has just ended everywhere.
    static func ask(
        _ request: PageRequest, email: String, next: String, ended: Int? = nil, errors: FieldErrors
    ) -> Response {
        Frame.page(
            title: "Sign in", site: .knotwork, context: request.context,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            body: """
                \(errors.summary)
                \(ended.map { count in
                    Notice("You are signed out everywhere", .good, announced: true) {
                        "<p>\(Number.count(count, "session", "sessions").capitalizedFirst) ended.</p>"
                    }.html
                })
                <h1>Sign in</h1>
                <p class="lead">We send a link to your e-mail address. There is no password.</p>
                \(Form(action: "/sign-in", token: request.context.formToken) {
                    """
                    \(Field.hidden(name: "next", value: next))
                    \(Field.email(name: "email", label: "Your e-mail address", value: email, error: errors["email"]))
                    \(Button("Send me a link"))
                    """
                })
                """)
    }

    static func asked(_ request: PageRequest, email: EmailAddress) -> Response {
        Frame.page(
            title: "Look in your mailbox", site: .knotwork, context: request.context,
            body: """
                <h1>Look in your mailbox</h1>
                <p class="lead">If <strong>\(email.shown)</strong> is known to us, a link is on its way. It works once, and for \
                an hour.</p>
                <p>Nothing after five minutes? Look in the folder for unwanted mail, or <a href="/sign-in">try another \
                address</a>: perhaps you registered with a different one.</p>
                """)
    }

    static func confirm(_ request: PageRequest, secret: String, account: Account?) -> Response {
        guard let account else { return usedUp(request) }
        return Frame.page(
            title: "Sign in", site: .knotwork, context: request.context,
            body: """
                <h1>Welcome\(account.name.isEmpty ? "" : ", \(account.name)")</h1>
                <p class="lead">You are signing in as <strong>\(account.email)</strong>.</p>
                \(Form(action: Link("/sign-in/\(secret)"), token: request.context.formToken) { Button("Continue").html })
                """)
    }

    private static func usedUp(_ request: PageRequest) -> Response {
        Frame.page(
            title: "This link no longer works", site: .knotwork, context: request.context, status: .notFound,
            body: """
                <h1>This link no longer works</h1>
                <p>Each link works once and for a limited time. <a href="/sign-in">Ask for a new one</a>.</p>
                """)
    }

    static func message(to account: Account, url: String, life: Span) -> Message {
        let lasts = life >= .days(2) ? "\(life.milliseconds / 86_400_000) days" : "an hour"
        return Message(
            to: Address(email: account.email, name: account.name), subject: "Your link to sign in",
            paragraphs: [
                account.name.isEmpty ? "Hello," : "Hello \(account.name),",
                "Here is your link. It works once, and for \(lasts).",
            ],
            action: (label: "Sign in", url: url),
            ending: ["If you did not ask for it, you need do nothing: without this mail nobody can use it."])
    }
}

extension FieldErrors {
    /// What stands at the head of a form that came back.
    var summary: HTML {
        isEmpty ? "" : ErrorSummary(faults.map { (name: $0.field, message: $0.message) }).html
    }
}
