extension Solution {
    /// What is wrong with the solution, in words; empty when every rule of the problem is kept. Independent of how
    /// the solution was made. Cost: O(units log pairs of an item).
    public func violations(of problem: Problem) -> [String] {
        guard reviewers.count == problem.items else {
            return ["There are \(reviewers.count) rows for \(problem.items) items."]
        }
        var found: [String] = []
        for (item, row) in reviewers.enumerated() {
            if row.count != problem.demands[item] { found.append("Item \(item) has \(row.count) reviewers.") }
            if Set(row).count != row.count { found.append("Item \(item) has a reviewer twice.") }
            for reviewer in row where !problem.allows(item: item, reviewer: reviewer) {
                found.append("The pair (\(item), \(reviewer)) is not allowed.")
            }
        }
        for (reviewer, load) in loads(in: problem).enumerated() where !problem.loads[reviewer].contains(load) {
            found.append("Reviewer \(reviewer) has a load of \(load).")
        }
        return found
    }

    /// Whether the prices prove that no assignment is better: weak duality of linear programming. At any prices no
    /// assignment can gain more than every item's best choice less its price, plus what the loads pay at most; when
    /// the solution gains exactly that, it is optimal. Cost: O(items * reviewers * log pairs of an item).
    public func proves(_ problem: Problem) -> Bool {
        let pricing = Pricing(problem)
        var bound: Int128 = 0
        var gained: Int128 = 0
        for item in 0..<problem.items {
            let values = (0..<problem.reviewers).filter { problem.allows(item: item, reviewer: $0) }
                .map { pricing.gain(item: item, reviewer: $0) - prices[$0] }.sorted(by: >)
            for value in values.prefix(problem.demands[item]) { bound += Int128(value) }
            for reviewer in reviewers[item] { gained += Int128(pricing.gain(item: item, reviewer: reviewer)) }
        }
        for (price, load) in zip(prices, problem.loads) {
            bound += Int128(price) * Int128(price > 0 ? load.upperBound : load.lowerBound)
        }
        return gained == bound
    }
}
