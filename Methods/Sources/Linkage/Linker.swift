import Foundation

/// Finds out which rows are the same person.
///
/// Three anchored classes of pairs, learned from the rows themselves (`Mixture`), weights for rare values, the context
/// of sources, greedy correlation clustering, and rows that say little weighed against whole persons. The same rows give
/// the same answer in whatever order, from whatever files and on however many cores they come.
public struct Linker: Sendable {
    public struct Settings: Sendable, Hashable {
        /// From which probability on rows are put together; between 0 and 1.
        public var threshold = 0.5
        /// Only rows of different files are compared.
        public var linkOnly = false
        /// On how many threads the work is done; nil: on all cores. The answer is the same.
        public var threads: Int?

        public init() {}
    }

    /// A stage of the work, and what share of the whole is done.
    public struct Progress: Sendable, Hashable {
        public var stage: String
        public var share: Double
    }

    public var settings: Settings

    public init(settings: Settings = Settings()) { self.settings = settings }

    /// Links all rows.
    ///
    /// - Parameters:
    ///   - together, apart: what people have said about single rows; kept whatever the data say.
    ///   - previous: entities of an earlier run by row id; persons keep these names, so that ids stay stable.
    ///   - progress: called on the caller's thread before each stage; an error it throws ends the work and is thrown on.
    /// - Throws: `InputError` for couples with unknown ids or that contradict each other.
    /// - Cost: about n log n in the rows plus the compared pairs (some 3 to 10 times the rows); 100 to 400 bytes a row.
    public func link(
        _ records: Records, together: [Couple] = [], apart: [Couple] = [], previous: [String: String] = [:],
        progress: (Progress) throws -> Void = { _ in }
    ) throws -> Linked {
        try Parallel.withThreads(settings.threads) {
            try linked(records, together: together, apart: apart, previous: previous, progress: progress)
        }
    }

    private func linked(
        _ records: Records, together: [Couple], apart: [Couple], previous: [String: String],
        progress: (Progress) throws -> Void
    ) throws -> Linked {
        try progress(Progress(stage: "reading", share: 0))
        let traits = Traits(records)
        let constraints = try Constraints(records, order: traits.order, together: together, apart: apart)
        try progress(Progress(stage: "looking for candidates", share: 0.15))
        var work = Work(traits, settings, constraints)
        try progress(Progress(stage: "learning", share: 0.5))
        work.learn()
        for round in 0..<work.rounds {
            try progress(
                Progress(stage: "putting rows together", share: 0.6 + 0.3 * Double(round) / Double(work.rounds)))
            work.decide(round)
        }
        try progress(Progress(stage: "counting", share: 0.9))
        let reach = work.reach()
        return Linked(records, work, reach, previous: previous)
    }
}

/// The state of one run, from candidates to persons.
struct Work {
    let traits: Traits
    let constraints: Constraints
    private let settings: Linker.Settings
    private let sampling: Sampling
    private var frequencies: Frequencies
    private var contexts = Contexts()
    private(set) var model: Mixture
    private(set) var pairs: [UInt64]
    private(set) var patterns: [UInt64]
    private(set) var odds: [Float] = []
    private(set) var weak: [Bool] = []
    private var strong: [UInt32] = []
    private var attachment: Attachment?

    init(_ traits: Traits, _ settings: Linker.Settings, _ constraints: Constraints) {
        self.traits = traits
        self.settings = settings
        self.constraints = constraints
        pairs = Blocking(traits, linkOnly: settings.linkOnly).pairs
        sampling = Sampling(tables: Comparison.Tables(traits))
        patterns = sampling.patterns(pairs)
        frequencies = Frequencies(traits)
        model = Mixture.unlearned
    }

    var scoring: Scoring { Scoring(traits: traits, model: model, frequencies: frequencies, contexts: contexts) }

    /// Frequencies and contexts are counted anew from the persons of the round before; contexts, if there are any, take
    /// one round more.
    var rounds: Int { traits.sourceNames.count > 1 ? 3 : 2 }

    /// By row, its person.
    var person: [UInt32] { attachment?.person ?? [] }
    /// By row, the probability of the person it was attached to.
    var attached: [Float] { attachment?.probability ?? [] }
    var choices: [UInt32: [Attachment.Choice]] { attachment?.choices ?? [:] }

    mutating func learn() {
        let rows = Double(traits.count)
        let comparable = Parallel.each(traits.width) { field -> Double in
            let known = Double((0..<traits.count).count { traits.code($0, field) != 0 })
            return max(1, known * (known - 1) / 2)
        }
        model = MixtureLearning(
            traits: traits, candidates: PatternCounts(of: patterns, fields: traits.width),
            neighbours: sampling.neighbours(candidates: pairs),
            overall: sampling.overall(frequencies), frequencies: frequencies, pairs: max(1, rows * (rows - 1) / 2),
            comparable: comparable, ofPlace: traits.changesWithPlace
        ).learn()
    }

    mutating func decide(_ round: Int) {
        let scoring = scoring
        odds = scoring.logOdds(pairs, patterns)
        weak = Attachment.weakRows(scoring)
        for (row, bound) in constraints.isBound.enumerated() where bound { weak[row] = false }
        let (strongPairs, weakPairs) = split()
        let cut = Float(log(settings.threshold / (1 - settings.threshold)))
        let links = Links(rows: traits.count, pairs: strongPairs.pairs, logOdds: strongPairs.odds, floor: min(cut, 0))
        strong = Clustering(rows: traits.count, links: links, constraints: constraints, threshold: cut).person
        attachment = Attachment(
            scoring: scoring, weak: weak, person: strong, pairs: weakPairs.pairs, odds: weakPairs.odds,
            constraints: constraints, threshold: Float(settings.threshold))
        guard round + 1 < rounds else { return }
        frequencies = frequencies.counted(traits, person: strong.indices.map { weak[$0] ? .max : strong[$0] })
        contexts = Contexts(traits, pairs, odds)
        if round == 0 { prepareForLaterRounds() }
    }

    /// Pairs beyond hope are dropped; weak rows get more candidates from the sources that go with theirs.
    private mutating func prepareForLaterRounds() {
        var kept = 0
        for index in pairs.indices where odds[index] > -16 {
            (pairs[kept], patterns[kept]) = (pairs[index], patterns[index])
            kept += 1
        }
        pairs.removeSubrange(kept...)
        patterns.removeSubrange(kept...)
        if settings.linkOnly { return }
        let more = Attachment.candidates(scoring, weak, known: pairs)
        pairs += more
        patterns += sampling.patterns(more)
    }

    private typealias Scored = (pairs: [UInt64], odds: [Float])

    private func split() -> (strong: Scored, weak: Scored) {
        var result: (strong: Scored, weak: Scored) = (([], []), ([], []))
        for (pair, value) in zip(pairs, odds) {
            if weak[Int(pair >> 32)] || weak[Int(pair & 0xFFFF_FFFF)] {
                result.weak.pairs.append(pair)
                result.weak.odds.append(value)
            } else {
                result.strong.pairs.append(pair)
                result.strong.odds.append(value)
            }
        }
        return result
    }

    func reach() -> Reach {
        let found = split().strong
        let cut = log(settings.threshold / (1 - settings.threshold))
        let missed = MissedLinks(scoring: scoring, threshold: cut).expected(person: strong, weak: weak)
        return ReachSampling(
            person: strong, weak: weak, pairs: found.pairs, odds: found.odds, alone: attachment?.alone ?? [],
            missed: missed
        ).sample()
    }

    func pattern(_ i: Int, _ j: Int) -> UInt64 { sampling.patterns([UInt64(min(i, j)) << 32 | UInt64(max(i, j))])[0] }
}
