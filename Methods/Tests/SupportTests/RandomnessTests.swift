import Testing

@testable import Support

@Suite(.timeLimit(.minutes(20))) struct RandomnessTests {
    @Test func `one seed gives one sequence, another stream another`() {
        func draw(_ seed: UInt64, _ stream: UInt64) -> [UInt64] {
            var random = Randomness(seed: seed, stream: stream)
            return (0..<8).map { _ in random.next() }
        }
        #expect(draw(7, 0) == draw(7, 0))
        #expect(draw(7, 0) != draw(7, 1))
        #expect(draw(7, 0) != draw(8, 0))
    }

    @Test func `normal draws have the moments and tails of the normal distribution`() {
        var random = Randomness(seed: 1)
        let draws = (0..<400_000).map { _ in random.normal() }
        let count = Double(draws.count)
        func moment(_ power: Int) -> Double {
            draws.reduce(0) { sum, x in sum + (0..<power).reduce(1.0) { product, _ in product * x } } / count
        }
        #expect(abs(moment(1)) < 0.01)
        #expect(abs(moment(2) - 1) < 0.015)
        #expect(abs(moment(3)) < 0.03)
        #expect(abs(moment(4) - 3) < 0.1)
        let beyond = Double(draws.count { abs($0) > 3.5 }) / count
        #expect(abs(beyond - 0.000_465) < 0.000_15)
        let within = Double(draws.count { abs($0) < 1 }) / count
        #expect(abs(within - 0.682_69) < 0.005)
    }

    @Test(arguments: [0.3, 1.0, 2.5, 40.0]) func `gamma draws have their mean and variance`(shape: Double) {
        var random = Randomness(seed: 2)
        let draws = (0..<100_000).map { _ in random.gamma(shape: shape) }
        let mean = draws.reduce(0, +) / Double(draws.count)
        let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count)
        #expect(abs(mean - shape) < 0.03 * (shape + 0.3))
        #expect(abs(variance - shape) < 0.06 * (shape + 0.3))
    }

    @Test func `whole numbers below a bound are even`() {
        var random = Randomness(seed: 3)
        var seen = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { seen[random.below(7)] += 1 }
        #expect(seen.allSatisfy { abs($0 - 10_000) < 500 })
    }

    @Test func `whole numbers below a bound beyond 32 bits reach all of it`() {
        var random = Randomness(seed: 4)
        let bound = 1 << 40
        let draws = (0..<2_000).map { _ in random.below(bound) }
        #expect(draws.allSatisfy { (0..<bound).contains($0) })
        #expect(abs(Double(draws.reduce(0, +)) / 2_000 / Double(bound) - 0.5) < 0.03)
    }

    @Test func `a run holds what is written`() {
        let run = Run(repeating: 7, count: 3)
        run[1] = 9
        #expect(run.values == [7, 9, 7])
        let other = Run([1.5, 2.5])
        #expect(other.values == [1.5, 2.5])
        #expect(Run<Int>([]).values.isEmpty)
    }
}
