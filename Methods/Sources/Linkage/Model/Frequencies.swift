import Foundation
import Support

/// How often each value of each field occurs, counted once for each person as far as persons are known.
struct Frequencies: Sendable {
    /// By field and value, one field behind the other: the logarithm of the share of persons (among those with any
    /// value) who have it.
    private var logShares: [Float]
    private var starts: [Int]
    /// The chances behind `logDerived`, for all addresses together: the same address, the same mailbox elsewhere.
    private(set) var derived = (same: 0.01, elsewhere: 0.05)
    /// By style and by domain: the logarithm of its share of addresses.
    private(set) var logStyle: [Float] = []
    private(set) var logHost: [Float] = []
    /// The share of pairs of rows (not persons) that agree on a field: exactly, from the counts.
    let agreement: [Double]

    /// Counts rows.
    init(_ traits: Traits) {
        let counts = Parallel.each(traits.width) { field in
            var counts = [UInt32](repeating: 0, count: traits.vocabularies[field].count + 1)
            for row in 0..<traits.count { counts[Int(traits.code(row, field))] += 1 }
            counts[0] = 0
            return counts
        }
        self.init(counts, agreement: counts.map(Self.agreement))
        var seen = [Bool](repeating: false, count: traits.mailboxes.count)
        countDerived(traits) { email, count in
            for row in 0..<traits.count where traits.code(row, email) != 0 && !seen[Int(traits.code(row, email))] {
                seen[Int(traits.code(row, email))] = true
                count(row)
            }
        }
    }

    /// The same with each value counted once for each person, when `person` gives each row's; rows of nobody (`.max`) are
    /// left out. What is said of pairs of rows stays.
    func counted(_ traits: Traits, person: [UInt32]) -> Frequencies {
        let persons = PersonRows(person)
        let counts = Parallel.each(traits.width) { field in
            var counts = [UInt32](repeating: 0, count: traits.vocabularies[field].count + 1)
            persons.forEachDistinct({ traits.code($0, field) }) { counts[Int($1)] += 1 }
            return counts
        }
        var result = Frequencies(counts, agreement: agreement)
        result.countDerived(traits) { email, count in
            persons.forEachDistinct({ traits.code($0, email) }) { row, _ in count(row) }
        }
        return result
    }

    private init(_ counts: [[UInt32]], agreement: [Double]) {
        starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        logShares = Parallel.each(counts.count) { Self.logShares(counts[$0]) }.flatMap(\.self)
        self.agreement = agreement
    }

    /// The logarithm of the share of persons who have a value.
    @inline(__always)
    func logShare(_ field: Int, _ code: UInt32) -> Double { Double(logShares[starts[field] + Int(code)]) }

    /// Persons of other values whom a small file does not show: of three people one is called Ann, which makes Ann no
    /// name of every third.
    private static let unseen = 20.0

    private static let fewValues = 10

    private static func logShares(_ counts: [UInt32]) -> [Float] {
        let total = Double(counts.reduce(0) { $0 + Int($1) }) + unseen
        let once = counts.count { $0 == 1 }
        let twice = counts.count { $0 == 2 }
        // What was seen once is rarer than once in all that was seen, the more so the more such values there are
        // (I. J. Good, "The population frequencies of species", 1953); a fifth at least, for small numbers.
        // Of a handful of values nothing can be said so.
        let rare = once == 0 || counts.count < fewValues ? 1 : min(1, max(0.2, 2 * Double(twice) / Double(once)))
        return counts.map { Float(log(($0 > 1 ? Double($0) : rare) / total)) }
    }

    private static func agreement(_ counts: [UInt32]) -> Double {
        let total = counts.reduce(0) { $0 + Int($1) }
        let pairs = counts.reduce(0) { $0 + Int($1) * (Int($1) - 1) / 2 }
        return total < 2 ? 0 : Double(pairs) / (Double(total) * Double(total - 1) / 2)
    }

    /// Rule: an address made from names that agree already is as much evidence as its style and its domain are rare.
    ///
    /// `addresses` calls its second argument for one row of each address of each person.
    private mutating func countDerived(_ traits: Traits, _ addresses: (_ email: Int, _ count: (Int) -> Void) -> Void) {
        guard let email = traits.email else { return }
        var styles = [Int](repeating: 0, count: 256)
        var hosts = [Int](repeating: 0, count: traits.domainWords.count + 1)
        addresses(email) { row in
            styles[Int(traits.styles[row])] += 1
            hosts[Int(traits.domains[Int(traits.code(row, email))])] += 1
        }
        let all = Double(max(1, styles.reduce(0, +)))
        let sameStyle = styles.dropFirst().reduce(0.0) { $0 + Double($1 * $1) } / (all * all)
        let sameHost = hosts.reduce(0.0) { $0 + Double($1 * $1) } / (all * all)
        derived = (max(1e-6, sameStyle * sameHost), max(1e-6, sameStyle * (1 - sameHost)))
        logStyle = styles.map { Float(log(max(1, Double($0)) / all)) }
        logHost = hosts.map { Float(log(max(1, Double($0)) / (all + Self.unseen))) }
    }
}
