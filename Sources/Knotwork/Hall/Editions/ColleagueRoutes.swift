import Hummingbird
import Markup
import Store

/// The doors to who runs a programme.
extension Editions {
    static func addColleagueRoutes(_ routes: Routes) {
        let (all, team) = ("/programmes/:programme/team/colleagues", Routes.Audience.roles([.team]))
        routes.get(all, for: team) { call in
            try await colleagues(call, data: FormData(), errors: FieldErrors())
        }
        routes.post(all, for: team) { call, data in
            let settings = call.house.settings
            do {
                let form = try NewcomerForm(data, roles: Colleague.roles, missing: "Say what they come for")
                let programme = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    try add(form, to: programme, settings: settings, by: deed, in: tx)
                    return programme
                }
                return call.redirect(to: link(colleaguesOf: programme).query("done", "added"))
            } catch let errors as FieldErrors {
                return try await colleagues(call, data: data, errors: errors)
            }
        }
        routes.post("\(all)/:account/removal", for: team) { call, data in
            let account: ID<Account> = try call.id("account")
            guard let role = Role(rawValue: data.text("role")) else { throw Refusal.notFound }
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try remove(account, role, of: programme.id, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: link(colleaguesOf: programme))
        }
    }

    private static func link(colleaguesOf programme: Programme) -> Link {
        Link("\(Programmes.teamLink(programme))/colleagues")
    }

    private static func colleagues(_ call: Call, data: FormData, errors: FieldErrors) async throws -> Response {
        let (programme, all) = try await call.read { db in
            let programme = try Programmes.of(call, in: db)
            return (programme, try colleagues(of: programme.id, for: call.caller, in: db))
        }
        return ColleaguePages.list(call, programme, all, data: data, errors: errors)
    }
}
