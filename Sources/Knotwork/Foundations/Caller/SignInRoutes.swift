import Hummingbird
import Markup
import Names

extension SignIn {
    static func addRoutes(_ routes: Routes) {
        routes.get("/sign-in", for: .everyone) { call in
            SignInPages.ask(call, email: "", next: safePath(call.query("next")), errors: FieldErrors())
        }
        routes.post("/sign-in", for: .everyone) { call, data in
            let next = safePath(data.text("next"))
            var errors = FieldErrors()
            guard let email = errors.email("email", data.text("email")) else {
                return SignInPages.ask(call, email: data.text("email"), next: next, errors: errors)
            }
            let client = call.client
            let settings = call.house.settings
            try await call.write { tx, deed in
                try ask(
                    for: email, next: Link(local: next) ?? "/my", client: client, settings: settings, by: deed, in: tx)
            }
            return SignInPages.asked(call, email: email)
        }
        // The page has a button because mail scanners open links: a visit alone must not use the link up.
        routes.get("/sign-in/:secret", for: .everyone) { call in
            let secret = try call.path("secret")
            let account = try await call.read { [now = call.now] in try open(secret, at: now, in: $0) }
            return SignInPages.confirm(call, secret: secret, account: account)
        }
        routes.post("/sign-in/:secret", for: .everyone) { call, _ in
            let secret = try call.path("secret")
            guard let started = try await call.write({ tx, deed in try start(secret, by: deed, in: tx) }) else {
                return SignInPages.confirm(call, secret: secret, account: nil)
            }
            var response = call.redirect(to: Link(local: started.next) ?? "/my")
            response.setCookie(cookie(started.secret, call))
            return response
        }
        routes.post("/sign-out", for: .everyone) { call, _ in
            if let secret = call.request.cookies[Sessions.cookie]?.value {
                try await call.write { tx, _ in try end(secret, in: tx) }
            }
            var response = call.redirect(to: "/")
            response.setCookie(Cookie(name: Sessions.cookie, value: "", maxAge: 0, path: "/", httpOnly: true))
            return response
        }
    }

    private static func cookie(_ secret: String, _ call: Call) -> Cookie {
        Cookie(
            name: Sessions.cookie, value: secret, maxAge: Int(sessionLife.milliseconds / 1000), path: "/",
            secure: call.house.settings.isSecure, httpOnly: true, sameSite: .lax)
    }
}
