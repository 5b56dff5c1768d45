import Similarity

/// Which pairs of rows are compared at all: those that share the key of at least one rule.
///
/// A rule whose blocks would give too many pairs leaves out its largest blocks; stricter rules catch what matters in them.
struct Blocking {
    /// Pairs as `i << 32 | j` with `i < j`, sorted, each once.
    private(set) var pairs: [UInt64] = []

    /// Part of a row that can be looked up: hashed, 0 when missing.
    typealias Key = [UInt64]

    struct Rule {
        var name: String
        var keys: [Key]
        /// How many pairs it may give.
        var budget: Int
    }

    init(_ traits: Traits, linkOnly: Bool) {
        let rules = Features(traits).rules()
        let found = Parallel.each(rules.count) { Self.pairs(of: rules[$0], traits, linkOnly: linkOnly) }
        pairs = Self.distinct(found, rows: traits.count)
    }

    private static func pairs(of rule: Rule, _ traits: Traits, linkOnly: Bool) -> [UInt64] {
        let bits = bits(for: traits.count)
        let keys = keyed(rule, bits: bits)
        let largest = largestBlock(keys, bits: bits, budget: rule.budget)
        var result: [UInt64] = []
        blocks(keys, bits: bits) { start, end in
            guard end - start <= largest else { return }
            for a in start..<end {
                for b in a + 1..<end {
                    let (i, j) = ordered(row(keys[a], bits), row(keys[b], bits))
                    if linkOnly, traits.files[Int(i)] == traits.files[Int(j)] { continue }
                    result.append(i << UInt64(bits) | j)
                }
            }
        }
        Radix.sort(&result, width: bits * 2)
        return result
    }

    private static func bits(for rows: Int) -> Int { max(1, 64 - rows.leadingZeroBitCount) }

    private static func row(_ key: UInt64, _ bits: Int) -> UInt64 { key & (UInt64(1) << UInt64(bits) - 1) }

    private static func ordered(_ a: UInt64, _ b: UInt64) -> (UInt64, UInt64) { a < b ? (a, b) : (b, a) }

    /// Hash above, row below; rows without a key are left out.
    private static func keyed(_ rule: Rule, bits: Int) -> [UInt64] {
        let low = UInt64(1) << UInt64(bits) - 1
        var keyed: [UInt64] = []
        let rows = rule.keys[0].count
        keyed.reserveCapacity(rows)
        for row in 0..<rows {
            var hash: UInt64 = 0x51
            var whole = true
            for key in rule.keys {
                if key[row] == 0 { whole = false }
                hash = Hash.mix(hash, key[row])
            }
            if whole { keyed.append(hash & ~low | UInt64(row)) }
        }
        let used = min(64 - bits, 44)
        Radix.sort(&keyed, low: 64 - used, width: used)
        return keyed
    }

    private static func blocks(_ keys: [UInt64], bits: Int, _ body: (Int, Int) -> Void) {
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end] >> UInt64(bits) == keys[start] >> UInt64(bits) { end += 1 }
            if end - start > 1 { body(start, end) }
            start = end
        }
    }

    /// The size up to which blocks fit into the budget together.
    private static func largestBlock(_ keys: [UInt64], bits: Int, budget: Int) -> Int {
        var pairsBySize: [Int: Int] = [:]
        blocks(keys, bits: bits) { start, end in
            pairsBySize[end - start, default: 0] += (end - start) * (end - start - 1) / 2
        }
        var (total, largest) = (0, 1)
        for size in pairsBySize.keys.sorted() {
            total += pairsBySize[size] ?? 0
            if total > budget { break }
            largest = size
        }
        return largest
    }

    /// Merges the sorted lists of all rules.
    private static func distinct(_ lists: [[UInt64]], rows: Int) -> [UInt64] {
        let bits = bits(for: rows)
        let low = UInt64(1) << UInt64(bits) - 1
        var all: [UInt64] = []
        all.reserveCapacity(lists.reduce(0) { $0 + $1.count })
        for list in lists { all.append(contentsOf: list) }
        Radix.sort(&all, width: bits * 2)
        var kept = 0
        for index in all.indices where index == 0 || all[index] != all[index - 1] {
            let pair = all[index]
            all[kept] = pair
            kept += 1
        }
        all.removeSubrange(kept...)
        for index in all.indices { all[index] = (all[index] >> UInt64(bits)) << 32 | all[index] & low }
        return all
    }
}
