import HTTPTypes
import Hummingbird
import Markup

/// Gives back what somebody typed when it cannot be taken: their session has ended, the database is busy, a rule says no,
/// something failed. The page that says so holds every text, and a form that sends all of it again.
///
/// Nothing of it is kept on the server: what a person typed goes back to the browser that sent it, if a page of ours did.
struct KeptWords: RouterMiddleware {
    typealias Context = AppRequestContext

    func handle(
        _ request: Request, context: AppRequestContext, next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            guard request.method == .post, context.sent.kept == nil else { throw error }
            if error as? Refusal == .signInFirst, FormEncoding(request.headers[.contentType])?.takesFiles == true {
                return KeptWordsPage.signedOutWithFile(request, context)
            }
            guard let data = await Self.form(request, context), Self.isOurs(data, request, context) else { throw error }
            let words = KeptWordsPage.Words(data, path: request.uri.path, token: context.formToken)
            guard !words.isEmpty else { throw error }
            if error as? Refusal == .signInFirst { return KeptWordsPage.signedOut(words, context) }
            context.sent.keep(words.section(canBeSent: error as? Refusal != .notFound))
            throw error
        }
    }

    /// The form, read now if nobody came to read it.
    private static func form(_ request: Request, _ context: AppRequestContext) async -> FormData? {
        if context.sent.isTouched { return context.sent.data }
        context.sent.touch()
        return try? await FormData.read(request)
    }

    /// Whether a page of ours sent it. Otherwise another site could put its words before somebody, with a button.
    private static func isOurs(_ data: FormData, _ request: Request, _ context: AppRequestContext) -> Bool {
        let isProven = !context.formToken.isEmpty && data.text(Form.tokenName) == context.formToken
        return isProven || SameOrigin.isSaidToBeFromHere(request.headers, host: request.head.authority)
    }
}

extension FormEncoding {
    fileprivate var takesFiles: Bool { if case .multipart = self { true } else { false } }
}

enum KeptWordsPage {
    /// What was typed, and where it was to go.
    struct Words {
        private var fields: [FormData.Field]
        private var path: String
        private var token: String
        private var hasFiles: Bool

        /// - `token`: of the session that there is now; without one that was found, the one that was sent.
        init(_ data: FormData, path: String, token: String) {
            fields = data.fields.filter { $0.name != Form.tokenName }
            self.path = path
            self.token = token.isEmpty ? data.text(Form.tokenName) : token
            hasFiles = data.hasFiles
        }

        /// Buttons alone are no words: nothing was typed.
        var isEmpty: Bool { texts.isEmpty && fields.count(where: { !$0.value.isEmpty }) < 3 }

        /// What is shown: more than one word. Single words, choices and what the form hides are sent along unseen.
        private var texts: [String] { fields.map(\.value).filter { $0.contains(where: \.isWhitespace) } }

        func section(canBeSent: Bool) -> HTML {
            """
            <section id="kept"><h2>What you wrote</h2>
            <p>It is not saved, and stands on this page alone: keep the page open, or copy it.</p>
            \(texts, each: { text in
                "<blockquote class=\"kept\">\(text.split(separator: "\n"), each: { "<p>\($0)</p>" })</blockquote>"
            })
            \(if: hasFiles, "<p>A file has to be chosen again: go back to the page for that.</p>")
            \(if: canBeSent && !hasFiles, again)</section>

            """
        }

        /// All that was filled in, also what is not shown.
        private var again: HTML {
            guard let action = Link(local: path) else { return "" }
            return Form(action: action, token: token) {
                """
                \(fields, each: { Field.hidden(name: $0.name, value: $0.value) })\(Button("Send it again"))
                """
            }.html
        }
    }

    /// Signing in happens in a tab of its own, so that this page stays. The button then leads to the page that asks to send it
    /// once more, because a session has forms of its own.
    static func signedOut(_ words: Words, _ context: AppRequestContext) -> Response {
        page(
            context, title: "You are signed out, and what you wrote is still here",
            """
            <p>Keep this page open. Sign in in another tab of this browser, then come back and press the button below.</p>
            <form method="post" action="/sign-in" target="_blank" novalidate>\
            \(Field.hidden(name: Form.tokenName, value: context.formToken))\
            \(Field.hidden(name: "next", value: "/my"))\
            \(Field.email(name: "email", label: "Your e-mail address", hint: "The link opens in a tab of its own."))\
            \(Button("Send me a link", look: .second))</form>
            \(words.section(canBeSent: true))
            """)
    }

    static func signedOutWithFile(_ request: Request, _ context: AppRequestContext) -> Response {
        let signIn = Link("/sign-in").query("next", request.uri.path)
        return page(
            context, title: "You are signed out",
            "<p>The file was not taken. <a href=\"\(link: signIn)\">Sign in</a>, and choose the file again.</p>")
    }

    private static func page(_ context: AppRequestContext, title: String, _ words: HTML) -> Response {
        Frame.page(
            title: title, site: .knotwork, context: context, status: .forbidden, body: "<h1>\(title)</h1>\(words)")
    }
}
