import Simplex
import Support

/// The constraints of the cell suppression problem, found as they are violated (Fischetti and Salazar 2000, "Models and
/// algorithms for optimizing cell suppression in tabular data with linear constraints").
///
/// Numbers in brackets are those of docs/methods/disclosure.md, "The cuts". Whatever multipliers y of the sums are taken,
/// the figures that are hidden must let figure k move by its protection level L: a *capacity constraint* (1).
struct PatternCuts: CutSource {
    let problem: PatternProblem
    /// Which figure each column of the master programme decides on; -1 for a figure without a column.
    let figureOf: [Int]
    let columnOf: [Int]
    var builder: PatternBuilder
    let sums: [SumOfFigures]
    /// What primary figures need; how many cuts each gave lately, and what last showed that it gives none.
    private let protections: [Protection]
    private var recentCuts: [Protection: Double] = [:]
    private var movements: [Protection: [AttackProgramme.Movement]] = [:]
    /// By singleton, the movement that last showed that it gives no cut.
    var singletonMovements: [Int: AttackProgramme.Movement] = [:]
    /// Set once a pattern was refused only because no whole table was found in time: bounds are no proof from then on.
    var isUnsure = false

    /// One sum of the table, total and parts, with the singletons in it.
    struct SumOfFigures {
        var figures: [Int]
        var signs: [Int]
        var singletons: [Int]
    }

    /// A point of the master programme, also by figure: x of docs/methods/disclosure.md, from 0 shown to 1 hidden.
    struct Point {
        let columns: [Double]
        let hidden: [Double]
    }

    init(_ problem: PatternProblem, builder: PatternBuilder) {
        self.problem = problem
        self.builder = builder
        figureOf = problem.choice.indices.filter { problem.choice[$0] == .free }
        var columnOf = [Int](repeating: -1, count: problem.choice.count)
        for (column, figure) in figureOf.enumerated() { columnOf[figure] = column }
        self.columnOf = columnOf
        let secrecy = problem.secrecy
        protections = problem.choice.indices.filter { problem.choice[$0] == .hidden && secrecy.isPrimary($0) }
            .flatMap { secrecy.protections(of: $0) }.filter { $0.kind != .outside }
        sums = secrecy.figures.sums.map { sum in
            let figures = [sum.total] + sum.parts
            return SumOfFigures(
                figures: figures, signs: [1] + sum.parts.map { _ in -1 },
                singletons: figures.filter { !secrecy.attacksOf[$0].isEmpty })
        }
    }

    var knownMoves: [Move] { builder.known.moves }

    var columnCosts: [Int] { figureOf.map { problem.cost[$0] } }

    func column(of isHidden: [Bool]) -> [Bool] { figureOf.map { isHidden[$0] } }

    func pattern(_ choice: [Bool]) -> [Bool] {
        var isHidden = problem.start
        for (column, figure) in figureOf.enumerated() { isHidden[figure] = choice[column] }
        return isHidden
    }

    private func point(_ columns: [Double]) -> Point {
        let hidden = problem.choice.indices.map { figure -> Double in
            switch problem.choice[figure] {
            case .shown: return 0
            case .hidden: return 1
            case .free: return columns[columnOf[figure]]
            }
        }
        return Point(columns: columns, hidden: hidden)
    }
}

// MARK: - What the search asks

extension PatternCuts {
    mutating func choice(near columns: [Double]) -> [Bool]? {
        let hidden = point(columns).hidden
        let weight = hidden.indices.map { Double(problem.cost[$0]) * (1 - hidden[$0]) + 0.01 }
        let start = hidden.indices.map { problem.choice[$0] == .hidden || hidden[$0] > 0.99 }
        guard let built = try? builder.complete(start, weight: weight), built.gaps.isEmpty else { return nil }
        return column(of: built.isHidden)
    }

    mutating func cuts(at columns: [Double], isWhole: Bool) -> [Cut] {
        let point = point(columns)
        var pool = CutPool(columns)
        addCutsOfSums(point, to: &pool)
        if !pool.isEmpty { return pool.best(150) }
        if isWhole { return cutsOfGaps(point) }
        addCutsOfAttacks(point, to: &pool)
        if pool.isEmpty { addCutsOfSingletons(point, to: &pool) }
        return pool.best(100)
    }
}

// MARK: - Cuts of the attacker's programmes

extension PatternCuts {
    private static let enough = 80
    private static let batch = 64

    /// Asks for every protection of a primary figure, those first that lately gave a cut, in batches until enough is
    /// found.
    ///
    /// Every question starts afresh, so the answers depend neither on the batches' order nor on the threads.
    private mutating func addCutsOfAttacks(_ point: Point, to pool: inout CutPool) {
        let order = protections.indices.filter { !isMet(protections[$0], point) }.sorted {
            (recentCuts[protections[$0], default: 0], -$0) > (recentCuts[protections[$1], default: 0], -$1)
        }
        guard !order.isEmpty else { return }
        let programme = AttackProgramme(problem.secrecy, hidden: point.hidden)
        var next = 0
        while next < order.count, pool.count < Self.enough {
            let batch = order[next..<min(next + Self.batch, order.count)].map { protections[$0] }
            next += batch.count
            let attacks = Parallel.each(batch.count, copying: programme) { [self] index, programme in
                attack(batch[index], point, &programme)
            }
            for (protection, attack) in zip(batch, attacks) { note(attack, on: protection, &pool) }
        }
    }

    private mutating func note(_ attack: Attacked, on protection: Protection, _ pool: inout CutPool) {
        recentCuts[protection] = recentCuts[protection, default: 0] * 0.8 + (attack.cut == nil ? 0 : 1)
        movements[protection] = attack.cut == nil ? attack.movements : nil
        if let cut = attack.cut { pool.add(cut) }
    }

    /// Whether the movements found for an earlier point still are possible.
    private func isMet(_ protection: Protection, _ point: Point) -> Bool {
        guard let known = movements[protection] else { return false }
        return known.allSatisfy { AttackProgramme.allows($0, problem.secrecy, point.hidden) }
    }

    /// What came of an attack: a cut, or the movements that show there is none.
    private struct Attacked: Sendable {
        var cut: Cut?
        var movements: [AttackProgramme.Movement] = []
    }

    /// The cut for an outsider, else for the contributors who could be in the way.
    private func attack(
        _ protection: Protection, _ point: Point, _ programme: inout AttackProgramme
    ) -> Attacked {
        let aim = Aim(protection)
        guard let first = programme.push(aim, fixing: []) else { return Attacked() }
        guard case .moved(let movement) = first else { return Attacked(cut: cut(aim, first, fixing: [], point)) }
        var attacked = Attacked(movements: [movement])
        var open = contributors(met: movement.figures, protection)
        while let contributor = open.min() {
            let own = problem.secrecy.attacks[contributor].known
            guard let answer = programme.push(aim, fixing: own) else { return attacked }
            if case .moved(let movement) = answer {
                attacked.movements.append(movement)
                open.formIntersection(contributors(met: movement.figures, protection))
            } else {
                attacked.cut = cut(aim, answer, fixing: own, point)
                if attacked.cut != nil { return attacked }
                open.remove(contributor)
            }
        }
        return attacked
    }

    private func contributors(met moved: [Int], _ protection: Protection) -> Set<Int> {
        var met: Set<Int> = []
        for figure in moved {
            for attack in problem.secrecy.attacksOf[figure]
            where problem.secrecy.counts(attack, protection) { met.insert(attack) }
        }
        return met
    }

    /// The capacity constraint (1) of the multipliers that prove a figure cannot move, if the point violates it.
    func cut(_ aim: Aim, _ answer: AttackProgramme.Answer, fixing known: [Int], _ point: Point) -> Cut? {
        guard case .impossible(let multipliers) = answer,
            let capacities = capacities(aim, multipliers, fixing: known)
        else { return nil }
        let cut = CapacityConstraint(capacities: capacities, level: aim.level).cut(of: self)
        return cut.flatMap { $0.isViolated(at: point.columns) ? $0 : nil }
    }
}

extension Cut {
    func isViolated(at point: [Double]) -> Bool { violation(at: point) > 1e-3 }
}
