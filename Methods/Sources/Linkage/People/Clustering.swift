/// Rows put together into persons: the best pair first, and two groups become one only when all that speaks for and
/// against it sums up in favour.
///
/// Greedy correlation clustering (Bansal, Blum and Chawla, 2004, state the problem). Cost: O(e log e) for e pairs and
/// the pairs inside accepted and refused merges.
struct Clustering {
    /// By row, the number of its person: that of its first row in canonical order.
    private(set) var person: [UInt32]

    private let links: Links
    /// Rows of one person as a ring: by row, the next.
    private var next: [UInt32]
    /// By person, how many rows it has.
    private var sizes: [UInt32]

    /// What a pair that was never compared counts.
    static let missing: Float = -1
    /// The share of its best pair in what a single row says for joining a group; the rest is the mean of all its pairs.
    /// People have several addresses: one that agrees says more than others that do not.
    private static let bestShare: Float = 0.2
    private static let mostOfOnePair: Float = 10

    private let constraints: Constraints

    init(rows: Int, links: Links, constraints: Constraints, threshold: Float) {
        person = (0..<UInt32(rows)).map { $0 }
        next = person
        sizes = [UInt32](repeating: 1, count: rows)
        self.links = links
        self.constraints = constraints
        for (row, root) in constraints.together.enumerated() where Int(root) != row {
            join(person[row], person[Int(root)])
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
        let (small, large) = sizes[Int(a)] <= sizes[Int(b)] ? (a, b) : (b, a)
        if !constraints.apart.isEmpty, rows(of: small).contains(where: { constraints.forbids($0, large, person) }) {
            return false
        }
        guard evidence(small, large, threshold) > 0 else { return false }
        join(a, b)
        return true
    }

    /// Two persons become one, called by the smaller number.
    private mutating func join(_ a: UInt32, _ b: UInt32) {
        guard a != b else { return }
        let (keep, gone) = (min(a, b), max(a, b))
        var row = gone
        repeat {
            person[Int(row)] = keep
            row = next[Int(row)]
        } while row != gone
        next.swapAt(Int(keep), Int(gone))
        sizes[Int(keep)] += sizes[Int(gone)]
    }

    private func rows(of person: UInt32) -> some Sequence<UInt32> {
        sequence(first: person) { [next] in next[Int($0)] == person ? nil : next[Int($0)] }
    }

    /// What speaks for (above 0) or against two persons being one.
    private func evidence(_ small: UInt32, _ other: UInt32, _ threshold: Float) -> Float {
        var total: Float = 0
        var best: Float = -100
        var known = 0
        var row = small
        repeat {
            for place in links.range(of: Int(row)) where person[Int(links.neighbour[place])] == other {
                let value = links.odds[place] - threshold
                total += value
                best = max(best, value)
                known += 1
            }
            row = next[Int(row)]
        } while row != small
        let all = Float(sizes[Int(small)]) * Float(sizes[Int(other)])
        let mean = (total + Self.missing * (all - Float(known))) / all
        let share = Self.bestShare / Float(sizes[Int(small)])
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
