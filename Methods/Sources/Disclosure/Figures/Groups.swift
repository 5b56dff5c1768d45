/// The groups of people of whom a joint table counts each by all dimensions, so that every population is made of groups.
struct Groups: Sendable {
    /// The populations to which all of a group surely belong.
    private(set) var populations: [Set<String>] = []
    /// The groups that make up each population.
    private(set) var of: [String: [Int]] = [:]
    /// A group that others make up.
    private(set) var ties: [(whole: Int, parts: [Int])] = []

    var count: Int { populations.count }

    /// More ways of belonging than this are not told apart.
    static let mostWays = 64

    private mutating func add(_ populations: Set<String>) -> Int {
        self.populations.append(populations)
        return count - 1
    }

    /// A group for each way of belonging to the populations that is possible: nothing else ties them, which makes small
    /// programmes. Nil when there are too many ways.
    static func ways(_ names: [String], _ kinship: Kinship, _ halves: Halves, most: Int = mostWays) -> Groups? {
        var ways: [Set<String>] = [[]]
        // Wholes first, so that a part is only ever added to what has all its wholes.
        for name in names.sorted(by: { kinship.wholes(of: $0).count < kinship.wholes(of: $1).count }) {
            let wholes = kinship.wholes(of: name)
            let members = ways.filter { way in
                wholes.allSatisfy(way.contains) && !way.contains { kinship.areApart($0, name) }
            }
            ways += members.map { $0.union([name]) }
            guard ways.count <= most else { return nil }
        }
        let own = halves.all.filter { names.contains($0.complement) }
        var groups = Groups()
        for way in ways where !way.isEmpty && own.allSatisfy({ way.isPossible($0) }) {
            let group = groups.add(way)
            for name in way { groups.of[name, default: []].append(group) }
        }
        return groups
    }

    /// A group for each population, and for what is left of it beside its parts: few, whatever the number of
    /// populations, but tied by a sum for each division.
    static func wholes(_ names: [String], _ kinship: Kinship, _ halves: Halves) -> Groups {
        var groups = Groups()
        for name in names { groups.of[name] = [groups.add(Set([name] + kinship.wholes(of: name)))] }
        let steps = kinship.steps
        for whole in names {
            let own = Set([whole] + kinship.wholes(of: whole))
            let divisions = kinship.divisions(of: whole, among: names)
            let singles = names.filter { part in
                steps.contains(Ledger.Relation(part: part, whole: whole)) && !divisions.contains { $0.contains(part) }
            }
            for parts in divisions + singles.map({ [$0] }) {
                let members = parts.compactMap { groups.of[$0]?.first }
                let isHalf = parts.count == 1
                let complement = isHalf ? halves.complement(of: Ledger.Relation(part: parts[0], whole: whole)) : nil
                let rest = complement.flatMap { groups.of[$0]?.first } ?? groups.add(own)
                groups.ties.append((groups.of[whole]?.first ?? rest, members + [rest]))
            }
        }
        return groups
    }
}

extension Set<String> {
    /// Whether people may belong so: those of a whole that two parts make up are of one of the two.
    fileprivate func isPossible(_ half: Halves.Half) -> Bool {
        let parts = [half.part, half.complement].count { contains($0) }
        return contains(half.whole) ? parts == 1 : parts == 0
    }
}
