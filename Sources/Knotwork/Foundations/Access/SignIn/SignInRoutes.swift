import Hummingbird
import Markup

extension SignIn {
    static func addRoutes(_ routes: Routes) {
        routes.get("/sign-in", for: .everyone) { request in
            SignInPages.ask(
                request, email: "", next: safePath(request.query("next")), ended: Int(request.query("ended")),
                errors: FieldErrors())
        }
        routes.post("/sign-in", for: .everyone) { request, data in
            let form = try SignInForm(data)
            try await request.write { tx, context in
                try ask(for: form.email, next: Link(local: form.next) ?? "/my", by: context, in: tx)
            }
            SignInDesk.bell.ring()
            return SignInPages.asked(request, email: form.email)
        } again: { request, data, errors in
            SignInPages.ask(
                request, email: data.text("email"), next: safePath(data.text("next")), errors: errors)
        }
        // The page has a button because mail scanners open links: a visit alone must not use the link up.
        routes.get("/sign-in/:secret", for: .everyone) { request in
            let secret = try request.path("secret")
            let account = try await request.read { [now = request.now] in try open(secret, at: now, in: $0) }
            return SignInPages.confirm(request, secret: secret, account: account)
        }
        routes.post("/sign-in/:secret", for: .everyone, sendsMail: false) { request, _ in
            let secret = try request.path("secret")
            let isSecure = request.dependencies.settings.isSecure
            let started = try await request.write { tx, context in
                try start(secret, isSecure: isSecure, by: context, in: tx)
            }
            guard let started else {
                return SignInPages.confirm(request, secret: secret, account: nil)
            }
            var response = request.redirect(to: Link(local: started.next) ?? "/my")
            response.setCookie(Sessions.cookie(started.secret, request.dependencies.settings))
            return response
        }
        routes.post("/sign-out", for: .everyone, sendsMail: false) { request, _ in
            if let secret = Sessions.secret(request.http, request.dependencies.settings) {
                try await request.write { tx, _ in try end(secret, in: tx) }
            }
            return signedOut(request, to: "/")
        }
        routes.post("/my/sign-out-everywhere", for: .signedIn) { request, _ in
            let account = try request.caller.signedIn()
            let ended = try await request.write { tx, context in try endAll(of: account.id, at: context.at, in: tx) }
            return signedOut(request, to: Link("/sign-in").query("ended", "\(ended)"))
        }
    }

    private static func signedOut(_ request: PageRequest, to link: Link) -> Response {
        var response = request.redirect(to: link)
        response.setCookie(Sessions.cookie(nil, request.dependencies.settings))
        return response
    }
}
