import Simplex

/// The constraints of the cell suppression problem, found as they are violated.
///
/// For a duty of figure t (to move by `need`) any multipliers of the sums, scaled to give t itself the weight -1, turn
/// the sums into: t moves as far as the others move, weighted by c. Whatever is hidden, t moves no further than what
/// the hidden figures let pass: a figure with c < 0 at most -c times what it may fall (its count), one with c > 0 without limit. So the hidden figures must let `need` pass:
///
///     sum over j of min(need, pass of j) · hidden_j >= need
///
/// (Fischetti and Salazar 2000, "Models and algorithms for optimizing cell suppression"). A contributor's own cells
/// let nothing pass. For a figure that only must not be known exactly, need is 1 in either direction and the right
/// side is hidden_t itself.
struct PatternCuts: CutSource {
    let problem: PatternProblem
    private let columnOf: [Int]
    private let figureOf: [Int]
    private var builder: PatternBuilder
    private let lines: [Line]
    /// Set once a pattern was refused only because no whole table was found in time: bounds are no proof from then on.
    private(set) var isUnsure = false

    var columnCosts: [Int] { figureOf.map { problem.cost[$0] } }

    /// One sum with what must be moved inside it.
    private struct Line {
        var figures: [Int]
        var signs: [Int]
        var singles: [Int]
    }

    init(_ problem: PatternProblem, builder: PatternBuilder) {
        self.problem = problem
        self.builder = builder
        figureOf = problem.choice.indices.filter { problem.choice[$0] == .free }
        var columnOf = [Int](repeating: -1, count: problem.choice.count)
        for (column, figure) in figureOf.enumerated() { columnOf[figure] = column }
        self.columnOf = columnOf
        let secrecy = problem.secrecy
        lines = secrecy.figures.sums.map { sum in
            let figures = [sum.total] + sum.parts
            return Line(
                figures: figures, signs: [1] + sum.parts.map { _ in -1 },
                singles: figures.filter { !secrecy.attacksOf[$0].isEmpty })
        }
    }

    func column(of isHidden: [Bool]) -> [Bool] { figureOf.map { isHidden[$0] } }

    func pattern(_ choice: [Bool]) -> [Bool] {
        var isHidden = problem.start
        for (column, figure) in figureOf.enumerated() { isHidden[figure] = choice[column] }
        return isHidden
    }

    private func hidden(_ point: [Double]) -> [Double] {
        problem.choice.indices.map { figure in
            switch problem.choice[figure] {
            case .shown: 0
            case .hidden: 1
            case .free: point[columnOf[figure]]
            }
        }
    }

    mutating func choice(near point: [Double]) -> [Bool]? {
        let hidden = hidden(point)
        let weight = hidden.indices.map { Double(problem.cost[$0]) * (1 - hidden[$0]) + 0.01 }
        let start = hidden.indices.map { problem.choice[$0] == .hidden || hidden[$0] > 0.99 }
        let built = builder.complete(start, weight: weight)
        return built.gaps.isEmpty ? column(of: built.isHidden) : nil
    }

    mutating func cuts(at point: [Double], isWhole: Bool) -> [Cut] {
        let hidden = hidden(point)
        var pool = CutPool()
        lineCuts(point, hidden, &pool)
        if !pool.isEmpty { return pool.best(150) }
        if isWhole { return wholeCuts(point, hidden) }
        programmeCuts(point, hidden, &pool)
        return pool.best(100)
    }
}

// MARK: - Cuts of the attacker's programmes

extension PatternCuts {
    private func programmeCuts(_ point: [Double], _ hidden: [Double], _ pool: inout CutPool) {
        var programme = AttackProgramme(problem.secrecy, hidden: hidden)
        let secrecy = problem.secrecy
        for figure in hidden.indices where hidden[figure] > 1e-6 {
            guard secrecy.isPrimary(figure) else { continue }
            for duty in secrecy.duties(of: figure) where duty.kind != .outside {
                if let cut = dutyCut(duty, point, &programme) { pool.add(cut, at: point) }
            }
        }
    }

    /// The cut for an outsider, else for the contributors who could be in the way.
    private func dutyCut(_ duty: Duty, _ point: [Double], _ programme: inout AttackProgramme) -> Cut? {
        let secrecy = problem.secrecy
        let sign = duty.kind == .below ? -1.0 : 1.0
        let change = sign * Double(duty.need)
        guard let first = programme.push(duty.figure, by: change, fixing: []) else { return nil }
        guard case .moved(let moved) = first else { return violated(cut(duty, sign, first, fixing: []), point) }
        var open = attacks(met: moved, duty)
        while let attack = open.min() {
            let known = secrecy.attacks[attack].known
            switch programme.push(duty.figure, by: change, fixing: known) {
            case .moved(let moved)?: open.formIntersection(attacks(met: moved, duty))
            case let answer?:
                if let cut = violated(cut(duty, sign, answer, fixing: known), point) { return cut }
                open.remove(attack)
            case nil: return nil
            }
        }
        return nil
    }

    private func attacks(met moved: [Int], _ duty: Duty) -> Set<Int> {
        var met: Set<Int> = []
        for figure in moved {
            for attack in problem.secrecy.attacksOf[figure]
            where problem.secrecy.counts(attack, duty) { met.insert(attack) }
        }
        return met
    }

    private func violated(_ cut: Cut?, _ point: [Double]) -> Cut? {
        cut.flatMap { $0.violation(at: point) > 1e-3 ? $0 : nil }
    }

    /// How much each figure lets pass, up to `need`. With w = multipliers·A every movement has sum of w·d = 0, so
    /// sign·d_t is the sum of c_j·d_j over the others, c = w / scale, scale = -sign·w_t.
    private func pass(_ duty: Duty, _ multipliers: [Double], scale: Double, fixing known: [Int]) -> [Int: Double] {
        let figures = problem.secrecy.figures
        var weight: [Int: Double] = [:]
        for (row, y) in multipliers.enumerated() where y != 0 {
            for term in figures.rows[row] { weight[term.figure, default: 0] += y * Double(term.sign) }
        }
        let need = Double(duty.need)
        let room = problem.secrecy.room
        var passes: [Int: Double] = [:]
        for (figure, w) in weight where figure != duty.figure {
            let c = w / scale
            if abs(c) < 1e-9 { continue }
            let rise = room.rise[figure] < Room.unlimited ? c * room.up(figure) : need
            passes[figure] = min(need, c > 0 ? rise : -c * room.down(figure))
        }
        for figure in known { passes[figure] = nil }
        return passes
    }

    private func cut(_ duty: Duty, _ sign: Double, _ answer: AttackProgramme.Answer, fixing known: [Int]) -> Cut? {
        guard case .impossible(let multipliers) = answer, let scale = scale(duty, sign, multipliers) else { return nil }
        return inequality(pass(duty, multipliers, scale: scale, fixing: known), need: Double(duty.need), besides: nil)
    }

    /// What the sums make of the duty's figure; cuts are scaled so that it is exactly one unit.
    private func scale(_ duty: Duty, _ sign: Double, _ multipliers: [Double]) -> Double? {
        let r = problem.secrecy.figures.rowsOf[duty.figure].reduce(0.0) { $0 + multipliers[$1.row] * Double($1.sign) }
        let scale = -sign * r
        return abs(scale) > 1e-6 ? scale : nil
    }

    /// Sum of pass · hidden >= need as a cut over the free columns, coefficients cut down to what is needed.
    /// With `besides` the need holds only when that figure is hidden.
    func inequality(_ pass: [Int: Double], need: Double, besides: Int?) -> Cut? {
        var rest = need
        for (figure, amount) in pass where problem.choice[figure] == .hidden { rest -= amount }
        guard rest > 1e-9 else { return nil }
        var columns: [Int] = []
        var coefficients: [Double] = []
        for figure in pass.keys.sorted() where problem.choice[figure] == .free && figure != besides {
            guard let amount = pass[figure], amount > 1e-9 else { continue }
            columns.append(columnOf[figure])
            coefficients.append(min(amount, rest) / rest)
        }
        guard let besides, columnOf[besides] >= 0 else {
            return Cut(columns: columns, coefficients: coefficients, atLeast: 1)
        }
        return Cut(columns: columns + [columnOf[besides]], coefficients: coefficients + [-1], atLeast: 0)
    }
}

// MARK: - Cuts of single sums

extension PatternCuts {
    /// The same cuts with one sum as the only multiplier, for the best contributor of the sum: cheap, and most of
    /// what is violated at first.
    private func lineCuts(_ point: [Double], _ hidden: [Double], _ pool: inout CutPool) {
        for line in lines {
            for (index, figure) in line.figures.enumerated() where hidden[figure] > 1e-6 {
                let duties = problem.secrecy.duties(of: figure)
                for duty in duties where duty.kind != .outside { lineCut(line, index, duty, point, hidden, &pool) }
            }
        }
    }

    private func lineCut(
        _ line: Line, _ target: Int, _ duty: Duty, _ point: [Double], _ hidden: [Double], _ pool: inout CutPool
    ) {
        let signs: [Int] = duty.kind == .apart ? [1, -1] : [duty.kind == .above ? 1 : -1]
        let need = Double(duty.need)
        func pass(_ index: Int) -> Double {
            signs.reduce(0.0) { most, sign in
                let rises = line.signs[index] * line.signs[target] * sign < 0
                let figure = line.figures[index]
                let room = problem.secrecy.room
                let amount = min(need, rises ? room.up(figure) : room.down(figure))
                return max(most, amount)
            }
        }
        var sum = 0.0
        for index in line.figures.indices where index != target { sum += pass(index) * hidden[line.figures[index]] }
        let wanted = duty.kind == .apart ? need * hidden[duty.figure] : need
        var single: Int?
        var share = 0.0
        for figure in line.singles where figure != duty.figure && isEnemy(figure, duty) {
            guard let index = line.figures.firstIndex(of: figure) else { continue }
            let amount = pass(index) * hidden[figure]
            if amount > share { (single, share) = (figure, amount) }
        }
        guard sum - share < wanted - 1e-3 else { return }
        var passes: [Int: Double] = [:]
        for index in line.figures.indices where index != target && line.figures[index] != single {
            passes[line.figures[index]] = pass(index)
        }
        let besides = duty.kind == .apart ? duty.figure : nil
        if let cut = violated(inequality(passes, need: need, besides: besides), point) { pool.add(cut, at: point) }
    }

    /// Whether the one alone in a cell is an attacker of the duty.
    private func isEnemy(_ figure: Int, _ duty: Duty) -> Bool {
        problem.secrecy.attacksOf[figure].contains { attack in
            problem.secrecy.attacks[attack].known == [figure] && problem.secrecy.counts(attack, duty)
        }
    }
}

// MARK: - Cuts at whole points

extension PatternCuts {
    /// A whole pattern is attacked with whole numbers; each gap gives a cut, from its programme or as a last resort
    /// "hide something that is shown now".
    private mutating func wholeCuts(_ point: [Double], _ hidden: [Double]) -> [Cut] {
        let isHidden = hidden.map { $0 > 0.5 }
        var book = WitnessBook(problem.secrecy, isHidden: isHidden)
        let gaps = book.proveAll(limit: 60)
        guard !gaps.isEmpty else { return [] }
        var programme = AttackProgramme(problem.secrecy, hidden: isHidden.map { $0 ? 1 : 0 })
        var pool = CutPool()
        for gap in gaps {
            if let cut = violated(gapCut(gap, &programme), point) { pool.add(cut, at: point) }
        }
        if !pool.isEmpty { return pool.best(60) }
        if book.gaveUp { isUnsure = true }
        return gaps.prefix(1).map { gap in
            let shown = isHidden.indices.filter { problem.choice[$0] == .free && !isHidden[$0] }
            let pass = Dictionary(uniqueKeysWithValues: shown.map { ($0, 1.0) })
            let besides = gap.duty.kind == .apart ? gap.duty.figure : nil
            return inequality(pass, need: 1, besides: besides) ?? Cut(columns: [], coefficients: [], atLeast: 1)
        }
    }

    private func gapCut(_ gap: WitnessBook.Gap, _ programme: inout AttackProgramme) -> Cut? {
        let known = gap.attack.map { problem.secrecy.attacks[$0].known } ?? []
        let need = Double(gap.duty.need)
        if gap.duty.kind == .outside { return nil }
        guard gap.duty.kind == .apart else {
            let sign = gap.duty.kind == .below ? -1.0 : 1.0
            return programme.push(gap.duty.figure, by: sign * need, fixing: known).flatMap {
                cut(gap.duty, sign, $0, fixing: known)
            }
        }
        var pass: [Int: Double] = [:]
        for sign in [1.0, -1.0]
        where sign > 0 ? problem.secrecy.room.rise[gap.duty.figure] > 0 : problem.secrecy.room.fall[gap.duty.figure] > 0
        {
            guard case .impossible(let multipliers)? = programme.push(gap.duty.figure, by: sign * need, fixing: known),
                let scale = scale(gap.duty, sign, multipliers)
            else { return nil }
            // Nothing at all may move, so whatever lets anything pass counts in full.
            for (figure, amount) in self.pass(gap.duty, multipliers, scale: scale, fixing: known)
            where amount > 1e-9 { pass[figure] = 1 }
        }
        return inequality(pass, need: need, besides: gap.duty.figure)
    }
}

/// The most violated cuts of a round, none twice.
struct CutPool {
    private var cuts: [(cut: Cut, depth: Double)] = []
    private var seen: Set<Cut> = []

    var isEmpty: Bool { cuts.isEmpty }

    /// Depth is violation by length, so that short and sharp cuts come first.
    mutating func add(_ cut: Cut, at point: [Double]) {
        guard seen.insert(cut).inserted else { return }
        let norm = cut.coefficients.reduce(0) { $0 + $1 * $1 }.squareRoot()
        cuts.append((cut, cut.violation(at: point) / max(norm, 1e-9)))
    }

    func best(_ count: Int) -> [Cut] {
        let order = cuts.indices.sorted { (cuts[$0].depth, -$0) > (cuts[$1].depth, -$1) }
        return order.prefix(count).map { cuts[$0].cut }
    }
}
