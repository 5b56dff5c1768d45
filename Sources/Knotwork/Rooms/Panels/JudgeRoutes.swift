import Hummingbird
import Markup
import Store

extension Panels {
    static func addJudgeRoutes(_ routes: Routes) {
        let people = "/programmes/:programme/team/panel/people"
        routes.get(people, for: .roles([.team])) { call in
            let view = try await call.read { try JudgesView(call, round: call.query("round"), in: $0) }
            return JudgePages.list(call, view, data: FormData(), errors: FieldErrors())
        }
        routes.post(people, for: .roles([.team])) { call, data in
            let settings = call.house.settings
            do {
                let form = try NewcomerForm(data, roles: Role.judging, missing: "Say what they are asked to do")
                let programme = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    try invite(form, of: programme, settings: settings, by: deed, in: tx)
                    return programme
                }
                return call.redirect(
                    to: JudgesView.link(programme, form.role.round ?? .assessment).query("done", "invited"))
            } catch let errors as FieldErrors {
                let view = try await call.read { try JudgesView(call, round: data.text("round"), in: $0) }
                return JudgePages.list(call, view, data: data, errors: errors)
            }
        }
        routes.post("\(people)/:account/removal", for: .roles([.team])) { call, data in
            let account: ID<Account> = try call.id("account")
            let round = Round(rawValue: data.text("round")) ?? .assessment
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try remove(account, round.role, of: programme.id, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: JudgesView.link(programme, round))
        }
        routes.post("/programmes/:programme/team/panel/reminders", for: .roles([.team])) { call, data in
            let settings = call.house.settings
            let round = Round(rawValue: data.text("round")) ?? .assessment
            let (programme, written) = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                return (programme, try remind(round, of: programme, settings: settings, by: deed, in: tx))
            }
            let outbox = Link("\(Programmes.teamLink(programme))/outbox").query("state", "held")
            return call.redirect(to: written > 0 ? outbox : JudgesView.link(programme, round).query("done", "reminded"))
        }
        addCriteriaRoutes(routes)
    }

    private static func addCriteriaRoutes(_ routes: Routes) {
        let criteria = "/programmes/:programme/team/panel/criteria"
        routes.get(criteria, for: .roles([.team])) { call in
            let view = try await call.read { try CriteriaView(call, round: call.query("round"), in: $0) }
            return CriteriaPages.edit(call, view, CriteriaForm(view.criteria), errors: FieldErrors())
        }
        routes.change(criteria, for: .roles([.team])) { call, edit in
            let view = try await call.write { tx, deed in
                let view = try CriteriaView(call, round: edit.said("round"), in: tx)
                try mustTakeCriteria(view.programme.id, at: deed.at, in: tx)
                // Rows have places, not names: those of two people are never put together.
                let form = CriteriaForm(try edit.over(CriteriaForm(view.criteria).data, whole: true))
                let wanted = try form.criteria(of: view.round) { deed.id() }
                try set(wanted, round: view.round, of: view.programme.id, by: deed, in: tx)
                return view
            }
            return call.redirect(to: view.link.query("done", "criteria"))
        } again: { call, data, errors in
            let view = try await call.read { try CriteriaView(call, round: data.text("round"), in: $0) }
            return CriteriaPages.edit(call, view, CriteriaForm(data), errors: errors)
        }
    }
}
