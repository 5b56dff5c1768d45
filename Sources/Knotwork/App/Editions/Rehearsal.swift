import Store

/// What a rehearsal has left behind: it stays when the rehearsal ends, and counts like everything else.
struct RehearsalTrace: Sendable, Hashable {
    var people: Int
    var applications: Int
    var mails: Int

    var isEmpty: Bool { people == 0 && applications == 0 }
}

extension Editions {
    /// Ends a rehearsal, when somebody has said that they mean it.
    static func endRehearsal(of programme: Programme, meant: Bool, by context: ActionContext, in tx: Writer) throws {
        guard meant else { throw FieldErrors("meant", "Tick this if mail is to leave from now on") }
        try Programmes.goLive(programme, by: context, in: tx)
    }

    static func trace(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> RehearsalTrace {
        try Programmes.mustBeTeam(of: programme, caller, in: db)
        let tally = try Applications.tally(
            of: programme, silentSince: Instant(milliseconds: 0), for: caller, in: db)
        return RehearsalTrace(
            people: try People.tally(of: programme, for: caller, in: db).people,
            applications: tally.drafts + tally.sent,
            mails: try Outbox.counts(of: programme, for: caller, in: db)[.rehearsed] ?? 0)
    }
}
