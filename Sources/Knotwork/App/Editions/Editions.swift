import Hummingbird
import Markup
import Store

/// Where a team changes its edition: the words and the pot, and the dates from which the phase follows. It stands in App
/// because the pot is watched by what was decided.
enum Editions {
    static func addRoutes(_ routes: Routes) {
        addStartRoutes(routes)
        addColleagueRoutes(routes)
        let team = Routes.Audience.roles([.team])
        routes.get("/programmes/:programme/team/edition", for: team) { request in
            let programme = try await Programmes.find(request)
            return EditionPages.edition(request, programme, EditionForm(programme), errors: FieldErrors())
        }
        routes.change("/programmes/:programme/team/edition", for: team) { request, edit in
            let programme = try await request.write { tx, context in try change(request, edit, by: context, in: tx) }
            return request.redirect(to: saved(Link("\(Programmes.teamLink(programme))/edition")))
        } again: { request, data, errors in
            EditionPages.edition(request, try await Programmes.find(request), EditionForm(data), errors: errors)
        }
        routes.get("/programmes/:programme/team/dates", for: team) { request in
            let (programme, milestones) = try await request.read { try dates(request, in: $0) }
            let form = DatesForm(milestones)
            return EditionPages.dates(request, programme, form, form, errors: FieldErrors())
        }
        routes.change("/programmes/:programme/team/dates", for: team) { request, edit in
            let programme = try await request.write { tx, context in
                let (programme, old) = try dates(request, in: tx)
                let form = DatesForm(try edit.over(DatesForm(old).data))
                try Programmes.set(
                    try form.milestones(from: old, at: context.at), of: programme.id, by: context, in: tx)
                return programme
            }
            return request.redirect(to: saved(Link("\(Programmes.teamLink(programme))/dates")))
        } again: { request, data, errors in
            let (programme, milestones) = try await request.read { try dates(request, in: $0) }
            return EditionPages.dates(request, programme, DatesForm(data), DatesForm(milestones), errors: errors)
        }
    }

    private static func change(_ request: PageRequest, _ edit: FormEdit, by context: ActionContext, in tx: Writer)
        throws -> Programme
    {
        let old = try Programmes.of(request, in: tx)
        let form = EditionForm(try edit.over(EditionForm(old).data))
        let pot = try Finals.pot(of: old, for: context.caller, in: tx)
        let new = try form.programme(from: old, least: pot.isWholeStory ? pot.awarded : nil)
        try Programmes.change(new, by: context, in: tx)
        return new
    }

    private static func dates(_ request: PageRequest, in db: Reader) throws -> (Programme, [Milestone]) {
        let programme = try Programmes.of(request, in: db)
        return (programme, try Programmes.milestones(of: programme.id, in: db))
    }

    private static func saved(_ link: Link) -> Link { link.query("saved", "yes") }
}
