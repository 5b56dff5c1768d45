import Hummingbird
import Markup
import Store

extension People {
    static func addRoutes(_ routes: Routes) {
        addAcquaintanceRoutes(routes)
        routes.get("/programmes/:programme/team/people", for: .roles([.team])) { request in
            let search = request.query("q")
            let (programme, people, waiting, linking) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                return (
                    programme, try list(of: programme.id, search: search, for: request.caller, in: db),
                    try doubts(of: programme.id, for: request.caller, in: db).count, try People.linking(in: db)
                )
            }
            return PeoplePages.list(
                request, programme, people, search: search, doubts: waiting, linking: linking)
        }
        routes.get("/programmes/:programme/team/people/doubts", for: .roles([.team])) { request in
            let (programme, pairs, decided, linking) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                return (
                    programme, try doubts(of: programme.id, for: request.caller, in: db),
                    try decisions(of: programme.id, for: request.caller, in: db), try People.linking(in: db)
                )
            }
            return PeoplePages.doubts(request, programme, pairs, decided, linking: linking)
        }
        routes.post("/programmes/:programme/team/people/verdicts", for: .roles([.team])) { request, data in
            let (a, b) = (ID<Sighting>(data.text("a")), ID<Sighting>(data.text("b")))
            let (together, reason) = (data.text("verdict") == "together", data.text("reason"))
            try await request.write { tx, context in
                try decide(a, b, together: together, reason: reason, by: context, in: tx)
            }
            return request.redirect(to: Link("/programmes/\(try request.path("programme"))/team/people/doubts"))
        }
        routes.post("/programmes/:programme/team/people/verdicts/:verdict/undoing", for: .roles([.team])) {
            request, _ in
            let id: ID<WhoIsWho.Verdict> = try request.id("verdict")
            try await request.write { tx, context in try undo(id, by: context, in: tx) }
            return request.redirect(to: Link("/programmes/\(try request.path("programme"))/team/people/doubts"))
        }
    }
}
