import Hummingbird
import Markup
import Store

/// Where a programme's team sees its mail: releases what is held, sees to what failed, looks up what was sent.
enum PostRoom {
    static func addRoutes(_ routes: Routes) {
        let team = Routes.Audience.roles([.team])
        routes.get("/programmes/:programme/team/outbox", for: team) { call in
            let state = Outbox.State(rawValue: call.query("state")) ?? .held
            let view = try await call.read { try PostRoomView(call, state, in: $0) }
            return PostRoomPages.list(call, view)
        }
        routes.get("/programmes/:programme/team/outbox/:message", for: team) { call in
            let (programme, entry) = try await call.read { try find(call, in: $0) }
            return PostRoomPages.message(call, programme, entry, entry.shown, errors: FieldErrors())
        }
        let one = "/programmes/:programme/team/outbox/:message"
        routes.change("\(one)/words", on: one, for: team) { call, edit in
            let (programme, id) = try await call.write { tx, deed in
                let (programme, entry) = try find(call, in: tx)
                let data = try edit.over(entry.shown)
                try Outbox.edit(
                    entry.id, of: programme.id, subject: data.text("subject"), text: data.text("text"), by: deed, in: tx
                )
                return (programme, entry.id)
            }
            return call.redirect(to: link(programme, id))
        } again: { call, data, errors in
            let (programme, entry) = try await call.read { try find(call, in: $0) }
            return PostRoomPages.message(call, programme, entry, data, errors: errors)
        }
        addBatchRoutes(routes, for: team)
    }

    /// What is done to many at once is done to exactly those whose ids the page sent: to what its reader saw.
    private static func addBatchRoutes(_ routes: Routes, for team: Routes.Audience) {
        routes.post("/programmes/:programme/team/outbox/releases", for: team) { call, data in
            try await change(call, data, to: .held) { try Outbox.release($0, of: $1, by: $2, in: $3) }
        }
        routes.post("/programmes/:programme/team/outbox/discards", for: team) { call, data in
            try await change(call, data, to: .held) { try Outbox.discard($0, of: $1, by: $2, in: $3) }
        }
        routes.post("/programmes/:programme/team/outbox/retries", for: team) { call, data in
            try await change(call, data, to: .failed) { try Outbox.retry($0, of: $1, by: $2, in: $3) }
        }
    }

    private typealias Change = @Sendable ([ID<Message>], ID<Programme>, Deed, Writer) throws -> Int

    private static func change(
        _ call: Call, _ data: FormData, to state: Outbox.State, _ change: @escaping Change
    ) async throws -> Response {
        let ids = data.texts("message").map { ID<Message>($0) }
        let programme = try await call.write { tx, deed in
            let programme = try Programmes.of(call, in: tx)
            _ = try change(ids, programme.id, deed, tx)
            return programme
        }
        return call.redirect(to: link(programme, state))
    }

    private static func find(_ call: Call, in db: Reader) throws -> (Programme, Outbox.Entry) {
        let programme = try Programmes.of(call, in: db)
        guard let entry = try Outbox.message(call.id("message"), of: programme.id, for: call.caller, in: db) else {
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

/// The mail of a programme in one state, with how much there is in each.
struct PostRoomView: Sendable {
    var programme: Programme
    var state: Outbox.State
    var counts: [Outbox.State: Int]
    var entries: [Outbox.Entry]

    init(_ call: Call, _ state: Outbox.State, in db: Reader) throws {
        programme = try Programmes.of(call, in: db)
        self.state = state
        counts = try Outbox.counts(of: programme.id, for: call.caller, in: db)
        // What is to be released is shown from its beginning and whole; of what was sent, the latest.
        let isHeld = state == .held
        entries = try Outbox.messages(
            of: programme.id, in: state, newestFirst: !isHeld, limit: isHeld ? 2000 : 200, for: call.caller, from: db)
    }

    /// Mail with the same subject, in the order in which the first of each came: one announcement to many.
    var batches: [[Outbox.Entry]] {
        var order: [String] = []
        var batches: [String: [Outbox.Entry]] = [:]
        for entry in entries {
            if batches[entry.subject] == nil { order.append(entry.subject) }
            batches[entry.subject, default: []].append(entry)
        }
        return order.compactMap { batches[$0] }
    }
}
