import Hummingbird
import Markup
import Store

extension Problems {
    static func addRoutes(_ routes: Routes) {
        addFramingRoutes(routes)
        routes.publicPage("/programmes/:programme/problems") { request in
            ProblemPages.list(request, try await request.read { try Landscape(request, in: $0) })
        }
        routes.publicPage("/programmes/:programme/problems/:problem") { request in
            let slug = try request.path("problem")
            let (view, notes, pack) = try await request.read { db in
                let view = try Landscape(request, in: db)
                guard let problem = view.problems.first(where: { $0.slug == slug }) else { throw Refusal.notFound }
                return (view, try Problems.notes(on: problem.id, in: db), try Problems.pack(of: problem.id, in: db))
            }
            return try ProblemPages.problem(request, view, slug: slug, notes, pack)
        }
        routes.publicPage("/programmes/:programme/themes") { request in
            ProblemPages.themes(request, try await request.read { try Landscape(request, in: $0) })
        }
        routes.publicPage("/programmes/:programme/themes/:theme") { request in
            try ProblemPages.theme(
                request, try await request.read { try Landscape(request, in: $0) }, slug: try request.path("theme"))
        }
        routes.get("/programmes/:programme/team/insights", for: .roles([.team])) { request in
            let (programme, heard) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                return (programme, try insights(of: programme.id, for: request.caller, in: db))
            }
            return InsightPages.list(request, programme, heard)
        }
    }
}
