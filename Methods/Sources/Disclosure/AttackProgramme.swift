import Simplex

/// The attacker's linear programme against a pattern that may be fractional: how far can a figure be moved when each
/// figure may change as far as it is hidden?
///
/// Answers are movements, or multipliers of the sums that prove there is none: a cut of the pattern follows from any
/// multipliers whatever (`PatternCuts.cut`), so rounding can weaken a cut but never make it wrong.
struct AttackProgramme: Sendable {
    private var programme: Simplex
    private let columnOf: [Int]
    private let figureOf: [Int]
    private let rowOf: [Int]
    private let low: [Double]
    private let high: [Double]

    struct Answer {
        /// How far the figure can go, at most as far as asked.
        var reach: Double
        /// The figures that move.
        var moved: [Int]
        /// The multiplier of each essential sum.
        var multipliers: [Double]
    }

    /// - Parameter hidden: how far each figure is hidden, from 0 to 1.
    init(_ secrecy: Secrecy, hidden: [Double], basis: [Int] = []) {
        let figures = secrecy.figures
        var columnOf = [Int](repeating: -1, count: figures.count)
        var figureOf: [Int] = []
        for figure in 0..<figures.count where hidden[figure] > 1e-7 {
            columnOf[figure] = figureOf.count
            figureOf.append(figure)
        }
        let most = Double(max(2, secrecy.threshold.max() ?? 2))
        low = figureOf.map { -Double(secrecy.truth[$0]) * hidden[$0] }
        high = figureOf.map { most * hidden[$0] }
        programme = Simplex(columnCount: figureOf.count)
        for column in figureOf.indices { programme.setBounds(column, low[column], high[column]) }
        var rowOf: [Int] = []
        for (row, terms) in figures.rows.enumerated() {
            let hidden = terms.filter { columnOf[$0.figure] >= 0 }
            guard !hidden.isEmpty else { continue }
            programme.addRow(hidden.map { columnOf[$0.figure] }, hidden.map { Double($0.sign) }, lower: 0, upper: 0)
            rowOf.append(row)
        }
        self.columnOf = columnOf
        self.figureOf = figureOf
        self.rowOf = rowOf
        rowCount = figures.rows.count
    }

    private let rowCount: Int

    /// Moves `figure` by up to `need` in the direction of `sign` without touching `fixed`.
    mutating func push(_ figure: Int, sign: Double, need: Double, fixing fixed: [Int]) -> Answer {
        let column = columnOf[figure]
        let held = fixed.map { columnOf[$0] }.filter { $0 >= 0 }
        programme.returnToZero()
        for other in held { programme.setBounds(other, 0, 0) }
        programme.setBounds(column, sign < 0 ? -need : 0, sign > 0 ? need : 0)
        programme.cost[column] = -sign
        _ = programme.minimiseFromFeasible(goal: -need)
        let reach = programme.value[column] * sign
        var answer = Answer(reach: reach, moved: [], multipliers: [])
        if reach >= need - 1e-6 {
            answer.moved = figureOf.indices.filter { abs(programme.value[$0]) > 1e-7 }.map { figureOf[$0] }
        } else {
            answer.multipliers = spread(programme.multipliers())
        }
        programme.returnToZero()
        programme.cost[column] = 0
        programme.setBounds(column, low[column], high[column])
        for other in held { programme.setBounds(other, low[other], high[other]) }
        return answer
    }

    /// Multipliers over all essential sums, near fractions of small denominators put right.
    private func spread(_ y: [Double]) -> [Double] {
        var multipliers = [Double](repeating: 0, count: rowCount)
        for (index, row) in rowOf.enumerated() {
            let near = (y[index] * 60).rounded() / 60
            multipliers[row] = abs(near - y[index]) < 1e-6 ? near : y[index]
        }
        return multipliers
    }
}
