import Store

/// What somebody who judges sees before they read.
struct DeclarationView: Sendable {
    var programme: Programme
    var declaredAt: Instant?
    var near: [DeclaredInterest]
    /// The organisations to choose from.
    var others: [String]
    var isJudge: Bool

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        declaredAt = try Interests.declaredAt(request.caller, in: programme.id, db: db)
        near = try Interests.declared(
            in: programme.id, of: try request.caller.signedIn().id, db: db)
        others = try Interests.organisationsToJudge(in: programme.id, for: request.caller, db: db)
        isJudge = request.caller.holds([.assessor, .panel], in: programme.slug)
    }
}
