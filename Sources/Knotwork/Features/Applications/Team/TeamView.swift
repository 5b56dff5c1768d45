import Markup
import Store

/// One application as the team sees it.
struct TeamView: Sendable {
    var programme: Programme
    var reading: Applications.Reading
    var history: [AuditLog.Entry]
    var closes: Instant?
    var company: Company
    /// What holds it up, as far as is known.
    var obstacle: String

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        let id: ID<Application> = try request.id("application")
        guard let application = try Applications.team(id, of: programme.id, for: request.caller, in: db) else {
            throw Refusal.notFound
        }
        (reading, history, closes, company, obstacle) = try db.ask(
            together(
                Applications.reading(application), AuditLog.entries(about: AuditLog.Subject("application", id)),
                Applications.closes(for: id, of: programme.id), Applications.company(of: id),
                Applications.obstacle(of: id)))
    }

    var link: Link { Link("\(Programmes.teamLink(programme))/applications/\(reading.application.id.text)") }
}
