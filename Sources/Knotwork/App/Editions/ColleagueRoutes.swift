import Hummingbird
import Markup
import Store

/// The doors to who runs a programme.
extension Editions {
    static func addColleagueRoutes(_ routes: Routes) {
        let (all, team) = ("/programmes/:programme/team/colleagues", Routes.Audience.roles([.team]))
        routes.get(all, for: team) { try await colleaguesPage($0) }
        routes.post(all, for: team) { request, data in
            let settings = request.dependencies.settings
            let form = try NewcomerForm(data, roles: Colleague.roles, missing: "Say what they come for")
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try add(form, to: programme, settings: settings, by: context, in: tx)
                return programme
            }
            return request.redirect(to: link(colleaguesOf: programme).query("done", "added"))
        } again: {
            try await colleaguesPage($0, $1, $2)
        }
        routes.post("\(all)/:account/removal", for: team) { request, data in
            let account: ID<Account> = try request.id("account")
            guard let role = Role(rawValue: data.text("role")) else { throw Refusal.notFound }
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try remove(account, role, of: programme.id, by: context, in: tx)
                return programme
            }
            return request.redirect(to: link(colleaguesOf: programme))
        }
    }

    private static func link(colleaguesOf programme: Programme) -> Link {
        Link("\(Programmes.teamLink(programme))/colleagues")
    }

    private static func colleaguesPage(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let (programme, all) = try await request.read { db in
            let programme = try Programmes.of(request, in: db)
            return (programme, try colleagues(of: programme.id, for: request.caller, in: db))
        }
        return ColleaguePages.list(request, programme, all, data: data, errors: errors)
    }
}
