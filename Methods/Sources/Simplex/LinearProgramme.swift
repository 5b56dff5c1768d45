/// A linear programme, minimised by the simplex method with bounded variables:
///
///     minimise cost·x   subject to   rowLower <= A x <= rowUpper,   lower <= x <= upper.
///
/// Made for many small programmes that differ little: rows can be added (cuts), bounds and costs changed, and each
/// solve starts from the last basis. Variables `0..<columnCount` are the caller's; each row has a logical variable
/// behind them (`A x + s = 0`). A variable outside the basis may stand between its bounds ("superbasic"), so a known
/// feasible point can be taken as it is.
///
/// Units: none. Tolerances: 1e-9 on bounds and reduced costs; `residual()` tells what was really reached.
/// Cost of a pivot: O(entries of the product form + entries of the pivot row).
/// Source: Maros, Computational Techniques of the Simplex Method (2003); Koberstein, The Dual Simplex Method (2005).
public struct LinearProgramme: Sendable {
    /// How a solve ended.
    public enum Outcome: Sendable {
        case optimal
        /// No point satisfies rows and bounds (dual method only).
        case infeasible
        case unbounded
        /// The objective passed the `cutoff`, or the goal of a primal run was reached.
        case reached
        /// The pivot limit was met; the point is what was found so far.
        case stopped
    }

    /// How many variables the caller has.
    public let columnCount: Int
    /// How many rows there are.
    public var rowCount: Int { matrix.rowCount }

    /// Costs of all variables, logical ones included (those stay 0).
    public var cost: [Double]
    /// The lower bounds of all variables, logical ones included.
    public private(set) var lower: [Double]
    /// The upper bounds of all variables, logical ones included.
    public private(set) var upper: [Double]
    /// The current point, logical variables included.
    public internal(set) var value: [Double]

    var matrix: SparseRows
    var inverse = ProductInverse()
    /// The variable that is basic in each row.
    var head: [Int] = []
    /// The row in which a variable is basic, or -1.
    var place: [Int]
    var reducedCost: [Double]
    /// Dual steepest edge weights, one a row.
    var edge: [Double] = []
    var needsFactor = true
    /// After `.infeasible`: multipliers of the rows whose sum no point within the bounds can satisfy.
    public internal(set) var infeasibleRow: [Double] = []
    var pivots = 0

    static let tolerance = 1e-9
    static let pivotTolerance = 1e-7

    /// A programme without rows: columns from 0 on without an upper bound, which cost nothing and stand at 0.
    public init(columnCount: Int) {
        self.columnCount = columnCount
        matrix = SparseRows(columnCount: columnCount)
        cost = Array(repeating: 0, count: columnCount)
        lower = Array(repeating: 0, count: columnCount)
        upper = Array(repeating: .infinity, count: columnCount)
        value = Array(repeating: 0, count: columnCount)
        place = Array(repeating: -1, count: columnCount)
        reducedCost = cost
    }

    /// Adds a row with its logical variable in the basis; `lower` or `upper` may be infinite.
    ///
    /// - Parameters:
    ///   - indices: columns of the caller, each once.
    ///   - values: as many, in their order.
    ///   - low, high: between what the sum lies.
    /// - Complexity: O(entries of the row).
    public mutating func addRow(_ indices: [Int], _ values: [Double], lower low: Double, upper high: Double) {
        let activity = zip(indices, values).reduce(0) { $0 + value[$1.0] * $1.1 }
        matrix.append(indices: indices, values: values)
        cost.append(0)
        lower.append(-high)
        upper.append(-low)
        value.append(-activity)
        reducedCost.append(0)
        place.append(head.count)
        head.append(columnCount + head.count)
        edge.append(1)
        needsFactor = true
    }

    /// Changes the bounds of a variable; one outside the basis is moved inside them.
    public mutating func setBounds(_ j: Int, _ low: Double, _ high: Double) {
        lower[j] = low
        upper[j] = high
        guard place[j] < 0 else { return }
        let moved = min(max(value[j], low), high)
        if moved != value[j] {
            value[j] = moved
            needsValues = true
        }
    }
    /// Whether the basic variables must be computed again.
    var needsValues = false

    /// Removes the rows whose logical variable is basic and for which `drop` says so (rows counted from 0), and says of
    /// each row whether it stayed. Cost: O(variables + entries).
    public mutating func removeSlackRows(where drop: (Int) -> Bool) -> [Bool] {
        let keep = (0..<rowCount).map { place[columnCount + $0] < 0 || !drop($0) }
        guard keep.contains(false) else { return keep }
        let basic = Set(head)
        let kept = (0..<rowCount).filter { keep[$0] }
        let variables = Array(0..<columnCount) + kept.map { columnCount + $0 }
        cost = variables.map { cost[$0] }
        lower = variables.map { lower[$0] }
        upper = variables.map { upper[$0] }
        value = variables.map { value[$0] }
        reducedCost = variables.map { reducedCost[$0] }
        place = Array(repeating: -1, count: variables.count)
        head = variables.indices.filter { basic.contains(variables[$0]) }
        for (r, j) in head.enumerated() { place[j] = r }
        edge = Array(repeating: 1, count: head.count)
        matrix.filterRows(keep)
        needsFactor = true
        return keep
    }

    /// How far a row is from its lower side at the current point.
    public func slack(ofRow row: Int) -> Double { upper[columnCount + row] - value[columnCount + row] }

    /// Whether a variable is outside the basis.
    public func isOutside(_ j: Int) -> Bool { place[j] < 0 }

    /// The reduced costs of all variables, logical ones included, at the basis of the last solve.
    public var reducedCosts: [Double] { reducedCost }

    /// Forgets the factors, so that the next solve builds them anew from the matrix.
    public mutating func refactor() { needsFactor = true }

    /// The cost of the current point. Cost: O(columns).
    public var objective: Double {
        var sum = 0.0
        for j in 0..<columnCount { sum += cost[j] * value[j] }
        return sum
    }

    /// Sets every variable to 0, which the caller knows to be feasible, and keeps the basis.
    public mutating func returnToZero() {
        for j in value.indices { value[j] = 0 }
        needsValues = false
    }

    /// The multipliers of the rows, one a row, at the current basis: reduced cost = cost - multipliers·A.
    /// Cost: O(entries of the product form).
    public func multipliers() -> [Double] {
        var y = head.map { cost[$0] }
        inverse.solveTransposed(&y)
        return y
    }

    /// The largest violation of a row or bound at the current point: the check of every claim of feasibility. Cost:
    /// O(entries).
    public func residual() -> Double {
        var worst = 0.0
        for j in value.indices { worst = max(worst, lower[j] - value[j], value[j] - upper[j]) }
        for i in 0..<rowCount {
            var sum = value[columnCount + i]
            for e in Int(matrix.start[i])..<Int(matrix.start[i + 1]) {
                sum += matrix.value[e] * value[Int(matrix.column[e])]
            }
            worst = max(worst, abs(sum))
        }
        return worst
    }

    /// A lower bound on the minimum that any multipliers, one a row, prove (weak duality); -infinity when they prove
    /// nothing. Cost: O(entries).
    public func provenBound(_ y: [Double]) -> Double {
        var bound = 0.0
        var reduced = cost
        for i in 0..<rowCount {
            reduced[columnCount + i] -= y[i]
            for e in Int(matrix.start[i])..<Int(matrix.start[i + 1]) {
                reduced[Int(matrix.column[e])] -= y[i] * matrix.value[e]
            }
        }
        for j in reduced.indices where abs(reduced[j]) > 1e-7 {
            bound += reduced[j] * (reduced[j] > 0 ? lower[j] : upper[j])
        }
        return bound
    }
}
