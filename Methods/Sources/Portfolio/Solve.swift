public import Support

/// How long to look.
public struct Options: Sendable, Hashable {
    /// Seconds after which the proof is given up; nil for as long as it takes.
    public var seconds: Double?

    public init(seconds: Double? = nil) { self.seconds = seconds }
}

/// Finds which candidates to fund from one pot: the set of awards with the greatest total score within the pot and the
/// rules of the themes, with the proof that none is better.
///
/// The answer is the same in every run unless `Options.seconds` cuts it short; then `Solution.bound` says how much
/// better another set could be at most.
///
/// - Parameters:
///   - problem: what is asked.
///   - options: how long to look.
///   - progress: told of “Branching”.
/// - Throws: `Infeasible` with a smallest set of rules that cannot hold together; `CancellationError`.
/// - Complexity: exponential at worst, in practice a few hundred small linear programmes; memory
///   O(candidates * rows).
public func solve(
    _ problem: Problem, options: Options = Options(), progress: Progress? = nil
) async throws -> Solution {
    try await Checkpoint.run(progress) { try optimum(of: problem, options, $0) }
}

private func optimum(of problem: Problem, _ options: Options, _ checkpoint: Checkpoint) throws -> Solution {
    let deadline = options.seconds.map { ContinuousClock.now + .seconds($0) }
    var search = Search(problem, SearchLimits(deadline: deadline), checkpoint)
    try search.run()
    guard let best = search.best else { throw try infeasible(problem, checkpoint.silent) }
    let score = best.score(in: problem)
    return Solution(
        awards: best, score: score, bound: max(search.bound, score), worthOfMoney: search.rootPrice,
        nodes: search.nodes)
}
