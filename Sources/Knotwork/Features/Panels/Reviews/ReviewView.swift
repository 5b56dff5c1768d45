import Store

/// What the page of one review shows to the one who writes it.
struct ReviewView: Sendable {
    var programme: Programme
    var task: ReviewTask
    /// The questions with their answers; nobody's name or address.
    var reading: Applications.Reading
    var criteria: [Criterion]
    var own: Review?
    var others: [Panels.Signed]
    /// Whether they have said to whom they are too near: nobody reads before.
    var hasDeclared: Bool

    init(_ request: PageRequest, round: String, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        let id: ID<Application> = try request.id("application")
        task = try Panels.task(id, round: Round(rawValue: round), of: programme.id, for: request.caller, in: db)
        let declaredAt: Instant?
        (reading, criteria, declaredAt) = try db.ask(
            together(
                Applications.reading(task.application), Panels.criteria(of: programme.id, round: task.round),
                Interests.declaredAt(request.caller, in: programme.id)))
        hasDeclared = declaredAt != nil
        own = try Panels.own(task, for: request.caller, in: db)
        others = try Panels.others(task, for: request.caller, in: db)
    }
}
