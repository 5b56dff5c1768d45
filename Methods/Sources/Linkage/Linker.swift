import Foundation

import struct Delimited.InputError

/// Finds out which rows are the same person.
public struct Linker: Sendable {
    public struct Settings: Sendable, Hashable {
        /// From which probability on rows are put together.
        public var threshold = 0.5
        /// Only rows of different files are compared.
        public var linkOnly = false

        public init() {}
    }

    public var settings: Settings

    public init(settings: Settings = Settings()) { self.settings = settings }

    public func link(_ records: Records) throws -> Linked {
        var clock = Stopwatch()
        let traits = Traits(records)
        clock.lap("traits")
        var candidates = Blocking(traits, linkOnly: settings.linkOnly).pairs
        clock.lap("blocking \(candidates.count)")
        let sampling = Sampling(tables: Comparison.Tables(traits))
        var patterns = sampling.patterns(candidates)
        clock.lap("compare")
        var frequencies = Frequencies(traits)
        let model = learn(traits, candidates, patterns, sampling, frequencies)
        clock.lap("learn \(model.rounds)")
        var contexts = Contexts()
        var person: [UInt32] = []
        var odds: [Float] = []
        var scoring = Scoring(traits: traits, model: model, frequencies: frequencies, contexts: contexts)
        var reach = Reach(people: 0, low: 0, high: 0)
        let cut = Float(log(settings.threshold / (1 - settings.threshold)))
        for round in 0..<3 {
            scoring = Scoring(traits: traits, model: model, frequencies: frequencies, contexts: contexts)
            odds = scoring.logOdds(candidates, patterns)
            let weak = Attachment.weakRows(scoring)
            var split = (strong: (pairs: [UInt64](), odds: [Float]()), weak: (pairs: [UInt64](), odds: [Float]()))
            for (pair, value) in zip(candidates, odds) {
                if weak[Int(pair >> 32)] || weak[Int(pair & 0xFFFF_FFFF)] {
                    split.weak.pairs.append(pair)
                    split.weak.odds.append(value)
                } else {
                    split.strong.pairs.append(pair)
                    split.strong.odds.append(value)
                }
            }
            let links = Links(rows: traits.count, pairs: split.strong.pairs, logOdds: split.strong.odds, floor: min(cut, 0))
            let strong = Clustering(rows: traits.count, links: links, threshold: cut).person
            let attached = Attachment(
                scoring: scoring, weak: weak, person: strong, pairs: split.weak.pairs, odds: split.weak.odds,
                threshold: Float(settings.threshold))
            person = attached.person
            frequencies = Frequencies(traits, person: strong.indices.map { weak[$0] ? .max : strong[$0] })
            contexts = Contexts(traits, candidates, odds)
            if round == 2 {
                reach = ReachSampling(
                    person: strong, weak: weak, pairs: split.strong.pairs, odds: split.strong.odds, alone: attached.alone
                ).sample()
                clock.lap("reach")
            }
            if round == 0, !settings.linkOnly {
                let more = Attachment.candidates(
                    Scoring(traits: traits, model: model, frequencies: frequencies, contexts: contexts), weak,
                    known: candidates)
                candidates += more
                patterns += sampling.patterns(more)
            }
            clock.lap("round \(candidates.count), weak \(weak.count { $0 }) unresolved \(attached.choices.count)")
        }
        return Linked(
            records: records, traits: traits, person: person, pairs: candidates, patterns: patterns, odds: odds,
            scoring: scoring, reach: reach)
    }

    private func learn(
        _ traits: Traits, _ candidates: [UInt64], _ patterns: [UInt64], _ sampling: Sampling, _ frequencies: Frequencies
    ) -> Mixture {
        let rows = Double(traits.count)
        let comparable = traits.fields.indices.map { field -> Double in
            let known = Double((0..<traits.count).count { traits.code($0, field) != 0 })
            return max(1, known * (known - 1) / 2)
        }
        return MixtureLearning(
            traits: traits, candidates: PatternCounts(of: patterns),
            neighbours: sampling.neighbours(candidates: candidates),
            overall: sampling.overall(frequencies), frequencies: frequencies, pairs: max(1, rows * (rows - 1) / 2),
            comparable: comparable
        ).learn()
    }
}

/// Seconds by stage, for the bench.
struct Stopwatch {
    private var last = ContinuousClock.now
    private let shown = ProcessInfo.processInfo.environment["LINKAGE_CLOCK"] != nil

    mutating func lap(_ name: String) {
        guard shown else { return }
        let now = ContinuousClock.now
        FileHandle.standardError.write(Data("\(name): \(now - last)\n".utf8))
        last = now
    }
}
