import Store

/// One board with the themes under which its notes can go.
struct BoardView: Sendable {
    var programme: Programme
    var problem: Problem
    var themes: [Theme]
    var notes: [Note]

    init(_ request: PageRequest, in db: Reader) throws {
        (programme, problem) = try Problems.found(request, in: db)
        themes = try Problems.themes(of: programme.id, in: db)
        notes = try Problems.notes(on: problem.id, in: db)
    }

    static func withNote(_ request: PageRequest, in db: Reader) throws -> (BoardView, Note) {
        let (view, id): (BoardView, ID<Note>) = (try BoardView(request, in: db), try request.id("note"))
        guard let note = view.notes.first(where: { $0.id == id }) else { throw Refusal.notFound }
        return (view, note)
    }
}
