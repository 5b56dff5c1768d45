import Hummingbird
import Markup
import Store

extension Finals {
    static func addRoutes(_ routes: Routes) {
        routes.publicPage("/programmes/:programme/results") { request in
            let view = try await request.read { try ResultsView(request, in: $0) }
            return ResultsPages.results(request, view)
        }
        addDecisionRoutes(routes)
        addTellingRoutes(routes)
        addReleaseRoutes(routes)
    }

    private static func addDecisionRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/decisions", for: .roles([.team])) { request in
            DecisionPages.list(request, try await request.read { try FinalsView(request, in: $0) })
        }
        routes.get("/programmes/:programme/team/decisions/:application", for: .roles([.team])) { request in
            let view = try await request.read { try OutcomeView(request, in: $0) }
            return page(request, view, form: nil, telling: nil, errors: FieldErrors())
        }
        routes.change("/programmes/:programme/team/decisions/:application", for: .roles([.team])) { request, edit in
            let programme = try await request.write { tx, context in
                let view = try FinalistView(request, in: tx)
                try change(
                    view.decision, edit, about: view.application.id, of: view.programme, by: context, in: tx)
                return view.programme
            }
            return request.redirect(to: link(programme))
        } again: { request, data, errors in
            let view = try await request.read { OutcomeView.finalist(try FinalistView(request, in: $0)) }
            return page(request, view, form: DecisionForm(data), telling: nil, errors: errors)
        }
    }

    private static func page(
        _ request: PageRequest, _ view: OutcomeView, form: DecisionForm?, telling: TellingForm?, errors: FieldErrors
    ) -> Response {
        let telling = telling ?? TellingForm(view.applicant?.telling.word, caller: request.caller, at: request.now)
        switch view {
        case .finalist(let view):
            return DecisionPages.finalist(
                request, view, form: form ?? DecisionForm(view.decision), telling: telling, errors: errors)
        case .other(let view): return TellingPages.page(request, view, form: telling, errors: errors)
        }
    }

    private static func addTellingRoutes(_ routes: Routes) {
        routes.post("/programmes/:programme/team/decisions/telling", for: .roles([.team])) { request, _ in
            let settings = request.dependencies.settings
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try tell(programme, settings: settings, by: context, in: tx)
                return programme
            }
            return request.redirect(to: link(programme))
        }
        let one = "/programmes/:programme/team/decisions/:application"
        routes.post("\(one)/letters", for: .roles([.team])) { request, _ in
            let settings = request.dependencies.settings
            return try await change(request) { application, programme, context, tx in
                try tell(programme, only: application, settings: settings, by: context, in: tx)
            }
        }
        routes.change("\(one)/told", on: one, for: .roles([.team])) { request, edit in
            try await change(request) { application, programme, context, tx in
                let known = try Outbox.toldOtherwise(of: subject(application), in: tx)
                let kept = TellingForm(known, caller: context.caller, at: context.at).data
                let form = TellingForm(try edit.over(kept, whole: true))
                try note(form, of: application, in: programme, by: context, tx: tx)
            }
        } again: { request, data, errors in
            let view = try await request.read { try OutcomeView(request, in: $0) }
            return page(request, view, form: nil, telling: TellingForm(data), errors: errors)
        }
        routes.post("\(one)/told/removals", for: .roles([.team])) { request, _ in
            try await change(request) { try takeBack(toldOf: $0, in: $1, by: $2, tx: $3) }
        }
    }

    /// Does something about one applicant, and shows their page.
    private static func change(
        _ request: PageRequest,
        _ body: @escaping @Sendable (ID<Application>, Programme, ActionContext, Writer) throws -> Void
    ) async throws -> Response {
        let application: ID<Application> = try request.id("application")
        let programme = try await request.write { tx, context in
            let programme = try Programmes.of(request, in: tx)
            try body(application, programme, context, tx)
            return programme
        }
        return request.redirect(to: link(programme, application))
    }

    private static func addReleaseRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/decisions/release", for: .roles([.team])) { request in
            let view = try await request.read { try ReleaseView(request, in: $0) }
            return ReleasePages.release(request, view, form: ReleaseForm(FormData()), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/decisions/release", for: .roles([.team])) { request, data in
            let form = ReleaseForm(data)
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try release(programme, form, by: context, in: tx)
                return programme
            }
            return request.redirect(to: link(programme))
        } again: { request, data, errors in
            let view = try await request.read { try ReleaseView(request, in: $0) }
            return ReleasePages.release(request, view, form: ReleaseForm(data), errors: errors)
        }
    }

    static func link(_ programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/decisions") }

    static func link(_ programme: Programme, _ application: ID<Application>) -> Link {
        Link("\(link(programme))/\(application.text)")
    }

    static func releaseLink(_ programme: Programme) -> Link { Link("\(link(programme))/release") }
}
