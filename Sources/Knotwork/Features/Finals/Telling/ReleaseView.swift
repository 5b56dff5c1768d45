import Store

/// What is about to be shown, as far as the caller may know it.
struct ReleaseView: Sendable {
    var programme: Programme
    var announcement: Finals.Results
    var readiness: Finals.Readiness
    var keepsAway: Bool

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        announcement = try Finals.announcement(of: programme, for: request.caller, in: db)
        readiness = try Finals.readiness(of: programme.id, for: request.caller, at: request.now, in: db)
        keepsAway = try Applications.keepsAway(request.caller, fromAnyOf: programme.id, in: db)
    }
}
