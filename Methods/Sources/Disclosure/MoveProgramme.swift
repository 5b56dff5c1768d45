import Simplex

/// Cheapest movements of figures as a linear programme, for structures that are no network.
///
/// Column 2k raises the k-th included figure, column 2k + 1 lowers it; each unit costs. Every question starts from the
/// logical basis, where doing nothing but the asked change breaks a few sums, and the dual method mends them along a
/// cheapest way: a few pivots, whatever the size of the table.
struct MoveProgramme: Sendable {
    private(set) var programme: Simplex
    let figureOf: [Int]
    private let columnOf: [Int]
    private let rowOf: [Int]
    private let rowCount: Int
    private var up: [Double]
    private var down: [Double]

    /// - Parameters:
    ///   - included: which figures may move at all.
    ///   - up, down: how far each included figure may rise and fall.
    init(_ figures: Figures, included: [Int], up: [Double], down: [Double]) {
        figureOf = included
        self.up = up
        self.down = down
        var columnOf = [Int](repeating: -1, count: figures.count)
        for (k, figure) in included.enumerated() { columnOf[figure] = 2 * k }
        self.columnOf = columnOf
        programme = Simplex(columnCount: 2 * included.count)
        for k in included.indices {
            programme.setBounds(2 * k, 0, up[k])
            programme.setBounds(2 * k + 1, 0, down[k])
            programme.cost[2 * k] = 1
            programme.cost[2 * k + 1] = 1
        }
        var rowOf: [Int] = []
        for (row, terms) in figures.rows.enumerated() {
            let inside = terms.filter { columnOf[$0.figure] >= 0 }
            guard !inside.isEmpty else { continue }
            programme.addRow(
                inside.flatMap { [columnOf[$0.figure], columnOf[$0.figure] + 1] },
                inside.flatMap { [Double($0.sign), -Double($0.sign)] }, lower: 0, upper: 0)
            rowOf.append(row)
        }
        self.rowOf = rowOf
        rowCount = figures.rows.count
    }

    func index(of figure: Int) -> Int? { columnOf[figure] >= 0 ? columnOf[figure] / 2 : nil }

    /// What a unit of movement of the k-th figure costs; more than 0.
    mutating func setCost(_ k: Int, _ cost: Double) {
        programme.cost[2 * k] = cost
        programme.cost[2 * k + 1] = cost
    }

    mutating func setRange(_ k: Int, up: Double, down: Double) {
        (self.up[k], self.down[k]) = (up, down)
        hold(k, up: up, down: down)
    }

    private mutating func hold(_ k: Int, up: Double, down: Double) {
        programme.setBounds(2 * k, 0, up)
        programme.setBounds(2 * k + 1, 0, down)
    }

    /// Asks for a movement that changes `figure` by `change`, or with `orMore` at least so far, and none of `fixed`;
    /// `use` sees the solved programme.
    mutating func ask<Answer>(
        _ figure: Int, by change: Double, orMore: Bool = false, fixing fixed: [Int],
        use: (inout MoveProgramme, Bool) -> Answer?
    ) -> Answer? {
        guard let k = index(of: figure) else { return nil }
        let held = fixed.compactMap { index(of: $0) }.filter { $0 != k }
        for other in held { hold(other, up: 0, down: 0) }
        let side = change > 0 ? 2 * k : 2 * k + 1
        programme.setBounds(change > 0 ? 2 * k + 1 : 2 * k, 0, 0)
        programme.setBounds(side, abs(change), orMore ? max(abs(change), change > 0 ? up[k] : down[k]) : abs(change))
        programme.returnToLogicals()
        let answer = use(&self, programme.minimiseFromDual() == .optimal)
        for other in held + [k] { hold(other, up: up[other], down: down[other]) }
        return answer
    }

    /// The movement of the k-th figure at the current point.
    func movement(_ k: Int) -> Double { programme.value[2 * k] - programme.value[2 * k + 1] }

    /// The figures that move at the current point.
    var moved: [Int] { figureOf.indices.filter { abs(movement($0)) > 1e-7 }.map { figureOf[$0] } }

    var currentMovement: AttackProgramme.Movement {
        let moving = figureOf.indices.filter { abs(movement($0)) > 1e-7 }
        return AttackProgramme.Movement(
            figures: moving.map { figureOf[$0] }, changes: moving.map { movement($0) })
    }

    /// The current point as a move, when it is whole.
    var wholeMove: Move? {
        var move = Move(figures: [], changes: [])
        for k in figureOf.indices {
            let movement = movement(k)
            guard abs(movement) > 1e-7 else { continue }
            guard abs(movement - movement.rounded()) < 1e-6 else { return nil }
            move.figures.append(figureOf[k])
            move.changes.append(Int(movement.rounded()))
        }
        return move
    }

    /// Narrows the movement of the k-th figure to at most or at least a whole number, as long as `body` runs; nil
    /// where nothing is left.
    mutating func narrow<Answer>(
        _ k: Int, atMost: Double?, atLeast: Double?, _ body: (inout MoveProgramme) -> Answer?
    ) -> Answer? {
        let sides = [2 * k, 2 * k + 1]
        let before = sides.map { (programme.lower[$0], programme.upper[$0]) }
        var after = before
        if let atMost {
            after[0].1 = min(after[0].1, max(atMost, 0))
            after[1].0 = max(after[1].0, -atMost)
        }
        if let atLeast {
            after[1].1 = min(after[1].1, max(-atLeast, 0))
            after[0].0 = max(after[0].0, atLeast)
        }
        guard after.allSatisfy({ $0.0 <= $0.1 }) else { return nil }
        for (side, bound) in zip(sides, after) { programme.setBounds(side, bound.0, bound.1) }
        let answer = body(&self)
        for (side, bound) in zip(sides, before) { programme.setBounds(side, bound.0, bound.1) }
        return answer
    }

    mutating func solveAgain() -> Bool { programme.minimiseFromDual() == .optimal }

    /// After a question without an answer: multipliers of the essential sums that prove there is none. Near fractions
    /// of small denominators are put right; what follows from them holds for any multipliers.
    var proof: [Double] {
        var multipliers = [Double](repeating: 0, count: rowCount)
        let ray = programme.infeasibleRow
        let largest = ray.reduce(0) { max($0, abs($1)) }
        guard largest > 0 else { return multipliers }
        for (index, row) in rowOf.enumerated() {
            let y = ray[index] / largest
            let near = (y * 60).rounded() / 60
            multipliers[row] = abs(near - y) < 1e-6 ? near : y
        }
        return multipliers
    }
}
