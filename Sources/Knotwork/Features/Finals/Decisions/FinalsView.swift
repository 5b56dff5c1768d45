import Store

/// The finalists and the pot, as the team sees them.
struct FinalsView: Sendable {
    var programme: Programme
    var pot: Pot
    var finalists: [Ranked]
    var decisions: [ID<Application>: Decision]
    var applicants: [ToldApplicant]
    var readiness: Finals.Readiness

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        pot = try Finals.pot(of: programme, for: request.caller, in: db)
        finalists = try Panels.ranking(of: programme.id, round: .final, for: request.caller, in: db)
        decisions = try Finals.decisions(of: programme.id, for: request.caller, in: db)
        applicants = try Finals.applicants(of: programme.id, for: request.caller, in: db)
        readiness = try Finals.readiness(of: programme.id, for: request.caller, at: request.now, in: db)
    }
}
