import Store

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

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        let id: ID<Application> = try request.id("application")
        try Panels.mustReach(id, of: programme.id, request.caller, in: db)
        guard let found = try Applications.find(id, in: db),
            [.shortlisted, .funded, .notFunded].contains(found.stage)
        else { throw Refusal.notFound }
        application = found
        pot = try Finals.pot(of: programme, for: request.caller, in: db)
        criteria = try Panels.criteria(of: programme.id, round: .final, in: db)
        reviews = try Panels.handedIn(for: id, round: .final, for: request.caller, in: db)
        decision = try Finals.known(id, in: db)
        hasPanelScore = try Panels.isScored(id, round: .final, in: db)
        applicant = try Finals.applicants(of: programme.id, only: id, for: request.caller, in: db).first
    }

    /// What this one could get at most: what is left, and what it has already. Nil for those who must not know.
    var most: Money? { pot.left.map { $0 + (decision?.amount ?? .zero) } }
}
