import Simplex

/// Moves in a table of any structure, by linear programmes over the hidden figures, whole numbers by branching.
///
/// The unknown is the change of each figure, so doing nothing is always feasible and every question starts from
/// there on the basis of the one before.
struct SimplexMoves: MoveFinder {
    private var programme: Simplex
    private let truth: [Int]
    private var columnOf: [Int]
    private var figureOf: [Int] = []
    private(set) var gaveUp = false

    /// Beyond this many nodes a search for a whole move gives up, which counts as not found: costly, never unsafe.
    private static let nodeLimit = 400

    init(_ figures: Figures, truth: [Int], isHidden: [Bool]) {
        self.truth = truth
        columnOf = Array(repeating: -1, count: figures.count)
        for figure in 0..<figures.count where isHidden[figure] {
            columnOf[figure] = figureOf.count
            figureOf.append(figure)
        }
        programme = Simplex(columnCount: figureOf.count)
        for (column, figure) in figureOf.enumerated() {
            programme.setBounds(column, -Double(truth[figure]), .infinity)
        }
        for row in figures.rows {
            let terms = row.filter { columnOf[$0.figure] >= 0 }
            guard !terms.isEmpty else { continue }
            programme.addRow(terms.map { columnOf[$0.figure] }, terms.map { Double($0.sign) }, lower: 0, upper: 0)
        }
    }

    mutating func setShown(_ figure: Int, _ isShown: Bool) {
        guard columnOf[figure] >= 0 else { return }
        programme.returnToZero()
        programme.setBounds(columnOf[figure], isShown ? 0 : -Double(truth[figure]), isShown ? 0 : .infinity)
    }

    mutating func move(_ figure: Int, by change: Int, fixing fixed: [Int]) -> Move? {
        let column = columnOf[figure]
        guard column >= 0, truth[figure] + change >= 0 else { return nil }
        guard programme.lower[column] < programme.upper[column] else { return nil }
        programme.returnToZero()
        let columns = [column] + fixed.map { columnOf[$0] }.filter { $0 >= 0 && $0 != column }
        let bounds = columns.map { (programme.lower[$0], programme.upper[$0]) }
        defer {
            programme.returnToZero()
            for (column, bound) in zip(columns, bounds) { programme.setBounds(column, bound.0, bound.1) }
        }
        for other in columns.dropFirst() { programme.setBounds(other, 0, 0) }
        programme.setBounds(column, min(Double(change), 0), max(Double(change), 0))
        guard reach(column, change) else { return nil }
        if let whole = wholeMove(column, change) { return whole }
        return search(column, change)
    }

    /// Pushes the figure as far as asked; false when the linear programme already forbids it.
    private mutating func reach(_ column: Int, _ change: Int) -> Bool {
        programme.cost[column] = change > 0 ? -1 : 1
        defer { programme.cost[column] = 0 }
        _ = programme.minimiseFromFeasible(goal: -Double(abs(change)))
        return abs(programme.value[column] - Double(change)) < 1e-6
    }

    /// The current point as a move, when it is whole.
    private func wholeMove(_ column: Int, _ change: Int) -> Move? {
        var move = Move(figures: [figureOf[column]], changes: [change])
        for j in figureOf.indices where j != column && abs(programme.value[j]) > 1e-7 {
            let whole = programme.value[j].rounded()
            guard abs(programme.value[j] - whole) < 1e-6 else { return nil }
            move.figures.append(figureOf[j])
            move.changes.append(Int(whole))
        }
        return move
    }

    /// Depth-first branching on figures that are not whole. All costs are 0, so every basis suits the dual method.
    private mutating func search(_ column: Int, _ change: Int) -> Move? {
        programme.setBounds(column, Double(change), Double(change))
        var nodes = 0
        let whole = branch(column, change, &nodes)
        if whole == nil, nodes > Self.nodeLimit { gaveUp = true }
        return whole
    }

    private mutating func branch(_ column: Int, _ change: Int, _ nodes: inout Int) -> Move? {
        nodes += 1
        guard nodes <= Self.nodeLimit, programme.minimiseFromDual() == .optimal else { return nil }
        if let whole = wholeMove(column, change) { return whole }
        guard let j = figureOf.indices.max(by: { fraction($0) < fraction($1) }) else { return nil }
        let floor = programme.value[j].rounded(.down)
        let bound = (programme.lower[j], programme.upper[j])
        let down = (bound.0, floor)
        let up = (floor + 1, bound.1)
        for side in programme.value[j] - floor < 0.5 ? [down, up] : [up, down] {
            programme.setBounds(j, side.0, side.1)
            let found = branch(column, change, &nodes)
            programme.setBounds(j, bound.0, bound.1)
            if let found { return found }
        }
        return nil
    }

    private func fraction(_ j: Int) -> Double {
        let value = programme.value[j]
        return min(value - value.rounded(.down), value.rounded(.up) - value)
    }
}
