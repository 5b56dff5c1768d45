import Hummingbird
import Markup
import Names

extension SignIn {
    static func addRoutes(_ routes: Routes) {
        routes.get("/sign-in", for: .everyone) { call in
            SignInPages.ask(
                call, email: "", next: safePath(call.query("next")), ended: Int(call.query("ended")),
                errors: FieldErrors())
        }
        routes.post("/sign-in", for: .everyone) { call, data in
            let next = safePath(data.text("next"))
            var errors = FieldErrors()
            guard let email = errors.email("email", data.text("email")) else {
                return SignInPages.ask(call, email: data.text("email"), next: next, errors: errors)
            }
            try await call.write { tx, deed in
                try ask(for: email, next: Link(local: next) ?? "/my", by: deed, in: tx)
            }
            SignInDesk.bell.ring()
            return SignInPages.asked(call, email: email)
        }
        // The page has a button because mail scanners open links: a visit alone must not use the link up.
        routes.get("/sign-in/:secret", for: .everyone) { call in
            let secret = try call.path("secret")
            let account = try await call.read { [now = call.now] in try open(secret, at: now, in: $0) }
            return SignInPages.confirm(call, secret: secret, account: account)
        }
        routes.post("/sign-in/:secret", for: .everyone, sendsMail: false) { call, _ in
            let secret = try call.path("secret")
            let isSecure = call.house.settings.isSecure
            let started = try await call.write { tx, deed in
                try start(secret, isSecure: isSecure, by: deed, in: tx)
            }
            guard let started else {
                return SignInPages.confirm(call, secret: secret, account: nil)
            }
            var response = call.redirect(to: Link(local: started.next) ?? "/my")
            response.setCookie(Sessions.cookie(started.secret, call.house.settings))
            return response
        }
        routes.post("/sign-out", for: .everyone, sendsMail: false) { call, _ in
            if let secret = Sessions.secret(call.request, call.house.settings) {
                try await call.write { tx, _ in try end(secret, in: tx) }
            }
            return signedOut(call, to: "/")
        }
        routes.post("/my/sign-out-everywhere", for: .signedIn) { call, _ in
            let account = try call.caller.signedIn()
            let ended = try await call.write { tx, deed in try endAll(of: account.id, at: deed.at, in: tx) }
            return signedOut(call, to: Link("/sign-in").query("ended", "\(ended)"))
        }
    }

    private static func signedOut(_ call: Call, to link: Link) -> Response {
        var response = call.redirect(to: link)
        response.setCookie(Sessions.cookie(nil, call.house.settings))
        return response
    }
}
