import Names
import Store

/// Help in a programme as its team sees it.
struct HelpView: Sendable {
    var programme: Programme
    /// The applications that help can be written down for.
    var applications: [Application]
    var help: [Applications.HelpGiven]
    var access: [Applications.HelpAccess]

    init(_ request: PageRequest, in db: Reader) throws {
        let caller = request.caller
        programme = try Programmes.of(request, in: db)
        applications = try Applications.all(of: programme.id, for: caller, in: db)
        help = try Applications.helpGiven(in: programme.id, for: caller, db: db)
        let names = try OrganisationNames(of: programme.id, in: db)
        access = Applications.access(applications, help) { names.key($0) }
    }
}
