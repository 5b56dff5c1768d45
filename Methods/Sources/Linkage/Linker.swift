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
        let candidates = Blocking(traits, linkOnly: settings.linkOnly).pairs
        clock.lap("blocking \(candidates.count)")
        let sampling = Sampling(traits: traits)
        let patterns = sampling.patterns(candidates)
        clock.lap("compare")
        var frequencies = Frequencies(traits)
        let model = learn(traits, candidates, patterns, sampling, frequencies)
        clock.lap("learn \(model.rounds)")
        var contexts = Contexts()
        var person: [UInt32] = []
        var odds: [Float] = []
        var scoring = Scoring(traits: traits, model: model, frequencies: frequencies, contexts: contexts)
        for _ in 0..<3 {
            scoring = Scoring(traits: traits, model: model, frequencies: frequencies, contexts: contexts)
            odds = scoring.logOdds(candidates, patterns)
            let cut = Float(log(settings.threshold / (1 - settings.threshold)))
            let links = Links(rows: traits.count, pairs: candidates, logOdds: odds, floor: min(cut, 0))
            person = Clustering(rows: traits.count, links: links, threshold: cut).person
            frequencies = Frequencies(traits, person: person)
            contexts = Contexts(traits, candidates, odds)
            clock.lap("round")
        }
        return Linked(
            records: records, traits: traits, person: person, pairs: candidates, patterns: patterns, odds: odds,
            scoring: scoring)
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
