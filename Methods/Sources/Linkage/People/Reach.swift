import Foundation

/// How many persons there are, and how sure that is.
public struct Reach: Sendable, Hashable {
    /// The mean over the sampled ways to put the rows together.
    public var people: Double
    /// Nine in ten of the sampled counts lie from `low` to `high`.
    public var low: Double
    public var high: Double
}

/// Samples ways to put the rows together: rows that hold fast stay together as units, and doubtful units join and leave
/// persons by Gibbs sampling inside their component. Every draw shifts all log-odds by one common amount as well, because
/// what was learned may be off for all pairs alike.
struct ReachSampling {
    /// From which log-odds on two rows of one person are never taken apart.
    private static let firm: Float = 6
    /// Below which two units are never put together.
    private static let hopeless: Float = -6
    /// The common shift's standard deviation, in log-odds: set by coverage on invented programmes (see the bench).
    static let shift = 0.8
    /// What no draw knows of: people who share nothing that is compared, as a share of the count (one standard deviation).
    static let unknown = 0.008

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
    /// By weak group, the probability that it is a person seen nowhere else.
    private let alone: [Double]

    init(person: [UInt32], weak: [Bool], pairs: [UInt64], odds: [Float], alone: [Double]) {
        let units = Self.units(person, weak, pairs, odds)
        let sums = Self.bonds(units, pairs, odds)
        (components, certain) = Self.components(units, sums, person, weak)
        self.alone = alone
    }

    func sample() -> Reach {
        let draws = max(100, min(400, 4_000_000 / max(1, components.count)))
        var random = SeededRandom(7)
        let shifts = (0..<draws).map { _ in Self.normal(&random) * Self.shift }
        let counts = Parallel.pieces(components.count, of: 512) { range in
            range.reduce(into: [Int](repeating: 0, count: draws)) { totals, index in
                Self.count(components[index], shifts, seed: UInt64(index), &totals)
            }
        }
        let totals = (0..<draws).map { draw -> Double in
            let strong = Double(certain + counts.reduce(0) { $0 + $1[draw] })
            let weak = alone.reduce(0.0) { $0 + (random.unit() < Self.moved($1, shifts[draw]) ? 1 : 0) }
            return strong + weak
        }
        let noisy = totals.map { $0 * (1 + Self.unknown * Self.normal(&random)) }.sorted()
        let mean = totals.reduce(0, +) / Double(draws)
        return Reach(people: mean, low: noisy[draws / 20], high: noisy[draws - 1 - draws / 20])
    }

    /// A probability of being alone, all odds of being somebody shifted.
    private static func moved(_ alone: Double, _ shift: Double) -> Double {
        guard alone > 0, alone < 1 else { return alone }
        return 1 / (1 + (1 - alone) / alone * exp(shift))
    }

    private static func normal(_ random: inout SeededRandom) -> Double {
        let radius = sqrt(-2 * log(max(random.unit(), 1e-12)))
        return radius * cos(2 * .pi * random.unit())
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

    private struct Sum {
        var total = 0.0
        var count = 0
    }

    private static func bonds(_ units: [UInt32], _ pairs: [UInt64], _ odds: [Float]) -> [UInt64: Double] {
        var hopeful: Set<UInt64> = []
        var sums: [UInt64: Sum] = [:]
        func key(_ pair: UInt64) -> UInt64? {
            let (a, b) = (units[Int(pair >> 32)], units[Int(pair & 0xFFFF_FFFF)])
            return a == b ? nil : UInt64(min(a, b)) << 32 | UInt64(max(a, b))
        }
        for (pair, value) in zip(pairs, odds) where value > hopeless { if let key = key(pair) { hopeful.insert(key) } }
        for (pair, value) in zip(pairs, odds) {
            guard let key = key(pair), hopeful.contains(key) else { continue }
            sums[key, default: Sum()].total += Double(value)
            sums[key, default: Sum()].count += 1
        }
        var sizes = [Int](repeating: 0, count: units.count)
        for unit in units { sizes[Int(unit)] += 1 }
        return sums.reduce(into: [:]) { result, entry in
            let all = sizes[Int(entry.key >> 32)] * sizes[Int(entry.key & 0xFFFF_FFFF)]
            let missing = Double(Clustering.missing) * Double(all - entry.value.count)
            result[entry.key] = (entry.value.total + missing) / Double(all)
        }
    }

    private static func components(
        _ units: [UInt32], _ bonds: [UInt64: Double], _ person: [UInt32], _ weak: [Bool]
    ) -> ([Component], Int) {
        var groups = Components(units.count)
        for key in bonds.keys { groups.join(Int(key >> 32), Int(key & 0xFFFF_FFFF)) }
        var members: [Int: [Int]] = [:]
        for row in units.indices where !weak[row] && Int(units[row]) == row {
            members[groups.root(row), default: []].append(row)
        }
        var places = [Int](repeating: 0, count: units.count)
        for group in members.values { for (place, unit) in group.enumerated() { places[unit] = place } }
        var neighbours: [Int: [(other: Int, weight: Double)]] = [:]
        for key in bonds.keys.sorted() {
            let (a, b, weight) = (Int(key >> 32), Int(key & 0xFFFF_FFFF), bonds[key] ?? 0)
            neighbours[a, default: []].append((b, weight))
            neighbours[b, default: []].append((a, weight))
        }
        var components: [Component] = []
        var certain = 0
        for root in members.keys.sorted() {
            guard let group = members[root], group.count > 1 else {
                certain += 1
                continue
            }
            components.append(
                Component(
                    bonds: group.map { unit in
                        (neighbours[unit] ?? []).map { Bond(other: places[$0.other], weight: $0.weight) }
                    },
                    start: group.map { Int(person[$0]) }))
        }
        return (components, certain)
    }

    // MARK: Gibbs

    /// Adds the number of persons of a component to each draw's total.
    private static func count(_ component: Component, _ shifts: [Double], seed: UInt64, _ totals: inout [Int]) {
        var random = SeededRandom(seed &* 0x9E37_79B9 &+ 11)
        let labels = Array(Set(component.start)).sorted()
        var state = component.start.map { start in labels.firstIndex(of: start) ?? 0 }
        for draw in shifts.indices {
            for _ in 0..<2 {
                for unit in state.indices { move(unit, &state, component, shifts[draw], &random) }
            }
            totals[draw] += Set(state).count
        }
    }

    /// One unit leaves its person and joins one again, or becomes one of its own.
    private static func move(
        _ unit: Int, _ state: inout [Int], _ component: Component, _ shift: Double, _ random: inout SeededRandom
    ) {
        var weights = [Double](repeating: 0, count: state.count)
        var present = [Bool](repeating: false, count: state.count)
        var sizes = [Int](repeating: 0, count: state.count)
        for other in state.indices where other != unit {
            present[state[other]] = true
            sizes[state[other]] += 1
        }
        var known = [Int](repeating: 0, count: state.count)
        for bond in component.bonds[unit] {
            weights[state[bond.other]] += bond.weight + shift
            known[state[bond.other]] += 1
        }
        var choices: [(label: Int, share: Double)] = []
        for label in state.indices where present[label] {
            // A person with whom the unit was never compared is none it can join.
            guard known[label] > 0 else { continue }
            let mean = (weights[label] + Double(Clustering.missing) * Double(sizes[label] - known[label]))
            choices.append((label, exp(min(30, mean))))
        }
        let free = present.firstIndex(of: false) ?? state[unit]
        choices.append((free, 1))
        var place = random.unit() * choices.reduce(0) { $0 + $1.share }
        for choice in choices {
            place -= choice.share
            if place <= 0 {
                state[unit] = choice.label
                return
            }
        }
        state[unit] = free
    }
}
