import Store

struct AuditLogView: Sendable {
    var programme: Programme
    var part: AuditLogRoutes.Part
    var lines: [AuditLogRoutes.Line]

    init(_ request: PageRequest, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        part = AuditLogRoutes.Part(request)
        // One more than a page shows tells whether there is another.
        lines = try AuditLogRoutes.lines(
            part, limit: AuditLogRoutes.perPage + 1, of: programme.id, for: request.caller, in: db)
    }
}
