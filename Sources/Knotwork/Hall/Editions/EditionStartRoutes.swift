import Hummingbird
import Markup
import Store

/// The doors to the next edition, and out of a rehearsal.
extension Editions {
    static func addStartRoutes(_ routes: Routes) {
        let team = Routes.Audience.roles([.team])
        routes.get("/programmes/:programme/team/next-edition", for: team) { call in
            let programme = try await Programmes.find(call)
            var form = CloneForm(programme)
            if !call.query("weeks").isEmpty { form.weeks = call.query("weeks") }
            return EditionStartPages.clone(call, programme, form, errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/next-edition", for: team) { call, data in
            let form = CloneForm(data)
            do {
                let new = try await call.write { tx, deed in
                    try clone(Programmes.of(call, in: tx), form, by: deed, in: tx)
                }
                return call.redirect(to: Programmes.teamLink(new))
            } catch let errors as FieldErrors {
                return EditionStartPages.clone(call, try await Programmes.find(call), form, errors: errors)
            }
        }
        routes.get("/programmes/:programme/team/rehearsal", for: team) { call in
            try await rehearsal(call, errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/rehearsal/end", for: team) { call, data in
            guard data.flag("meant") else {
                return try await rehearsal(
                    call, errors: FieldErrors("meant", "Tick this if mail is to leave from now on"))
            }
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try Programmes.goLive(programme, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: Programmes.teamLink(programme))
        }
    }

    private static func rehearsal(_ call: Call, errors: FieldErrors) async throws -> Response {
        let (programme, trace) = try await call.read { db in
            let programme = try Programmes.of(call, in: db)
            return (programme, try Editions.trace(of: programme.id, for: call.caller, in: db))
        }
        return EditionStartPages.rehearsal(call, programme, trace, errors: errors)
    }
}
