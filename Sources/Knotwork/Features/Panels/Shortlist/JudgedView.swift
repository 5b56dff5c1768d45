import Markup
import Store

/// One application in a round, as the team sees it.
struct JudgedView: Sendable {
    var programme: Programme
    var application: Application
    var round: Round
    var criteria: [Criterion]
    var given: [GivenTo]
    var free: [Account]
    var reviews: [Panels.Signed]
    var conflicts: [DeclaredConflict]
    /// Who stands aside from it because of its organisation.
    var near: [DeclaredInterest]
    var shortlisting: Panels.Shortlisting?

    init(_ request: PageRequest, round name: String, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        let id: ID<Application> = try request.id("application")
        try Panels.mustReach(id, of: programme.id, request.caller, in: db)
        guard let found = try Applications.find(id, in: db) else { throw Refusal.notFound }
        application = found
        round = Round(rawValue: name) ?? .assessment
        criteria = try Panels.criteria(of: programme.id, round: round, in: db)
        given = try Panels.given(id, round: round, of: programme.id, for: request.caller, in: db)
        free = try Panels.free(for: id, round: round, of: programme.id, for: request.caller, in: db)
        reviews = try Panels.handedIn(for: id, round: round, for: request.caller, in: db)
        conflicts = try Interests.conflicts(with: id, of: programme.id, for: request.caller, in: db)
        near = try Interests.declared(of: found, db: db)
        shortlisting = try Panels.shortlisting(of: id, in: db)
    }

    var link: Link { Self.link(application.id, round, in: programme) }

    static func link(_ application: ID<Application>, _ round: Round, in programme: Programme) -> Link {
        let page = Link("\(Programmes.teamLink(programme))/panel/\(application.text)")
        return round == .final ? page.query("round", round.rawValue) : page
    }

    /// Whom somebody chose of those to whom it can be given.
    func chosen(_ text: String) throws -> ID<Account> {
        guard let account = free.first(where: { $0.id.text == text }) else {
            throw FieldErrors("account", "Choose somebody from the list")
        }
        return account.id
    }

    /// What the form shows in which the shortlist is decided.
    var shownShortlisting: FormData {
        let known = shortlisting.map { $0.shortlisted ? "yes" : "no" }
        return ["shortlisted": known ?? "", "reason": shortlisting?.reason ?? ""]
    }

    /// Whether the shortlist can still be changed for it.
    var canBeShortlisted: Bool { [.submitted, .shortlisted, .notShortlisted].contains(application.stage) }
}
