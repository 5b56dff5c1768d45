public import Support

/// One lead for every item, and the others beside.
public struct LedSolution: Sendable, Hashable {
    /// The lead of each item; nil where an item needs nobody.
    public var leads: [Int?]
    /// For each item its other reviewers, ascending; the lead is never among them.
    public var seconds: [[Int]]
}

/// Gives every item a lead within the loads of `leads` (0...0 for those who may not lead), with the greatest total
/// score of leads, and then the others with the greatest total beside those leads. Leading counts towards the
/// reviewer's load in `problem`.
///
/// - Parameters:
///   - problem: what is asked; leading counts towards the loads in it.
///   - leads: by reviewer, how many items they lead, at least and at most.
///   - progress: as for the assignment without leads, twice.
/// - Throws: `Infeasible` when there are no such leads, or no such others beside the best leads; `CancellationError`.
/// - Complexity: that of two assignments without leads.
public func solve(
    _ problem: Problem, leads: [ClosedRange<Int>], progress: Progress? = nil
) async throws -> LedSolution {
    precondition(leads.count == problem.reviewers)
    return try await Checkpoint.run(progress) { try led(problem, leads, $0) }
}

private func led(_ problem: Problem, _ leads: [ClosedRange<Int>], _ checkpoint: Checkpoint) throws -> LedSolution {
    var first = problem
    first.demands = problem.demands.map { min($0, 1) }
    first.loads = zip(leads, problem.loads).map { lead, load in
        min(lead.lowerBound, load.upperBound)...min(lead.upperBound, load.upperBound)
    }
    let led = try optimum(of: first, checkpoint)
    let counts = led.loads(in: first)
    var others = problem
    others.demands = problem.demands.map { max(0, $0 - 1) }
    others.loads = zip(problem.loads, counts).map { load, count in
        max(0, load.lowerBound - count)...(load.upperBound - count)
    }
    others.forbidden = problem.forbidden.adding(led.reviewers)
    let seconds = try optimum(of: others, checkpoint)
    return LedSolution(leads: led.reviewers.map(\.first), seconds: seconds.reviewers)
}

extension PairSet {
    /// The set with one more row of reviewers for each item.
    func adding(_ rows: [[Int]]) -> PairSet {
        PairSet(
            items: items,
            rows.indices.flatMap { item in
                (reviewers[run(item)].map(Int.init) + rows[item]).map { (item: item, reviewer: $0) }
            })
    }
}
