import Store

/// A round as the team sees it.
struct PanelView: Sendable {
    var programme: Programme
    var round: Round
    var criteria: [Criterion]
    var ranking: [Ranked]
    var judges: [Judge]

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        round = Round(rawValue: request.query("round")) ?? .assessment
        criteria = try Panels.criteria(of: programme.id, round: round, in: db)
        ranking = try Panels.ranking(of: programme.id, round: round, for: request.caller, in: db)
        judges = try Panels.judges(of: programme.id, round: round, for: request.caller, in: db)
    }
}
