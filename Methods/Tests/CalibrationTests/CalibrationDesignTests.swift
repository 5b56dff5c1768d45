import Support
import Testing

@testable import Calibration

private func design(_ pairs: [(Int, Int)]) throws -> Design {
    Design(
        try Table(
            pairs.map { Calibration.Review(item: $0.0, judge: $0.1, score: Double(($0.0 + $0.1) % 7)) }))
}

@Suite(.timeLimit(.minutes(20))) struct CalibrationDesignTests {
    @Test func `groups that share no judge and no item are found`() throws {
        let found = try design([(0, 0), (1, 0), (1, 1), (2, 2), (3, 2)])
        #expect(!found.isFull)
        #expect(found.groups.map(\.items) == [[0, 1], [2, 3]])
        #expect(found.groups.map(\.judges) == [[0, 1], [2]])
    }

    @Test func `two blocks joined by two reviews have a seam between them`() throws {
        var pairs: [(Int, Int)] = []
        for item in 0..<20 { for judge in [item % 5, (item + 1) % 5, (item + 2) % 5] { pairs.append((item, judge)) } }
        for item in 20..<50 {
            for judge in [item % 5, (item + 1) % 5, (item + 2) % 5] { pairs.append((item, judge + 5)) }
        }
        pairs += [(3, 7), (30, 2)]
        let seam = try #require(try design(pairs).seam)
        #expect(seam.crossing == 2)
        #expect(seam.side.items == Array(0..<20))
        #expect(seam.side.judges == Array(0..<5))
    }

    @Test func `a well mixed design has no seam`() throws {
        var random = Randomness(seed: 4)
        let pairs = (0..<100).flatMap { item in
            (0..<12).shuffled(using: &random).prefix(3).map { (item, $0) }
        }
        let found = try design(pairs)
        #expect(found.groups.count == 1)
        #expect(found.seam == nil)
    }

    @Test func `advice asks about doubtful items and never for a review that exists`() async throws {
        let world = ScoredWorld(items: 60, judges: 12, each: 3, seed: 8)
        var options = Calibration.Options()
        options.top = 15
        let result = try await Calibration.solve(world.reviews, options: options)
        #expect(result.advice.count == 5)
        let made = Set(world.reviews.map { [$0.item, $0.judge] })
        for advice in result.advice {
            #expect(!made.contains([advice.item, advice.judge]))
            let share = try #require(result.items[advice.item].inTop)
            #expect((0.1...0.9).contains(share))
            #expect(advice.gain > 0 && advice.gain < 0.5)
        }
        #expect(Set(result.advice.map(\.item)).count == 5)
    }

    @Test func `following the advice settles more than a review taken at random`() async throws {
        var (advised, random) = (0.0, 0.0)
        for seed in 0..<10 {
            let world = ScoredWorld(items: 24, judges: 8, each: 2, seed: UInt64(seed))
            var options = Calibration.Options()
            options.top = 6
            let before = try await Calibration.solve(world.reviews, options: options)
            let best = try #require(before.advice.first)
            // Any pair with no review, of an item that is not in doubt.
            let settled = try #require(
                before.items.indices.min {
                    abs((before.items[$0].inTop ?? 0) - 0.5) > abs((before.items[$1].inTop ?? 0) - 0.5)
                })
            let other = try #require(
                (0..<8).first { judge in
                    !world.reviews.contains { $0.item == settled && $0.judge == judge }
                })
            for (item, judge, into) in [(best.item, best.judge, 0), (settled, other, 1)] {
                let score = before.items[item].calibrated - before.judges[judge].severity
                let after = try await Calibration.solve(
                    world.reviews + [.init(item: item, judge: judge, score: score)], options: options)
                let doubt = doubt(after) / doubt(before)
                if into == 0 { advised += doubt } else { random += doubt }
            }
        }
        #expect(advised < random)
    }

    private func doubt(_ calibration: Solution) -> Double {
        calibration.items.reduce(0) { $0 + ($1.inTop ?? 0) * (1 - ($1.inTop ?? 0)) }
    }
}
