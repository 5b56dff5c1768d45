import Hummingbird
import Markup
import Store

/// Where a programme's team sees its mail: releases what is held, sees to what failed, looks up what was sent.
enum OutboxRoutes {
    static func addRoutes(_ routes: Routes) {
        let team = Routes.Audience.roles([.team])
        routes.get("/programmes/:programme/team/outbox", for: team) { request in
            let state = Outbox.State(rawValue: request.query("state")) ?? .held
            let view = try await request.read { try OutboxView(request, state, in: $0) }
            return OutboxPages.list(request, view)
        }
        routes.get("/programmes/:programme/team/outbox/:message", for: team) { request in
            let (programme, entry) = try await request.read { try find(request, in: $0) }
            return OutboxPages.message(request, programme, entry, entry.shown, errors: FieldErrors())
        }
        let one = "/programmes/:programme/team/outbox/:message"
        routes.change("\(one)/words", on: one, for: team) { request, edit in
            let (programme, id) = try await request.write { tx, context in
                let (programme, entry) = try find(request, in: tx)
                let data = try edit.over(entry.shown)
                try Outbox.edit(
                    entry.id, of: programme.id, subject: data.text("subject"), text: data.text("text"), by: context,
                    in: tx
                )
                return (programme, entry.id)
            }
            return request.redirect(to: link(programme, id))
        } again: { request, data, errors in
            let (programme, entry) = try await request.read { try find(request, in: $0) }
            return OutboxPages.message(request, programme, entry, data, errors: errors)
        }
        addBatchRoutes(routes, for: team)
    }

    /// What is done to many at once is done to exactly those whose ids the page sent: to what its reader saw.
    private static func addBatchRoutes(_ routes: Routes, for team: Routes.Audience) {
        routes.post("/programmes/:programme/team/outbox/releases", for: team) { request, data in
            try await change(request, data, to: .held) { try Outbox.release($0, of: $1, by: $2, in: $3) }
        }
        routes.post("/programmes/:programme/team/outbox/discards", for: team) { request, data in
            try await change(request, data, to: .held) { try Outbox.discard($0, of: $1, by: $2, in: $3) }
        }
        routes.post("/programmes/:programme/team/outbox/retries", for: team) { request, data in
            try await change(request, data, to: .failed) { try Outbox.retry($0, of: $1, by: $2, in: $3) }
        }
    }

    private typealias Change = @Sendable ([ID<Message>], ID<Programme>, ActionContext, Writer) throws -> Int

    private static func change(
        _ request: PageRequest, _ data: FormData, to state: Outbox.State, _ change: @escaping Change
    ) async throws -> Response {
        let ids = data.texts("message").map { ID<Message>($0) }
        let programme = try await request.write { tx, context in
            let programme = try Programmes.of(request, in: tx)
            _ = try change(ids, programme.id, context, tx)
            return programme
        }
        return request.redirect(to: link(programme, state))
    }

    private static func find(_ request: PageRequest, in db: Reader) throws -> (Programme, Outbox.Entry) {
        let programme = try Programmes.of(request, in: db)
        guard let entry = try Outbox.message(request.id("message"), of: programme.id, for: request.caller, in: db)
        else {
            throw Refusal.notFound
        }
        return (programme, entry)
    }

    static func link(_ programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/outbox") }

    static func link(_ programme: Programme, _ state: Outbox.State) -> Link {
        link(programme).query("state", state.rawValue)
    }

    static func link(_ programme: Programme, _ id: ID<Message>) -> Link { Link("\(link(programme))/\(id.text)") }
}
