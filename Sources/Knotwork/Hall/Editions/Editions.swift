import Hummingbird
import Markup
import Store

/// Where a team changes its edition: the words and the pot, and the dates from which the phase follows. It stands in the hall
/// because the pot is watched by what was decided.
enum Editions {
    static func addRoutes(_ routes: Routes) {
        addStartRoutes(routes)
        addColleagueRoutes(routes)
        let team = Routes.Audience.roles([.team])
        routes.get("/programmes/:programme/team/edition", for: team) { call in
            let programme = try await Programmes.find(call)
            return EditionPages.edition(call, programme, EditionForm(programme), errors: FieldErrors())
        }
        routes.change("/programmes/:programme/team/edition", for: team) { call, edit in
            let programme = try await call.write { tx, deed in try change(call, edit, by: deed, in: tx) }
            return call.redirect(to: saved(Link("\(Programmes.teamLink(programme))/edition")))
        } again: { call, data, errors in
            EditionPages.edition(call, try await Programmes.find(call), EditionForm(data), errors: errors)
        }
        routes.get("/programmes/:programme/team/dates", for: team) { call in
            let (programme, milestones) = try await call.read { try dates(call, in: $0) }
            let form = DatesForm(milestones)
            return EditionPages.dates(call, programme, form, form, errors: FieldErrors())
        }
        routes.change("/programmes/:programme/team/dates", for: team) { call, edit in
            let programme = try await call.write { tx, deed in
                let (programme, old) = try dates(call, in: tx)
                let form = DatesForm(try edit.over(DatesForm(old).data))
                try Programmes.set(try form.milestones(from: old, at: deed.at), of: programme.id, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: saved(Link("\(Programmes.teamLink(programme))/dates")))
        } again: { call, data, errors in
            let (programme, milestones) = try await call.read { try dates(call, in: $0) }
            return EditionPages.dates(call, programme, DatesForm(data), DatesForm(milestones), errors: errors)
        }
    }

    private static func change(_ call: Call, _ edit: FormEdit, by deed: Deed, in tx: Writer) throws -> Programme {
        let old = try Programmes.of(call, in: tx)
        let form = EditionForm(try edit.over(EditionForm(old).data))
        let pot = try Finals.pot(of: old, for: deed.caller, in: tx)
        let new = try form.programme(from: old, least: pot.isWholeStory ? pot.awarded : nil)
        try Programmes.change(new, by: deed, in: tx)
        return new
    }

    private static func dates(_ call: Call, in db: Reader) throws -> (Programme, [Milestone]) {
        let programme = try Programmes.of(call, in: db)
        return (programme, try Programmes.milestones(of: programme.id, in: db))
    }

    private static func saved(_ link: Link) -> Link { link.query("saved", "yes") }
}
