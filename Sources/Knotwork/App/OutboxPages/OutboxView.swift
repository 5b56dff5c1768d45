import Store

/// The mail of a programme in one state, with how much there is in each.
struct OutboxView: Sendable {
    var programme: Programme
    var state: Outbox.State
    var counts: [Outbox.State: Int]
    var entries: [Outbox.Entry]

    init(_ request: PageRequest, _ state: Outbox.State, in db: Reader) throws {
        programme = try Programmes.of(request, in: db)
        self.state = state
        counts = try Outbox.counts(of: programme.id, for: request.caller, in: db)
        // What is to be released is shown from its beginning and whole; of what was sent, the latest.
        let isHeld = state == .held
        entries = try Outbox.messages(
            of: programme.id, in: state, newestFirst: !isHeld, limit: isHeld ? 2000 : 200, for: request.caller, from: db
        )
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
