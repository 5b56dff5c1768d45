import Markup
import Names
import Store

/// The criteria of a round, for the team to set before applications open.
struct CriteriaView: Sendable {
    var programme: Programme
    var round: Round
    var criteria: [Criterion]
    /// Why they stay as they are; nil when they can be changed.
    var lock: String?

    init(_ request: PageRequest, round name: String, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        round = Round(rawValue: name) ?? .assessment
        criteria = try Panels.criteria(of: programme.id, round: round, in: db)
        lock = try Applications.lock(of: programme.id, at: request.now, in: db)
    }

    var link: Link { Self.link(programme, round) }

    static func link(_ programme: Programme, _ round: Round) -> Link {
        let page = Link("\(Programmes.teamLink(programme))/panel/criteria")
        return round == .final ? page.query("round", round.rawValue) : page
    }
}
