import Store

/// What the team's pages on problems and themes show.
struct FramingView: Sendable {
    var programme: Programme
    var problems: [Problem]
    var themes: [Theme]
    var strands: [Problems.Strand]
    var tallies: [ID<Problem>: (notes: Int, insights: Int)]
    var backlog: [BacklogItem]

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        problems = try Problems.all(of: programme.id, in: db)
        themes = try Problems.themes(of: programme.id, in: db)
        strands = try Problems.lineage(of: programme.id, in: db)
        tallies = try Problems.tallies(of: programme.id, in: db)
        backlog = try Problems.backlogItems(of: programme.id, for: request.caller, in: db)
    }

    static func withTheme(_ request: PageRequest, in db: Reader) throws -> (FramingView, Theme) {
        let (view, slug) = (try FramingView(request, in: db), try request.path("theme"))
        guard let theme = view.themes.first(where: { $0.slug == slug }) else { throw Refusal.notFound }
        return (view, theme)
    }

    static func withInsight(_ request: PageRequest, in db: Reader) throws -> (FramingView, HeardInsight) {
        let view = try FramingView(request, in: db)
        let found = try Problems.heard(try request.id("insight"), in: view.programme.id, for: request.caller, db: db)
        guard let found else { throw Refusal.notFound }
        return (view, found)
    }

    func form(_ theme: Theme) -> ThemeForm {
        ThemeForm(
            title: theme.title, why: theme.why, problems: strands.filter { $0.theme == theme.id }.map(\.problem))
    }
}
