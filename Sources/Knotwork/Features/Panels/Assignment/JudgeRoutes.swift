import Hummingbird
import Markup
import Store

extension Panels {
    static func addJudgeRoutes(_ routes: Routes) {
        let people = "/programmes/:programme/team/panel/people"
        routes.get(people, for: .roles([.team])) { request in
            let view = try await request.read { try JudgesView(request, round: request.query("round"), in: $0) }
            return JudgePages.list(request, view, data: FormData(), errors: FieldErrors())
        }
        routes.post(people, for: .roles([.team])) { request, data in
            let settings = request.dependencies.settings
            let form = try NewcomerForm(data, roles: Role.judging, missing: "Say what they are asked to do")
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try invite(form, of: programme, settings: settings, by: context, in: tx)
                return programme
            }
            return request.redirect(
                to: JudgesView.link(programme, form.role.round ?? .assessment).query("done", "invited"))
        } again: { request, data, errors in
            let view = try await request.read { try JudgesView(request, round: data.text("round"), in: $0) }
            return JudgePages.list(request, view, data: data, errors: errors)
        }
        routes.post("\(people)/:account/removal", for: .roles([.team])) { request, data in
            let account: ID<Account> = try request.id("account")
            let round = Round(rawValue: data.text("round")) ?? .assessment
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try remove(account, round.role, of: programme.id, by: context, in: tx)
                return programme
            }
            return request.redirect(to: JudgesView.link(programme, round))
        }
        routes.post("/programmes/:programme/team/panel/reminders", for: .roles([.team])) { request, data in
            let settings = request.dependencies.settings
            let round = Round(rawValue: data.text("round")) ?? .assessment
            let (programme, written) = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                return (programme, try remind(round, of: programme, settings: settings, by: context, in: tx))
            }
            let outbox = Link("\(Programmes.teamLink(programme))/outbox").query("state", "held")
            return request.redirect(
                to: written > 0 ? outbox : JudgesView.link(programme, round).query("done", "reminded"))
        }
        addCriteriaRoutes(routes)
    }

    private static func addCriteriaRoutes(_ routes: Routes) {
        let criteria = "/programmes/:programme/team/panel/criteria"
        routes.get(criteria, for: .roles([.team])) { request in
            let view = try await request.read { try CriteriaView(request, round: request.query("round"), in: $0) }
            return CriteriaPages.edit(request, view, CriteriaForm(view.criteria), errors: FieldErrors())
        }
        routes.change(criteria, for: .roles([.team])) { request, edit in
            let view = try await request.write { tx, context in
                let view = try CriteriaView(request, round: edit.said("round"), in: tx)
                try change(
                    view.criteria, edit, round: view.round, of: view.programme.id, by: context, in: tx)
                return view
            }
            return request.redirect(to: view.link.query("done", "criteria"))
        } again: { request, data, errors in
            let view = try await request.read { try CriteriaView(request, round: data.text("round"), in: $0) }
            return CriteriaPages.edit(request, view, CriteriaForm(data), errors: errors)
        }
    }
}
