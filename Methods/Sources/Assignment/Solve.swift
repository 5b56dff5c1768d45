public import Support

/// What is best.
public struct Options: Sendable, Hashable {
    /// What an assignment is judged by.
    public enum Aim: Sendable, Hashable {
        /// The total score.
        case greatestTotal
        /// What the worst-served item has, then the next, and so on (leximin): the assignment whose services, sorted, are
        /// the greater at the first place where they differ is the fairer. `Solution.fairness` says how sure it is.
        case fairest
    }

    /// What an assignment is judged by.
    public var aim: Aim

    public init(aim: Aim = .greatestTotal) { self.aim = aim }
}

/// Finds who reviews what: of the assignments that keep as much as possible of the earlier one, the one with the
/// greatest total score or the fairest.
///
/// This is the transportation problem with unit capacities. The greatest total is an exact optimum, which
/// `Solution.proves` confirms from the solution's prices. The answer is always the same for the same problem.
///
/// - Parameters:
///   - problem: what is asked.
///   - options: what an assignment is judged by.
///   - progress: told of “Choosing pairs”, “Haggling”, “Exchanging” and, for the fairest, “Weighing”.
/// - Throws: `Infeasible` with a smallest reason when there is none; `CancellationError`.
/// - Complexity: a few passes over the pairs and, on the few arcs per item that come into play, far less than the
///   O(items * arcs log arcs) of the worst case; memory beyond the problem's own: about 60 bytes an arc in play, some
///   40 arcs an item. The fairest takes up to some 30 times as long.
public func solve(
    _ problem: Problem, options: Options = Options(), progress: Progress? = nil
) async throws -> Solution {
    try await Checkpoint.run(progress) { checkpoint in
        switch options.aim {
        case .greatestTotal: try optimum(of: problem, checkpoint)
        case .fairest: try fairest(of: problem, checkpoint)
        }
    }
}

/// The assignment with the greatest total score.
func optimum(of problem: Problem, _ checkpoint: Checkpoint) throws -> Solution {
    try problem.check()
    let pricing = Pricing(problem)
    let units = problem.demands.reduce(0, +)
    var exchange = try start(pricing, checkpoint)
    var isBest = false
    while !isBest {
        while try !exchange.clear(checkpoint) {
            let additions = pricing.beyond(exchange)
            if additions.allSatisfy(\.isEmpty) { throw reason(problem) }
            exchange.add(additions)
        }
        checkpoint.report("Exchanging", units, of: units)
        let prices = Array(exchange.prices.dropLast())
        let additions = pricing.better(than: exchange.floors, at: prices, width: 8, beside: exchange.arcs)
        isBest = additions.allSatisfy(\.isEmpty)
        if !isBest { exchange.add(additions) }
    }
    return exchange.solution
}

/// Puts the first arcs into play and haggles until hardly anything moves.
private func start(_ pricing: Pricing, _ checkpoint: Checkpoint) throws -> Exchange {
    let problem = pricing.problem
    checkpoint.report("Choosing pairs", 0, of: problem.items)
    let arcs = pricing.first(width: 16 + 8 * (problem.demands.max() ?? 0))
    let units = problem.demands.reduce(0, +)
    // The scale of the differences that decide, whatever the unit of the scores.
    let spread = Double((problem.scores.scores.max() ?? 0) - (problem.scores.scores.min() ?? 0))
    var steepness = spread / 64
    var haggling = Haggling(problem, arcs: arcs, steepness: steepness)
    for round in 0..<16 {
        try checkpoint.pass("Haggling", round, of: 16)
        let moved = haggling.sweep()
        if round > 2, moved * 400 <= units { break }
        if round % 2 == 1 { steepness /= 2 }
        haggling.learn(steepness: steepness)
    }
    return Exchange(
        problem, arcs: arcs, prices: haggling.multipliers.map { Int($0.rounded()) }, held: haggling.held)
}

extension Exchange {
    /// What is held now, at prices relative to the root's.
    var solution: Solution {
        let reviewers = (0..<slots.count - 1).map { item in
            held[Int(slots[item])..<Int(slots[item + 1])].map { Int(arcs.reviewers[Int($0)]) }.sorted()
        }
        let root = prices[prices.count - 1]
        return Solution(reviewers: reviewers, prices: prices.dropLast().map { $0 - root })
    }
}

extension Problem {
    /// Every item has as many slots as its demand; the slots of item `i` are `slots[i]..<slots[i + 1]`.
    var slots: [Int32] {
        demands.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1)) }
    }

    /// Throws when the parts of the problem do not fit together, or a single item asks for more than is open to it.
    func check() throws {
        precondition(scores.items == items && forbidden.items == items && previous.items == items)
        for item in 0..<items where demands[item] > open(to: item) { throw reason(self) }
    }

    /// How many reviewers an item may have.
    private func open(to item: Int) -> Int {
        guard onlyScored else { return reviewers - forbidden.run(item).count }
        return scores.run(item).count { !forbidden.contains(item: item, reviewer: Int(scores.reviewers[$0])) }
    }
}
