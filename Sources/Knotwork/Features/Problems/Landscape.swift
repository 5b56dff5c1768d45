import Store

/// The problems of a programme and what became of them: all that its public pages on problems show.
struct Landscape: Sendable {
    var programme: Programme
    var problems: [Problem]
    var themes: [Theme]
    var strands: [Problems.Strand]
    var tallies: [ID<Problem>: (notes: Int, insights: Int)]
    var backlog: [String]

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        problems = try Problems.all(of: programme.id, in: db)
        themes = try Problems.themes(of: programme.id, in: db)
        strands = try Problems.lineage(of: programme.id, in: db)
        tallies = try Problems.tallies(of: programme.id, in: db)
        backlog = try Problems.backlog(of: programme.id, in: db)
    }

    func themes(from problem: ID<Problem>) -> [Theme] {
        themes.filter { theme in strands.contains { $0.theme == theme.id && $0.problem == problem } }
    }

    func problems(behind theme: ID<Theme>) -> [(problem: Problem, notes: Int)] {
        strands.filter { $0.theme == theme }.compactMap { strand in
            problems.first { $0.id == strand.problem }.map { ($0, strand.notes) }
        }
    }
}
