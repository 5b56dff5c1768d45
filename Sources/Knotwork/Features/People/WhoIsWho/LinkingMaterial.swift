import Store

/// How far the work is.
struct LinkingProgress: Sendable, Hashable {
    var step: String
    var done: Int
    var total: Int
}

extension ID where Of == Linking {
    /// Takes the work, unless another process is at it or nothing waits.
    /// - Returns: whether it is ours.
    func take(until: Instant, at now: Instant, in tx: Writer) throws -> Bool {
        let taken = try tx.execute(
            """
            UPDATE linking SET claim = \(self), claimed_until = \(until), step = '', done = 0, total = 0
            WHERE id = 1 AND (claimed_until IS NULL OR claimed_until <= \(now)) AND EXISTS (SELECT 1 FROM linking_wait)
            """)
        return taken > 0
    }

    func tell(_ progress: LinkingProgress, until: Instant, in tx: Writer) throws {
        try tx.execute(
            """
            UPDATE linking SET step = \(progress.step), done = \(progress.done), total = \(progress.total),
                claimed_until = \(until) WHERE id = 1 AND claim = \(self)
            """)
    }

    func giveBack(in tx: Writer) throws {
        try tx.execute("UPDATE linking SET claim = NULL, claimed_until = NULL WHERE id = 1 AND claim = \(self)")
    }
}

/// All that who is who is worked out from, of one moment.
struct LinkingMaterial: Sendable {
    /// By age.
    let records: [WhoIsWho.Record]
    let verdicts: [WhoIsWho.Verdict]
    /// By record: the person it belongs to, and the one that it begins.
    private var persons: [ID<Sighting>: (now: ID<Person>, home: ID<Person>)] = [:]
    /// The notes that the work answers.
    private let waits: [String]
    /// How often people had changed who is who.
    private let shaped: Int

    init(in db: Reader) throws {
        waits = try db.values("SELECT id FROM linking_wait")
        shaped = try db.value("SELECT shaped FROM linking WHERE id = 1") ?? 0
        verdicts = try People.verdicts(in: db)
        var persons: [ID<Sighting>: (now: ID<Person>, home: ID<Person>)] = [:]
        records = try db.all(
            """
            SELECT id, programme_id, kind, event_id, name, email, organisation, name_key, email_key,
                excluded = '' AS counts, person_id, home_person_id
            FROM sighting WHERE withdrawn_at IS NULL ORDER BY id
            """
        ) { row in
            let kind: Sighting.Kind = try row["kind"]
            let event: String? = try row["event_id"]
            let record = WhoIsWho.Record(
                id: try row["id"], programme: try row["programme_id"], name: try row["name"], email: try row["email"],
                organisation: try row["organisation"], nameKey: try row["name_key"], emailKey: try row["email_key"],
                source: "\(kind.rawValue) \(event ?? "")", counts: try row["counts"])
            persons[record.id] = (try row["person_id"], try row["home_person_id"])
            return record
        }
        self.persons = persons
    }

    /// Puts down what was found: a group's person is the one that its earliest record begins, so that whatever is taken back
    /// leaves everybody as they were.
    /// - Returns: false when the claim had run out, or somebody said who is who meanwhile: then nothing was put down.
    func apply(_ grouping: WhoIsWho.Grouping, under claim: ID<Linking>, at now: Instant, in tx: Writer) throws -> Bool {
        let reach = grouping.reach
        let ours = try tx.execute(
            """
            UPDATE linking SET claim = NULL, claimed_until = NULL, finished_at = \(now), people = \(reach?.people),
                low = \(reach?.low), high = \(reach?.high) WHERE id = 1 AND claim = \(claim) AND shaped = \(shaped)
            """)
        guard ours > 0 else {
            try claim.giveBack(in: tx)
            return false
        }
        for group in grouping.groups {
            guard let first = group.first, let person = persons[first]?.home else { continue }
            let moved = group.filter { persons[$0]?.now != person }
            for some in moved.pieces(of: Self.atOnce) {
                try tx.execute("UPDATE sighting SET person_id = \(person) WHERE id IN \(list: some)")
            }
        }
        try tx.execute("DELETE FROM doubt")
        for (position, doubt) in grouping.doubts.enumerated() {
            try tx.execute(
                """
                INSERT INTO doubt (sighting_a, sighting_b, why, position)
                VALUES (\(doubt.a), \(doubt.b), \(doubt.why), \(position))
                """)
        }
        for some in waits.pieces(of: Self.atOnce) {
            try tx.execute("DELETE FROM linking_wait WHERE id IN \(list: some)")
        }
        return true
    }

    private static let atOnce = 500
}

extension Array {
    fileprivate func pieces(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
