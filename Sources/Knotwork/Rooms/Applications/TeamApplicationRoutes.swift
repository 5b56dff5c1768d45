import Hummingbird
import Markup
import Store

extension Applications {
    static func addTeamRoutes(_ routes: Routes) {
        let all = "/programmes/:programme/team/applications"
        routes.get(all, for: .roles([.team])) { call in
            // Written where it is read: as many long lists are in memory as there are readers, however many people wait.
            try await call.read { TeamListPages.list(call, try ListView(call, in: $0)) }
        }
        routes.get("\(all).csv", for: .roles([.team])) { call in
            let (slug, table) = try await call.read { db in
                let view = try ListView(call, in: db)
                let table = try export(view.shown, of: view.programme.id, for: call.caller, at: call.now, in: db)
                return (view.programme.slug, table)
            }
            return call.file(table, name: "\(slug)-applications.csv")
        }
        addHelpRoutes(routes)
        routes.get("\(all)/:application", for: .roles([.team])) { call in
            let view = try await call.read { try TeamView(call, in: $0) }
            return TeamApplicationPages.application(call, view, data: FormData(), errors: FieldErrors())
        }
        addChangeRoutes(routes, "\(all)/:application")
    }

    private static func addChangeRoutes(_ routes: Routes, _ one: String) {
        routes.post("\(one)/extension", for: .roles([.team])) { call, data in
            try await change(call, data) { programme, id, tx, deed in
                let form = try ExtensionForm(data)
                try extend(id, until: form.until, reason: form.reason, of: programme.id, by: deed, in: tx)
            }
        }
        routes.post("\(one)/reopening", for: .roles([.team])) { call, data in
            let settings = call.house.settings
            return try await change(call, data) { programme, id, tx, deed in
                try reopen(id, try ReopenForm(data), of: programme, settings: settings, by: deed, in: tx)
            }
        }
        routes.change("\(one)/obstacle", on: one, for: .roles([.team])) { call, edit in
            try await change(call) { programme, id, tx, deed in
                let kept = try TeamView(call, in: tx).obstacle
                let text = try edit.over(["obstacle": kept]).text("obstacle")
                try note(obstacle: text, of: id, in: programme.id, by: deed, tx: tx)
            }
        } again: { call, data, errors in
            let view = try await call.read { try TeamView(call, in: $0) }
            return TeamApplicationPages.application(call, view, data: data, errors: errors)
        }
    }

    /// Does what a form on the page of one application asks, and shows the page again.
    private static func change(
        _ call: Call, _ data: FormData,
        _ act: @escaping @Sendable (Programme, ID<Application>, Writer, Deed) throws -> Void
    ) async throws -> Response {
        do {
            return try await change(call, act)
        } catch let errors as FieldErrors {
            let view = try await call.read { try TeamView(call, in: $0) }
            return TeamApplicationPages.application(call, view, data: data, errors: errors)
        }
    }

    private static func change(
        _ call: Call, _ act: @escaping @Sendable (Programme, ID<Application>, Writer, Deed) throws -> Void
    ) async throws -> Response {
        let id: ID<Application> = try call.id("application")
        let programme = try await call.write { tx, deed in
            let programme = try Programmes.of(call, in: tx)
            try act(programme, id, tx, deed)
            return programme
        }
        return call.redirect(to: Link("\(Programmes.teamLink(programme))/applications/\(id.text)"))
    }

    private static func addHelpRoutes(_ routes: Routes) {
        routes.get("/programmes/:programme/team/help", for: .roles([.team])) { call in
            let view = try await call.read { try HelpView(call, in: $0) }
            return HelpPages.help(call, view, data: FormData(), errors: FieldErrors())
        }
        routes.post("/programmes/:programme/team/help", for: .roles([.team])) { call, data in
            do {
                let programme = try await call.write { tx, deed in
                    let programme = try Programmes.of(call, in: tx)
                    try note(try HelpForm(data, at: deed.at), of: programme.id, by: deed, in: tx)
                    return programme
                }
                return call.redirect(to: Link("\(Programmes.teamLink(programme))/help").query("done", "help"))
            } catch let errors as FieldErrors {
                let view = try await call.read { try HelpView(call, in: $0) }
                return HelpPages.help(call, view, data: data, errors: errors)
            }
        }
    }
}

/// One application as the team sees it.
struct TeamView: Sendable {
    var programme: Programme
    var reading: Applications.Reading
    var history: [Ledger.Entry]
    var closes: Instant?
    var company: Company
    /// What holds it up, as far as is known.
    var obstacle: String

    init(_ call: Call, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        let id: ID<Application> = try call.id("application")
        guard let application = try Applications.team(id, of: programme.id, for: call.caller, in: db) else {
            throw Refusal.notFound
        }
        (reading, history, closes, company, obstacle) = try db.ask(
            together(
                Applications.reading(application), Ledger.entries(about: Ledger.Subject("application", id)),
                Applications.closes(for: id, of: programme.id), Applications.company(of: id),
                Applications.obstacle(of: id)))
    }

    var link: Link { Link("\(Programmes.teamLink(programme))/applications/\(reading.application.id.text)") }
}
