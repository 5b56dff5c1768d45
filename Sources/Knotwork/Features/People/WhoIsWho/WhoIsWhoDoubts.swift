extension WhoIsWho {
    /// Blocks with more records than this hold nothing worth a person's time: a switchboard's address, "Admin".
    static let largestBlock = 40

    /// Pairs in different groups that a person should look at: one pair for each two groups. What somebody has kept apart is
    /// not asked again by way of other records of the same people.
    static func doubts(_ records: [Record], joining: inout Joining, verdicts: [Verdict]) -> [Doubt] {
        let decided = Set(verdicts.map { Pair($0.a, $0.b) })
        var known: Set<Pair<Int>> = []
        var found: [Doubt] = []
        for (why, key) in suspicions {
            for block in blocks(records, by: key) {
                for (place, a) in block.enumerated() {
                    for b in block[(place + 1)...] {
                        let groups = Pair(joining.root(a), joining.root(b))
                        guard groups.low != groups.high, !joining.areApart(a, b), mayBeOne(records[a], records[b]),
                            !decided.contains(Pair(records[a].id, records[b].id)), known.insert(groups).inserted
                        else { continue }
                        found.append(Doubt(a: records[a].id, b: records[b].id, why: why))
                    }
                }
            }
        }
        return found.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    }

    /// What makes two records worth comparing, the strongest first.
    private static let suspicions: [(why: String, key: @Sendable (Record) -> String)] = [
        ("The same name; the organisation differs or is missing", { PersonName.isFull($0.name) ? $0.name : "" }),
        ("The same first letter and surname at the same organisation", initialAndSurnameAtOrganisation),
        ("The same name before the @ of the address", { mailbox($0.email) }),
        ("A name alone that fits somebody at the same organisation", givenAtOrganisation),
    ]

    private static func initialAndSurnameAtOrganisation(_ record: Record) -> String {
        guard PersonName.isFull(record.name), !record.organisation.isEmpty else { return "" }
        return "\(record.name.prefix(1)) \(PersonName.surname(ofKey: record.name)) @ \(record.organisation)"
    }

    private static func givenAtOrganisation(_ record: Record) -> String {
        guard let given = record.name.split(separator: " ").first, !record.organisation.isEmpty else { return "" }
        return "\(given) @ \(record.organisation)"
    }

    private static func mailbox(_ email: String) -> String {
        let name = email.prefix { $0 != "@" && $0 != "+" }
        let shared: Set<Substring> = ["info", "admin", "hello", "contact", "office", "enquiries", "team", "mail"]
        return name.count < 5 || shared.contains(name) ? "" : String(name)
    }

    /// Two full names with different surnames and different given names are two people, whatever else they share.
    private static func mayBeOne(_ a: Record, _ b: Record) -> Bool {
        guard PersonName.isFull(a.name), PersonName.isFull(b.name) else { return true }
        return PersonName.surname(ofKey: a.name) == PersonName.surname(ofKey: b.name)
            || a.name.split(separator: " ").first == b.name.split(separator: " ").first
    }

    private static func blocks(_ records: [Record], by key: (Record) -> String) -> [[Int]] {
        var members: [String: [Int]] = [:]
        for (place, record) in records.enumerated() {
            let key = key(record)
            if !key.isEmpty { members[key, default: []].append(place) }
        }
        return members.values.filter { (2...largestBlock).contains($0.count) }.sorted { $0[0] < $1[0] }
    }

    /// Two things in no order.
    private struct Pair<Value: Comparable & Hashable>: Hashable {
        let low: Value
        let high: Value

        init(_ a: Value, _ b: Value) { (low, high) = (min(a, b), max(a, b)) }
    }
}
