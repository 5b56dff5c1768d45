extension LinearProgramme {
    /// Minimises from the current point, which must satisfy rows and bounds.
    ///
    /// - Parameters:
    ///   - goal: stops with `.reached` once the objective is at or below this.
    ///   - pivotLimit: stops with `.stopped` after so many pivots.
    /// - Returns: `.optimal`, `.unbounded`, `.reached` or `.stopped`; the point satisfies rows and bounds in any case.
    /// - Complexity: exponential at worst.
    ///
    /// The variable with the largest reduced cost enters; after many steps of length 0 Bland's
    /// rule (lowest index) takes over, which cannot cycle.
    public mutating func minimiseFromFeasible(goal: Double = -.infinity, pivotLimit: Int = .max) -> Outcome {
        if factorIsOld { factor() } else if needsValues { computeValues() }
        computeReducedCosts()
        var run = PrimalRun(self)
        var reached = objective
        let stop = pivotLimit == .max ? Int.max : pivots + pivotLimit
        while true {
            if reached <= goal + Self.tolerance { return .reached }
            if pivots >= stop { return .stopped }
            if factorIsOld {
                factor()
                computeReducedCosts()
            }
            guard let q = run.entering(self) else { return .optimal }
            let direction = reducedCost[q] < 0 ? 1.0 : -1.0
            column(q, into: &run.column)
            guard let step = run.ratioTest(self, entering: q, direction: direction) else { return .unbounded }
            run.degenerate = step.length > Self.tolerance ? 0 : run.degenerate + 1
            reached -= abs(reducedCost[q]) * step.length
            move(q, by: direction * step.length, column: run.column)
            pivots += 1
            guard let r = step.row else { continue }
            pivotRow(r, &run.rho, &run.alpha, &run.touched)
            let leaving = head[r]
            let ratio = reducedCost[q] / run.column[r]
            for j in run.touched where place[j] < 0 { reducedCost[j] -= ratio * run.alpha[j] }
            reducedCost[leaving] = -ratio
            reducedCost[q] = 0
            value[leaving] = step.bound
            exchange(row: r, entering: q, column: run.column)
        }
    }

    /// Moves variable `q`, and the basic ones with it.
    private mutating func move(_ q: Int, by delta: Double, column: [Double]) {
        guard delta != 0 else { return }
        value[q] += delta
        for r in head.indices where column[r] != 0 { value[head[r]] -= delta * column[r] }
    }
}

/// The working memory of one primal run.
private struct PrimalRun {
    struct Step {
        var length: Double
        /// Nil when the entering variable meets its own other bound first.
        var row: Int?
        /// The bound at which the leaving variable stays.
        var bound: Double
    }

    var column: [Double]
    var rho: [Double]
    var alpha: [Double]
    var touched: [Int] = []
    var degenerate = 0
    private let movable: [Int]

    init(_ lp: LinearProgramme) {
        column = Array(repeating: 0, count: lp.rowCount)
        rho = column
        alpha = Array(repeating: 0, count: lp.value.count)
        movable = lp.value.indices.filter { lp.lower[$0] < lp.upper[$0] }
    }

    func entering(_ lp: LinearProgramme) -> Int? {
        var best = LinearProgramme.tolerance
        var chosen: Int?
        for j in movable where lp.place[j] < 0 {
            let d = lp.reducedCost[j]
            guard abs(d) > best, d < 0 ? lp.value[j] < lp.upper[j] : lp.value[j] > lp.lower[j] else { continue }
            if degenerate > 60 { return j }
            (best, chosen) = (abs(d), j)
        }
        return chosen
    }

    /// How far the entering variable can go: Harris's two passes, the second taking the largest pivot.
    func ratioTest(_ lp: LinearProgramme, entering q: Int, direction: Double) -> Step? {
        var limit = Double.infinity
        for r in column.indices where abs(column[r]) > LinearProgramme.pivotTolerance {
            let room = self.room(lp, r, direction)
            if room < .infinity { limit = min(limit, (max(room, 0) + LinearProgramme.tolerance) / abs(column[r])) }
        }
        let own = direction > 0 ? lp.upper[q] - lp.value[q] : lp.value[q] - lp.lower[q]
        if own <= limit { return own < .infinity ? Step(length: own, row: nil, bound: 0) : nil }
        guard limit < .infinity else { return nil }
        var chosen = -1
        for r in column.indices where abs(column[r]) > LinearProgramme.pivotTolerance {
            guard max(room(lp, r, direction), 0) / abs(column[r]) <= limit else { continue }
            if chosen < 0 || better(r, than: chosen, lp) { chosen = r }
        }
        guard chosen >= 0 else { return nil }
        let length = max(room(lp, chosen, direction), 0) / abs(column[chosen])
        let falls = direction * column[chosen] > 0
        return Step(length: length, row: chosen, bound: falls ? lp.lower[lp.head[chosen]] : lp.upper[lp.head[chosen]])
    }

    private func better(_ r: Int, than s: Int, _ lp: LinearProgramme) -> Bool {
        if degenerate > 60 { return lp.head[r] < lp.head[s] }
        return abs(column[r]) > abs(column[s]) + 1e-12
    }

    @inline(__always)
    private func room(_ lp: LinearProgramme, _ r: Int, _ direction: Double) -> Double {
        let j = lp.head[r]
        return direction * column[r] > 0 ? lp.value[j] - lp.lower[j] : lp.upper[j] - lp.value[j]
    }
}
