import Foundation

/// How often each value of each field occurs, counted once for each person as far as persons are known.
struct Frequencies: Sendable {
    /// By field and value, one field behind the other: the logarithm of the share of persons (among those with any
    /// value) who have it.
    private var logShares: [Float]
    private var starts: [Int]
    /// By address: the logarithm of the chance that two people whose names agree have the same mailbox style and domain.
    private(set) var logDerived: [Float] = []
    /// The chances behind `logDerived`, for all addresses together: the same address, the same mailbox elsewhere.
    private(set) var derived = (same: 0.01, elsewhere: 0.05)
    /// The share of pairs of rows (not persons) that agree on a field: exactly, from the counts.
    let agreement: [Double]

    /// Counts rows, or persons when `person` gives each row's; rows of nobody (`.max`) are left out.
    init(_ traits: Traits, person: [UInt32]? = nil) {
        let counted = Parallel.each(traits.width) { Self.counts(traits, $0, person) }
        starts = counted.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        logShares = counted.flatMap(Self.logShares)
        agreement = Parallel.each(traits.width) { field in
            Self.agreement(person == nil ? counted[field] : Self.counts(traits, field, nil))
        }
        countDerived(traits, person)
    }

    /// The logarithm of the share of persons who have a value.
    @inline(__always)
    func logShare(_ field: Int, _ code: UInt32) -> Double { Double(logShares[starts[field] + Int(code)]) }

    /// By value, how many persons have it.
    private static func counts(_ traits: Traits, _ field: Int, _ person: [UInt32]?) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: traits.vocabularies[field].count + 1)
        guard let person else {
            for row in 0..<traits.count { counts[Int(traits.code(row, field))] += 1 }
            counts[0] = 0
            return counts
        }
        let bits = max(1, 64 - traits.count.leadingZeroBitCount)
        var keys: [UInt64] = []
        keys.reserveCapacity(traits.count)
        for row in 0..<traits.count where person[row] != .max {
            keys.append(UInt64(traits.code(row, field)) << UInt64(bits) | UInt64(person[row]))
        }
        let width = bits + max(1, 64 - counts.count.leadingZeroBitCount)
        Radix.sort(&keys, width: width)
        for index in keys.indices where index == 0 || keys[index] != keys[index - 1] {
            counts[Int(keys[index] >> UInt64(bits))] += 1
        }
        counts[0] = 0
        return counts
    }

    private static func logShares(_ counts: [UInt32]) -> [Float] {
        let total = Double(max(1, counts.reduce(0) { $0 + Int($1) }) + 1)
        let once = counts.count { $0 == 1 }
        let twice = counts.count { $0 == 2 }
        // What was seen once is rarer than once in all that was seen, the more so the more such values there are
        // (I. J. Good, "The population frequencies of species", 1953); a fifth at least, for small numbers.
        let rare = once == 0 ? 1 : min(1, max(0.2, 2 * Double(twice) / Double(once)))
        return counts.map { Float(log(($0 > 1 ? Double($0) : rare) / total)) }
    }

    private static func agreement(_ counts: [UInt32]) -> Double {
        let total = counts.reduce(0) { $0 + Int($1) }
        let pairs = counts.reduce(0) { $0 + Int($1) * (Int($1) - 1) / 2 }
        return total < 2 ? 0 : Double(pairs) / (Double(total) * Double(total - 1) / 2)
    }

    /// Rule: an address made from names that agree already is as much evidence as its style and its domain are rare.
    private mutating func countDerived(_ traits: Traits, _ person: [UInt32]?) {
        guard let email = traits.email else { return }
        var styles = [Int](repeating: 0, count: 256)
        var hosts = [Int](repeating: 0, count: traits.domainWords.count + 1)
        var seen = Set<UInt64>()
        for row in 0..<traits.count where traits.code(row, email) != 0 {
            let code = traits.code(row, email)
            guard seen.insert(UInt64(person.map { $0[row] } ?? 0) << 32 | UInt64(code)).inserted else { continue }
            styles[Int(traits.styles[row])] += 1
            hosts[Int(traits.domains[Int(code)])] += 1
        }
        let all = Double(max(1, styles.reduce(0, +)))
        let sameStyle = styles.dropFirst().reduce(0.0) { $0 + Double($1 * $1) } / (all * all)
        let sameHost = hosts.reduce(0.0) { $0 + Double($1 * $1) } / (all * all)
        derived = (max(1e-6, sameStyle * sameHost), max(1e-6, sameStyle * (1 - sameHost)))
        logStyle = styles.map { Float(log(max(1, Double($0)) / all)) }
        logHost = hosts.map { Float(log(max(1, Double($0)) / all)) }
    }

    /// By style and by domain: the logarithm of its share of addresses.
    private(set) var logStyle: [Float] = []
    private(set) var logHost: [Float] = []
}
