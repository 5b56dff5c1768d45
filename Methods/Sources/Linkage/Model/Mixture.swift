import Foundation
import Support

/// What each level of each field says, learned from the pairs themselves.
///
/// Three classes of pairs: the same person, related people, chance. Fields are independent inside a class
/// (I. P. Fellegi and A. B. Sunter, "A theory for record linkage", 1969). The related class is anchored: its personal
/// fields agree as by chance, and only what groups share is learned.
///
/// The first class has two parts, because what tells of a place changes together: who has moved agrees there as strangers
/// do. Taken as independent, one removal would count against a person once for every such field.
struct Mixture: Sendable {
    /// By field and level, the logarithm of the probability among pairs where both values are there; 0 at "missing".
    var same: [[Double]]
    var related: [[Double]]
    var chance: [[Double]]
    /// The share of all pairs of rows that are the same person, and related people.
    var sameShare: Double
    var relatedShare: Double
    /// The share of pairs of the same person between which the person has moved; 0 where no two fields tell of a place.
    var movedShare = 0.0
    /// Rounds until nothing changed.
    var rounds = 0

    /// Before anything is learned.
    static let unlearned = Mixture(same: [], related: [], chance: [], sameShare: 0.001, relatedShare: 0.001)
}

/// The levels of pairs, as weighted patterns.
struct PatternCounts: Sendable {
    var patterns: [UInt64]
    var weights: [Double]

    /// How often each pattern of so many fields occurs, in the order of the patterns.
    init(of all: [UInt64], fields: Int) {
        var sorted = all
        Radix.sort(&sorted, width: max(1, fields * Int(Comparison.bits)))
        patterns = []
        weights = []
        for pattern in sorted {
            if pattern == patterns.last {
                weights[weights.count - 1] += 1
            } else {
                patterns.append(pattern)
                weights.append(1)
            }
        }
    }
}

/// Learns a mixture by expectation and maximisation over the distinct patterns
/// (Dempster, Laird and Rubin, 1977).
struct MixtureLearning {
    let traits: Traits
    let candidates: PatternCounts
    /// Pairs that share something groups share but are no candidates, each standing for many.
    let neighbours: PatternCounts
    /// By field and level, the share among all pairs of rows where both values are there.
    let overall: [[Double]]
    let frequencies: Frequencies
    let pairs: Double
    /// By field, how many pairs of rows have both values.
    let comparable: [Double]
    /// By field, whether it changes when a person moves.
    let ofPlace: [Bool]

    /// How many pseudo-pairs the prior counts for, in proportion to the class.
    private static let priorWeight = 0.3
    /// Below how many pairs of a class the prior counts for no less: few pairs teach that one person's names differ.
    private static let fewest = 6.0
    /// Up to how many pairs agreement by chance is filled up with what is known of it: the only pair of two rows is no chance.
    private static let fewestByChance = 300.0
    /// The most that pairs of the same and of related people may be of all: in a file of two rows each would be all,
    /// and in one of nine they are as many.
    private static let mostShare = 0.06
    /// What is known of removals before any data is seen.
    private static let priorMoved = (share: 0.05, weight: 0.1)
    private static let mostRounds = 60

    func learn() -> Mixture {
        var model = start()
        for round in 1...Self.mostRounds {
            let next = improved(model)
            let change = abs(log(next.sameShare / model.sameShare)) + abs(log(next.relatedShare / model.relatedShare))
            model = next
            model.rounds = round
            if change < 1e-4, round > 5 { break }
        }
        return model
    }

    private func start() -> Mixture {
        let rows = Double(traits.count)
        let chance = overall.indices.map {
            chanceLogs(withPrior($0, overall[$0], weight: comparable[$0]), field: $0)
        }
        let same = traits.fields.map { Prior.same($0.kind).map(Self.safeLog) }
        let related = traits.fields.indices.map { field in
            relatedLogs(Prior.related(traits.fields[field].kind), chance[field], field)
        }
        return Mixture(
            same: same, related: related, chance: chance, sameShare: min(0.3, 0.5 * rows / pairs),
            relatedShare: min(0.3, 2 * rows / pairs), movedShare: ofPlace.contains(true) ? Self.priorMoved.share : 0)
    }

    private static func safeLog(_ value: Double) -> Double { log(max(value, 1e-9)) }

    private func chanceLogs(_ shares: [Double], field: Int) -> [Double] {
        var shares = shares
        shares[0] = 1
        if traits.fields[field].kind == .email {
            shares[6] = frequencies.derived.same
            shares[7] = frequencies.derived.elsewhere
        }
        return shares.map(Self.safeLog)
    }

    /// In the related class only what groups share differs from chance: all of a group field, the domain of an address.
    private func relatedLogs(_ shares: [Double], _ chance: [Double], _ field: Int) -> [Double] {
        if traits.fields[field].isPersonal { return chance }
        guard traits.fields[field].kind == .email else {
            return shares.enumerated().map { $0.offset == 0 ? 0 : Self.safeLog($0.element) }
        }
        let domain = min(max(shares[4], 1e-6), 0.95)
        let rest = log((1 - domain) / max(1e-9, 1 - exp(chance[4])))
        return chance.indices.map { $0 == 0 ? 0 : $0 == 4 ? log(domain) : chance[$0] + rest }
    }

    // MARK: One round

    private struct Sums {
        var same: [[Double]]
        var related: [[Double]]
        var sameTotal = 0.0
        var movedTotal = 0.0
        var relatedTotal = 0.0

        mutating func add(_ other: Sums) {
            sameTotal += other.sameTotal
            movedTotal += other.movedTotal
            relatedTotal += other.relatedTotal
            for field in same.indices {
                for level in same[field].indices {
                    same[field][level] += other.same[field][level]
                    related[field][level] += other.related[field][level]
                }
            }
        }
    }

    private func improved(_ model: Mixture) -> Mixture {
        var sums = Sums(same: zeros, related: zeros)
        let classes = Classes(model, ofPlace)
        for part in collected(candidates, classes, learnsSame: true) { sums.add(part) }
        for part in collected(neighbours, classes, learnsSame: false) { sums.add(part) }
        return maximised(sums)
    }

    private var zeros: [[Double]] { traits.fields.map { [Double](repeating: 0, count: $0.levels) } }

    /// The logarithms of the classes' shares and levels, for one round.
    private struct Classes {
        let model: Mixture
        let ofPlace: [Bool]
        private let stayed: Double
        private let moved: Double
        private let related: Double
        private let chance: Double

        init(_ model: Mixture, _ ofPlace: [Bool]) {
            (self.model, self.ofPlace) = (model, ofPlace)
            stayed = log(model.sameShare * (1 - model.movedShare))
            moved = model.movedShare > 0 ? log(model.sameShare * model.movedShare) : -.infinity
            related = log(model.relatedShare)
            chance = log(1 - model.sameShare - model.relatedShare)
        }

        /// The probabilities that a pair with this pattern is of each class; the rest is chance.
        func shares(_ pattern: UInt64) -> (stayed: Double, moved: Double, related: Double) {
            var logs = (stayed, moved, related, chance)
            for field in ofPlace.indices {
                let level = Comparison.level(pattern, field)
                let (same, byChance) = (model.same[field][level], model.chance[field][level])
                logs.0 += same
                logs.1 += ofPlace[field] ? byChance : same
                logs.2 += model.related[field][level]
                logs.3 += byChance
            }
            let top = max(logs.0, logs.1, logs.2, logs.3)
            let parts = (exp(logs.0 - top), exp(logs.1 - top), exp(logs.2 - top), exp(logs.3 - top))
            let total = parts.0 + parts.1 + parts.2 + parts.3
            return (parts.0 / total, parts.1 / total, parts.2 / total)
        }
    }

    /// The sums over consecutive pieces of the patterns.
    private func collected(_ counts: PatternCounts, _ classes: Classes, learnsSame: Bool) -> [Sums] {
        Parallel.pieces(counts.patterns.count, of: 2048) { range in
            var sums = Sums(same: zeros, related: zeros)
            collect(counts, range, classes, &sums, learnsSame: learnsSame)
            return sums
        }
    }

    private func collect(
        _ counts: PatternCounts, _ range: Range<Int>, _ classes: Classes, _ sums: inout Sums, learnsSame: Bool
    ) {
        for index in range {
            let (pattern, weight) = (counts.patterns[index], counts.weights[index])
            let shares = classes.shares(pattern)
            let (stayed, moved) = learnsSame ? (weight * shares.stayed, weight * shares.moved) : (0, 0)
            let related = weight * shares.related
            sums.sameTotal += stayed + moved
            sums.movedTotal += moved
            sums.relatedTotal += related
            for field in traits.fields.indices {
                let level = Comparison.level(pattern, field)
                sums.same[field][level] += ofPlace[field] ? stayed : stayed + moved
                sums.related[field][level] += related
            }
        }
    }

    private func maximised(_ sums: Sums) -> Mixture {
        let (same, related) = (max(sums.sameTotal, 1) / pairs, max(sums.relatedTotal, 1) / pairs)
        let rest = max(1, (same + related) / Self.mostShare)
        var result = Mixture(same: [], related: [], chance: [], sameShare: same / rest, relatedShare: related / rest)
        if ofPlace.contains(true) {
            let prior = Self.priorMoved.weight * sums.sameTotal
            result.movedShare =
                (sums.movedTotal + Self.priorMoved.share * prior) / max(sums.sameTotal + prior, 1e-9)
        }
        for field in traits.fields.indices {
            let kind = traits.fields[field].kind
            let weight = max(sums.sameTotal * Self.priorWeight, Self.fewest - sums.sameTotal)
            result.same.append(shares(sums.same[field], Prior.same(kind), weight).map(Self.safeLog))
            let chance = chanceLogs(chance(field, sums), field: field)
            result.chance.append(chance)
            let weightOfRelated = max(sums.relatedTotal * 0.02, Self.fewest - sums.relatedTotal)
            let related = shares(sums.related[field], Prior.related(kind), weightOfRelated)
            result.related.append(relatedLogs(related, chance, field))
        }
        return result
    }

    /// Shares of the levels, the prior counted in; "missing" stands for nothing.
    private func shares(_ sums: [Double], _ prior: [Double], _ weight: Double) -> [Double] {
        let total = sums.dropFirst().reduce(0, +) + weight
        return sums.indices.map { $0 == 0 ? 1 : (sums[$0] + weight * prior[$0] + 1e-3 * prior[$0]) / (total + 1e-3) }
    }

    /// What is left of all pairs when the same and the related are taken away.
    private func chance(_ field: Int, _ sums: Sums) -> [Double] {
        let personal = traits.fields[field].isPersonal
        let left = overall[field].indices.map { level -> Double in
            let all = overall[field][level] * comparable[field]
            let taken = sums.same[field][level] + (personal ? 0 : sums.related[field][level])
            return max(all - taken, 0.02 * all)
        }
        let total = max(left.dropFirst().reduce(0, +), 1)
        return withPrior(field, left.map { $0 / total }, weight: total)
    }

    /// Shares of a field's levels by chance, filled up with what is known of strangers as long as pairs are few.
    private func withPrior(_ field: Int, _ shares: [Double], weight: Double) -> [Double] {
        let known = max(0, Self.fewestByChance - comparable[field])
        if known == 0 { return shares }
        let prior = Prior.chance(traits.fields[field].kind)
        return shares.indices.map { (weight * shares[$0] + known * prior[$0]) / (weight + known) }
    }
}

/// What is known of agreement before any data is seen; the data soon outweigh it.
enum Prior {
    static func same(_ kind: Kind) -> [Double] {
        switch kind {
        case .given, .name: [1, 0.80, 0.05, 0.02, 0.05, 0.02, 0.045, 0.01, 0.005]
        case .surname: [1, 0.85, 0.015, 0.015, 0.05, 0.02, 0.04, 0.01]
        case .email: [1, 0.30, 0.05, 0.04, 0.05, 0.22, 0.28, 0.06]
        case .date: [1, 0.87, 0.05, 0.03, 0.01, 0.04]
        case .postcode: [1, 0.75, 0.06, 0.05, 0.04, 0.10]
        case .identifier, .phone: [1, 0.85, 0.05, 0.02, 0.08]
        default: [1, 0.75, 0.08, 0.04, 0.13]
        }
    }

    /// Of strangers nearly all differ.
    static func chance(_ kind: Kind) -> [Double] {
        var shares = same(kind).map { _ in 0.01 }
        shares[different(kind)] = 1 - 0.01 * Double(shares.count - 2)
        return shares
    }

    /// The level at which nothing agrees.
    private static func different(_ kind: Kind) -> Int {
        switch kind {
        case .given, .name, .surname: 6
        case .email: 5
        default: same(kind).count - 1
        }
    }

    static func related(_ kind: Kind) -> [Double] {
        switch kind {
        case .email: [1, 0.02, 0.02, 0.02, 0.4, 0.5, 0.02, 0.02]
        case .postcode: [1, 0.5, 0.02, 0.08, 0.1, 0.3]
        case .surname: [1, 0.4, 0.02, 0.03, 0.05, 0.05, 0.4, 0.05]
        default:
            switch same(kind).count {
            case 5: [1, 0.5, 0.05, 0.05, 0.4]
            default: same(kind)
            }
        }
    }
}
