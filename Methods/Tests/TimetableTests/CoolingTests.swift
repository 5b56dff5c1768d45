import Support
import Testing

@testable import Timetable

@Suite(.timeLimit(.minutes(20))) struct CoolingTests {
    @Test func `rises are accepted as often as Metropolis asks, at the start and at the end`() {
        var random = Randomness(seed: 9)
        var cooling = Cooling(from: 8, to: 0.5)
        for (share, temperature) in [(0.0, 8.0), (0.5, 2.0), (1.0, 0.5)] {
            cooling.move(to: share)
            let accepted = (0..<40_000).count { _ in cooling.allowance(&random) >= 2 }
            // exp(-2 / temperature), within four standard errors.
            #expect(abs(Double(accepted) / 40_000 - expected(2 / temperature)) < 0.01)
        }
    }

    /// exp(-x) by its series, so that the test shares nothing with the table.
    private func expected(_ x: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for index in 1..<60 {
            term *= -x / Double(index)
            sum += term
        }
        return sum
    }
}
