extension Assignment {
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
    /// Throws `Infeasible` when there are no such leads, or no such others beside the best leads.
    public static func solve(
        _ problem: Problem, leads: [ClosedRange<Int>], isCancelled: @Sendable () -> Bool = { false }
    ) throws -> LedSolution {
        precondition(leads.count == problem.reviewers)
        var first = problem
        first.demands = problem.demands.map { min($0, 1) }
        first.loads = zip(leads, problem.loads).map { lead, load in
            min(lead.lowerBound, load.upperBound)...min(lead.upperBound, load.upperBound)
        }
        let led = try solve(first, isCancelled: isCancelled)
        let counts = led.loads(in: first)
        var others = problem
        others.demands = problem.demands.map { max(0, $0 - 1) }
        others.loads = zip(problem.loads, counts).map { load, count in
            max(0, load.lowerBound - count)...(load.upperBound - count)
        }
        others.forbidden = problem.forbidden.adding(led.reviewers)
        let seconds = try solve(others, isCancelled: isCancelled)
        return LedSolution(leads: led.reviewers.map(\.first), seconds: seconds.reviewers)
    }
}

extension Assignment.PairSet {
    /// The set with one more row of reviewers for each item.
    func adding(_ rows: [[Int]]) -> Assignment.PairSet {
        Assignment.PairSet(
            items: items,
            rows.indices.flatMap { item in
                (reviewers[run(item)].map(Int.init) + rows[item]).map { (item: item, reviewer: $0) }
            })
    }
}
