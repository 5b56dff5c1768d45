import Markup
import Store

/// Those who judge in one round, for the team.
struct JudgesView: Sendable {
    var programme: Programme
    var round: Round
    var judges: [Judge]
    var unfinished: Int

    init(_ request: PageRequest, round name: String, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        round = Round(rawValue: name) ?? .assessment
        judges = try Panels.judges(of: programme.id, round: round, for: request.caller, in: db)
        unfinished = try Panels.unfinished(round, of: programme.id, for: request.caller, in: db).count
    }

    var link: Link { Self.link(programme, round) }

    static func link(_ programme: Programme, _ round: Round) -> Link {
        let page = Link("\(Programmes.teamLink(programme))/panel/people")
        return round == .final ? page.query("round", round.rawValue) : page
    }
}
