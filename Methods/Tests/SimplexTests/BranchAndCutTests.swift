import Support
import Testing

@testable import Simplex

/// Covering constraints that are told one at a time, as they are violated.
private struct HiddenRows: CutSource {
    var rows: [Cut]

    mutating func cuts(at point: [Double], isWhole: Bool) -> [Cut] {
        rows.filter { $0.violation(at: point) > 1e-6 }.prefix(1).map { $0 }
    }

    mutating func choice(near point: [Double]) -> [Bool]? { nil }
}

@Suite(.timeLimit(.minutes(20))) struct BranchAndCutTests {
    @Test(arguments: 0..<40) func `the optimum is that of trying every choice`(seed: Int) {
        var dice = Randomness(seed: UInt64(seed))
        let columns = 10
        let costs = (0..<columns).map { _ in Int.random(in: 1...9, using: &dice) }
        let rows = (0..<12).map { _ -> Cut in
            let chosen = (0..<columns).filter { _ in Int.random(in: 0..<3, using: &dice) == 0 }
            let weights = chosen.map { _ in Double(Int.random(in: 1...3, using: &dice)) }
            return Cut(columns: chosen, coefficients: weights, atLeast: Double(Int(weights.reduce(0, +) / 2)))
        }
        var best = Int.max
        for bits in 0..<(1 << columns) {
            let point = (0..<columns).map { Double(bits >> $0 & 1) }
            guard rows.allSatisfy({ $0.violation(at: point) <= 0 }) else { continue }
            best = min(best, (0..<columns).reduce(0) { $0 + (bits >> $1 & 1) * costs[$1] })
        }
        var source = HiddenRows(rows: rows)
        var search = BranchAndCut(costs: costs, start: costs.map { _ in true })
        let result = search.run(&source, shouldStop: { false })
        #expect(result.isOptimal)
        #expect(result.cost == best)
    }

    @Test func `stopped at once it says only what is proven`() {
        var source = HiddenRows(rows: [Cut(columns: [0, 1], coefficients: [1, 1], atLeast: 1)])
        var search = BranchAndCut(costs: [3, 5], start: [true, true])
        let result = search.run(&source, shouldStop: { true })
        #expect(result.cost == 8)
        #expect(result.bound <= 3)
    }
}
