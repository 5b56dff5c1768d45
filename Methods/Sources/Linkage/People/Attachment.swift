import Foundation
import Support

/// Rows that say too little to be linked pair by pair: "Harold", or a device's name.
///
/// Such a row is weighed against whole persons instead, each counted once, and against being nobody seen elsewhere:
/// P(person) = odds / (1 + the odds of all candidates). It joins the likeliest when that reaches the threshold, and stays
/// unresolved otherwise.
struct Attachment {
    /// By row, its person.
    private(set) var person: [UInt32]
    /// By row, the probability of the person it was attached to; of being nobody seen elsewhere for a row that was not;
    /// 1 for all others.
    private(set) var probability: [Float]
    /// By group of weak rows, the probability that it is a person seen nowhere else.
    private(set) var alone: [Double] = []
    /// By person of a row that was not attached, the persons it may be instead, likeliest first.
    private(set) var choices: [UInt32: [Choice]] = [:]

    private let constraints: Constraints
    /// The share of the other rows whose person has no row but this.
    private var alonePrior = 1.0

    struct Choice {
        var person: UInt32
        var row: UInt32
        var probability: Float
    }

    /// Rows that could not be told from a stranger even if their twin stood beside them.
    ///
    /// Below three (p = 0.95) the sum of pairs is a poor guide, because each pair repeats the same little.
    static func weakRows(_ scoring: Scoring) -> [Bool] {
        Parallel.fill(scoring.traits.count, repeating: false) { range, places in
            for row in range { places[row] = scoring.logOddsOfTwin(row) < 3 }
        }
    }

    /// `pairs` and `odds` are the pairs of which at least one row is weak.
    init(
        scoring: Scoring, weak: [Bool], person strong: [UInt32], pairs: [UInt64], odds: [Float],
        constraints: Constraints,
        threshold: Float
    ) {
        person = strong
        self.constraints = constraints
        alonePrior = Self.shareAlone(weak, strong)
        probability = [Float](repeating: 1, count: strong.count)
        let groups = Self.twins(weak, pairs, odds, scoring.traits, constraints)
        let options = Self.options(weak, groups, strong, pairs, odds)
        for row in strong.indices where weak[row] && Int(groups[row]) == row {
            settle(
                UInt32(row), options[UInt32(row)] ?? [], threshold, scoring.contexts.logUncovered(scoring.traits, row),
                isBlank: scoring.traits.isBlank(row))
        }
        for row in strong.indices where weak[row] && Int(groups[row]) != row {
            person[row] = person[Int(groups[row])]
            probability[row] = probability[Int(groups[row])]
        }
    }

    /// Weak rows of one source with the same words are one person who came twice, when that is likelier than not.
    private static func twins(
        _ weak: [Bool], _ pairs: [UInt64], _ odds: [Float], _ traits: Traits, _ constraints: Constraints
    ) -> [UInt32] {
        var groups = Components(weak.count)
        for (pair, value) in zip(pairs, odds) where value > 0 {
            let (i, j) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            // Rows of which somebody has said something are decided one by one.
            if constraints.apart[UInt32(i)] != nil || constraints.apart[UInt32(j)] != nil { continue }
            if weak[i], weak[j], traits.sources[i] == traits.sources[j] { groups.join(i, j) }
        }
        return weak.indices.map { UInt32(groups.root($0)) }
    }

    /// By weak group, the log-odds of each person it may be: the best of its pairs.
    private static func options(
        _ weak: [Bool], _ groups: [UInt32], _ person: [UInt32], _ pairs: [UInt64], _ odds: [Float]
    ) -> [UInt32: [(person: UInt32, row: UInt32, odds: Float)]] {
        var best: [UInt64: (row: UInt32, odds: Float)] = [:]
        for (pair, value) in zip(pairs, odds) where value > -9 {
            let (i, j) = (UInt32(pair >> 32), UInt32(pair & 0xFFFF_FFFF))
            for (row, other) in [(i, j), (j, i)] where weak[Int(row)] && !weak[Int(other)] {
                let key = UInt64(groups[Int(row)]) << 32 | UInt64(person[Int(other)])
                if value > best[key]?.odds ?? -.infinity { best[key] = (other, value) }
            }
        }
        var options: [UInt32: [(person: UInt32, row: UInt32, odds: Float)]] = [:]
        for key in best.keys.sorted() {
            guard let found = best[key] else { continue }
            options[UInt32(key >> 32), default: []].append((UInt32(key & 0xFFFF_FFFF), found.row, found.odds))
        }
        return options
    }

    private static func shareAlone(_ weak: [Bool], _ person: [UInt32]) -> Double {
        let sizes = person.reduce(into: [UInt32](repeating: 0, count: person.count)) { $0[Int($1)] += 1 }
        let strong = person.indices.filter { !weak[$0] }
        return Double(strong.count { sizes[Int(person[$0])] == 1 }) / Double(max(1, strong.count))
    }

    private mutating func settle(
        _ row: UInt32, _ options: [(person: UInt32, row: UInt32, odds: Float)], _ threshold: Float, _ uncovered: Float,
        isBlank: Bool
    ) {
        let options = options.filter { !constraints.forbids(row, $0.person, person) }.map {
            (person: $0.person, row: $0.row, odds: $0.odds - uncovered)
        }
        // Nothing is known of the row: it is as likely seen nowhere else as any row, or as any row of its source.
        if options.isEmpty, isBlank {
            let share = min(exp(Double(uncovered)), alonePrior)
            choices[person[Int(row)]] = []
            probability[Int(row)] = Float(share)
            return alone.append(share)
        }
        let total = options.reduce(1.0) { $0 + exp(Double($1.odds)) }
        let ranked = options.map {
            Choice(person: $0.person, row: $0.row, probability: Float(exp(Double($0.odds)) / total))
        }
        .sorted { ($1.probability, $0.person) < ($0.probability, $1.person) }
        // The candidates are some of those who share the name: once others do, the row is as likely new as any row is.
        alone.append(options.isEmpty ? 1 / total : min(1 / total, alonePrior))
        if let first = ranked.first, first.probability >= threshold {
            person[Int(row)] = first.person
            probability[Int(row)] = first.probability
        } else {
            choices[person[Int(row)]] = Array(ranked.prefix(5))
            probability[Int(row)] = Float(1 / total)
        }
    }
}

extension Attachment {
    /// More pairs for weak rows: those with the same given name in the sources that go with theirs, as a call goes with
    /// its tickets.
    static func candidates(_ scoring: Scoring, _ weak: [Bool], known: [UInt64]) -> [UInt64] {
        let traits = scoring.traits
        guard let given = traits.given, !scoring.contexts.companions.isEmpty else { return [] }
        var rows: [UInt64: [UInt32]] = [:]
        for row in 0..<traits.count where traits.code(row, given) != 0 {
            rows[UInt64(traits.sources[row]) << 32 | UInt64(traits.code(row, given)), default: []].append(UInt32(row))
        }
        var found: [UInt64] = []
        for row in 0..<traits.count where weak[row] && traits.code(row, given) != 0 {
            for source in scoring.contexts.companions[Int(traits.sources[row])] {
                let others = rows[UInt64(source) << 32 | UInt64(traits.code(row, given))] ?? []
                for other in others.prefix(200) where Int(other) != row {
                    found.append(UInt64(min(UInt32(row), other)) << 32 | UInt64(max(UInt32(row), other)))
                }
            }
        }
        Radix.sort(&found, width: 64)
        var distinct: [UInt64] = []
        for pair in found where pair != distinct.last && !Sampling.contains(known, pair) { distinct.append(pair) }
        return distinct
    }
}
