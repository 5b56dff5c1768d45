import Foundation
public import Support

/// How rows are linked, and what is known of them beside their text.
public struct Options: Sendable, Hashable {
    /// From which probability on rows are put together; between 0 and 1.
    public var threshold = 0.5
    /// Only rows of different files are compared.
    public var linkOnly = false
    /// On how many threads the work is done; nil: on all cores. The answer is the same.
    public var threads: Int?
    /// Rows that people have said are the same person; kept whatever the data say.
    public var together: [Couple] = []
    /// Rows that people have said are different persons; kept whatever the data say.
    public var apart: [Couple] = []
    /// Persons of an earlier run by row id; persons keep these names, so that ids stay stable.
    public var previous: [String: String] = [:]

    public init() {}
}

/// Finds out which rows are the same person.
///
/// Three anchored classes of pairs, learned from the rows themselves (`Mixture`), weights for rare values, the context
/// of sources, greedy correlation clustering, and rows that say little weighed against whole persons. The same rows give
/// the same answer in whatever order, from whatever files and on however many cores they come.
///
/// - Parameters:
///   - records: the rows.
///   - options: how they are linked, and what is known of them beside their text.
///   - progress: told of five stages, each with how many hundredths of the whole are done.
/// - Throws: `InputError` for couples with unknown ids or that contradict each other; `CancellationError`.
/// - Complexity: about n log n in the rows plus the compared pairs (some 3 to 10 times the rows); 100 to 400 bytes a row.
public func solve(
    _ records: Records, options: Options = Options(), progress: Support.Progress? = nil
) async throws -> Linked {
    try await Checkpoint.run(progress) { checkpoint in
        try Parallel.withThreads(options.threads) { try Linked(records, options, checkpoint) }
    }
}

extension Linked {
    init(_ records: Records, _ options: Options, _ checkpoint: Checkpoint) throws {
        try checkpoint.pass("Reading", 0, of: 100)
        let traits = Traits(records)
        let constraints = try Constraints(
            records, order: traits.order, together: options.together, apart: options.apart)
        try checkpoint.pass("Looking for candidates", 15, of: 100)
        var work = Work(traits, options, constraints)
        try checkpoint.pass("Learning", 50, of: 100)
        work.learn()
        for round in 0..<work.rounds {
            try checkpoint.pass("Putting rows together", 60 + 30 * round / work.rounds, of: 100)
            work.decide(round)
        }
        try checkpoint.pass("Counting", 90, of: 100)
        self.init(records, work, work.reach(), previous: options.previous)
    }
}

/// The state of one run, from candidates to persons.
struct Work {
    let traits: Traits
    let constraints: Constraints
    private let options: Options
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

    init(_ traits: Traits, _ options: Options, _ constraints: Constraints) {
        self.traits = traits
        self.options = options
        self.constraints = constraints
        pairs = Blocking(traits, linkOnly: options.linkOnly).pairs
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
        let cut = Float(log(options.threshold / (1 - options.threshold)))
        let links = Links(rows: traits.count, pairs: strongPairs.pairs, logOdds: strongPairs.odds, floor: min(cut, 0))
        strong = Clustering(rows: traits.count, links: links, constraints: constraints, threshold: cut).person
        attachment = Attachment(
            scoring: scoring, weak: weak, person: strong, pairs: weakPairs.pairs, odds: weakPairs.odds,
            constraints: constraints, threshold: Float(options.threshold))
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
        if options.linkOnly { return }
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
        let cut = log(options.threshold / (1 - options.threshold))
        let missed = MissedLinks(scoring: scoring, threshold: cut).expected(person: strong, weak: weak)
        return ReachSampling(
            person: strong, weak: weak, pairs: found.pairs, odds: found.odds, alone: attachment?.alone ?? [],
            missed: missed
        ).sample()
    }

    func pattern(_ i: Int, _ j: Int) -> UInt64 { sampling.patterns([UInt64(min(i, j)) << 32 | UInt64(max(i, j))])[0] }
}
