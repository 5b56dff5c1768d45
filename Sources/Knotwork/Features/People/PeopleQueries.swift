import Store

extension People {
    /// A person in a list, under one of the names that their records have, and always the same one.
    struct Listing: Sendable, Hashable {
        var id: ID<Person>
        var name: String
        var organisation: String
        var records: Int
    }

    /// The people of a programme, by name. `search` is a piece of a name, an address or an organisation.
    static func list(
        of programme: ID<Programme>, search: String, for caller: Caller, in db: Reader
    ) throws -> [Listing] {
        let seen: SQL = """
            sighting.programme_id = \(programme) AND withdrawn_at IS NULL
                AND \(caller.may(.team, in: "sighting.programme_id"))
                AND NOT \(caller.isRecused(fromSighting: "sighting.id"))
            """
        let rows = try db.all(
            """
            SELECT person_id, max(name) AS name, max(organisation) AS organisation, count(*) AS records
            FROM sighting WHERE \(seen) GROUP BY person_id ORDER BY name, person_id
            """
        ) {
            Listing(
                id: try $0["person_id"], name: try $0["name"], organisation: try $0["organisation"],
                records: try $0["records"])
        }
        guard !search.isEmpty else { return rows }
        let wanted = PersonName.key(search)
        let reached = try people(under: search, seen, in: db)
        return rows.filter {
            reached.contains($0.id) || PersonName.key("\($0.name) \($0.organisation)").contains(wanted)
        }
    }

    /// Whose records have an address with this in it.
    private static func people(under piece: String, _ seen: SQL, in db: Reader) throws -> Set<ID<Person>> {
        let piece = piece.lowercased()
        let addresses = try db.all("SELECT person_id, email FROM sighting WHERE \(seen) AND email <> ''") {
            (person: try $0["person_id"] as ID<Person>, email: try $0["email"] as String)
        }
        return Set(addresses.filter { $0.email.lowercased().contains(piece) }.map(\.person))
    }

    /// What one person is known by, oldest first; empty when the caller may not know of them.
    static func sightings(
        of person: ID<Person>, in programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [Sighting] {
        try db.all(
            """
            SELECT \(sightingColumns) FROM sighting s
            WHERE s.person_id = \(person) AND s.programme_id = \(programme) AND s.withdrawn_at IS NULL
                AND \(caller.may(.team, in: "s.programme_id")) AND NOT \(caller.isRecused(fromSighting: "s.id"))
            ORDER BY s.id
            """, sighting)
    }

    /// To whom the record belongs now that once began a person's page; nil when it is that person's still, or nobody's who may be
    /// known.
    static func successor(
        of person: ID<Person>, in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> ID<Person>? {
        try db.value(
            """
            SELECT s.person_id FROM sighting s
            WHERE (s.id = \(person) OR (s.home_person_id = \(person) AND s.home_person_id <> s.id))
                AND s.person_id <> \(person) AND s.programme_id = \(programme) AND s.withdrawn_at IS NULL
                AND \(caller.may(.team, in: "s.programme_id")) AND NOT \(caller.isRecused(fromSighting: "s.id"))
            """)
    }

    struct DoubtfulPair: Sendable {
        var a: Sighting
        var b: Sighting
        var why: String
    }

    /// Pairs that wait for somebody's word.
    static func doubts(
        of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [DoubtfulPair] {
        let pairs = try db.all(
            """
            SELECT d.sighting_a, d.sighting_b, d.why FROM doubt d
            JOIN sighting s ON s.id = d.sighting_a JOIN sighting t ON t.id = d.sighting_b
            WHERE s.programme_id = \(programme) AND t.programme_id = \(programme)
                AND \(caller.may(.team, in: "s.programme_id"))
                AND NOT \(caller.isRecused(fromSighting: "s.id")) AND NOT \(caller.isRecused(fromSighting: "t.id"))
                AND \(isOpen)
            ORDER BY d.position, d.sighting_a, d.sighting_b
            """
        ) {
            (
                a: try $0["sighting_a"] as ID<Sighting>, b: try $0["sighting_b"] as ID<Sighting>,
                why: try $0["why"] as String
            )
        }
        let records = try sightings(pairs.flatMap { [$0.a, $0.b] }, in: db)
        return pairs.compactMap { pair in
            guard let a = records[pair.a], let b = records[pair.b] else { return nil }
            return DoubtfulPair(a: a, b: b, why: pair.why)
        }
    }

    /// What somebody has decided waits no longer, whether or not the job has run since.
    private static let isOpen: SQL = """
        s.person_id <> t.person_id AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.undone_at IS NULL
            AND (v.sighting_a = s.id AND v.sighting_b = t.id OR v.sighting_a = t.id AND v.sighting_b = s.id))
        """

    /// How many people a programme has seen, and how many pairs of records may be one person.
    struct Tally: Sendable, Hashable {
        var people: Int
        var doubts: Int
    }

    static func tally(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> Tally {
        let found = try db.first(
            """
            SELECT (SELECT count(DISTINCT s.person_id) FROM sighting s
                    WHERE s.programme_id = \(programme) AND s.withdrawn_at IS NULL
                        AND NOT \(caller.isRecused(fromSighting: "s.id"))) AS people,
                (SELECT count(*) FROM doubt d JOIN sighting s ON s.id = d.sighting_a JOIN sighting t ON t.id = d.sighting_b
                    WHERE s.programme_id = \(programme) AND t.programme_id = \(programme)
                        AND NOT \(caller.isRecused(fromSighting: "s.id"))
                        AND NOT \(caller.isRecused(fromSighting: "t.id")) AND \(isOpen)) AS doubts
            WHERE \(caller.may(.team, in: "\(programme)"))
            """
        ) { Tally(people: try $0["people"], doubts: try $0["doubts"]) }
        return found ?? Tally(people: 0, doubts: 0)
    }

    struct Decided: Sendable {
        var id: ID<WhoIsWho.Verdict>
        var a: Sighting
        var b: Sighting
        var together: Bool
        var reason: String
        var at: Instant
    }

    /// What people have decided, newest first.
    static func decisions(
        of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [Decided] {
        let rows = try db.all(
            """
            SELECT v.id, v.sighting_a, v.sighting_b, v.together, v.reason, v.decided_at FROM verdict v
            JOIN sighting s ON s.id = v.sighting_a
            WHERE s.programme_id = \(programme) AND v.undone_at IS NULL AND \(caller.may(.team, in: "s.programme_id"))
                AND NOT \(caller.isRecused(fromSighting: "v.sighting_a"))
                AND NOT \(caller.isRecused(fromSighting: "v.sighting_b"))
            ORDER BY v.id DESC
            """
        ) {
            (
                id: try $0["id"] as ID<WhoIsWho.Verdict>, a: try $0["sighting_a"] as ID<Sighting>,
                b: try $0["sighting_b"] as ID<Sighting>, together: try $0["together"] as Bool,
                reason: try $0["reason"] as String, at: try $0["decided_at"] as Instant
            )
        }
        let records = try sightings(rows.flatMap { [$0.a, $0.b] }, in: db)
        return rows.compactMap { row in
            guard let a = records[row.a], let b = records[row.b] else { return nil }
            return Decided(id: row.id, a: a, b: b, together: row.together, reason: row.reason, at: row.at)
        }
    }

    /// Records by their ids, also those that were taken back: for what hangs on them, once it was asked who may know.
    static func sightings(_ ids: [ID<Sighting>], in db: Reader) throws -> [ID<Sighting>: Sighting] {
        guard !ids.isEmpty else { return [:] }
        let all = try db.all(
            "SELECT \(sightingColumns) FROM sighting s WHERE s.id IN \(list: Array(Set(ids)))", sighting)
        return Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
    }

    static let sightingColumns: SQL = """
        s.id, s.programme_id, s.import_id, s.event_id, s.line, s.kind, s.name, s.email, s.organisation, s.status,
        s.minutes, s.seen_at, s.raw, s.excluded
        """

    static func sighting(_ row: Row) throws -> Sighting {
        Sighting(
            id: try row["id"], programme: try row["programme_id"], importFile: try row["import_id"],
            occasion: try row["event_id"], line: try row["line"], kind: try row["kind"], name: try row["name"],
            email: try row["email"], organisation: try row["organisation"], status: try row["status"],
            minutes: try row["minutes"], seenAt: try row["seen_at"], raw: try row["raw"],
            excluded: try row["excluded"])
    }
}

extension People {
    static let naming = [
        AuditLog.Naming(kind: "import") { "SELECT id, name FROM import_file WHERE id IN \(list: $0)" }
    ]
}
