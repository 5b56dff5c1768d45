import Names
import Store

extension People {
    /// Keeps raw records and finds out whose they are. Many at once: all groups are formed anew,
    /// unless more files follow in the same transaction and the last one does it.
    static func record(
        _ sightings: [Sighting], by context: ActionContext, in tx: Writer, regrouping: Bool = true
    ) throws {
        for sighting in sightings {
            try insert(sighting, person: try newPerson(by: context, in: tx), by: context, in: tx)
        }
        if regrouping { try regroup(by: context, in: tx) }
    }

    /// Keeps one raw record. The usual case, somebody new or somebody known by this very address and nobody of the same
    /// name beside, needs no look at the rest. A name alone joins nobody: that takes the whole to be judged.
    static func record(_ sighting: Sighting, by context: ActionContext, in tx: Writer) throws {
        let known = try candidates(for: sighting, in: tx)
        if known.isEmpty {
            try insert(sighting, person: try newPerson(by: context, in: tx), by: context, in: tx)
        } else if known.count == 1, known[0].bySameAddress {
            try insert(sighting, person: known[0].person, by: context, in: tx)
        } else {
            try record([sighting], by: context, in: tx)
        }
    }

    /// Takes back one record that was entered by hand; who is who is found anew without it.
    static func withdraw(_ sighting: ID<Sighting>, by context: ActionContext, in tx: Writer) throws {
        try tx.execute(
            "UPDATE sighting SET withdrawn_at = \(context.at) WHERE id = \(sighting) AND withdrawn_at IS NULL")
        try regroup(by: context, in: tx)
    }

    /// People to whom the sighting may belong, by address or by name.
    private static func candidates(
        for sighting: Sighting, in db: Reader
    ) throws -> [(person: ID<Person>, bySameAddress: Bool)] {
        try db.all(
            """
            SELECT person_id, max(CASE WHEN email_key = \(sighting.emailKey) AND email_key <> '' THEN 1 ELSE 0 END) AS by_address
            FROM sighting WHERE withdrawn_at IS NULL
                AND ((email_key = \(sighting.emailKey) AND email_key <> '')
                    OR (name_key = \(sighting.nameKey) AND name_key <> ''))
            GROUP BY person_id
            """
        ) { (person: try $0["person_id"], bySameAddress: try $0["by_address"] as Int > 0) }
    }

    private static func newPerson(by context: ActionContext, in tx: Writer) throws -> ID<Person> {
        let id: ID<Person> = context.id()
        try tx.execute("INSERT INTO person (id, created_at) VALUES (\(id), \(context.at))")
        return id
    }

    private static func insert(_ sighting: Sighting, person: ID<Person>, by context: ActionContext, in tx: Writer)
        throws
    {
        try tx.execute(
            """
            INSERT INTO sighting (id, programme_id, import_id, event_id, line, kind, name, email, organisation, status,
                minutes, seen_at, raw, excluded, email_key, name_key, person_id, created_at)
            VALUES (\(sighting.id), \(sighting.programme), \(sighting.importFile), \(sighting.occasion), \(sighting.line),
                \(sighting.kind), \(sighting.name), \(sighting.email), \(sighting.organisation), \(sighting.status),
                \(sighting.minutes), \(sighting.seenAt), \(sighting.raw), \(sighting.excluded), \(sighting.emailKey),
                \(sighting.nameKey), \(person), \(context.at))
            """)
    }

    /// Forms all groups anew from the records and people's verdicts. A group keeps the person of its earliest record,
    /// so that a person's page stays where it was; a merge that is undone gives the later records a person again.
    static func regroup(
        by context: ActionContext, in tx: Writer, matcher: WhoIsWho.Matcher = WhoIsWho.byRules
    ) throws {
        let kept = try tx.all(
            """
            SELECT id, name_key, email_key, organisation, person_id FROM sighting WHERE withdrawn_at IS NULL ORDER BY id
            """
        ) {
            let record = WhoIsWho.Record(
                id: try $0["id"], email: try $0["email_key"], name: try $0["name_key"],
                organisation: ComparableWords(try $0["organisation"] as String).text)
            return (record: record, person: try $0["person_id"] as ID<Person>)
        }
        let grouping = matcher(kept.map(\.record), try verdicts(in: tx))
        let persons = Dictionary(uniqueKeysWithValues: kept.map { ($0.record.id, $0.person) })
        try assign(grouping.groups, persons: persons, by: context, in: tx)
        try replaceDoubts(grouping.doubts, in: tx)
    }

    private static func assign(
        _ groups: [[ID<Sighting>]], persons: [ID<Sighting>: ID<Person>], by context: ActionContext, in tx: Writer
    ) throws {
        var taken: Set<ID<Person>> = []
        for group in groups {
            let own = group.compactMap { persons[$0] }.first { !taken.contains($0) }
            let person = try own ?? newPerson(by: context, in: tx)
            taken.insert(person)
            for sighting in group where persons[sighting] != person {
                try tx.execute("UPDATE sighting SET person_id = \(person) WHERE id = \(sighting)")
            }
        }
    }

    private static func replaceDoubts(_ doubts: [WhoIsWho.Doubt], in tx: Writer) throws {
        try tx.execute("DELETE FROM doubt")
        for doubt in doubts {
            try tx.execute(
                "INSERT INTO doubt (sighting_a, sighting_b, why) VALUES (\(doubt.a), \(doubt.b), \(doubt.why))")
        }
    }

    static func verdicts(in db: Reader) throws -> [WhoIsWho.Verdict] {
        try db.all("SELECT sighting_a, sighting_b, together FROM verdict WHERE undone_at IS NULL ORDER BY id") {
            WhoIsWho.Verdict(a: try $0["sighting_a"], b: try $0["sighting_b"], together: try $0["together"])
        }
    }
}
