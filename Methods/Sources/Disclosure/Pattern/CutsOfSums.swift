import Simplex

extension PatternCuts {
    /// The constraints whose only multiplier is one sum, for the contributor of the sum who knows most: cheap, and most
    /// of what is violated at first.
    func addCutsOfSums(_ point: Point, to pool: inout CutPool) {
        for sum in sums {
            for singleton in sum.singletons where point.hidden[singleton] > 0.5 {
                let others = sum.figures.filter { $0 != singleton }
                if let cut = singletonCut(singleton, others: others, point) { pool.add(cut) }
            }
            for (place, figure) in sum.figures.enumerated() where point.hidden[figure] > 1e-6 {
                for protection in problem.secrecy.protections(of: figure) where protection.kind != .outside {
                    if let cut = cut(of: sum, place, protection, point) { pool.add(cut) }
                }
            }
        }
    }

    /// The constraint of one sum for the figure at `place` in it.
    private func cut(of sum: SumOfFigures, _ place: Int, _ protection: Protection, _ point: Point) -> Cut? {
        let others = sum.figures.indices.filter { $0 != place }
            .map { Capacity(figure: sum.figures[$0], amount: capacity(sum, $0, place, protection)) }
        let passed = others.reduce(0.0) { $0 + $1.amount * point.hidden[$1.figure] }
        let best = bestContributor(of: sum, others, protection, point)
        let level = Double(protection.level)
        let isSliding = protection.kind == .apart
        let wanted = isSliding ? level * point.hidden[protection.figure] : level
        guard passed - (best.map { $0.amount * point.hidden[$0.figure] } ?? 0) < wanted - 1e-3 else { return nil }
        let cut = CapacityConstraint(
            capacities: Capacity.byFigure(others.filter { $0.figure != best?.figure }), level: level,
            ifHidden: isSliding ? protection.figure : nil
        ).cut(of: self)
        return cut.flatMap { $0.isViolated(at: point.columns) ? $0 : nil }
    }

    /// What the figure at `place` of a sum lets pass to the one at `target`: c of (2) is 1 or -1 here. One that only must
    /// not be known exactly may move either way.
    private func capacity(_ sum: SumOfFigures, _ place: Int, _ target: Int, _ protection: Protection) -> Double {
        let directions: [Int] = protection.kind == .apart ? [1, -1] : [protection.kind == .above ? 1 : -1]
        let (figure, room) = (sum.figures[place], problem.secrecy.room)
        return directions.reduce(0.0) { most, direction in
            let rises = sum.signs[place] * sum.signs[target] * direction < 0
            return max(most, min(Double(protection.level), rises ? room.up(figure) : room.down(figure)))
        }
    }

    /// The singleton of the sum whose contributor, knowing that cell, takes most away.
    private func bestContributor(
        of sum: SumOfFigures, _ capacities: [Capacity], _ protection: Protection, _ point: Point
    ) -> Capacity? {
        var best: Capacity?
        var most = 0.0
        for singleton in sum.singletons where singleton != protection.figure && isAttacker(singleton, protection) {
            guard let capacity = capacities.first(where: { $0.figure == singleton }) else { continue }
            let passed = capacity.amount * point.hidden[singleton]
            if passed > most { (best, most) = (capacity, passed) }
        }
        return best
    }

    /// Whether the one who is alone in a cell is an attacker of the protection.
    private func isAttacker(_ figure: Int, _ protection: Protection) -> Bool {
        problem.secrecy.attacksOf[figure].contains { attack in
            problem.secrecy.attacks[attack].known == [figure] && problem.secrecy.counts(attack, protection)
        }
    }
}
