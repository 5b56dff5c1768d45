import Hummingbird
import Markup
import Store

extension Finals {
    static func addRoutes(_ routes: Routes) {
        routes.publicPage("/programmes/:programme/results") { call in
            let view = try await call.read { try ResultsView(call, in: $0) }
            return ResultsPages.results(call, view)
        }
        addDecisionRoutes(routes)
        addReleaseRoutes(routes)
    }

    private static func addDecisionRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/decisions", for: .roles([.team])) { call in
            DecisionPages.list(call, try await call.read { try FinalsView(call, in: $0) })
        }
        routes.get("/programmes/:programme/team/decisions/:application", for: .roles([.team])) { call in
            let view = try await call.read { try FinalistView(call, in: $0) }
            return DecisionPages.finalist(call, view, form: DecisionForm(view.decision), errors: FieldErrors())
        }
        routes.change("/programmes/:programme/team/decisions/:application", for: .roles([.team])) { call, edit in
            let programme = try await call.write { tx, deed in
                let view = try FinalistView(call, in: tx)
                try mustBeOpen(view.programme, in: tx)
                // An outcome says nothing without its amount and reason: two people's are never put together.
                let form = DecisionForm(try edit.over(DecisionForm(view.decision).data, whole: true))
                try decide(form.decision(about: view.application.id), of: view.programme, by: deed, in: tx)
                return view.programme
            }
            return call.redirect(to: link(programme))
        } again: { call, data, errors in
            let view = try await call.read { try FinalistView(call, in: $0) }
            return DecisionPages.finalist(call, view, form: DecisionForm(data), errors: errors)
        }
    }

    private static func addReleaseRoutes(_ routes: Routes) {
        routes.post("/programmes/:programme/team/decisions/telling", for: .roles([.team])) { call, _ in
            let settings = call.house.settings
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try tell(programme, settings: settings, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: link(programme))
        }
        routes.post("/programmes/:programme/team/decisions/release", for: .roles([.team])) { call, _ in
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try release(programme, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: link(programme))
        }
    }

    static func link(_ programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/decisions") }
}

/// The finalists and the pot, as the team sees them.
struct FinalsView: Sendable {
    var programme: Programme
    var pot: Pot
    var finalists: [Ranked]
    var decisions: [ID<Application>: Finals.Decided]
    var readiness: Finals.Readiness

    init(_ call: Call, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        pot = try Finals.pot(of: programme, for: call.caller, in: db)
        finalists = try Panels.ranking(of: programme.id, round: .final, for: call.caller, in: db)
        decisions = try Finals.decisions(of: programme.id, for: call.caller, in: db)
        readiness = try Finals.readiness(of: programme.id, for: call.caller, in: db)
    }
}

/// One finalist, as the team decides about it.
struct FinalistView: Sendable {
    var programme: Programme
    var pot: Pot
    var application: Application
    var criteria: [Criterion]
    var reviews: [Panels.Signed]
    var decision: Decision?

    init(_ call: Call, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        let id: ID<Application> = try call.id("application")
        try Panels.mustReach(id, of: programme.id, call.caller, in: db)
        guard let found = try Applications.find(id, in: db),
            [.shortlisted, .funded, .notFunded].contains(found.stage)
        else { throw Refusal.notFound }
        application = found
        pot = try Finals.pot(of: programme, for: call.caller, in: db)
        criteria = try Panels.criteria(of: programme.id, round: .final, in: db)
        reviews = try Panels.handedIn(for: id, round: .final, for: call.caller, in: db)
        decision = try Finals.known(id, in: db)
    }

    /// What this one could get at most: what is left, and what it has already. Nil for those who must not know.
    var most: Money? { pot.left.map { $0 + (decision?.amount ?? .zero) } }
}

/// What everybody sees of the results: nothing until they are released.
struct ResultsView: Sendable {
    var programme: Programme
    var results: Finals.Results?
    var expected: Instant?

    init(_ call: Call, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        results = try Finals.results(of: programme, at: call.now, in: db)
        expected = try Programmes.milestones(of: programme.id, in: db).first { $0.kind == .results }?.startsAt
    }
}
