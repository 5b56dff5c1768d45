extension Ledger {
    /// One population is part of another.
    public struct Relation: Sendable, Hashable {
        /// The population that is a part.
        public var part: String
        /// The population that it is a part of.
        public var whole: String

        public init(part: String, whole: String) {
            self.part = part
            self.whole = whole
        }
    }

    /// Two populations that share nobody, the same in either order.
    public struct Apart: Sendable, Hashable {
        /// One of the two populations.
        public let one: String
        /// The other one.
        public let other: String

        /// Of two different populations, in any order.
        public init(_ one: String, _ other: String) {
            (self.one, self.other) = one < other ? (one, other) : (other, one)
        }

        /// The population that shares nobody with this one; nil when the pair is of others.
        func partner(of population: String) -> String? {
            population == one ? other : population == other ? one : nil
        }
    }
}

/// How populations overlap, with all that follows from what was said: a part of a part is a part, and parts of two
/// populations that share nobody share nobody either.
struct Kinship: Sendable {
    /// What was said, each once, then what follows.
    let relations: [Ledger.Relation]
    let apart: Set<Ledger.Apart>
    private let said: [Ledger.Relation]
    private let wholesOf: [String: [String]]

    /// Cost: O(populations x relations + pairs apart x parts²).
    init(_ given: [Ledger.Relation], apart: [Ledger.Apart] = []) {
        var seen: Set<Ledger.Relation> = []
        let said = given.filter { $0.part != $0.whole && seen.insert($0).inserted }
        var next: [String: [String]] = [:]
        for relation in said { next[relation.part, default: []].append(relation.whole) }
        let parts = next.keys.sorted()
        let wholesOf = Dictionary(uniqueKeysWithValues: parts.map { ($0, Self.reached(from: $0, next)) })
        let derived = parts.flatMap { part in
            (wholesOf[part] ?? []).map { Ledger.Relation(part: part, whole: $0) }.filter { !seen.contains($0) }
        }
        var partsOf: [String: [String]] = [:]
        for relation in said + derived { partsOf[relation.whole, default: []].append(relation.part) }
        var pairs: Set<Ledger.Apart> = []
        for pair in apart {
            for one in [pair.one] + (partsOf[pair.one] ?? []) {
                for other in [pair.other] + (partsOf[pair.other] ?? []) { pairs.insert(Ledger.Apart(one, other)) }
            }
        }
        self.said = said
        self.wholesOf = wholesOf
        self.apart = pairs
        relations = said + derived
    }

    private static func reached(from start: String, _ next: [String: [String]]) -> [String] {
        var seen: Set = [start]
        var found: [String] = []
        var stack = [start]
        while let current = stack.popLast() {
            for other in next[current] ?? [] where seen.insert(other).inserted {
                found.append(other)
                stack.append(other)
            }
        }
        return found.sorted()
    }

    /// The populations of which this one is part.
    func wholes(of population: String) -> [String] { wholesOf[population] ?? [] }

    func areApart(_ one: String, _ other: String) -> Bool { apart.contains(Ledger.Apart(one, other)) }

    /// The fewest relations from which all others follow. Cost: O(relations²).
    var steps: Set<Ledger.Relation> {
        var left = said
        for relation in said {
            let without = left.filter { $0 != relation }
            var next: [String: [String]] = [:]
            for other in without { next[other.part, default: []].append(other.whole) }
            if Self.reached(from: relation.part, next).contains(relation.whole) { left = without }
        }
        return Set(left)
    }

    /// The largest sets of parts of a population that share nobody, each of two parts at least.
    func divisions(of whole: String, among populations: [String]) -> [[String]] {
        let parts = populations.filter { part in
            wholes(of: part).contains(whole) && populations.contains { areApart($0, part) }
        }
        var found: [[String]] = []
        extend([], parts, [], &found)
        return found
    }

    /// Bron and Kerbosch's search for the largest cliques, of which there are few among a handful of populations.
    private func extend(_ clique: [String], _ candidates: [String], _ done: [String], _ found: inout [[String]]) {
        if candidates.isEmpty, done.isEmpty, clique.count > 1 { found.append(clique) }
        var (candidates, done) = (candidates, done)
        while let next = candidates.first {
            candidates.removeFirst()
            extend(
                clique + [next], candidates.filter { areApart($0, next) }, done.filter { areApart($0, next) }, &found)
            done.append(next)
        }
    }

    /// The populations in groups that share people over any number of steps, in the order given.
    func families(_ populations: [String]) -> [[String]] {
        var family = Classes(count: populations.count)
        let number = Dictionary(uniqueKeysWithValues: zip(populations, populations.indices))
        for relation in said {
            guard let part = number[relation.part], let whole = number[relation.whole] else { continue }
            family.join(part, whole)
        }
        let (familyOf, count) = family.numbered()
        var families = [[String]](repeating: [], count: count)
        for (population, family) in zip(populations, familyOf) { families[family].append(population) }
        return families
    }
}
