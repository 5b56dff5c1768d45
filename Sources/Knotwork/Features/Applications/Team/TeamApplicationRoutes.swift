import Hummingbird
import Markup
import Store

extension Applications {
    static func addTeamRoutes(_ routes: Routes, _ judging: Judging) {
        let all = "/programmes/:programme/team/applications"
        routes.get(all, for: .roles([.team])) { request in
            // Written where it is read: as many long lists are in memory as there are readers, however many people wait.
            try await request.read { TeamListPages.list(request, try ListView(request, judging, in: $0)) }
        }
        routes.get("\(all).csv", for: .roles([.team])) { request in
            let (slug, table) = try await request.read { db in
                let view = try ListView(request, judging, in: db)
                let table = try export(view.shown, of: view.programme.id, for: request.caller, at: request.now, in: db)
                return (view.programme.slug, table)
            }
            return request.file(table, name: "\(slug)-applications.csv")
        }
        addHelpRoutes(routes)
        routes.get("\(all)/:application", for: .roles([.team])) { try await page($0) }
        addChangeRoutes(routes, "\(all)/:application", judging)
    }

    private static func addChangeRoutes(_ routes: Routes, _ one: String, _ judging: Judging) {
        routes.post("\(one)/extension", for: .roles([.team])) { request, data in
            try await change(request) { programme, id, tx, context in
                let form = try ExtensionForm(data)
                try extend(id, until: form.until, reason: form.reason, of: programme.id, by: context, in: tx)
            }
        } again: {
            try await page($0, $1, $2)
        }
        routes.post("\(one)/reopening", for: .roles([.team])) { request, data in
            let settings = request.dependencies.settings
            return try await change(request) { programme, id, tx, context in
                try reopen(
                    id, try ReopenForm(data), of: programme, judging: judging, settings: settings, by: context, in: tx)
            }
        } again: {
            try await page($0, $1, $2)
        }
        routes.change("\(one)/obstacle", on: one, for: .roles([.team])) { request, edit in
            try await change(request) { programme, id, tx, context in
                let kept = try TeamView(request, in: tx).obstacle
                let text = try edit.over(["obstacle": kept]).text("obstacle")
                try note(obstacle: text, of: id, in: programme.id, by: context, tx: tx)
            }
        } again: {
            try await page($0, $1, $2)
        }
    }

    private static func page(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let view = try await request.read { try TeamView(request, in: $0) }
        return TeamApplicationPages.application(request, view, data: data, errors: errors)
    }

    /// Does what a form on the page of one application asks, and shows the page again.
    private static func change(
        _ request: PageRequest,
        _ act: @escaping @Sendable (Programme, ID<Application>, Writer, ActionContext) throws -> Void
    ) async throws -> Response {
        let id: ID<Application> = try request.id("application")
        let programme = try await request.write { tx, context in
            let programme = try Programmes.of(request, in: tx)
            try act(programme, id, tx, context)
            return programme
        }
        return request.redirect(to: Link("\(Programmes.teamLink(programme))/applications/\(id.text)"))
    }

    private static func addHelpRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/help", for: .roles([.team])) { try await helpPage($0) }
        routes.post("/programmes/:programme/team/help", for: .roles([.team])) { request, data in
            let programme = try await request.write { tx, context in
                let programme = try Programmes.of(request, in: tx)
                try note(try HelpForm(data, at: context.at), of: programme.id, by: context, in: tx)
                return programme
            }
            return request.redirect(to: Link("\(Programmes.teamLink(programme))/help").query("done", "help"))
        } again: {
            try await helpPage($0, $1, $2)
        }
    }

    private static func helpPage(
        _ request: PageRequest, _ data: FormData = FormData(), _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let view = try await request.read { try HelpView(request, in: $0) }
        return HelpPages.help(request, view, data: data, errors: errors)
    }
}
