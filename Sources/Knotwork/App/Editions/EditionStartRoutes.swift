import Hummingbird
import Markup
import Store

/// The doors to the next edition, and out of a rehearsal.
extension Editions {
    static func addStartRoutes(_ routes: Routes) {
        let team = Routes.Audience.roles([.team])
        routes.get("/programmes/:programme/team/next-edition", for: team) { request in
            let programme = try await Programmes.find(request)
            var form = CloneForm(programme)
            if !request.query("weeks").isEmpty { form.weeks = request.query("weeks") }
            return EditionStartPages.clone(request, programme, form, errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/next-edition", for: team) { request, data in
            let form = CloneForm(data)
            let new = try await request.write { tx, context in
                try clone(Programmes.of(request, in: tx), form, by: context, in: tx)
            }
            return request.redirect(to: Programmes.teamLink(new))
        } again: { request, data, errors in
            EditionStartPages.clone(request, try await Programmes.find(request), CloneForm(data), errors: errors)
        }
        routes.get("/programmes/:programme/team/rehearsal", for: team) { request in
            try await rehearsal(request, errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/rehearsal/end", for: team) { request, data in
            let isMeant = data.flag("meant")
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try endRehearsal(of: programme, meant: isMeant, by: context, in: tx)
                return programme
            }
            return request.redirect(to: Programmes.teamLink(programme))
        } again: { request, _, errors in
            try await rehearsal(request, errors: errors)
        }
    }

    private static func rehearsal(_ request: PageRequest, errors: FieldErrors) async throws -> Response {
        let (programme, trace) = try await request.read { db in
            let programme = try Programmes.of(request, in: db)
            return (programme, try Editions.trace(of: programme.id, for: request.caller, in: db))
        }
        return EditionStartPages.rehearsal(request, programme, trace, errors: errors)
    }
}
