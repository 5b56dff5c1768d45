import Delimited
public import Support

/// A judge's score of an item; both are numbered from 0 without gaps.
public struct Review: Sendable, Hashable {
    /// The number of the item.
    public var item: Int
    /// The number of the judge.
    public var judge: Int
    /// In points, any finite number.
    public var score: Double

    public init(item: Int, judge: Int, score: Double) {
        self.item = item
        self.judge = judge
        self.score = score
    }
}

/// How to calibrate.
public struct Options: Sendable, Hashable {
    /// How many places there are; nil when nothing is cut.
    public var top: Int?
    /// Posterior draws over all chains; nil for 2,000, or 8,000 where there are at most 2,000 reviews. The standard
    /// error of a probability is about 0.5 / sqrt(draws).
    public var draws: Int?
    /// Any number; the same number gives the same answer.
    public var seed: UInt64 = 1
    /// How many threads may work; changes no answer.
    public var threads = Parallel.processors
    /// How many drawn values to keep for comparisons of two items; draws are thinned to fit.
    public var memory = 4_000_000

    public init() {}
}

/// Fair scores, and what was learned of items and judges on the way.
public struct Solution: Sendable {
    /// Who scored what, and whether that makes judges comparable.
    public var design: Design
    /// By item number.
    public var items: [Item]
    /// By judge number.
    public var judges: [Judge]
    /// Variation of item quality as a share of all variation in one score: 0 is all noise and severity, 1 none.
    public var reliability: Double
    /// Which further reviews would settle most, best first; at most five, each of another item.
    public var advice: [Advice]
    /// How many were asked for: `Item.inTop` is about the best `top`.
    public var top: Int?

    let draws: Draws

    /// The probability that item `a` is truly better than item `b`, from the joint draws. Cost: O(draws kept).
    public func probability(of a: Int, above b: Int) -> Double { draws.probability(of: a, above: b) }
}

/// What is known of one item.
public struct Item: Sendable, Hashable {
    /// How many reviews it has.
    public var reviews: Int
    /// The mean of the scores as they were given.
    public var raw: Double
    /// 1 is the best; equal means share a rank.
    public var rawRank: Int
    /// The score that the average of all judges would give, on the scale of the scores.
    public var calibrated: Double
    /// The standard error of `calibrated`.
    public var error: Double
    /// By `calibrated`, 1 the best; by `raw` where every judge scored every item.
    public var rank: Int
    /// The probability of belonging to the best `top`; nil when none was asked for.
    public var inTop: Double?
}

/// What is known of one judge, in points unless it says otherwise; errors are standard errors.
public struct Judge: Sendable, Hashable {
    /// How many reviews the judge made.
    public var reviews: Int
    /// Points that this judge gives below the average judge for an average item; negative for a generous one.
    public var severity: Double
    /// The standard error of `severity`.
    public var severityError: Double
    /// How far this judge spreads good from bad: 1 as the average judge, below 1 more timid.
    public var scale: Double
    /// The standard error of `scale`.
    public var scaleError: Double
    /// The standard deviation of what severity, scale and quality leave unexplained, in points.
    public var noise: Double
}

/// A review that would settle much.
public struct Advice: Sendable, Hashable {
    /// The number of the item.
    public var item: Int
    /// The number of the judge.
    public var judge: Int
    /// The share of today's doubt about the best `top` (about all scores, without `top`) that this one review is
    /// expected to take away, 0 to 1.
    public var gain: Double
}

/// Makes fair scores of those of judges of unequal severity: what an average judge would have given each item, how sure
/// that is, and how likely each item is to belong to the best.
///
/// Model: score = severity of the judge + scale of the judge x quality of the item + noise of the judge, every group
/// shrunk towards its own mean by as much as the data say, so that a judge with three reviews is not believed to be
/// extreme. The posterior is drawn by Gibbs sampling (four chains, antithetic draws): Ge, Welling and Ghahramani,
/// "A Bayesian model for calibrating conference review scores" (2013), with per-judge noise.
///
/// The raw mean always stands beside. When every judge scored every item the raw order is kept and `Design.isFull`
/// says that calibration had nothing to mend; probabilities are given all the same. The answer is the same for the same
/// reviews and seed, whatever their order and the number of threads.
///
/// - Parameters:
///   - reviews: the scores; items and judges are numbered from 0 without gaps.
///   - options: how many places there are, and how to draw.
///   - progress: told of “Drawing”, in sweeps of the last chain.
/// - Throws: `InputError` when there is no review, an item has none, a score is not finite, a judge scored an item
///   twice, or `Options.top` is not between 1 and the number of items; `CancellationError`.
/// - Complexity: O(reviews x draws) time; memory for at most `Options.memory` stored draws.
public func solve(
    _ reviews: [Review], options: Options = Options(), progress: Progress? = nil
) async throws -> Solution {
    let table = try Table(reviews)
    if let top = options.top { try check(top: top, items: table.items) }
    return try await Checkpoint.run(progress) { checkpoint in
        let chains = try Parallel.withThreads(options.threads) {
            try Parallel.eachTrying(Chain.count) { index in
                // Chains are begun in order, so the last one's progress bounds what is done before it.
                let isLast = index == Chain.count - 1
                var chain = Chain(table, options: options, stream: UInt64(index))
                return try chain.run(isLast ? checkpoint : checkpoint.silent)
            }
        }
        return Solution(table, chains: chains, options: options)
    }
}

private func check(top: Int, items: Int) throws {
    guard top >= 1, top <= items else {
        throw InputError(
            "The best \(top) are asked for, and there are \(items) items.", remedy: "Ask for 1 to \(items).")
    }
}

extension Solution {
    fileprivate init(_ table: Table, chains: [Chain.Tally], options: Options) {
        let tally = chains.dropFirst().reduce(into: chains[0]) { $0.add($1) }
        design = Design(table)
        top = options.top
        draws = tally.draws
        judges = tally.judges(table)
        reliability = tally.reliability
        items = tally.items(table, keepRawOrder: design.isFull, top: options.top)
        advice = []
        advice = Advisor(table, draws: draws, solution: self).best(5)
    }
}

/// The rank of each value, 1 for the largest; equal values share a rank.
func ranks(_ values: [Double]) -> [Int] {
    var ranks = [Int](repeating: 0, count: values.count)
    let order = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    for (place, index) in order.enumerated() {
        let before = place > 0 ? order[place - 1] : index
        ranks[index] = place > 0 && values[before] == values[index] ? ranks[before] : place + 1
    }
    return ranks
}
