import Simplex

/// Which way and how far figure k must be able to move: sigma and L of docs/methods/disclosure.md.
struct Aim: Sendable {
    var figure: Int
    /// 1 upwards, -1 downwards.
    var direction: Double
    var level: Double

    init(_ figure: Int, _ direction: Double, level: Int) {
        self.figure = figure
        self.direction = direction
        self.level = Double(level)
    }

    init(_ protection: Protection) {
        self.init(protection.figure, protection.kind == .below ? -1 : 1, level: protection.level)
    }
}

extension AttackProgramme {
    /// Moves the aim's figure as far as it must be able to move, without touching `fixed`.
    mutating func push(_ aim: Aim, fixing fixed: [Int]) -> Answer? {
        push(aim.figure, by: aim.direction * aim.level, fixing: fixed)
    }
}

/// A figure other than k and how much of a movement of k it lets pass when it is hidden.
struct Capacity: Sendable {
    var figure: Int
    var amount: Double

    /// In order of their figures; of a figure that stands twice in a sum the last counts.
    static func byFigure(_ capacities: [Capacity]) -> [Capacity] {
        let amounts = Dictionary(capacities.map { ($0.figure, $0.amount) }) { _, last in last }
        return amounts.sorted { $0.key < $1.key }.map { Capacity(figure: $0.key, amount: $0.value) }
    }
}

/// The constraint that what is hidden lets a figure move by its level: (1), or (3) when the level holds only for a
/// figure that is hidden itself.
struct CapacityConstraint: Sendable {
    /// In order of their figures, so that sums come out the same in every run.
    var capacities: [Capacity]
    var level: Double
    /// The figure that must be hidden for the level to hold; nil when it always does.
    var ifHidden: Int?

    /// The constraint over the free columns, its coefficients cut down to what is needed (5). Nil when what is hidden
    /// anyway is enough.
    func cut(of source: PatternCuts) -> Cut? {
        let choice = source.problem.choice
        let rest = capacities.reduce(level) { choice[$1.figure] == .hidden ? $0 - $1.amount : $0 }
        guard rest > 1e-9 else { return nil }
        let free = capacities.filter {
            choice[$0.figure] == .free && $0.figure != ifHidden && $0.amount > 1e-9
        }
        let columns = free.map { source.columnOf[$0.figure] }
        let coefficients = free.map { min($0.amount, rest) / rest }
        guard let ifHidden, source.columnOf[ifHidden] >= 0 else {
            return Cut(columns: columns, coefficients: coefficients, atLeast: 1)
        }
        return Cut(columns: columns + [source.columnOf[ifHidden]], coefficients: coefficients + [-1], atLeast: 0)
    }
}

extension PatternCuts {
    /// The capacities (2) that multipliers of the sums give the other figures, none to those that the attacker knows.
    /// Nil when the multipliers say nothing of the aim's figure.
    func capacities(_ aim: Aim, _ multipliers: [Double], fixing known: [Int]) -> [Capacity]? {
        guard let scale = scale(aim, multipliers) else { return nil }
        return weights(multipliers).compactMap { figure, weight in
            let c = weight / scale
            if figure == aim.figure || abs(c) < 1e-9 || known.contains(figure) { return nil }
            return Capacity(figure: figure, amount: min(aim.level, c > 0 ? rise(figure, c, aim) : fall(figure, -c)))
        }
    }

    private func rise(_ figure: Int, _ c: Double, _ aim: Aim) -> Double {
        let room = problem.secrecy.room
        return room.rise[figure] < Room.unlimited ? c * room.up(figure) : aim.level
    }

    private func fall(_ figure: Int, _ c: Double) -> Double { c * problem.secrecy.room.down(figure) }

    /// w = y A: what the multipliers make of each figure they weigh, in order of the figures.
    func weights(_ multipliers: [Double]) -> [(figure: Int, weight: Double)] {
        var weight: [Int: Double] = [:]
        for (row, y) in multipliers.enumerated() where y != 0 {
            for term in problem.secrecy.figures.rows[row] { weight[term.figure, default: 0] += y * Double(term.sign) }
        }
        return weight.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// s = -sigma w_k: constraints are scaled so that the aim's figure itself weighs one unit.
    private func scale(_ aim: Aim, _ multipliers: [Double]) -> Double? {
        let rows = problem.secrecy.figures.rowsOf[aim.figure]
        let own = rows.reduce(0.0) { $0 + multipliers[$1.row] * Double($1.sign) }
        let scale = -aim.direction * own
        return abs(scale) > 1e-6 ? scale : nil
    }
}
