public import Support

/// How firmly each candidate stands, over all sets that are nearly as good as the best.
public struct Outlook: Sendable {
    /// How firmly a candidate stands.
    public enum Standing: String, Sendable, Hashable {
        /// Funded, whole or in part, in every good set.
        case every
        /// Funded in no good set.
        case never
        /// Funded in some good sets and not in others.
        case depends
    }

    /// The least score of a good set.
    public var least: Int
    /// By candidate, how firmly it stands.
    public var standings: [Standing]
    /// Good sets, best first; each with the amounts that are best for it.
    public var sets: [Awards]
    /// Whether these are all the good sets there are.
    public var isComplete: Bool
}

/// Which sets count as good, and how many of them to list.
public struct OutlookOptions: Sendable, Hashable {
    /// Sets that score at most this share less than the best are good; 0.01 is 1 %.
    public var share: Double
    /// How many good sets to list at most.
    public var limit: Int

    public init(share: Double = 0.01, limit: Int = 100) {
        self.share = share
        self.limit = limit
    }
}

/// Looks at all sets that are nearly as good as the solution.
///
/// The standings are exact, however many good sets there are: for each candidate there is either a good set with
/// it and one without, or a proof that there is none. The sets listed are the best ones, or, where there are far more
/// than anyone could read, the best that were met in a search bounded by count.
///
/// - Parameters:
///   - problem: what was asked.
///   - solution: the optimum, as `solve` gives it.
///   - options: which sets count as good, and how many to list.
///   - progress: told of “Branching” and “Looking at both sides”.
/// - Throws: `CancellationError`.
/// - Complexity: up to two searches a candidate, most of them short.
public func outlook(
    _ problem: Problem, around solution: Solution, options: OutlookOptions = OutlookOptions(),
    progress: Progress? = nil
) async throws -> Outlook {
    try await Checkpoint.run(progress) { try outlook(problem, solution, options, $0) }
}

private func outlook(
    _ problem: Problem, _ solution: Solution, _ options: OutlookOptions, _ checkpoint: Checkpoint
) throws -> Outlook {
    let least = solution.score - Int((Double(solution.score.magnitude) * options.share).rounded(.down))
    let limits = SearchLimits(
        floor: least - 1, capacity: options.limit, mostNodes: 2_000_000 / max(problem.candidates.count, 20))
    var search = Search(problem, limits, start: solution.awards, checkpoint)
    try search.run()
    var sets = search.sets
    let isComplete = sets.count < options.limit && !search.isCut
    if problem.candidates.contains(where: { $0.parts > 0 }) {
        sets = try sets.map { try best(problem, funding: $0.funded, checkpoint.silent) ?? $0 }
        sets = sets.map { ($0, $0.score(in: problem)) }.sorted { $0.1 > $1.1 }.map(\.0)
    }
    var witnesses = Witnesses(problem, least: least)
    for set in sets { witnesses.add(set) }
    if !isComplete {
        try witnesses.complete(from: solution.awards, checkpoint)
    }
    return Outlook(least: least, standings: witnesses.standings, sets: sets, isComplete: isComplete)
}

/// The best amounts when exactly these candidates are funded.
private func best(_ problem: Problem, funding funded: [Bool], _ checkpoint: Checkpoint) throws -> Awards? {
    var decided = problem
    for number in funded.indices { decided.candidates[number].isFunded = funded[number] }
    var search = Search(decided, SearchLimits(), checkpoint)
    try search.run()
    return search.best
}

/// For each candidate, whether a good set with it has been seen, and one without.
private struct Witnesses {
    let problem: Problem
    let least: Int
    private var isWith: [Bool]
    private var isWithout: [Bool]

    init(_ problem: Problem, least: Int) {
        self.problem = problem
        self.least = least
        isWith = Array(repeating: false, count: problem.candidates.count)
        isWithout = isWith
    }

    mutating func add(_ awards: Awards) {
        for (number, amount) in awards.amounts.enumerated() {
            if amount > 0 { isWith[number] = true } else { isWithout[number] = true }
        }
    }

    var standings: [Outlook.Standing] {
        zip(isWith, isWithout).map { $0 && $1 ? .depends : $0 ? .every : .never }
    }

    /// Looks for the sets that are still missing: first by changing the best set a little, then by a full search.
    mutating func complete(from best: Awards, _ checkpoint: Checkpoint) throws {
        let change = SmallChange(problem, best)
        for number in problem.candidates.indices where isWith[number] != isWithout[number] {
            if problem.candidates[number].isFunded != nil { continue }
            try checkpoint.pass("Looking at both sides", number, of: problem.candidates.count)
            if let set = change.turning(number, least: least) {
                add(set)
                continue
            }
            var turned = problem
            turned.candidates[number].isFunded = !isWith[number]
            let limits = SearchLimits(floor: least - 1, stopsAtFirst: true)
            var search = Search(turned, limits, checkpoint.silent)
            try search.run()
            if let set = search.best { add(set) }
        }
    }
}

/// Makes other sets of the best one by turning a single candidate and mending what follows from it.
private struct SmallChange {
    let problem: Problem
    let best: Awards
    private var totals: Totals
    /// Those with an award, worth least for their money first; those without, worth most first.
    private let funded: [Int]
    private let others: [Int]
    private let smallest: Int

    init(_ problem: Problem, _ best: Awards) {
        self.problem = problem
        self.best = best
        totals = Totals(problem)
        let worth = problem.candidates.map { Double($0.score) / Double($0.asks) }
        for (number, amount) in best.amounts.enumerated() {
            totals.change(problem.candidates[number], from: 0, to: amount)
        }
        let order = problem.candidates.indices.sorted { (worth[$0], $1) > (worth[$1], $0) }
        funded = order.reversed().filter { best.amounts[$0] > 0 && problem.candidates[$0].isFunded != true }
        others = order.filter {
            best.amounts[$0] == 0 && problem.candidates[$0].isFunded != false && problem.candidates[$0].score > 0
        }
        smallest = others.map { problem.candidates[$0].smallest }.min() ?? 0
    }

    /// The best set without a candidate that it has, or with one that it has not; nil when that takes more than
    /// dropping and adding a few.
    func turning(_ number: Int, least: Int) -> Awards? {
        var awards = best
        var totals = totals
        func set(_ other: Int, _ amount: Int) {
            totals.change(problem.candidates[other], from: awards.amounts[other], to: amount)
            awards.amounts[other] = amount
        }
        if awards.amounts[number] > 0 {
            set(number, 0)
        } else {
            set(number, problem.candidates[number].smallest)
            for other in funded {
                if totals.spent <= problem.pot { break }
                set(other, 0)
            }
        }
        for other in others where awards.amounts[other] == 0 && other != number {
            if problem.pot - totals.spent < smallest { break }
            let next = problem.candidates[other]
            set(other, next.amount(upTo: totals.room(for: next, in: problem, counts: true)))
        }
        return totals.score >= least && totals.broken(problem) == nil ? awards : nil
    }
}
