import Store

/// The team's list of applications in one view.
struct ListView: Sendable {
    var programme: Programme
    var listing: Applications.Listing
    var lines: [Applications.Line]
    var shown: [Applications.Line]
    var themes: [Theme]

    init(_ request: PageRequest, _ judging: Applications.Judging, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        listing = Applications.Listing(request.query)
        themes = try Problems.themes(of: programme.id, in: db)
        lines = try Applications.lines(
            of: programme.id, themes: themes, judging: judging, for: request.caller, in: db)
        shown = listing.shown(lines, at: request.now)
    }
}
