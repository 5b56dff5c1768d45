/// Which raw records are one person: a pure function from records and people's word to groups.
///
/// First version: the same e-mail; then the same full name at the same organisation. What is merely likely waits for a
/// person, whose word ("together", "apart") stands above every rule. Another matcher takes this one's place by being
/// given to `People.regroup`.
enum WhoIsWho {
    struct Record: Sendable, Hashable {
        var id: ID<Sighting>
        var email: String
        var name: String
        var organisation: String
    }

    struct Verdict: Sendable, Hashable {
        var a: ID<Sighting>
        var b: ID<Sighting>
        var together: Bool
    }

    /// Two records that may be one person, for somebody to look at.
    struct Doubt: Sendable, Hashable {
        var a: ID<Sighting>
        var b: ID<Sighting>
        var why: String
    }

    struct Grouping: Sendable, Equatable {
        /// Every record stands in exactly one group. Records and groups are in the order of their ids.
        var groups: [[ID<Sighting>]]
        var doubts: [Doubt]
    }

    typealias Matcher = @Sendable ([Record], [Verdict]) -> Grouping

    /// - Parameters: `records` with keys already in comparable form (`EmailAddress`, `PersonName.key`,
    ///   `ComparableWords`); the order changes nothing.
    /// - Complexity: O(n log n), and the pairs inside blocks of at most `largestBlock` records.
    static let byRules: Matcher = { records, verdicts in
        let records = records.sorted { $0.id < $1.id }
        var joining = Joining(count: records.count)
        let places = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id, $0) })
        for verdict in verdicts where !verdict.together {
            if let a = places[verdict.a], let b = places[verdict.b] { joining.keepApart(a, b) }
        }
        for verdict in verdicts where verdict.together {
            if let a = places[verdict.a], let b = places[verdict.b] { joining.join(a, b) }
        }
        joinEqual(records, by: \.email, &joining)
        joinEqual(records, by: nameAtOrganisation, &joining)
        let doubts = doubts(records, joining: &joining, verdicts: verdicts)
        return Grouping(groups: joining.groups().map { $0.map { records[$0].id } }, doubts: doubts)
    }

    static func nameAtOrganisation(_ record: Record) -> String {
        guard PersonName.isFull(record.name), !record.organisation.isEmpty else { return "" }
        return record.name + " @ " + record.organisation
    }

    private static func joinEqual(_ records: [Record], by key: (Record) -> String, _ joining: inout Joining) {
        var first: [String: Int] = [:]
        for (place, record) in records.enumerated() {
            let key = key(record)
            guard !key.isEmpty else { continue }
            if let other = first[key] { joining.join(other, place) } else { first[key] = place }
        }
    }
}

/// Union–find in which some pairs must never meet.
struct Joining {
    private var parent: [Int]
    private var enemies: [Int: Set<Int>] = [:]

    init(count: Int) { parent = Array(0..<count) }

    mutating func root(_ place: Int) -> Int {
        var place = place
        while parent[place] != place {
            parent[place] = parent[parent[place]]
            place = parent[place]
        }
        return place
    }

    mutating func keepApart(_ a: Int, _ b: Int) {
        let (a, b) = (root(a), root(b))
        guard a != b else { return }
        enemies[a, default: []].insert(b)
        enemies[b, default: []].insert(a)
    }

    /// Joins two groups unless somebody said that a member of one is not a member of the other.
    mutating func join(_ a: Int, _ b: Int) {
        let (kept, gone) = (min(root(a), root(b)), max(root(a), root(b)))
        guard kept != gone, !(enemies[kept]?.contains(gone) ?? false) else { return }
        parent[gone] = kept
        for enemy in enemies.removeValue(forKey: gone) ?? [] {
            enemies[enemy]?.remove(gone)
            enemies[enemy, default: []].insert(kept)
            enemies[kept, default: []].insert(enemy)
        }
    }

    /// Whether somebody said that a member of one group is not a member of the other.
    mutating func areApart(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (root(a), root(b))
        return enemies[a]?.contains(b) ?? false
    }

    mutating func groups() -> [[Int]] {
        var members: [Int: [Int]] = [:]
        for place in parent.indices { members[root(place), default: []].append(place) }
        return members.keys.sorted().compactMap { members[$0] }
    }
}
