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

extension Joining {
    /// What people said of records in these places. Who was kept apart stays so; of what contradicts that, nothing is kept.
    init(_ verdicts: [WhoIsWho.Verdict], places: [ID<Sighting>: Int]) {
        self.init(count: places.count)
        for verdict in verdicts where !verdict.together {
            if let a = places[verdict.a], let b = places[verdict.b] { keepApart(a, b) }
        }
        for verdict in verdicts where verdict.together {
            if let a = places[verdict.a], let b = places[verdict.b] { join(a, b) }
        }
    }
}
