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
        addTellingRoutes(routes)
        addReleaseRoutes(routes)
    }

    private static func addDecisionRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/decisions", for: .roles([.team])) { call in
            DecisionPages.list(call, try await call.read { try FinalsView(call, in: $0) })
        }
        routes.get("/programmes/:programme/team/decisions/:application", for: .roles([.team])) { call in
            let view = try await call.read { try OutcomeView(call, in: $0) }
            return page(call, view, form: nil, telling: nil, errors: FieldErrors())
        }
        routes.change("/programmes/:programme/team/decisions/:application", for: .roles([.team])) { call, edit in
            let programme = try await call.write { tx, deed in
                let view = try FinalistView(call, in: tx)
                try mustBeOpen(view.programme, in: tx)
                // An outcome says nothing without its amount and reason: two people's are never put together.
                let form = DecisionForm(try edit.over(DecisionForm(view.decision).data, whole: true))
                try decide(
                    form.decision(about: view.application.id), assenting: form.assents, of: view.programme, by: deed,
                    in: tx)
                return view.programme
            }
            return call.redirect(to: link(programme))
        } again: { call, data, errors in
            let view = try await call.read { OutcomeView.finalist(try FinalistView(call, in: $0)) }
            return page(call, view, form: DecisionForm(data), telling: nil, errors: errors)
        }
    }

    private static func page(
        _ call: Call, _ view: OutcomeView, form: DecisionForm?, telling: TellingForm?, errors: FieldErrors
    ) -> Response {
        let telling = telling ?? TellingForm(view.applicant?.telling.word, caller: call.caller, at: call.now)
        switch view {
        case .finalist(let view):
            return DecisionPages.finalist(
                call, view, form: form ?? DecisionForm(view.decision), telling: telling, errors: errors)
        case .other(let view): return TellingPages.page(call, view, form: telling, errors: errors)
        }
    }

    private static func addTellingRoutes(_ routes: Routes) {
        routes.post("/programmes/:programme/team/decisions/telling", for: .roles([.team])) { call, _ in
            let settings = call.house.settings
            let programme = try await call.write { tx, deed in
                let programme = try Programmes.of(call, in: tx)
                try tell(programme, settings: settings, by: deed, in: tx)
                return programme
            }
            return call.redirect(to: link(programme))
        }
        let one = "/programmes/:programme/team/decisions/:application"
        routes.post("\(one)/letters", for: .roles([.team])) { call, _ in
            let settings = call.house.settings
            return try await change(call) { application, programme, deed, tx in
                try tell(programme, only: application, settings: settings, by: deed, in: tx)
            }
        }
        routes.change("\(one)/told", on: one, for: .roles([.team])) { call, edit in
            try await change(call) { application, programme, deed, tx in
                let known = try Outbox.toldOtherwise(of: subject(application), in: tx)
                let kept = TellingForm(known, caller: deed.caller, at: deed.at).data
                let form = TellingForm(try edit.over(kept, whole: true))
                try note(form, of: application, in: programme, by: deed, tx: tx)
            }
        } again: { call, data, errors in
            let view = try await call.read { try OutcomeView(call, in: $0) }
            return page(call, view, form: nil, telling: TellingForm(data), errors: errors)
        }
        routes.post("\(one)/told/removals", for: .roles([.team])) { call, _ in
            try await change(call) { try takeBack(toldOf: $0, in: $1, by: $2, tx: $3) }
        }
    }

    /// Does something about one applicant, and shows their page.
    private static func change(
        _ call: Call, _ body: @escaping @Sendable (ID<Application>, Programme, Deed, Writer) throws -> Void
    ) async throws -> Response {
        let application: ID<Application> = try call.id("application")
        let programme = try await call.write { tx, deed in
            let programme = try Programmes.of(call, in: tx)
            try body(application, programme, deed, tx)
            return programme
        }
        return call.redirect(to: link(programme, application))
    }

    private static func addReleaseRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/decisions/release", for: .roles([.team])) { call in
            let view = try await call.read { try ReleaseView(call, in: $0) }
            return ReleasePages.release(call, view, form: ReleaseForm(FormData()), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/decisions/release", for: .roles([.team])) { call, data in
            let form = ReleaseForm(data)
            do {
                let programme = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    try release(programme, form, by: deed, in: tx)
                    return programme
                }
                return call.redirect(to: link(programme))
            } catch let errors as FieldErrors {
                let view = try await call.read { try ReleaseView(call, in: $0) }
                return ReleasePages.release(call, view, form: form, errors: errors)
            }
        }
    }

    static func link(_ programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/decisions") }

    static func link(_ programme: Programme, _ application: ID<Application>) -> Link {
        Link("\(link(programme))/\(application.text)")
    }

    static func releaseLink(_ programme: Programme) -> Link { Link("\(link(programme))/release") }
}

/// The page about one outcome: of a finalist, or of somebody who was not shortlisted.
enum OutcomeView: Sendable {
    case finalist(FinalistView)
    case other(ApplicantView)

    init(_ call: Call, in db: Reader) throws {
        let found = try Applications.find(call.id("application"), in: db)
        self =
            found?.stage == .notShortlisted
            ? .other(try ApplicantView(call, in: db)) : .finalist(try FinalistView(call, in: db))
    }

    var applicant: ToldApplicant? {
        switch self {
        case .finalist(let view): view.applicant
        case .other(let view): view.applicant
        }
    }
}

/// The finalists and the pot, as the team sees them.
struct FinalsView: Sendable {
    var programme: Programme
    var pot: Pot
    var finalists: [Ranked]
    var decisions: [ID<Application>: Decision]
    var applicants: [ToldApplicant]
    var readiness: Finals.Readiness

    init(_ call: Call, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        pot = try Finals.pot(of: programme, for: call.caller, in: db)
        finalists = try Panels.ranking(of: programme.id, round: .final, for: call.caller, in: db)
        decisions = try Finals.decisions(of: programme.id, for: call.caller, in: db)
        applicants = try Finals.applicants(of: programme.id, for: call.caller, in: db)
        readiness = try Finals.readiness(of: programme.id, for: call.caller, at: call.now, in: db)
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
    var hasPanelScore: Bool
    /// Nil as long as nothing is decided.
    var applicant: ToldApplicant?

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
        hasPanelScore = try Finals.hasPanelScore(id, in: db)
        applicant = try Finals.applicants(of: programme.id, only: id, for: call.caller, in: db).first
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
