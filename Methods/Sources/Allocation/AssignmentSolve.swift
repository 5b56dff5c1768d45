extension Assignment {
    /// The assignment with the greatest total score, of those that keep as much as possible of the earlier one.
    ///
    /// Throws `Infeasible` with a smallest reason when there is none, and `CancellationError`. The answer is exact
    /// and always the same for the same problem. Cost: a few passes over the pairs and, on the few arcs per item
    /// that come into play, far less than the O(items * arcs log arcs) of the worst case; memory beyond the
    /// problem's own: about 60 bytes an arc in play, some 40 arcs an item.
    public static func solve(
        _ problem: Problem, progress: Progress? = nil, isCancelled: @Sendable () -> Bool = { false }
    ) throws -> Solution {
        try problem.check()
        let pricing = Pricing(problem)
        let units = problem.demands.reduce(0, +)
        var exchange = try start(pricing, progress: progress, isCancelled: isCancelled)
        var isBest = false
        while !isBest {
            while try !exchange.clear(isCancelled: isCancelled) {
                let additions = pricing.beyond(exchange)
                if additions.allSatisfy(\.isEmpty) { throw reason(problem) }
                exchange.add(additions)
            }
            progress?("Exchanging", units, units)
            let prices = Array(exchange.prices.dropLast())
            let additions = pricing.better(than: exchange.floors, at: prices, width: 8, beside: exchange.arcs)
            isBest = additions.allSatisfy(\.isEmpty)
            if !isBest { exchange.add(additions) }
        }
        return exchange.solution
    }

    /// Puts the first arcs into play and haggles until hardly anything moves.
    private static func start(
        _ pricing: Pricing, progress: Progress?, isCancelled: () -> Bool
    ) throws -> Exchange {
        let problem = pricing.problem
        progress?("Choosing pairs", 0, problem.items)
        let arcs = pricing.first(width: 16 + 8 * (problem.demands.max() ?? 0))
        let units = problem.demands.reduce(0, +)
        // The scale of the differences that decide, whatever the unit of the scores.
        let spread = Double((problem.scores.scores.max() ?? 0) - (problem.scores.scores.min() ?? 0))
        var steepness = spread / 64
        var haggling = Haggling(problem, arcs: arcs, steepness: steepness)
        for round in 0..<16 {
            if isCancelled() { throw CancellationError() }
            let moved = haggling.sweep()
            progress?("Haggling", round, 16)
            if round > 2, moved * 400 <= units { break }
            if round % 2 == 1 { steepness /= 2 }
            haggling.learn(steepness: steepness)
        }
        return Exchange(
            problem, arcs: arcs, prices: haggling.multipliers.map { Int($0.rounded()) }, held: haggling.held)
    }
}

extension Assignment.Exchange {
    /// What is held now, at prices relative to the root's.
    var solution: Assignment.Solution {
        let reviewers = (0..<slots.count - 1).map { item in
            held[Int(slots[item])..<Int(slots[item + 1])].map { Int(arcs.reviewers[Int($0)]) }.sorted()
        }
        let root = prices[prices.count - 1]
        return Assignment.Solution(reviewers: reviewers, prices: prices.dropLast().map { $0 - root })
    }
}

extension Assignment.Problem {
    /// Every item has as many slots as its demand; the slots of item `i` are `slots[i]..<slots[i + 1]`.
    var slots: [Int32] {
        demands.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1)) }
    }

    /// Throws when the parts of the problem do not fit together, or a single item asks for more than is open to it.
    func check() throws {
        precondition(scores.items == items && forbidden.items == items && previous.items == items)
        for item in 0..<items where demands[item] > open(to: item) { throw Assignment.reason(self) }
    }

    /// How many reviewers an item may have.
    private func open(to item: Int) -> Int {
        guard onlyScored else { return reviewers - forbidden.run(item).count }
        return scores.run(item).count { !forbidden.contains(item: item, reviewer: Int(scores.reviewers[$0])) }
    }
}
