import Simplex
import Support

extension PatternCuts {
    /// Around a cell of 1 two others must be hidden wherever one must be: with one alone, the contributor would know it
    /// exactly. So for any multipliers that weigh the cell the others weighed give (4).
    func singletonCut(_ singleton: Int, others: [Int], _ point: Point) -> Cut? {
        guard let attack = problem.secrecy.attacksOf[singleton].first else { return nil }
        let secret = others.filter { problem.choice[$0] != .shown }
        let isOwn = secret.contains { problem.secrecy.attacks[attack].exempt.contains($0) }
        guard !isOwn, secret.allSatisfy({ problem.secrecy.isWatched[$0] }), problem.secrecy.excused.isEmpty else {
            return nil
        }
        let capacities = secret.sorted().map { Capacity(figure: $0, amount: 1) }
        let cut = CapacityConstraint(capacities: capacities, level: 2).cut(of: self)
        return cut.flatMap { $0.isViolated(at: point.columns) ? $0 : nil }
    }

    /// Asks for each singleton whether two others can move with it, each as far as it is hidden.
    mutating func addCutsOfSingletons(_ point: Point, to pool: inout CutPool) {
        let singletons = problem.choice.indices.filter { isOpen($0, point) }
        guard !singletons.isEmpty else { return }
        let programme = AttackProgramme(problem.secrecy, units: point.hidden)
        let answers = Parallel.each(singletons.count, copying: programme) { index, programme in
            programme.push(singletons[index], by: 2, fixing: [])
        }
        for (singleton, answer) in zip(singletons, answers) {
            guard let answer else { continue }
            singletonMovements[singleton] = answer.movement
            guard case .impossible(let multipliers) = answer else { continue }
            let others = weights(multipliers).filter { $0.figure != singleton && abs($0.weight) > 1e-9 }.map(\.figure)
            if let cut = singletonCut(singleton, others: others, point) { pool.add(cut) }
        }
    }

    /// Whether a figure is a hidden singleton that no movement of an earlier point answers.
    private func isOpen(_ figure: Int, _ point: Point) -> Bool {
        guard problem.choice[figure] == .hidden, !problem.secrecy.attacksOf[figure].isEmpty else { return false }
        guard let known = singletonMovements[figure] else { return true }
        return zip(known.figures, known.changes).contains { $0 != figure && abs($1) > point.hidden[$0] + 1e-6 }
    }
}
