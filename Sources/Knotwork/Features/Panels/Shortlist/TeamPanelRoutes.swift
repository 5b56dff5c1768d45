import Hummingbird
import Markup
import Store

extension Panels {
    static func addTeamRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/panel", for: .roles([.team])) { try await overviewPage($0) }
        routes.get("/programmes/:programme/team/panel/reviews.csv", for: .roles([.team])) { request in
            let round = Round(rawValue: request.query("round")) ?? .assessment
            let (slug, table) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                return (programme.slug, try export(of: programme.id, round: round, for: request.caller, in: db))
            }
            return request.file(table, name: "\(slug)-\(round.rawValue).csv")
        }
        routes.post("/programmes/:programme/team/panel/balancing", for: .roles([.team])) { request, data in
            let form = try BalanceForm(data)
            let (programme, spread) = try await request.read { db in
                let programme = try Programmes.of(request, in: db)
                let spread = try Spread(
                    each: form.each, round: form.round, of: programme.id, for: request.caller, in: db)
                return (programme, spread)
            }
            let pairs = try await spread.pairs()
            try await request.write { tx, context in try give(pairs, found: spread, by: context, in: tx) }
            return request.redirect(to: overview(programme, form.round))
        } again: {
            try await overviewPage($0, $1, $2)
        }
        addApplicationRoutes(routes)
    }

    private static func overviewPage(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let view = try await request.read { try PanelView(request, in: $0) }
        return TeamPanelPages.overview(request, view, data: data, errors: errors)
    }

    private static func addApplicationRoutes(_ routes: Routes) {
        let one = "/programmes/:programme/team/panel/:application"
        routes.get(one, for: .roles([.team])) { request in
            let view = try await request.read { try JudgedView(request, round: request.query("round"), in: $0) }
            return JudgedPages.application(request, view, data: FormData(), errors: FieldErrors())
        }
        routes.post("\(one)/assignments", for: .roles([.team])) { request, data in
            try await change(request, round: data.text("round")) { view, tx, context in
                let account = try view.chosen(data.text("account"))
                try assign(
                    view.application.id, to: account, round: view.round, of: view.programme.id, by: context, in: tx)
            }
        } again: {
            try await judgedPage($0, $1, $2)
        }
        routes.change("\(one)/shortlisting", on: one, for: .roles([.team])) { request, edit in
            try await change(request, round: edit.said("round")) { view, tx, context in
                try shortlist(view, edit, by: context, in: tx)
            }
        } again: {
            try await judgedPage($0, $1, $2)
        }
        routes.post("\(one)/conflicts/:account/lifting", for: .roles([.team])) { request, data in
            let account: ID<Account> = try request.id("account")
            return try await change(request, round: data.text("round")) { view, tx, context in
                try lift(
                    conflictOf: account, with: view.application.id, reason: data.text("lift"), of: view.programme.id,
                    by: context, in: tx)
            }
        } again: {
            try await judgedPage($0, $1, $2)
        }
    }

    private static func judgedPage(_ request: PageRequest, _ data: FormData, _ errors: FieldErrors) async throws
        -> Response
    {
        let view = try await request.read { try JudgedView(request, round: data.text("round"), in: $0) }
        return JudgedPages.application(request, view, data: data, errors: errors)
    }

    /// Does what a form on the page of one application asks, and shows the page again.
    private static func change(
        _ request: PageRequest, round: String,
        _ act: @escaping @Sendable (JudgedView, Writer, ActionContext) throws -> Void
    ) async throws -> Response {
        let view = try await request.write { tx, context in
            let view = try JudgedView(request, round: round, in: tx)
            try act(view, tx, context)
            return view
        }
        return request.redirect(to: view.link)
    }

    static func overview(_ programme: Programme, _ round: Round) -> Link {
        let page = Link("\(Programmes.teamLink(programme))/panel")
        return round == .final ? page.query("round", round.rawValue) : page
    }
}
