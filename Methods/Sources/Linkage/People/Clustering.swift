/// Rows put together into persons: the best pair first, and two groups become one only when all that speaks for and
/// against it sums up in favour.
///
/// Greedy correlation clustering (Bansal, Blum and Chawla, 2004, state the problem). Cost: O(e log e) for e pairs and
/// the pairs inside accepted and refused merges.
struct Clustering {
    /// By row, the number of its person: that of its first row in canonical order.
    private(set) var person: [UInt32]

    private let links: Links
    private var members: [UInt32: [UInt32]] = [:]

    /// What a pair that was never compared counts.
    static let missing: Float = -1
    /// The share of its best pair in what a single row says for joining a group; the rest is the mean of all its pairs.
    /// People have several addresses: one that agrees says more than others that do not.
    private static let bestShare: Float = 0.2
    private static let mostOfOnePair: Float = 10

    private let constraints: Constraints

    init(rows: Int, links: Links, constraints: Constraints, threshold: Float) {
        person = constraints.together.isEmpty ? (0..<UInt32(rows)).map { $0 } : constraints.together
        self.links = links
        self.constraints = constraints
        for (row, root) in person.enumerated() where Int(root) != row {
            members[root, default: [root]].append(UInt32(row))
        }
        let order = links.best(above: threshold)
        for _ in 0..<2 {
            var changed = false
            for place in order where merge(Int(links.first[place]), Int(links.second[place]), threshold) {
                changed = true
            }
            if !changed { break }
        }
    }

    /// True when the two rows came together.
    private mutating func merge(_ i: Int, _ j: Int, _ threshold: Float) -> Bool {
        let (a, b) = (person[i], person[j])
        guard a != b else { return false }
        let (left, right) = (group(a), group(b))
        let (small, large) = left.count <= right.count ? (left, right) : (right, left)
        guard !small.contains(where: { constraints.forbids($0, person[Int(large[0])], person) }) else { return false }
        guard evidence(small, person[Int(large[0])], large.count, threshold) > 0 else { return false }
        let keep = min(a, b)
        for row in small { person[Int(row)] = keep }
        for row in large { person[Int(row)] = keep }
        members[max(a, b)] = nil
        members[keep] = left + right
        return true
    }

    private func group(_ person: UInt32) -> [UInt32] { members[person] ?? [person] }

    private func evidence(_ small: [UInt32], _ other: UInt32, _ size: Int, _ threshold: Float) -> Float {
        var total: Float = 0
        var best: Float = -100
        var known = 0
        for row in small {
            for place in links.range(of: Int(row)) where person[Int(links.neighbour[place])] == other {
                let value = links.odds[place] - threshold
                total += value
                best = max(best, value)
                known += 1
            }
        }
        let all = Float(small.count * size)
        let mean = (total + Self.missing * (all - Float(known))) / all
        let share = Self.bestShare / Float(small.count)
        return (1 - share) * mean + share * min(best, Self.mostOfOnePair)
    }
}

/// Compared pairs by row: for each row its neighbours and the log-odds.
struct Links: Sendable {
    private(set) var starts: [UInt32] = []
    private(set) var neighbour: [UInt32] = []
    private(set) var odds: [Float] = []
    /// The pairs themselves, each once.
    private(set) var first: [UInt32] = []
    private(set) var second: [UInt32] = []
    private(set) var pairOdds: [Float] = []

    /// Keeps the pairs whose rows could come together at all: both in one component of pairs above `floor`.
    init(rows: Int, pairs: [UInt64], logOdds: [Float], floor: Float) {
        var components = Components(rows)
        for (pair, odds) in zip(pairs, logOdds) where odds > floor {
            components.join(Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
        }
        for (pair, value) in zip(pairs, logOdds) {
            let (i, j) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            guard components.root(i) == components.root(j) else { continue }
            first.append(UInt32(i))
            second.append(UInt32(j))
            pairOdds.append(value)
        }
        index(rows)
    }

    private mutating func index(_ rows: Int) {
        starts = [UInt32](repeating: 0, count: rows + 2)
        for row in first { starts[Int(row) + 2] += 1 }
        for row in second { starts[Int(row) + 2] += 1 }
        for row in 2..<starts.count { starts[row] += starts[row - 1] }
        neighbour = [UInt32](repeating: 0, count: first.count * 2)
        odds = [Float](repeating: 0, count: first.count * 2)
        for place in first.indices {
            put(first[place], second[place], pairOdds[place])
            put(second[place], first[place], pairOdds[place])
        }
    }

    private mutating func put(_ row: UInt32, _ other: UInt32, _ value: Float) {
        let place = Int(starts[Int(row) + 1])
        starts[Int(row) + 1] += 1
        neighbour[place] = other
        odds[place] = value
    }

    func range(of row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }

    /// The pairs above a threshold, best first; equal ones in the order of their rows.
    func best(above threshold: Float) -> [Int] {
        let kept = first.indices.filter { pairOdds[$0] > threshold }
        var keys = kept.enumerated().map { UInt64(Self.descending(pairOdds[$0.element])) << 32 | UInt64($0.offset) }
        Radix.sort(&keys, low: 32, width: 32)
        return keys.map { kept[Int($0 & 0xFFFF_FFFF)] }
    }

    /// Bits that grow when the value falls.
    private static func descending(_ value: Float) -> UInt32 {
        let bits = value.bitPattern
        return bits >> 31 == 0 ? ~bits & 0x7FFF_FFFF : bits
    }
}

/// Disjoint sets with the smallest member as root (union by index, path halving).
struct Components {
    private var parent: [UInt32]

    init(_ count: Int) { parent = (0..<UInt32(count)).map { $0 } }

    mutating func root(_ item: Int) -> Int {
        var item = item
        while parent[item] != item {
            parent[item] = parent[Int(parent[item])]
            item = Int(parent[item])
        }
        return item
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (x, y) = (root(a), root(b))
        if x != y { parent[max(x, y)] = UInt32(min(x, y)) }
    }
}
