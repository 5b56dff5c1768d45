import Support
import Testing

@testable import Simplex

@Suite(.timeLimit(.minutes(20))) struct SimplexTests {
    /// A covering programme: costs >= 0, boxes, rows with mixed signs.
    func covering(_ dice: inout Randomness, columns: Int, rows: Int) -> LinearProgramme {
        var lp = LinearProgramme(columnCount: columns)
        for j in 0..<columns {
            lp.cost[j] = Double(Int.random(in: 1...9, using: &dice))
            lp.setBounds(j, 0, 1)
        }
        for _ in 0..<rows {
            let chosen = (0..<columns).filter { _ in Int.random(in: 0..<3, using: &dice) == 0 }
            let values = chosen.map { _ in Double(Int.random(in: -1...3, using: &dice)) }
            let most = values.reduce(0) { $0 + max($1, 0) }
            lp.addRow(chosen, values, lower: Double(Int(most / 2)), upper: .infinity)
        }
        return lp
    }

    @Test(arguments: 0..<60) func `the dual method ends with a proof of its optimum`(seed: Int) {
        var dice = Randomness(seed: UInt64(seed))
        var lp = covering(&dice, columns: 4 + seed, rows: 3 + seed)
        guard lp.minimiseFromDual() == .optimal else { return }
        #expect(lp.residual() < 1e-7)
        #expect(abs(lp.objective - lp.provenBound(lp.multipliers())) < 1e-6)
    }

    @Test(arguments: 0..<40) func `a programme solved again after more rows and bounds agrees with one solved cold`(
        seed: Int
    ) {
        var dice = Randomness(seed: UInt64(1000 + seed))
        var warm = covering(&dice, columns: 30, rows: 20)
        var cold = warm
        _ = warm.minimiseFromDual()
        for _ in 0..<15 {
            let chosen = (0..<30).filter { _ in Int.random(in: 0..<4, using: &dice) == 0 }
            let values = chosen.map { _ in 1.0 }
            let low = min(1, Double(chosen.count))
            warm.addRow(chosen, values, lower: low, upper: .infinity)
            cold.addRow(chosen, values, lower: low, upper: .infinity)
        }
        warm.setBounds(3, 1, 1)
        cold.setBounds(3, 1, 1)
        let outcomes = (warm.minimiseFromDual(), cold.minimiseFromDual())
        #expect(outcomes.0 == outcomes.1)
        if outcomes.0 == .optimal { #expect(abs(warm.objective - cold.objective) < 1e-6) }
    }

    @Test(arguments: 0..<40) func `the primal method ends with a proof of its optimum`(seed: Int) {
        var dice = Randomness(seed: UInt64(2000 + seed))
        let columns = 10 + seed
        var lp = LinearProgramme(columnCount: columns)
        // Balance rows with 0 inside all bounds, as an attacker's programme has them.
        for j in 0..<columns {
            lp.setBounds(j, -Double(Int.random(in: 0...6, using: &dice)), Double(Int.random(in: 0...6, using: &dice)))
        }
        for _ in 0..<(columns / 2) {
            let chosen = (0..<columns).filter { _ in Int.random(in: 0..<4, using: &dice) == 0 }
            lp.addRow(chosen, chosen.map { _ in Bool.random(using: &dice) ? 1 : -1 }, lower: 0, upper: 0)
        }
        for target in 0..<columns {
            for j in 0..<columns { lp.cost[j] = j == target ? -1 : 0 }
            lp.returnToZero()
            #expect(lp.minimiseFromFeasible() == .optimal)
            #expect(lp.residual() < 1e-7)
            #expect(abs(lp.objective - lp.provenBound(lp.multipliers())) < 1e-6)
        }
    }

    @Test(arguments: 0..<30) func `dropping slack rows leaves the optimum as it was`(seed: Int) {
        var dice = Randomness(seed: UInt64(3000 + seed))
        var lp = covering(&dice, columns: 25, rows: 40)
        guard lp.minimiseFromDual() == .optimal else { return }
        let before = lp.objective
        _ = lp.removeSlackRows { $0 % 2 == 0 }
        #expect(lp.minimiseFromDual() == .optimal)
        #expect(abs(lp.objective - before) < 1e-6)
    }

    @Test func `a programme without a solution is called infeasible`() {
        var lp = LinearProgramme(columnCount: 2)
        lp.setBounds(0, 0, 1)
        lp.setBounds(1, 0, 1)
        lp.addRow([0, 1], [1, 1], lower: 3, upper: .infinity)
        #expect(lp.minimiseFromDual() == .infeasible)
    }
}
