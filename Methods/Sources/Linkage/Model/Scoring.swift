import Foundation
import Support

/// The log-odds that two rows are the same person, from the levels of their fields, how rare the values are they share,
/// and how often rows of their sources are the same.
struct Scoring: Sendable {
    let traits: Traits
    let model: Mixture
    let frequencies: Frequencies
    let contexts: Contexts

    /// The model by `field * 16 + level`, in one piece each.
    private let same: [Double]
    private let chance: [Double]
    /// What a level adds in the related class, and whether that comes on top of its chance.
    private let related: [Double]
    private let relatedIsByChance: [Bool]
    private let logRelatedShare: Double
    /// By field, whether it agrees by chance only once a person has moved.
    let ofPlace: [Bool]
    private let logStayed: Double
    /// Nil where nobody is known to move.
    private let logMoved: Double?

    init(traits: Traits, model: Mixture, frequencies: Frequencies, contexts: Contexts) {
        (self.traits, self.model, self.frequencies, self.contexts) = (traits, model, frequencies, contexts)
        func flat(_ table: [[Double]]) -> [Double] { table.flatMap { $0 + Array(repeating: 0, count: 16 - $0.count) } }
        same = flat(model.same)
        chance = flat(model.chance)
        logRelatedShare = log(model.relatedShare)
        ofPlace = traits.changesWithPlace
        logStayed = log1p(-model.movedShare)
        logMoved = model.movedShare > 0 ? log(model.movedShare) : nil
        var related = flat(model.related)
        var byChance = [Bool](repeating: false, count: related.count)
        for (field, kind) in traits.fields.map(\.kind).enumerated() where field < model.same.count {
            for level in 0..<16 where traits.fields[field].isPersonal || kind == .email && level != 4 {
                byChance[field * 16 + level] = true
                related[field * 16 + level] = kind == .email ? model.related[field][5] - model.chance[field][5] : 0
            }
        }
        (self.related, relatedIsByChance) = (related, byChance)
    }

    /// The log-odds of a pair of rows.
    @inline(__always)
    func logOdds(_ i: Int, _ j: Int, _ pattern: UInt64) -> Double {
        var forSame = 0.0
        var placeOfSame = 0.0
        var placeByChance = 0.0
        var forRelated = logRelatedShare
        var forChance = 0.0
        for field in 0..<traits.width {
            let level = Comparison.level(pattern, field)
            if level == 0 { continue }
            let byChance = chanceLog(field, level, i, j)
            let place = field << 4 | level
            forChance += byChance
            if ofPlace[field] {
                placeOfSame += same[place]
                placeByChance += byChance
            } else {
                forSame += same[place]
            }
            forRelated += relatedIsByChance[place] ? byChance + related[place] : related[place]
        }
        return contexts.logShare(traits, i, j, model) + forSame + logPlace(placeOfSame, placeByChance)
            - Self.logSum(forRelated, forChance)
    }

    /// The logarithm of the probability of what two rows of one person say of places, whether the person moved or not.
    @inline(__always)
    private func logPlace(_ same: Double, _ chance: Double) -> Double {
        guard let logMoved else { return same }
        return Self.logSum(same + logStayed, chance + logMoved)
    }

    @inline(__always)
    private static func logSum(_ a: Double, _ b: Double) -> Double { max(a, b) + log1p(exp(min(a, b) - max(a, b))) }

    /// The log-odds of a pair in parts that add up.
    struct Parts {
        var prior: Double
        var fields: [(field: Int, level: Int, weight: Double)] = []
        /// What the chance that the person has moved gives back.
        var moved = 0.0
        /// What the chance that the two are related takes away.
        var related = 0.0

        var total: Double { prior + fields.reduce(0) { $0 + $1.weight } + moved + related }
    }

    func parts(_ i: Int, _ j: Int, _ pattern: UInt64) -> Parts {
        var parts = Parts(prior: contexts.logShare(traits, i, j, model))
        var place = (same: 0.0, chance: 0.0)
        for field in 0..<traits.width {
            let level = Comparison.level(pattern, field)
            if level == 0 { continue }
            let byChance = chanceLog(field, level, i, j)
            parts.fields.append((field, level, model.same[field][level] - byChance))
            if ofPlace[field] { place = (place.same + model.same[field][level], place.chance + byChance) }
        }
        parts.moved = logPlace(place.same, place.chance) - place.same
        parts.related = logOdds(i, j, pattern) - parts.total
        return parts
    }

    /// The logarithm of the chance that two people agree so: for the same value, how rare it is.
    @inline(__always)
    private func chanceLog(_ field: Int, _ level: Int, _ i: Int, _ j: Int) -> Double {
        if level == 1 { return frequencies.logShare(field, traits.code(i, field)) }
        if field == traits.given, level == 7, let surname = traits.surname {
            return frequencies.logShare(field, traits.code(i, field))
                + frequencies.logShare(surname, traits.code(i, surname))
        }
        if field == traits.email, level == 6 {
            let host = traits.domains[Int(traits.code(i, field))]
            return Double(frequencies.logStyle[Int(traits.styles[i])] + frequencies.logHost[Int(host)])
        }
        if field == traits.email, level == 7 { return Double(frequencies.logStyle[Int(traits.styles[i])]) }
        return chance[field << 4 | level]
    }

    /// The log-odds that a row and another with the very same values are the same person.
    func logOddsOfTwin(_ row: Int) -> Double {
        var sum = log(model.sameShare)
        for field in 0..<traits.width where traits.code(row, field) != 0 {
            var level = 1
            if field == traits.given || field == traits.surname, traits.isInitial(row, field) { level = 3 }
            if field == traits.email, traits.styles[row] != 0 { level = 6 }
            sum += model.same[field][level] - chanceLog(field, level, row, row)
        }
        return sum
    }

    /// The log-odds of all pairs, in their order.
    func logOdds(_ pairs: [UInt64], _ patterns: [UInt64]) -> [Float] {
        Parallel.fill(pairs.count, of: 1 << 16, repeating: Float(0)) { range, places in
            for index in range {
                places[index] = Float(
                    logOdds(Int(pairs[index] >> 32), Int(pairs[index] & 0xFFFF_FFFF), patterns[index]))
            }
        }
    }
}

/// How often a row of one source and a row of another are the same person: everybody in the video call had a ticket,
/// and nobody has two.
struct Contexts: Sendable {
    /// By pair of sources, the logarithm of the share of pairs that are the same; empty while nothing is known.
    private var logShares: [Float] = []
    private var sources = 0

    private static let mostSources = 1024
    /// Of fewer rows no two sources can be told from the whole.
    private static let fewestRows = 20
    /// Pseudo-matches that pull the share of a pair of sources to the overall share.
    private static let pull = 1.0

    /// By source, the share of its rows that are also in the source that has most of them.
    private var coverage: [Double] = []
    /// By source, those in which its rows are found much oftener than elsewhere.
    private(set) var companions: [[Int]] = []

    init() {}

    /// Learns from the log-odds of all pairs.
    init(_ traits: Traits, _ pairs: [UInt64], _ logOdds: [Float]) {
        sources = max(traits.sourceNames.count, 1)
        guard sources > 1, sources <= Self.mostSources, traits.count >= Self.fewestRows else { return }
        var sizes = [Double](repeating: 0, count: sources)
        for source in traits.sources { sizes[Int(source)] += 1 }
        var matches = [Double](repeating: 0, count: sources * sources)
        var total = 0.0
        for (pair, odds) in zip(pairs, logOdds) where odds > -7 {
            let share = 1 / (1 + exp(-Double(odds)))
            let (a, b) = (Int(traits.sources[Int(pair >> 32)]), Int(traits.sources[Int(pair & 0xFFFF_FFFF)]))
            matches[min(a, b) * sources + max(a, b)] += share
            total += share
        }
        let rows = Double(traits.count)
        let overall = total / (rows * (rows - 1) / 2)
        logShares = [Float](repeating: 0, count: sources * sources)
        for a in 0..<sources {
            for b in a..<sources {
                let possible = a == b ? sizes[a] * (sizes[a] - 1) / 2 : sizes[a] * sizes[b]
                let share = (matches[a * sources + b] + Self.pull) / (possible + Self.pull / max(overall, 1e-12))
                logShares[a * sources + b] = Float(log(share))
                logShares[b * sources + a] = Float(log(share))
            }
        }
        learnCompanions(sizes, overall)
    }

    private mutating func learnCompanions(_ sizes: [Double], _ overall: Double) {
        coverage = [Double](repeating: 0, count: sources)
        companions = Array(repeating: [], count: sources)
        for a in 0..<sources {
            let shares = (0..<sources).map { $0 == a ? 0 : exp(Double(logShares[a * sources + $0])) }
            coverage[a] = min(0.9, (0..<sources).map { shares[$0] * sizes[$0] }.max() ?? 0)
            let ranked = (0..<sources).filter { shares[$0] > 3 * overall }.sorted {
                (shares[$1], $0) < (shares[$0], $1)
            }
            companions[a] = [a] + ranked.prefix(3)
        }
    }

    /// The logarithm of the share of a row's source that is in no other source: strangers are drawn from these only.
    func logUncovered(_ traits: Traits, _ row: Int) -> Float {
        coverage.isEmpty ? 0 : Float(log(1 - coverage[Int(traits.sources[row])]))
    }

    @inline(__always)
    func logShare(_ traits: Traits, _ i: Int, _ j: Int, _ model: Mixture) -> Double {
        if logShares.isEmpty { return log(model.sameShare) }
        return Double(logShares[Int(traits.sources[i]) * sources + Int(traits.sources[j])])
    }
}
