import Support

/// The fairest assignment that was found.
///
/// With more than one reviewer per item even the worst item's best service is NP-hard to find (Garg, Kavitha, Kumar,
/// Mehlhorn, Mestre 2010), so this is what is done: assignments with growing weight on the items served worst, which
/// also bound what the worst item can get (Lagrangian duality); then exchanges along paths that raise an item without
/// letting another fall as low; then, where there are few enough, all assignments. With one reviewer per item the
/// exchanges alone reach the optimum. After a `previous` assignment as much of it is kept as can be, and fairness comes
/// second. Deterministic; the work is bounded by counts, not by a clock.
func fairest(of problem: Problem, _ checkpoint: Checkpoint) throws -> Solution {
    let first = try optimum(of: problem, checkpoint)
    var weighing = Weighing(problem, first: first)
    try weighing.run(checkpoint)
    var raising = Raising(problem, weighing.best)
    try raising.run(checkpoint)
    var best = raising.solution
    var isProven = problem.demands.allSatisfy { $0 <= 1 } && problem.previous.isEmpty && !raising.isCut
    if !isProven, problem.previous.isEmpty, var every = EveryAssignment(problem, best) {
        isProven = try every.run(checkpoint)
        best = every.best
    }
    let worst = best.service(in: problem).min() ?? 0
    let bound = isProven ? worst : max(worst, min(weighing.bound, raising.bound))
    best.fairness = Solution.Fairness(isProven: isProven, bound: bound)
    return best
}

/// Whether services, sorted, are fairer than others.
func isFairer(_ services: [Int], than others: [Int]) -> Bool {
    for (one, other) in zip(services.sorted(), others.sorted()) where one != other { return one > other }
    return false
}

/// Gives the items that were served worst so far more weight, round after round (multiplicative weights; Plotkin,
/// Shmoys, Tardos 1995). Whatever the weights, the best weighted total bounds what all items can have at once.
private struct Weighing {
    static let rounds = 24
    let problem: Problem
    private(set) var best: Solution
    private(set) var bound: Int
    private var services: [Int]
    private var means: [Double]

    init(_ problem: Problem, first: Solution) {
        self.problem = problem
        best = first
        services = first.service(in: problem)
        means = services.map(Double.init)
        bound = problem.items == 0 ? 0 : services.reduce(0, +) / problem.items
    }

    mutating func run(_ checkpoint: Checkpoint) throws {
        guard problem.items > 1, problem.scores.scores.contains(where: { $0 != 0 }) else { return }
        // Large problems take fewer rounds: each round solves one.
        let rounds = problem.items > 1000 ? Self.rounds / 3 : Self.rounds
        for round in 1...rounds {
            try checkpoint.pass("Weighing", round, of: rounds)
            let weights = self.weights
            let (weighted, scale) = weighted(by: weights)
            let next = try optimum(of: weighted, checkpoint.silent)
            if problem.previous.isEmpty { lower(next.total(in: weighted), scale * weights.reduce(0, +)) }
            let services = next.service(in: problem)
            if isFairer(services, than: self.services) { (best, self.services) = (next, services) }
            for item in means.indices { means[item] += (Double(services[item]) - means[item]) / Double(round + 1) }
        }
    }

    /// Each item's weight falls by a factor of e for every 1/12 of the spread that it has been served better.
    private var weights: [Double] {
        guard let low = means.min(), let high = means.max(), high > low else {
            return Array(repeating: 1, count: means.count)
        }
        return means.map { max(exponential(-12 * ($0 - low) / (high - low)), 1e-3) }
    }

    /// The problem with each item's scores times its weight, as whole numbers of a finer unit.
    private func weighted(by weights: [Double]) -> (Problem, scale: Double) {
        let greatest = problem.scores.scores.reduce(1) { max($0, Double($1.magnitude)) }
        let scale = 1_000_000_000 / greatest
        var weighted = problem
        weighted.scores = problem.scores.weighted { Int32((Double($1) * weights[$0] * scale).rounded()) }
        return (weighted, scale)
    }

    /// If all items have T, the weighted total is T times the sum of weights; rounding may add half a unit a pair.
    private mutating func lower(_ total: Int, _ weight: Double) {
        let slack = Double(problem.demands.reduce(0, +)) / 2
        bound = min(bound, Int(((Double(total) + slack) / weight).rounded(.down)))
    }
}

/// e to the power of a number up to 0, by squaring a short series: the same on every machine.
private func exponential(_ exponent: Double) -> Double {
    let small = exponent / 1024
    var value = 1 + small * (1 + small / 2 * (1 + small / 3))
    for _ in 0..<10 { value *= value }
    return value
}
