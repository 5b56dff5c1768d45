import Hummingbird
import Markup
import Store

extension Interests {
    static func addRoutes(_ routes: Routes) {
        let own = "/programmes/:programme/reviews/declarations"
        routes.get(own, for: .roles([.assessor, .panel, .team])) { request in
            let view = try await request.read { try DeclarationView(request, in: $0) }
            return DeclarationPages.form(request, view, data: FormData(), errors: FieldErrors())
        }
        routes.post(own, for: .roles([.assessor, .panel, .team])) { request, data in
            do {
                let programme = try await request.write { tx, context in
                    let programme = try Programmes.of(request, in: tx)
                    try declare(try DeclarationForm(data), of: programme.id, by: context, in: tx)
                    return programme
                }
                return request.redirect(to: link(declarations: programme).query("done", "declared"))
            } catch let errors as FieldErrors {
                let view = try await request.read { try DeclarationView(request, in: $0) }
                return DeclarationPages.form(request, view, data: data, errors: errors)
            }
        }
        routes.get("/programmes/:programme/team/panel/declarations", for: .roles([.team])) { request in
            let view = try await request.read { try DeclaredView(request, in: $0) }
            return DeclarationPages.list(request, view, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/panel/declarations/:account/lifting", for: .roles([.team])) {
            request, data in
            let account: ID<Account> = try request.id("account")
            do {
                let programme = try await request.write { tx, context in
                    let programme = try Programmes.of(request, in: tx)
                    try lift(
                        interestIn: data.text("organisation"), account: account, reason: data.text("lift"),
                        of: programme.id, by: context, in: tx)
                    return programme
                }
                return request.redirect(to: Link("\(Programmes.teamLink(programme))/panel/declarations"))
            } catch let errors as FieldErrors {
                let view = try await request.read { try DeclaredView(request, in: $0) }
                return DeclarationPages.list(request, view, data: data, errors: errors)
            }
        }
    }

    static func link(declarations programme: Programme) -> Link {
        Link("\(Programmes.link(programme))/reviews/declarations")
    }
}
