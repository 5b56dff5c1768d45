import Simplex

/// Cheapest movements of figures as a linear programme, for structures that are no network.
///
/// An included figure has two columns, one raises it and the other lowers it, and each unit costs. Every question
/// starts from the logical basis, where doing nothing but the asked change breaks a few sums, and the dual method mends
/// them along a cheapest way: a few pivots, whatever the size of the table. When folded, a figure that is made of others
/// (`FoldedFigures`) is the logical variable of a row of its own, and only what it is made of costs.
struct MoveProgramme: Sendable {
    private(set) var programme: LinearProgramme
    let figureOf: [Int]
    /// The number of each included figure, -1 for others.
    private let numberOf: [Int]
    private let places: [Place]
    /// The essential sum that each row is; of use when not folded.
    private let rowOf: [Int]
    private let rowCount: Int
    private var up: [Double]
    private var down: [Double]

    /// Where a figure stands in the programme.
    private enum Place {
        /// The column that raises it; the next one lowers it.
        case columns(Int)
        /// The logical variable of a row, which is minus its movement.
        case logical(Int)
    }

    /// - Parameters:
    ///   - included: which figures may move at all.
    ///   - up, down: how far each included figure may rise and fall.
    ///   - isFolded: whether figures are written as what they are made of.
    init(_ figures: Figures, included: [Int], up: [Double], down: [Double], isFolded: Bool = false) {
        figureOf = included
        self.up = up
        self.down = down
        var numberOf = [Int](repeating: -1, count: figures.count)
        for (k, figure) in included.enumerated() { numberOf[figure] = k }
        self.numberOf = numberOf
        let folded = isFolded ? figures.folded : nil
        let layout = Layout(included, folded)
        places = included.compactMap { layout.places[$0] }
        programme = LinearProgramme(columnCount: layout.columnCount)
        for j in 0..<layout.columnCount { programme.cost[j] = Self.cost(ofColumn: j, isFolded: isFolded) }
        rowCount = figures.rows.count
        for figure in layout.rows { layout.addRow(folded?.made[figure] ?? [], to: &programme) }
        let fixed = folded?.fixed { numberOf[$0] < 0 } ?? []
        var rowOf: [Int] = []
        for (row, terms) in (fixed + (folded?.rows ?? figures.rows)).enumerated() where layout.holdsColumn(of: terms) {
            layout.addRow(terms, to: &programme)
            rowOf.append(row)
        }
        self.rowOf = rowOf
        for k in included.indices { hold(k, up: up[k], down: down[k]) }
    }

    /// Costs that differ leave the dual method few ties, of which tables in three dimensions are full.
    private static func cost(ofColumn j: Int, isFolded: Bool) -> Double {
        isFolded ? 1 + Double((j / 2 &* 7919) % 1009) / 1009 : 1
    }

    /// Which included figures have columns and which are rows, in the order in which they are included.
    private struct Layout {
        let rows: [Int]
        let columnCount: Int
        let places: [Int: Place]

        init(_ included: [Int], _ folded: FoldedFigures?) {
            let columns = included.filter { folded?.made[$0] == nil }
            let columnCount = 2 * columns.count
            let rows = included.filter { folded?.made[$0] != nil }
            var places: [Int: Place] = [:]
            for (k, figure) in columns.enumerated() { places[figure] = .columns(2 * k) }
            for (k, figure) in rows.enumerated() { places[figure] = .logical(columnCount + k) }
            (self.rows, self.columnCount, self.places) = (rows, columnCount, places)
        }

        func holdsColumn(of terms: [Figures.Term]) -> Bool { terms.contains { column(of: $0.figure) != nil } }

        /// The sum of the movements of these terms is 0; figures without columns do not move.
        func addRow(_ terms: [Figures.Term], to programme: inout LinearProgramme) {
            var (indices, values): ([Int], [Double]) = ([], [])
            for term in terms {
                guard let j = column(of: term.figure) else { continue }
                indices += [j, j + 1]
                values += [Double(term.sign), -Double(term.sign)]
            }
            programme.addRow(indices, values, lower: 0, upper: 0)
        }

        private func column(of figure: Int) -> Int? {
            guard case .columns(let j) = places[figure] else { return nil }
            return j
        }
    }

    func index(of figure: Int) -> Int? { numberOf[figure] >= 0 ? numberOf[figure] : nil }

    /// What a unit of movement of the k-th figure costs; more than 0.
    mutating func setCost(_ k: Int, _ cost: Double) {
        guard case .columns(let j) = places[k] else { return }
        programme.cost[j] = cost
        programme.cost[j + 1] = cost
    }

    mutating func setRange(_ k: Int, up: Double, down: Double) {
        (self.up[k], self.down[k]) = (up, down)
        hold(k, up: up, down: down)
    }

    private mutating func hold(_ k: Int, up: Double, down: Double) {
        switch places[k] {
        case .columns(let j):
            programme.setBounds(j, 0, up)
            programme.setBounds(j + 1, 0, down)
        case .logical(let j): programme.setBounds(j, -up, down)
        }
    }

    /// Holds the k-th figure between two movements, both up or both down.
    private mutating func hold(_ k: Int, between least: Double, and most: Double) {
        switch places[k] {
        case .columns(let j):
            programme.setBounds(j, max(least, 0), max(most, 0))
            programme.setBounds(j + 1, max(-most, 0), max(-least, 0))
        case .logical(let j): programme.setBounds(j, -most, -least)
        }
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
        let farthest = orMore ? (change > 0 ? max(change, up[k]) : min(change, -down[k])) : change
        hold(k, between: min(change, farthest), and: max(change, farthest))
        programme.returnToLogicals()
        let answer = use(&self, programme.minimiseFromDual() == .optimal)
        for other in held + [k] { hold(other, up: up[other], down: down[other]) }
        return answer
    }

    /// The movement of the k-th figure at the current point.
    func movement(_ k: Int) -> Double {
        switch places[k] {
        case .columns(let j): programme.value[j] - programme.value[j + 1]
        case .logical(let j): -programme.value[j]
        }
    }

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
        let variables: [Int]
        var after: [(Double, Double)]
        switch places[k] {
        case .columns(let j):
            variables = [j, j + 1]
            after = variables.map { (programme.lower[$0], programme.upper[$0]) }
            if let atMost {
                after = [(after[0].0, min(after[0].1, max(atMost, 0))), (max(after[1].0, -atMost), after[1].1)]
            }
            if let atLeast {
                after = [(max(after[0].0, atLeast), after[0].1), (after[1].0, min(after[1].1, max(-atLeast, 0)))]
            }
        case .logical(let j):
            variables = [j]
            after = [
                (max(programme.lower[j], -(atMost ?? .infinity)), min(programme.upper[j], -(atLeast ?? -.infinity)))
            ]
        }
        guard after.allSatisfy({ $0.0 <= $0.1 }) else { return nil }
        let before = variables.map { (programme.lower[$0], programme.upper[$0]) }
        for (variable, bound) in zip(variables, after) { programme.setBounds(variable, bound.0, bound.1) }
        let answer = body(&self)
        for (variable, bound) in zip(variables, before) { programme.setBounds(variable, bound.0, bound.1) }
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
