import Simplex
import Support

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
    /// The duties of primary figures, how often each gave a cut lately, and what last showed that it gives none.
    private let duties: [Duty]
    private var heat: [Duty: Double] = [:]
    private var movements: [Duty: [AttackProgramme.Movement]] = [:]
    private var pairs: [Int: AttackProgramme.Movement] = [:]
    /// Set once a pattern was refused only because no whole table was found in time: bounds are no proof from then on.
    private(set) var isUnsure = false

    var knownMoves: [Move] { builder.known.moves }

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
        duties = problem.choice.indices.filter { problem.choice[$0] == .hidden && secrecy.isPrimary($0) }
            .flatMap { secrecy.duties(of: $0) }.filter { $0.kind != .outside }
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
        guard let built = try? builder.complete(start, weight: weight), built.gaps.isEmpty else { return nil }
        return column(of: built.isHidden)
    }

    mutating func cuts(at point: [Double], isWhole: Bool) -> [Cut] {
        let hidden = hidden(point)
        var pool = CutPool()
        lineCuts(point, hidden, &pool)
        if !pool.isEmpty { return pool.best(150) }
        if isWhole { return wholeCuts(point, hidden) }
        programmeCuts(point, hidden, &pool)
        if pool.isEmpty { pairCuts(point, hidden, &pool) }
        return pool.best(100)
    }
}

// MARK: - Cuts of the attacker's programmes

extension PatternCuts {
    /// Asks for every duty of a primary figure, those first that lately gave a cut, in batches until enough is found.
    ///
    /// Every question starts afresh, so the answers depend neither on the batches' order nor on the threads.
    private mutating func programmeCuts(_ point: [Double], _ hidden: [Double], _ pool: inout CutPool) {
        let order = duties.indices.filter { !isAnswered(duties[$0], hidden) }
            .sorted { (heat[duties[$0], default: 0], -$0) > (heat[duties[$1], default: 0], -$1) }
        guard !order.isEmpty else { return }
        let programme = AttackProgramme(problem.secrecy, hidden: hidden)
        var next = 0
        while next < order.count, pool.count < Self.enough {
            let batch = order[next..<min(next + Self.batch, order.count)].map { duties[$0] }
            next += batch.count
            let answers = Parallel.each(batch.count, copying: programme) { index, programme in
                answer(batch[index], point, &programme)
            }
            for (duty, answer) in zip(batch, answers) {
                heat[duty] = heat[duty, default: 0] * 0.8 + (answer.cut == nil ? 0 : 1)
                movements[duty] = answer.cut == nil ? answer.movements : nil
                if let cut = answer.cut { pool.add(cut, at: point) }
            }
        }
    }

    private static let enough = 80
    private static let batch = 64

    /// Whether the movements found for an earlier point still fulfil the duty.
    private func isAnswered(_ duty: Duty, _ hidden: [Double]) -> Bool {
        guard let known = movements[duty] else { return false }
        return known.allSatisfy { AttackProgramme.allows($0, problem.secrecy, hidden) }
    }

    private struct Answered: Sendable {
        var cut: Cut?
        var movements: [AttackProgramme.Movement] = []
    }

    /// The cut for an outsider, else for the contributors who could be in the way; or the movements that show there
    /// is none.
    private func answer(_ duty: Duty, _ point: [Double], _ programme: inout AttackProgramme) -> Answered {
        let sign = duty.kind == .below ? -1.0 : 1.0
        let change = sign * Double(duty.need)
        guard let first = programme.push(duty.figure, by: change, fixing: []) else { return Answered() }
        guard case .moved(let movement) = first else {
            return Answered(cut: violated(cut(duty, sign, first, fixing: []), point))
        }
        var answered = Answered(movements: [movement])
        var open = attacks(met: movement.figures, duty)
        while let attack = open.min() {
            let known = problem.secrecy.attacks[attack].known
            switch programme.push(duty.figure, by: change, fixing: known) {
            case .moved(let movement)?:
                answered.movements.append(movement)
                open.formIntersection(attacks(met: movement.figures, duty))
            case let answer?:
                answered.cut = violated(cut(duty, sign, answer, fixing: known), point)
                if answered.cut != nil { return answered }
                open.remove(attack)
            case nil: return answered
            }
        }
        return answered
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
        let need = Double(duty.need)
        let room = problem.secrecy.room
        var passes: [Int: Double] = [:]
        for (figure, w) in weights(multipliers) where figure != duty.figure {
            let c = w / scale
            if abs(c) < 1e-9 { continue }
            let rise = room.rise[figure] < Room.unlimited ? c * room.up(figure) : need
            passes[figure] = min(need, c > 0 ? rise : -c * room.down(figure))
        }
        for figure in known { passes[figure] = nil }
        return passes
    }

    /// multipliers·A
    private func weights(_ multipliers: [Double]) -> [Int: Double] {
        var weight: [Int: Double] = [:]
        for (row, y) in multipliers.enumerated() where y != 0 {
            for term in problem.secrecy.figures.rows[row] { weight[term.figure, default: 0] += y * Double(term.sign) }
        }
        return weight
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

// MARK: - Cuts around a contributor

extension PatternCuts {
    /// Around a cell of 1 two others must be hidden wherever one must be: with one alone, the contributor would know
    /// it exactly. So for any multipliers that weigh the cell: sum over the other figures weighed of hidden >= 2.
    private func pairCut(_ single: Int, others: [Int], _ point: [Double]) -> Cut? {
        guard let attack = problem.secrecy.attacksOf[single].first else { return nil }
        let secret = others.filter { problem.choice[$0] != .shown }
        let isOwn = secret.contains { problem.secrecy.attacks[attack].exempt.contains($0) }
        guard !isOwn, secret.allSatisfy({ problem.secrecy.isWatched[$0] }), problem.secrecy.excused.isEmpty else {
            return nil
        }
        let pass = Dictionary(uniqueKeysWithValues: secret.map { ($0, 1.0) })
        return violated(inequality(pass, need: 2, besides: nil), point)
    }

    private mutating func pairCuts(_ point: [Double], _ hidden: [Double], _ pool: inout CutPool) {
        let secrecy = problem.secrecy
        let singles = problem.choice.indices.filter { single in
            guard problem.choice[single] == .hidden, !secrecy.attacksOf[single].isEmpty else { return false }
            guard let known = pairs[single] else { return true }
            return zip(known.figures, known.changes).contains { $0 != single && abs($1) > hidden[$0] + 1e-6 }
        }
        guard !singles.isEmpty else { return }
        let programme = AttackProgramme(secrecy, units: hidden)
        let answers = Parallel.each(singles.count, copying: programme) { index, programme in
            programme.push(singles[index], by: 2, fixing: [])
        }
        for (single, answer) in zip(singles, answers) {
            switch answer {
            case .moved(let movement)?: pairs[single] = movement
            case .impossible(let multipliers)?:
                pairs[single] = nil
                let others = weights(multipliers).filter { $0.key != single && abs($0.value) > 1e-9 }.keys.sorted()
                if let cut = pairCut(single, others: others, point) { pool.add(cut, at: point) }
            case nil: break
            }
        }
    }
}

// MARK: - Cuts of single sums

extension PatternCuts {
    /// The same cuts with one sum as the only multiplier, for the best contributor of the sum: cheap, and most of
    /// what is violated at first.
    private func lineCuts(_ point: [Double], _ hidden: [Double], _ pool: inout CutPool) {
        for line in lines {
            for single in line.singles where hidden[single] > 0.5 {
                let others = line.figures.filter { $0 != single }
                if let cut = pairCut(single, others: others, point) { pool.add(cut, at: point) }
            }
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
        var book = WitnessBook(problem.secrecy, isHidden: isHidden, known: builder.known.moves)
        // Cancelled work says nothing of the pattern; the search ends before it is used (`Pattern.cheapest`).
        guard let gaps = try? book.proveAll(limit: 60) else { return [] }
        builder.remember(book.movesInUse)
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
    var count: Int { cuts.count }

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
