import Store

/// What everybody sees of the results: nothing until they are released.
struct ResultsView: Sendable {
    var programme: Programme
    var results: Finals.Results?
    var expected: Instant?

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        results = try Finals.results(of: programme, at: request.now, in: db)
        expected = try Programmes.milestones(of: programme.id, in: db).first { $0.kind == .results }?.startsAt
    }
}
