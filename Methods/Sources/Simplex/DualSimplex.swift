extension LinearProgramme {
    /// Minimises from a basis whose reduced costs have the right sign at one bound each; rows and bounds may be
    /// violated. Right after rows were added or bounds changed this is the method to use: all costs >= 0 and finite
    /// bounds are enough to start from nothing.
    ///
    /// - Parameters:
    ///   - cutoff: stops with `.reached` once the objective is proven to be at least this.
    ///   - pivotLimit: stops with `.stopped` after so many pivots; without it, only where the factors stay too inexact.
    /// - Returns: `.optimal`, `.infeasible` (then `infeasibleRow` proves it), `.reached` or `.stopped`.
    /// - Complexity: exponential at worst, in practice a few pivots for each row that was violated.
    ///
    /// Dual steepest edge pricing (Forrest and Goldfarb 1992), ratio test with bound flips (Maros 2003).
    public mutating func minimiseFromDual(cutoff: Double = .infinity, pivotLimit: Int = .max) -> Outcome {
        if factorIsOld { factor() }
        makeDualFeasible()
        var run = DualRun(self)
        let stop = pivotLimit == .max ? Int.max : pivots + pivotLimit
        while let leaving = run.leaving(self) {
            if pivots >= stop { return .stopped }
            if pivots % 16 == 0, cutoff < .infinity, objective >= cutoff { return .reached }
            if factorIsOld {
                factor()
                makeDualFeasible()
                continue
            }
            pivotRow(leaving.row, &run.rho, &run.alpha, &run.touched)
            guard let q = run.ratioTest(self, leaving) else {
                infeasibleRow = run.rho
                return .infeasible
            }
            column(q, into: &run.column)
            guard abs(run.column[leaving.row]) > Self.pivotTolerance else {
                // The row and the column disagree: the factors are worn.
                if inverse.count <= rowCount { return .stopped }
                needsFactor = true
                continue
            }
            replace(leaving, by: q, &run)
        }
        return cutoff < .infinity && objective >= cutoff ? .reached : .optimal
    }

    private mutating func makeDualFeasible() {
        computeReducedCosts()
        settleAtBounds()
        computeValues()
    }

    /// The leaving variable goes to the bound that it violates, and `q` takes its row; `run` holds the row and the
    /// column.
    private mutating func replace(_ leaving: DualRun.Leaving, by q: Int, _ run: inout DualRun) {
        let r = leaving.row
        flip(run.flips)
        if !run.flips.isEmpty { computeValues() }
        updateEdges(&run, row: r)
        updateDuals(run, row: r, entering: q)
        let delta = (value[head[r]] - leaving.bound) / run.column[r]
        value[q] += delta
        for i in head.indices where run.column[i] != 0 { value[head[i]] -= delta * run.column[i] }
        value[head[r]] = leaving.bound
        exchange(row: r, entering: q, column: run.column)
    }

    /// Puts each variable outside the basis at the bound that its reduced cost asks for.
    private mutating func settleAtBounds() {
        for j in value.indices where place[j] < 0 {
            if reducedCost[j] > Self.tolerance, lower[j] > -.infinity {
                value[j] = lower[j]
            } else if reducedCost[j] < -Self.tolerance, upper[j] < .infinity {
                value[j] = upper[j]
            }
            // A reduced cost of 0 lets a variable stay between its bounds.
        }
    }

    /// How far a variable moves when it changes its bound; one between its bounds must enter instead.
    @inline(__always)
    fileprivate func flipRange(_ j: Int) -> Double {
        value[j] == lower[j] || value[j] == upper[j] ? upper[j] - lower[j] : .infinity
    }

    private mutating func flip(_ flips: [Int]) {
        for j in flips { value[j] = value[j] == lower[j] ? upper[j] : lower[j] }
    }

    private mutating func updateDuals(_ run: DualRun, row r: Int, entering q: Int) {
        let ratio = reducedCost[q] / run.alpha[q]
        for j in run.touched where place[j] < 0 { reducedCost[j] -= ratio * run.alpha[j] }
        reducedCost[head[r]] = -ratio
        reducedCost[q] = 0
    }

    private mutating func updateEdges(_ run: inout DualRun, row r: Int) {
        let pivot = run.column[r]
        let weight = edge[r]
        inverse.solve(&run.rho)
        for i in edge.indices where i != r && run.column[i] != 0 {
            let t = run.column[i] / pivot
            edge[i] = max(edge[i] - 2 * t * run.rho[i] + t * t * weight, 1e-4)
        }
        edge[r] = max(weight / (pivot * pivot), 1e-4)
    }
}

/// The working memory of one dual run.
private struct DualRun {
    struct Leaving {
        var row: Int
        /// The bound that is violated, and how much.
        var bound: Double
        var violation: Double
        var isBelow: Bool
    }

    var column: [Double]
    var rho: [Double]
    var alpha: [Double]
    var touched: [Int] = []
    var flips: [Int] = []
    private var breaks: [(ratio: Double, size: Double, variable: Int)] = []

    init(_ lp: LinearProgramme) {
        column = Array(repeating: 0, count: lp.rowCount)
        rho = column
        alpha = Array(repeating: 0, count: lp.value.count)
    }

    func leaving(_ lp: LinearProgramme) -> Leaving? {
        var best = 0.0
        var chosen: Leaving?
        for r in lp.head.indices {
            let j = lp.head[r]
            let below = lp.lower[j] - lp.value[j]
            let above = lp.value[j] - lp.upper[j]
            let violation = max(below, above)
            guard violation > 1e-8, violation * violation > best * lp.edge[r] else { continue }
            best = violation * violation / lp.edge[r]
            chosen = Leaving(
                row: r, bound: below > above ? lp.lower[j] : lp.upper[j], violation: violation, isBelow: below > above)
        }
        return chosen
    }

    /// The entering variable; variables passed on the way change their bound (`flips`).
    mutating func ratioTest(_ lp: LinearProgramme, _ leaving: Leaving) -> Int? {
        flips.removeAll(keepingCapacity: true)
        breaks.removeAll(keepingCapacity: true)
        let sign = leaving.isBelow ? 1.0 : -1.0
        for j in touched where lp.place[j] < 0 && lp.lower[j] < lp.upper[j] {
            let a = sign * alpha[j]
            guard abs(a) > LinearProgramme.tolerance else { continue }
            guard a < 0 ? lp.value[j] < lp.upper[j] : lp.value[j] > lp.lower[j] else { continue }
            breaks.append((max(a < 0 ? lp.reducedCost[j] : -lp.reducedCost[j], 0) / abs(a), abs(a), j))
        }
        breaks.sort { ($0.ratio, -$0.size, $0.variable) < ($1.ratio, -$1.size, $1.variable) }
        var slope = leaving.violation
        for (k, candidate) in breaks.enumerated() {
            slope -= candidate.size * lp.flipRange(candidate.variable)
            if slope > 0, k + 1 < breaks.count {
                flips.append(candidate.variable)
                continue
            }
            return stable(from: k)
        }
        return nil
    }

    /// Among the candidates of about the same ratio the one with the largest pivot.
    private func stable(from k: Int) -> Int {
        var best = k
        var index = k + 1
        while index < breaks.count, breaks[index].ratio <= breaks[k].ratio + 1e-9 {
            if breaks[index].size > breaks[best].size { best = index }
            index += 1
        }
        return breaks[best].variable
    }
}
