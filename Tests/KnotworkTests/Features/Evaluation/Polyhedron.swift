import Testing

/// All points without negative numbers that fulfil some sums: how large can another sum be? The simplex method on a dense tableau,
/// written for small systems of tests and sharing no code with the solver of the methods.
struct Polyhedron {
    /// A sum of variables that lies within bounds.
    struct Fact {
        var terms: [Int: Double]
        var low: Double
        var high: Double
    }

    private static let tolerance = 1e-9

    private let columns: Int
    private let width: Int
    private var rows: [[Double]] = []
    /// Which variable stands in each row.
    private var basis: [Int] = []

    /// - Parameter columns: how many variables the facts speak of. Some point must fulfil them.
    init(columns: Int, _ facts: [Fact]) throws {
        let sides = facts.flatMap(Self.sides)
        let slacks = sides.count { $0.slack != 0 }
        (self.columns, width) = (columns, columns + slacks + sides.count)
        var next = columns
        for (number, side) in sides.enumerated() {
            var row = [Double](repeating: 0, count: width + 1)
            for (column, factor) in side.terms { row[column] += factor }
            row[width] = side.right
            if side.slack != 0 {
                row[next] = side.slack
                next += 1
            }
            if row[width] < 0 { for place in row.indices { row[place] = -row[place] } }
            row[columns + slacks + number] = 1
            rows.append(row)
            basis.append(columns + slacks + number)
        }
        try start(from: columns + slacks)
    }

    /// An equation for each bound.
    private static func sides(_ fact: Fact) -> [(terms: [Int: Double], slack: Double, right: Double)] {
        if fact.high - fact.low < tolerance { return [(fact.terms, 0, fact.high)] }
        let high = fact.high < .infinity ? [(terms: fact.terms, slack: 1.0, right: fact.high)] : []
        let low = fact.low > -.infinity ? [(terms: fact.terms, slack: -1.0, right: fact.low)] : []
        return high + low
    }

    /// Finds a point, and takes the helping variables out for good.
    private mutating func start(from helpers: Int) throws {
        var costs = [Double](repeating: 0, count: width)
        for helper in helpers..<width { costs[helper] = -1 }
        climb(costs, below: width, goal: .infinity)
        let isFound = basis.indices.allSatisfy { basis[$0] < helpers || rows[$0][width] < 1e-6 }
        try #require(isFound, "no point fulfils the facts")
        for row in basis.indices where basis[row] >= helpers {
            if let column = (0..<helpers).first(where: { abs(rows[row][$0]) > 1e-7 }) { pivot(row, column) }
        }
        // What is left of a fact that follows from others says nothing.
        let kept = basis.indices.filter { basis[$0] < helpers }
        rows = kept.map { row in Array(rows[row][..<helpers]) + [max(0, rows[row][width])] }
        basis = kept.map { basis[$0] }
    }

    /// The most that a sum of the variables can be; the search ends at the goal.
    mutating func most(of terms: [Int: Double], goal: Double) -> Double {
        let size = (rows.first?.count ?? 1) - 1
        var costs = [Double](repeating: 0, count: size)
        for (column, factor) in terms { costs[column] = factor }
        return climb(costs, below: size, goal: goal)
    }

    @discardableResult
    private mutating func climb(_ costs: [Double], below size: Int, goal: Double) -> Double {
        // What each column would bring: its own cost without that of the variables that it drives down.
        var gains = costs + [0]
        for (row, variable) in basis.enumerated() where costs[variable] != 0 {
            add(rows[row], -costs[variable], to: &gains)
        }
        var steps = 0
        while -gains[size] < goal - Self.tolerance {
            steps += 1
            let entering =
                steps > 200
                ? (0..<size).first { gains[$0] > Self.tolerance }
                : (0..<size).max { gains[$0] < gains[$1] }.flatMap { gains[$0] > Self.tolerance ? $0 : nil }
            guard let entering else { break }
            let leaving = rows.indices.filter { rows[$0][entering] > Self.tolerance }
                .min { one, other in
                    let (left, right) = (ratio(one, entering, size), ratio(other, entering, size))
                    return left < right || left == right && basis[one] < basis[other]
                }
            guard let leaving else { return .infinity }
            pivot(leaving, entering)
            add(rows[leaving], -gains[entering], to: &gains)
        }
        return -gains[size]
    }

    private func ratio(_ row: Int, _ column: Int, _ size: Int) -> Double { rows[row][size] / rows[row][column] }

    private mutating func pivot(_ row: Int, _ column: Int) {
        let factor = 1 / rows[row][column]
        for place in rows[row].indices { rows[row][place] *= factor }
        let own = rows[row]
        for other in rows.indices where other != row {
            let factor = rows[other][column]
            if factor != 0 { add(own, -factor, to: &rows[other]) }
        }
        basis[row] = column
    }

    private func add(_ row: [Double], _ factor: Double, to other: inout [Double]) {
        row.withUnsafeBufferPointer { row in
            other.withUnsafeMutableBufferPointer { other in
                for place in 0..<row.count { other[place] += factor * row[place] }
            }
        }
    }
}
