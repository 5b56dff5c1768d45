import Hummingbird
import Markup
import Store

extension People {
    static func addRoutes(_ routes: Routes) {
        addAcquaintanceRoutes(routes)
        routes.get("/programmes/:programme/team/people", for: .roles([.team])) { call in
            let search = call.query("q")
            let (programme, people, waiting) = try await call.read { db in
                let programme = try Programmes.of(call, in: db)
                return (
                    programme, try list(of: programme.id, search: search, for: call.caller, in: db),
                    try doubts(of: programme.id, for: call.caller, in: db).count
                )
            }
            return PeoplePages.list(call, programme, people, search: search, doubts: waiting)
        }
        routes.get("/programmes/:programme/team/people/doubts", for: .roles([.team])) { call in
            let (programme, pairs, decided) = try await call.read { db in
                let programme = try Programmes.of(call, in: db)
                return (
                    programme, try doubts(of: programme.id, for: call.caller, in: db),
                    try decisions(of: programme.id, for: call.caller, in: db)
                )
            }
            return PeoplePages.doubts(call, programme, pairs, decided)
        }
        routes.post("/programmes/:programme/team/people/verdicts", for: .roles([.team])) { call, data in
            let (a, b) = (ID<Sighting>(data.text("a")), ID<Sighting>(data.text("b")))
            let (together, reason) = (data.text("verdict") == "together", data.text("reason"))
            try await call.write { tx, deed in
                try decide(a, b, together: together, reason: reason, by: deed, in: tx)
            }
            return call.redirect(to: Link("/programmes/\(try call.path("programme"))/team/people/doubts"))
        }
        routes.post("/programmes/:programme/team/people/verdicts/:verdict/undoing", for: .roles([.team])) { call, _ in
            let id: ID<WhoIsWho.Verdict> = try call.id("verdict")
            try await call.write { tx, deed in try undo(id, by: deed, in: tx) }
            return call.redirect(to: Link("/programmes/\(try call.path("programme"))/team/people/doubts"))
        }
    }
}
