import Hummingbird
import Markup
import Store

extension Panels {
    static func addDeclarationRoutes(_ routes: Routes) {
        let own = "/programmes/:programme/reviews/declarations"
        routes.get(own, for: .roles([.assessor, .panel, .team])) { call in
            let view = try await call.read { try DeclarationView(call, in: $0) }
            return DeclarationPages.form(call, view, data: FormData(), errors: FieldErrors())
        }
        routes.post(own, for: .roles([.assessor, .panel, .team])) { call, data in
            do {
                let programme = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    try declare(try DeclarationForm(data), of: programme.id, by: deed, in: tx)
                    return programme
                }
                return call.redirect(to: link(declarations: programme).query("done", "declared"))
            } catch let errors as FieldErrors {
                let view = try await call.read { try DeclarationView(call, in: $0) }
                return DeclarationPages.form(call, view, data: data, errors: errors)
            }
        }
        routes.get("/programmes/:programme/team/panel/declarations", for: .roles([.team])) { call in
            let view = try await call.read { try DeclaredView(call, in: $0) }
            return DeclarationPages.list(call, view, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/panel/declarations/:account/lifting", for: .roles([.team])) {
            call, data in
            let account: ID<Account> = try call.id("account")
            do {
                let programme = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    try lift(
                        nearTo: data.text("organisation"), account: account, reason: data.text("lift"),
                        of: programme.id, by: deed, in: tx)
                    return programme
                }
                return call.redirect(to: Link("\(Programmes.teamLink(programme))/panel/declarations"))
            } catch let errors as FieldErrors {
                let view = try await call.read { try DeclaredView(call, in: $0) }
                return DeclarationPages.list(call, view, data: data, errors: errors)
            }
        }
    }

    static func link(declarations programme: Programme) -> Link {
        Link("\(Programmes.link(programme))/reviews/declarations")
    }
}
