import Store

/// The tables, in the order in which they came to be. Each feature keeps its own text beside its code.
enum Schema {
    static let migrations: [Migration] = [
        callers, outbox, uploads, people, programmes, problems, events, applications, panels, finals, evaluation,
        sendings, linksByAccount, companions, standingAside, eventsHeld, counts, files, acquaintance, framing, reports,
        sheets, recusals, rolesByPart, amountsAnswered, heartbeat, told, strangers, signInAsked,
        auditEntries, roleGrants, collaborators, declaredInterests, declaredConflicts, scoreRecords,
        liveRecords, sentApplications, notShortlisted,
        releases, linking,
    ]
}
