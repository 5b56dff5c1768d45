import Similarity
import Support

/// Which pairs of rows are compared at all: those that share the key of at least one rule.
///
/// A rule whose blocks would give too many pairs leaves out its largest blocks; stricter rules catch what matters in them.
/// Cost: a partial sort of the rows for each rule, and of the pairs in parts that fit a processor's cache.
struct Blocking {
    /// Pairs as `i << 32 | j` with `i < j`, sorted, each once.
    let pairs: [UInt64]

    /// Part of a row that can be looked up: a number or a hash for each row, 0 when missing.
    typealias Key = [UInt32]

    struct Rule {
        var name: String
        var keys: [Key]
        /// How many pairs it may give.
        var budget: Int
    }

    init(_ traits: Traits, linkOnly: Bool) {
        let rules = Features(traits).rules().filter { $0.budget > 0 }
        let files = linkOnly ? traits.files : []
        let parts = Parts(rows: traits.count)
        let found = Parallel.each(rules.count) { parts.divided(Self.pairs(of: rules[$0], parts.bits, files)) }
        pairs = parts.distinct(found)
    }

    /// The pairs of one rule as `i << bits | j`, in no order; of rows of different files only, where files are given.
    private static func pairs(of rule: Rule, _ bits: Int, _ files: [UInt16]) -> [UInt64] {
        let keys = keyed(rule, bits: bits)
        let low = UInt64(1) << UInt64(bits) - 1
        let (largest, number) = largestBlock(keys, bits: bits, budget: rule.budget)
        var result: [UInt64] = []
        result.reserveCapacity(number)
        blocks(keys, bits: bits) { start, end in
            guard end - start <= largest else { return }
            for a in start..<end {
                let i = keys[a] & low
                for b in a + 1..<end {
                    let j = keys[b] & low
                    if !files.isEmpty, files[Int(i)] == files[Int(j)] { continue }
                    result.append(i << UInt64(bits) | j)
                }
            }
        }
        return result
    }

    /// Hash above, row below, equal ones beside each other; rows without a key are left out.
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
                hash = Hash.mix(hash, UInt64(key[row]))
            }
            if whole { keyed.append(hash & ~low | UInt64(row)) }
        }
        let used = min(22, 64 - bits)
        Radix.sort(&keyed, low: 64 - used, width: used)
        settle(&keyed, used: used)
        return keyed
    }

    /// Sorts by all bits what is sorted by the `used` highest: the runs are short, or of one key and in order already.
    private static func settle(_ keys: inout [UInt64], used: Int) {
        let shift = UInt64(64 - used)
        var start = 0
        while start < keys.count {
            var end = start + 1
            var isSorted = true
            while end < keys.count, keys[end] >> shift == keys[start] >> shift {
                isSorted = isSorted && keys[end - 1] < keys[end]
                end += 1
            }
            if !isSorted { keys[start..<end].sort() }
            start = end
        }
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

    /// The size up to which blocks fit into the budget together, and how many pairs these give.
    private static func largestBlock(_ keys: [UInt64], bits: Int, budget: Int) -> (size: Int, pairs: Int) {
        var blocksBySize: [Int] = []
        blocks(keys, bits: bits) { start, end in
            let size = end - start
            if size >= blocksBySize.count {
                blocksBySize.append(contentsOf: repeatElement(0, count: size + 1 - blocksBySize.count))
            }
            blocksBySize[size] += 1
        }
        var (total, largest) = (0, 1)
        for (size, number) in blocksBySize.enumerated() where number > 0 {
            let more = number * (size * (size - 1) / 2)
            if total + more > budget { break }
            total += more
            largest = size
        }
        return (largest, total)
    }
}

/// Pairs divided by their first row into parts small enough to be sorted inside a processor's cache.
private struct Parts {
    /// How many bits a row takes.
    let bits: Int
    private let shift: UInt64
    private let number: Int

    private static let rowsOfPart = 1 << 13

    init(rows: Int) {
        bits = max(1, 64 - rows.leadingZeroBitCount)
        shift = UInt64(bits + Self.rowsOfPart.trailingZeroBitCount)
        number = rows / Self.rowsOfPart + 1
    }

    struct Divided {
        /// The pairs, part by part.
        var pairs: [UInt64]
        /// By part, where it begins; the end behind the last.
        var starts: [Int]
    }

    func divided(_ pairs: [UInt64]) -> Divided {
        var starts = [Int](repeating: 0, count: number + 1)
        for pair in pairs { starts[Int(pair >> shift) + 1] += 1 }
        for part in 0..<number { starts[part + 1] += starts[part] }
        var next = starts
        let divided = [UInt64](unsafeUninitializedCapacity: pairs.count) { places, count in
            for pair in pairs {
                places[next[Int(pair >> shift)]] = pair
                next[Int(pair >> shift)] += 1
            }
            count = pairs.count
        }
        return Divided(pairs: divided, starts: starts)
    }

    /// All pairs of all lists, sorted, each once, as `i << 32 | j`.
    func distinct(_ lists: [Divided]) -> [UInt64] {
        let sorted = Parallel.each(number) { part in
            var all: [UInt64] = []
            all.reserveCapacity(lists.reduce(0) { $0 + $1.starts[part + 1] - $1.starts[part] })
            for list in lists { all.append(contentsOf: list.pairs[list.starts[part]..<list.starts[part + 1]]) }
            Radix.sort(&all, width: Int(shift))
            return Self.unpacked(all, bits: UInt64(bits))
        }
        var result: [UInt64] = []
        result.reserveCapacity(sorted.reduce(0) { $0 + $1.count })
        for part in sorted { result.append(contentsOf: part) }
        return result
    }

    private static func unpacked(_ sorted: [UInt64], bits: UInt64) -> [UInt64] {
        let low = UInt64(1) << bits - 1
        var result: [UInt64] = []
        result.reserveCapacity(sorted.count)
        var last = UInt64.max
        for pair in sorted where pair != last {
            result.append((pair >> bits) << 32 | pair & low)
            last = pair
        }
        return result
    }
}
