import Store

/// The people to whom two records belong, with all records of theirs, and what somebody said of these.
struct PeopleOfTwo {
    private struct Record {
        var id: ID<Sighting>
        var person: ID<Person>
        var home: ID<Person>
        var email: String
        var name: String
    }

    private let a: Int
    private let b: Int
    /// By age.
    private let records: [Record]
    private let places: [ID<Sighting>: Int]
    private let verdicts: [WhoIsWho.Verdict]

    /// Not found when one of the two was withdrawn.
    init(_ a: ID<Sighting>, _ b: ID<Sighting>, in db: Reader) throws {
        records = try db.all(
            """
            SELECT id, person_id, home_person_id, email_key, name_key FROM sighting
            WHERE person_id IN (SELECT person_id FROM sighting WHERE id IN \(list: [a, b])) AND withdrawn_at IS NULL
            ORDER BY id
            """
        ) {
            Record(
                id: try $0["id"], person: try $0["person_id"], home: try $0["home_person_id"],
                email: try $0["email_key"], name: try $0["name_key"])
        }
        places = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id, $0) })
        guard let first = places[a], let second = places[b] else { throw Refusal.notFound }
        (self.a, self.b) = (first, second)
        verdicts = try People.verdicts(in: db).filter { [places] in places[$0.a] != nil && places[$0.b] != nil }
    }

    /// The younger of two persons becomes the older. Refused when somebody has said that they are two.
    func join(in tx: Writer) throws {
        let (one, other) = (records[a].person, records[b].person)
        guard one != other else { return }
        for verdict in verdicts where !verdict.together {
            guard let x = places[verdict.a], let y = places[verdict.b] else { continue }
            if records[x].person != records[y].person {
                throw Refusal.rule(
                    "Somebody has decided that these are two people, by other records of theirs. Undo that first.")
            }
        }
        let kept = records[0].home
        let moved = records.filter { $0.person != kept }.map(\.id)
        try tx.execute("UPDATE sighting SET person_id = \(kept) WHERE id IN \(list: moved)")
    }

    /// One person becomes two: with the second record go those that somebody put together with it, and those that share its
    /// address or its name rather than the first one's. Refused when somebody has put the two together.
    func part(in tx: Writer) throws {
        var said = Joining(verdicts.filter(\.together), places: places)
        guard said.root(a) != said.root(b) else {
            throw Refusal.rule(
                "Somebody has decided that these are one person, by other records of theirs. Undo that first.")
        }
        guard records[a].person == records[b].person else { return }
        let (one, other) = (said.root(a), said.root(b))
        let groups = said.groups()
        let withA = groups.filter { said.root($0[0]) == one }.flatMap(\.self)
        let withB = groups.filter { said.root($0[0]) == other }.flatMap(\.self)
        let going = groups.filter { group in
            let root = said.root(group[0])
            return root == other || root != one && likeness(group, withB) > likeness(group, withA)
        }.flatMap(\.self).sorted()
        let staying = Set(records.indices).subtracting(going).sorted()
        for side in [staying, going] {
            guard let first = side.first else { continue }
            let ids = side.filter { records[$0].person != records[first].home }.map { records[$0].id }
            guard !ids.isEmpty else { continue }
            try tx.execute("UPDATE sighting SET person_id = \(records[first].home) WHERE id IN \(list: ids)")
        }
    }

    /// How many of the address and the name two groups share.
    private func likeness(_ group: [Int], _ others: [Int]) -> Int {
        func share(_ key: KeyPath<Record, String>) -> Bool {
            let keys = Set(others.map { records[$0][keyPath: key] })
            return group.contains { !records[$0][keyPath: key].isEmpty && keys.contains(records[$0][keyPath: key]) }
        }
        return (share(\.email) ? 1 : 0) + (share(\.name) ? 1 : 0)
    }
}
