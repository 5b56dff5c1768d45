import Foundation
import Support

/// How many persons there are, and how sure that is.
public struct Reach: Sendable, Hashable {
    /// The mean over the sampled ways to put the rows together.
    public var people: Double
    /// Nine in ten of the sampled counts lie from `low` to `high`.
    public var low: Double
    /// Where the interval that begins at `low` ends.
    public var high: Double
}

/// Samples ways to put the rows together: rows that hold fast stay together as units, and doubtful units join and leave
/// persons by Gibbs sampling inside their component. Every draw shifts all log-odds by one common amount as well, because
/// what was learned may be off for all pairs alike.
struct ReachSampling {
    /// From which log-odds on two rows of one person are never taken apart.
    private static let firm: Float = 6
    /// Below which two units are never put together.
    private static let hopeless: Float = -4
    /// The common shift's standard deviation, in log-odds: set by coverage on invented programmes (see the bench).
    static let shift = 0.8
    /// What no draw knows of: people who share nothing that is compared, as a share of the count (one standard deviation).
    static let unknown = 0.008

    /// Of the expected number of missed links, the share that each draw takes away in the mean. Slips strike the links of
    /// a row all at once or one by one, and a row that is spoilt in one field may be so in others: how far is not known,
    /// and a positive number of which the mean alone is known is best taken as exponential (largest entropy).
    static let meanShare = 0.5

    private struct Bond {
        var other: Int
        var weight: Double
    }

    private struct Component {
        /// By unit, its bonds to other units of the component.
        var bonds: [[Bond]]
        var start: [Int]
    }

    private let certain: Int
    private let components: [Component]
    /// The bonds of components of just two units, which need no chain.
    private let couples: [Double]
    /// By weak group, the probability that it is a person seen nowhere else.
    private let alone: [Double]
    /// How many persons who stand alone are rows whose links were missed, if slips strike all links of a row at once.
    private let missed: Double

    init(person: [UInt32], weak: [Bool], pairs: [UInt64], odds: [Float], alone: [Double], missed: Double) {
        let units = Self.units(person, weak, pairs, odds)
        let sums = Self.bonds(units, pairs, odds)
        (components, couples, certain) = Self.components(units, sums, person, weak)
        (self.alone, self.missed) = (alone, missed)
    }

    func sample() -> Reach {
        let effort = components.reduce(1) { $0 + $1.bonds.reduce(0) { $0 + $1.count + 1 } }
        let draws = max(60, min(400, 5_000_000 / effort))
        var random = Randomness(seed: 7)
        let shifts = (0..<draws).map { _ in random.normal() * Self.shift }
        let counts = Parallel.pieces(components.count, of: 512) { range in
            range.reduce(into: [Int](repeating: 0, count: draws)) { totals, index in
                Self.count(components[index], shifts, seed: UInt64(index), &totals)
            }
        }
        let totals = (0..<draws).map { draw -> Double in
            let strong =
                Double(certain + counts.reduce(0) { $0 + $1[draw] }) + persons(ofCouples: shifts[draw], &random)
            let weak = alone.reduce(0.0) { $0 + (random.unit() < Self.moved($1, shifts[draw]) ? 1 : 0) }
            return max(1, strong + weak + Self.meanShare * log(max(random.unit(), 1e-12)) * missed)
        }
        let noisy = totals.map { $0 * (1 + Self.unknown * random.normal()) }.sorted()
        let mean = totals.reduce(0, +) / Double(draws)
        return Reach(people: mean, low: noisy[draws / 20], high: noisy[draws - 1 - draws / 20])
    }

    /// How many persons the couples are in one draw: one by one while they are few, else by the normal approximation.
    private func persons(ofCouples shift: Double, _ random: inout Randomness) -> Double {
        let chances = couples.lazy.map { 1 / (1 + exp(-$0 - shift)) }
        let all = Double(2 * couples.count)
        if couples.count < 1000 { return all - chances.reduce(0.0) { $0 + (random.unit() < $1 ? 1 : 0) } }
        let (mean, variance) = chances.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * (1 - $1)) }
        return all - (mean + variance.squareRoot() * random.normal()).rounded()
    }

    /// A probability of being alone, all odds of being somebody shifted.
    private static func moved(_ alone: Double, _ shift: Double) -> Double {
        guard alone > 0, alone < 1 else { return alone }
        return 1 / (1 + (1 - alone) / alone * exp(shift))
    }

    // MARK: Units and their bonds

    private static func units(_ person: [UInt32], _ weak: [Bool], _ pairs: [UInt64], _ odds: [Float]) -> [UInt32] {
        var units = Components(person.count)
        for (pair, value) in zip(pairs, odds) where value >= firm {
            let (i, j) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            if !weak[i], !weak[j], person[i] == person[j] { units.join(i, j) }
        }
        return person.indices.map { UInt32(units.root($0)) }
    }

    /// Pairs of units that may be one person, with the mean log-odds of all their pairs of rows; in order.
    private static func bonds(_ units: [UInt32], _ pairs: [UInt64], _ odds: [Float]) -> [(key: UInt64, weight: Double)]
    {
        var doubtful = [Bool](repeating: false, count: units.count)
        for (pair, value) in zip(pairs, odds) where value > hopeless {
            let (a, b) = (Int(units[Int(pair >> 32)]), Int(units[Int(pair & 0xFFFF_FFFF)]))
            if a != b { (doubtful[a], doubtful[b]) = (true, true) }
        }
        var sums: [UInt64: (total: Double, number: Int)] = [:]
        for (pair, value) in zip(pairs, odds) {
            let (a, b) = (units[Int(pair >> 32)], units[Int(pair & 0xFFFF_FFFF)])
            guard a != b, doubtful[Int(a)], doubtful[Int(b)] else { continue }
            let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
            let before = sums[key] ?? (0, 0)
            sums[key] = (before.total + Double(value), before.number + 1)
        }
        let sizes = units.reduce(into: [UInt32](repeating: 0, count: units.count)) { $0[Int($1)] += 1 }
        var keys = Array(sums.keys)
        Radix.sort(&keys, width: 64)
        return keys.compactMap { key in
            guard let sum = sums[key] else { return nil }
            let all = Double(sizes[Int(key >> 32)]) * Double(sizes[Int(key & 0xFFFF_FFFF)])
            let mean = (sum.total + Double(Clustering.missing) * (all - Double(sum.number))) / all
            return mean > Double(hopeless) ? (key, mean) : nil
        }
    }

    private static func components(
        _ units: [UInt32], _ bonds: [(key: UInt64, weight: Double)], _ person: [UInt32], _ weak: [Bool]
    ) -> (components: [Component], couples: [Double], certain: Int) {
        var groups = Components(units.count)
        for bond in bonds { groups.join(Int(bond.key >> 32), Int(bond.key & 0xFFFF_FFFF)) }
        let heads = units.indices.filter { !weak[$0] && Int(units[$0]) == $0 }
        var sizes = [UInt32](repeating: 0, count: units.count)
        for row in heads { sizes[groups.root(row)] += 1 }
        var numbers = [Int](repeating: -1, count: units.count)
        var places = [Int](repeating: 0, count: units.count)
        var components: [Component] = []
        for row in heads where sizes[groups.root(row)] > 2 {
            let root = groups.root(row)
            if numbers[root] < 0 {
                numbers[root] = components.count
                components.append(Component(bonds: [], start: []))
            }
            places[row] = components[numbers[root]].start.count
            components[numbers[root]].start.append(Int(person[row]))
            components[numbers[root]].bonds.append([])
        }
        var couples: [Double] = []
        for bond in bonds {
            let (a, b) = (Int(bond.key >> 32), Int(bond.key & 0xFFFF_FFFF))
            guard !weak[a], !weak[b] else { continue }
            let number = numbers[groups.root(a)]
            guard number >= 0 else {
                couples.append(bond.weight)
                continue
            }
            components[number].bonds[places[a]].append(Bond(other: places[b], weight: bond.weight))
            components[number].bonds[places[b]].append(Bond(other: places[a], weight: bond.weight))
        }
        return (components, couples, heads.count { sizes[groups.root($0)] == 1 })
    }

    // MARK: Gibbs

    /// Rounds before the first count, in which the chain forgets where it began.
    private static let settling = 4

    /// Adds the number of persons of a component to each draw's total.
    private static func count(_ component: Component, _ shifts: [Double], seed: UInt64, _ totals: inout [Int]) {
        var chain = Chain(component.start, seed: seed &* 0x9E37_79B9 &+ 11)
        for round in -settling..<shifts.count {
            let shift = shifts[max(0, round)]
            for unit in component.start.indices { chain.move(unit, component.bonds[unit], shift) }
            if round >= 0 { totals[round] += chain.persons }
        }
    }

    /// Who is with whom, as units leave and join.
    private struct Chain {
        private var state: [Int]
        private var sizes: [Int]
        private var free: [Int]
        private var random: Randomness
        private var choices: [(label: Int, sum: Double, known: Int)] = []
        private var shares: [Double] = []

        var persons: Int { sizes.count - free.count }

        init(_ start: [Int], seed: UInt64) {
            var labels: [Int: Int] = [:]
            state = start.map { person in
                let label = labels[person] ?? labels.count
                labels[person] = label
                return label
            }
            sizes = [Int](repeating: 0, count: start.count)
            for label in state { sizes[label] += 1 }
            free = sizes.indices.reversed().filter { [sizes] in sizes[$0] == 0 }
            random = Randomness(seed: seed)
        }

        /// One unit leaves its person and joins one again, or becomes one of its own; O(its bonds).
        mutating func move(_ unit: Int, _ bonds: [Bond], _ shift: Double) {
            leave(unit)
            choices.removeAll(keepingCapacity: true)
            for bond in bonds {
                let label = state[bond.other]
                if let place = choices.firstIndex(where: { $0.label == label }) {
                    choices[place].sum += bond.weight + shift
                    choices[place].known += 1
                } else {
                    choices.append((label, bond.weight + shift, 1))
                }
            }
            join(unit, drawn())
        }

        private mutating func drawn() -> Int {
            shares.removeAll(keepingCapacity: true)
            var total = 1.0
            for choice in choices {
                let sum = choice.sum + Double(Clustering.missing) * Double(sizes[choice.label] - choice.known)
                shares.append(exp(min(30, sum)))
                total += exp(min(30, sum))
            }
            var place = random.unit() * total
            for index in choices.indices {
                place -= shares[index]
                if place <= 0 { return choices[index].label }
            }
            return free[free.count - 1]
        }

        private mutating func leave(_ unit: Int) {
            sizes[state[unit]] -= 1
            if sizes[state[unit]] == 0 { free.append(state[unit]) }
            state[unit] = -1
        }

        private mutating func join(_ unit: Int, _ label: Int) {
            if sizes[label] == 0 { free.removeLast() }
            sizes[label] += 1
            state[unit] = label
        }
    }
}
