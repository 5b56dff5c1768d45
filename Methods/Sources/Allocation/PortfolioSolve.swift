extension Portfolio {
    /// The best set of awards, with the proof that none is better.
    ///
    /// Throws `Infeasible` with a smallest set of rules that cannot hold together, and `CancellationError`. The
    /// answer is the same in every run unless `seconds` cuts it short; then `bound` says how much better another set
    /// could be at most. Cost: exponential at worst, in practice a few hundred small linear programmes; memory
    /// O(candidates * rows).
    public static func solve(
        _ problem: Problem, seconds: Double? = nil, progress: Progress? = nil,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> Solution {
        let deadline = seconds.map { ContinuousClock.now + .seconds($0) }
        var search = Search(problem, deadline: deadline, progress: progress, isCancelled: isCancelled)
        try search.run()
        guard let best = search.best else { throw try infeasible(problem, isCancelled: isCancelled) }
        let score = best.score(in: problem)
        return Solution(
            awards: best, score: score, bound: max(search.bound, score), worthOfMoney: search.rootPrice,
            nodes: search.nodes)
    }
}
