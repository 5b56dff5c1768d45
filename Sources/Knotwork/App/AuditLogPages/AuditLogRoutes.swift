import Hummingbird

/// The book in which a programme's team reads who did what, when and why: a page at a time, the newest first; whole, or
/// what one person did, or what was done to one thing.
enum AuditLogRoutes {
    static let perPage = 100

    static func addRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/activity", for: .roles([.team])) { request in
            let view = try await request.read { try AuditLogView(request, in: $0) }
            return AuditLogPages.page(request, view)
        }
    }
}
