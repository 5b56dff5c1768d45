import Delimited

/// A set of pairs (item, reviewer), kept as one ascending run of reviewers per item.
public struct PairSet: Sendable, Hashable {
    /// Where the run of each item begins in `reviewers`; one more than there are items.
    public private(set) var starts: [Int32]
    /// The reviewers of all pairs, run after run, each run ascending.
    public private(set) var reviewers: [Int32]

    /// The pairs given; one that is given twice counts once. Cost: O(pairs log pairs of one item).
    public init(items: Int, _ pairs: some Collection<(item: Int, reviewer: Int)> = EmptyCollection()) {
        self.init(PairTable(items: items, pairs.map { ($0.item, $0.reviewer, 0) }))
    }

    /// Whether there is no pair.
    public var isEmpty: Bool { reviewers.isEmpty }
    /// How many items the pairs may be of.
    public var items: Int { starts.count - 1 }

    /// The places of an item's pairs in `reviewers`.
    public func run(_ item: Int) -> Range<Int> { Int(starts[item])..<Int(starts[item + 1]) }

    /// Whether a pair is in the set. Cost: O(log pairs of the item).
    public func contains(item: Int, reviewer: Int) -> Bool {
        reviewers.position(of: Int32(reviewer), in: run(item)) != nil
    }
}

/// A score for some of the pairs, kept as one ascending run of reviewers per item: eight bytes a pair.
public struct PairTable: Sendable, Hashable {
    /// Where the run of each item begins in `reviewers`; one more than there are items.
    public private(set) var starts: [Int32]
    /// The reviewers of all pairs, run after run, each run ascending.
    public private(set) var reviewers: [Int32]
    /// The score of each pair, in the order of `reviewers`.
    public private(set) var scores: [Int32]

    /// The pairs given; of a pair given twice the last score counts.
    public init(items: Int, _ pairs: some Collection<(item: Int, reviewer: Int, score: Int)> = EmptyCollection()) {
        var counts = [Int32](repeating: 0, count: items + 1)
        for pair in pairs { counts[pair.item + 1] += 1 }
        for item in 0..<items { counts[item + 1] += counts[item] }
        var next = counts
        var reviewers = [Int32](repeating: 0, count: pairs.count)
        var scores = reviewers
        for pair in pairs {
            let place = Int(next[pair.item])
            next[pair.item] += 1
            reviewers[place] = Int32(pair.reviewer)
            scores[place] = Int32(pair.score)
        }
        self.init(starts: counts, reviewers: reviewers, scores: scores)
        _ = sortRuns(keepingLast: true)
    }

    /// Takes runs over as they are; `sortRuns` puts them in order.
    init(starts: [Int32], reviewers: [Int32], scores: [Int32]) {
        self.starts = starts
        self.reviewers = reviewers
        self.scores = scores
    }

    /// How many items the pairs may be of.
    public var items: Int { starts.count - 1 }

    /// The places of an item's pairs in `reviewers`.
    public func run(_ item: Int) -> Range<Int> { Int(starts[item])..<Int(starts[item + 1]) }

    /// The score of a pair, or nil when it has none. Cost: O(log pairs of the item).
    public func score(item: Int, reviewer: Int) -> Int? {
        reviewers.position(of: Int32(reviewer), in: run(item)).map { Int(scores[$0]) }
    }
}

extension PairTable {
    /// The same pairs with other scores, from the item and the score.
    func weighted(_ score: (_ item: Int, _ score: Int32) -> Int32) -> PairTable {
        var table = self
        for item in 0..<items { for place in run(item) { table.scores[place] = score(item, scores[place]) } }
        return table
    }

    /// Puts every run in ascending order. Returns a pair that is there twice, unless the last of them is to count.
    mutating func sortRuns(keepingLast: Bool = false) -> (item: Int, reviewer: Int)? {
        var doubled: (item: Int, reviewer: Int)?
        for item in 0..<items where !isAscending(run(item)) {
            let run = run(item)
            let sorted = run.map { (reviewers[$0], $0, scores[$0]) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
            for (place, entry) in zip(run, sorted) { (reviewers[place], scores[place]) = (entry.0, entry.2) }
            if let place = run.dropFirst().first(where: { reviewers[$0] == reviewers[$0 - 1] }), doubled == nil {
                doubled = (item, Int(reviewers[place]))
            }
        }
        guard doubled != nil else { return nil }
        if keepingLast { dropDoubled() }
        return doubled
    }

    private func isAscending(_ run: Range<Int>) -> Bool {
        reviewers.withUnsafeBufferPointer { reviewers in
            run.dropFirst().allSatisfy { reviewers[$0 - 1] < reviewers[$0] }
        }
    }

    private mutating func dropDoubled() {
        var kept = 0
        var start = 0
        for item in 0..<items {
            let run = start..<Int(starts[item + 1])
            start = run.upperBound
            for place in run where place + 1 == run.upperBound || reviewers[place] != reviewers[place + 1] {
                reviewers[kept] = reviewers[place]
                scores[kept] = scores[place]
                kept += 1
            }
            starts[item + 1] = Int32(kept)
        }
        reviewers.removeLast(reviewers.count - kept)
        scores.removeLast(scores.count - kept)
    }
}

extension [Int32] {
    /// Where `value` stands in an ascending stretch of the array.
    func position(of value: Int32, in range: Range<Int>) -> Int? {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < range.upperBound && self[low] == value ? low : nil
    }
}

// MARK: - From files

extension PairTable {
    /// The pairs read from a file, its parts being given up one by one so that they are never all held twice. The
    /// runs are in the order of the file.
    init(items: Int, consuming parts: inout [PairLines.Part], times factor: Double) {
        var starts = [Int32](repeating: 0, count: items + 1)
        for part in parts { for first in part.firsts { starts[Int(first) + 1] += 1 } }
        for item in 0..<items { starts[item + 1] += starts[item] }
        var next = starts
        var reviewers = [Int32](repeating: 0, count: Int(starts[items]))
        var scores = reviewers
        for index in parts.indices {
            let part = parts[index]
            parts[index] = PairLines.Part()
            for entry in part.firsts.indices {
                let place = Int(next[Int(part.firsts[entry])])
                next[Int(part.firsts[entry])] += 1
                reviewers[place] = part.seconds[entry]
                if !part.numbers.isEmpty { scores[place] = Int32((part.numbers[entry] * factor).rounded()) }
            }
        }
        self.init(starts: starts, reviewers: reviewers, scores: scores)
    }
}

extension PairSet {
    init(items: Int, parts: [PairLines.Part]) {
        var parts = parts
        var table = PairTable(items: items, consuming: &parts, times: 1)
        _ = table.sortRuns(keepingLast: true)
        self.init(table)
    }

    init(_ table: PairTable) {
        starts = table.starts
        reviewers = table.reviewers
    }
}
