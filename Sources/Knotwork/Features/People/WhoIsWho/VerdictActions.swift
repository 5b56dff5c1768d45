import Store

extension People {
    /// Somebody said whether two records are one person. Their word stands above everything until it is undone, and takes effect
    /// at once; what follows from it for others is found out afterwards.
    static func decide(
        _ a: ID<Sighting>, _ b: ID<Sighting>, together: Bool, reason: String, by context: ActionContext, in tx: Writer
    ) throws {
        let pair = [a, b].sorted()
        guard pair[0] != pair[1] else { throw Refusal.rule("A record cannot be compared with itself.") }
        guard try verdict(on: pair, in: tx) == nil else {
            throw Refusal.rule("Somebody has decided about these two records already. Undo that first.")
        }
        let programme = try sightingProgramme(pair[0], for: context.caller, in: tx)
        _ = try sightingProgramme(pair[1], for: context.caller, in: tx)
        let people = try PeopleOfTwo(pair[0], pair[1], in: tx)
        if together { try people.join(in: tx) } else { try people.part(in: tx) }
        let id: ID<WhoIsWho.Verdict> = context.id()
        try tx.execute(
            """
            INSERT INTO verdict (id, sighting_a, sighting_b, together, reason, decided_by, decided_at)
            VALUES (\(id), \(pair[0]), \(pair[1]), \(together), \(reason), \(context.caller.account?.id), \(context.at))
            """)
        try mustLink(isReshaping: true, by: context, in: tx)
        try record(together ? "joined" : "kept apart", pair, programme, reason, by: context, in: tx)
    }

    /// Takes a verdict back. Who is who is found anew without it: until then, everybody stays where they are.
    static func undo(_ id: ID<WhoIsWho.Verdict>, by context: ActionContext, in tx: Writer) throws {
        let pair = try tx.first(
            "UPDATE verdict SET undone_at = \(context.at) WHERE id = \(id) AND undone_at IS NULL RETURNING sighting_a, sighting_b"
        ) { [try $0["sighting_a"] as ID<Sighting>, try $0["sighting_b"]] }
        guard let pair else { throw Refusal.notFound }
        let programme = try sightingProgramme(pair[0], for: context.caller, in: tx)
        try mustLink(isReshaping: true, by: context, in: tx)
        try record("undid the decision about", pair, programme, "", by: context, in: tx)
    }

    private static func verdict(on pair: [ID<Sighting>], in db: Reader) throws -> ID<WhoIsWho.Verdict>? {
        try db.value(
            "SELECT id FROM verdict WHERE sighting_a = \(pair[0]) AND sighting_b = \(pair[1]) AND undone_at IS NULL")
    }

    /// The programme of a sighting that the caller, as its team, may judge; else not found.
    private static func sightingProgramme(
        _ sighting: ID<Sighting>, for caller: Caller, in db: Reader
    ) throws -> ID<Programme> {
        let programme = try db.value(
            """
            SELECT s.programme_id FROM sighting s
            WHERE s.id = \(sighting) AND s.withdrawn_at IS NULL AND \(caller.may(.team, in: "s.programme_id"))
                AND NOT \(caller.isRecused(fromSighting: "s.id"))
            """, as: ID<Programme>.self)
        guard let programme else { throw Refusal.notFound }
        return programme
    }

    private static func record(
        _ verb: String, _ pair: [ID<Sighting>], _ programme: ID<Programme>, _ reason: String, by context: ActionContext,
        in tx: Writer
    ) throws {
        for sighting in pair {
            try AuditLog.record(
                verb, AuditLog.Subject("sighting", sighting), programme: programme, reason: reason, by: context, in: tx)
        }
    }
}
