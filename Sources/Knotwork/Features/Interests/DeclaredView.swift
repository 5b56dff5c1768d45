import Store

/// All declarations of a programme, as the team sees them.
struct DeclaredView: Sendable {
    var programme: Programme
    var declared: [DeclaredInterest]

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        declared = try Interests.declared(in: programme.id, for: request.caller, db: db)
    }
}
