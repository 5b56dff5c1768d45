import Hummingbird
import Markup
import Store

extension Interests {
    static func addRoutes(_ routes: Routes) {
        let own = "/programmes/:programme/reviews/declarations"
        routes.get(own, for: .roles([.assessor, .panel, .team])) { try await ownPage($0) }
        routes.post(own, for: .roles([.assessor, .panel, .team])) { request, data in
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try declare(try DeclarationForm(data), of: programme.id, by: context, in: tx)
                return programme
            }
            return request.redirect(to: link(declarations: programme).query("done", "declared"))
        } again: {
            try await ownPage($0, $1, $2)
        }
        let all = "/programmes/:programme/team/panel/declarations"
        routes.get(all, for: .roles([.team])) { try await teamPage($0) }
        routes.post("\(all)/:account/lifting", for: .roles([.team])) { request, data in
            let account: ID<Account> = try request.id("account")
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try lift(
                    interestIn: data.text("organisation"), account: account, reason: data.text("lift"),
                    of: programme.id, by: context, in: tx)
                return programme
            }
            return request.redirect(to: Link("\(Programmes.teamLink(programme))/panel/declarations"))
        } again: {
            try await teamPage($0, $1, $2)
        }
    }

    private static func ownPage(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let view = try await request.read { try DeclarationView(request, in: $0) }
        return DeclarationPages.form(request, view, data: data, errors: errors)
    }

    private static func teamPage(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let view = try await request.read { try DeclaredView(request, in: $0) }
        return DeclarationPages.list(request, view, data: data, errors: errors)
    }

    static func link(declarations programme: Programme) -> Link {
        Link("\(Programmes.link(programme))/reviews/declarations")
    }
}
