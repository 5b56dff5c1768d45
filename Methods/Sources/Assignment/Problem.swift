/// What is asked: every item gets its number of different reviewers, every reviewer's load stays within bounds,
/// forbidden pairs are avoided.
///
/// Items and reviewers are numbered from 0. Scores are whole numbers of any unit with an absolute value below
/// 2^31; a pair without a score counts as 0, or is left out altogether when `onlyScored`.
public struct Problem: Sendable, Hashable {
    /// How many different reviewers each item needs.
    public var demands: [Int]
    /// The load that each reviewer takes on, at least and at most.
    public var loads: [ClosedRange<Int>]
    /// How well reviewers suit items.
    public var scores: PairTable
    /// Pairs that must not be.
    public var forbidden: PairSet
    /// Only pairs with a score may be used.
    public var onlyScored: Bool
    /// An earlier assignment. When it is not empty, as many of its pairs as possible are kept, and only then
    /// the total score counts.
    public var previous: PairSet

    /// - Parameters:
    ///   - demands, loads: by item and by reviewer; whether loads can meet demands is found out by `solve`.
    ///   - scores: of as many items as there are demands, like the two sets; `solve` traps otherwise.
    ///   - forbidden, previous: nil for no pair.
    ///   - onlyScored: whether a pair without a score is left out instead of counting 0.
    public init(
        demands: [Int], loads: [ClosedRange<Int>], scores: PairTable, forbidden: PairSet? = nil,
        onlyScored: Bool = false, previous: PairSet? = nil
    ) {
        self.demands = demands
        self.loads = loads
        self.scores = scores
        self.forbidden = forbidden ?? PairSet(items: demands.count)
        self.onlyScored = onlyScored
        self.previous = previous ?? PairSet(items: demands.count)
    }

    /// How many items there are.
    public var items: Int { demands.count }
    /// How many reviewers there are.
    public var reviewers: Int { loads.count }

    /// Whether a pair may be used.
    public func allows(item: Int, reviewer: Int) -> Bool {
        !forbidden.contains(item: item, reviewer: reviewer)
            && (!onlyScored || scores.score(item: item, reviewer: reviewer) != nil)
    }

    /// The score of a pair; 0 when it has none.
    public func score(item: Int, reviewer: Int) -> Int {
        scores.score(item: item, reviewer: reviewer) ?? 0
    }
}

/// What was found: for each item its reviewers, ascending.
public struct Solution: Sendable, Hashable {
    /// For each item its reviewers, ascending.
    public var reviewers: [[Int]]
    /// The price of one more unit of each reviewer's time, in units of score: positive where the greatest load
    /// binds, negative where the least does. With `reviewers` they prove the optimum (see `proves`).
    public var prices: [Int]
    /// How fair it is; nil when the greatest total was asked for.
    public var fairness: Fairness?

    public init(reviewers: [[Int]], prices: [Int], fairness: Fairness? = nil) {
        self.reviewers = reviewers
        self.prices = prices
        self.fairness = fairness
    }

    /// How well the worst-served item could be served at all.
    public struct Fairness: Sendable, Hashable {
        /// No assignment is fairer: all were looked at, or ruled out.
        public var isProven: Bool
        /// No assignment gives every item more than this.
        public var bound: Int
    }

    /// What each item gets in all.
    public func service(in problem: Problem) -> [Int] {
        reviewers.enumerated().map { item, row in
            row.reduce(0) { $0 + problem.score(item: item, reviewer: $1) }
        }
    }

    /// What all items get together.
    public func total(in problem: Problem) -> Int { service(in: problem).reduce(0, +) }

    /// How many items each reviewer has.
    public func loads(in problem: Problem) -> [Int] {
        reviewers.joined().reduce(into: Array(repeating: 0, count: problem.reviewers)) { $0[$1] += 1 }
    }

    /// How many pairs of the earlier assignment are kept.
    public func kept(in problem: Problem) -> Int {
        reviewers.enumerated().reduce(0) { sum, row in
            sum + row.element.count { problem.previous.contains(item: row.offset, reviewer: $0) }
        }
    }
}
