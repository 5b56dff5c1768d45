import Support
import Synchronization
import Testing

@testable import Calibration
@testable import Delimited

/// Scores made as the model says, with the truth beside.
struct ScoredWorld {
    var quality: [Double]
    var reviews: [Calibration.Review]

    /// Severity 1.2, scale 0.25 (log), quality 1.5, noise 1, cut to 1...10; `each` judges an item in rotation.
    init(items: Int, judges: Int, each: Int, seed: UInt64) {
        var random = Randomness(seed: seed)
        let severity = (0..<judges).map { _ in 1.2 * random.normal() }
        let scale = (0..<judges).map { _ in 1 + 0.25 * random.normal() }
        quality = (0..<items).map { _ in 1.5 * random.normal() }
        reviews = []
        for item in 0..<items {
            let panel = (0..<judges).sorted { _, _ in random.unit() < 0.5 }.prefix(each)
            for judge in panel {
                let score = 5.5 - severity[judge] + scale[judge] * quality[item] + random.normal()
                reviews.append(.init(item: item, judge: judge, score: min(10, max(1, score))))
            }
        }
    }
}

private func kendall(_ a: [Double], _ b: [Double]) -> Double {
    var (sum, count) = (0.0, 0.0)
    for i in a.indices {
        for j in 0..<i {
            sum += ((a[i] - a[j]) * (b[i] - b[j])).sign == .minus ? -1 : 1
            count += 1
        }
    }
    return sum / count
}

@Suite(.timeLimit(.minutes(20))) struct CalibrationTests {
    @Test func `a sparse design is ranked nearer the truth than by raw means`() async throws {
        var (raw, calibrated) = (0.0, 0.0)
        for seed in 0..<12 {
            let world = ScoredWorld(items: 40, judges: 10, each: 3, seed: UInt64(seed))
            let result = try await Calibration.solve(world.reviews)
            #expect(result.violations(of: world.reviews) == [])
            raw += kendall(result.items.map(\.raw), world.quality) / 12
            calibrated += kendall(result.items.map(\.calibrated), world.quality) / 12
        }
        #expect(calibrated > raw + 0.03)
    }

    @Test func `a full design keeps the raw order and says that there is no gain`() async throws {
        let world = ScoredWorld(items: 12, judges: 5, each: 5, seed: 3)
        var options = Calibration.Options()
        options.top = 4
        let result = try await Calibration.solve(world.reviews, options: options)
        #expect(result.design.isFull)
        #expect(result.summary.hasPrefix("No gain"))
        #expect(result.items.map(\.rank) == result.items.map(\.rawRank))
        #expect(result.advice.isEmpty)
        #expect(result.violations(of: world.reviews) == [])
    }

    @Test func `what is stated about the top happens as often as stated`() async throws {
        var bands = [(stated: Double, happened: Double, count: Double)](repeating: (0, 0, 0), count: 4)
        for seed in 0..<120 {
            let world = ScoredWorld(items: 12, judges: 5, each: 3, seed: UInt64(1_000 + seed))
            var options = Calibration.Options()
            options.top = 4
            options.draws = 800
            let result = try await Calibration.solve(world.reviews, options: options)
            let best = Set(world.quality.indices.sorted { world.quality[$0] > world.quality[$1] }.prefix(4))
            for (number, item) in result.items.enumerated() {
                let share = try #require(item.inTop)
                let band = min(3, Int(share * 4))
                bands[band].stated += share
                bands[band].happened += best.contains(number) ? 1 : 0
                bands[band].count += 1
            }
        }
        // With about 200 items a band, 0.09 is two and a half standard errors.
        for band in bands { #expect(abs(band.stated - band.happened) < 0.09 * band.count) }
    }

    @Test func `the order of the reviews and the number of threads change nothing`() async throws {
        let world = ScoredWorld(items: 30, judges: 8, each: 3, seed: 5)
        var options = Calibration.Options()
        options.top = 6
        options.threads = 1
        let one = try await Calibration.solve(world.reviews, options: options)
        options.threads = 4
        let other = try await Calibration.solve(world.reviews.reversed(), options: options)
        #expect(one.items == other.items)
        #expect(one.judges == other.judges)
        #expect(one.advice == other.advice)
        #expect(one.probability(of: 0, above: 1) == other.probability(of: 0, above: 1))
    }

    @Test func `marks out of a hundred are calibrated as marks out of ten`() async throws {
        let world = ScoredWorld(items: 20, judges: 6, each: 3, seed: 6)
        let hundred = world.reviews.map { Calibration.Review(item: $0.item, judge: $0.judge, score: 10 * $0.score + 3) }
        let (small, large) = (try await Calibration.solve(world.reviews), try await Calibration.solve(hundred))
        for (a, b) in zip(small.items, large.items) { #expect(abs(10 * a.calibrated + 3 - b.calibrated) < 1e-3) }
        for (a, b) in zip(small.judges, large.judges) { #expect(abs(10 * a.severity - b.severity) < 1e-3) }
    }

    @Test func `a severe judge and a timid judge are known by their reviews`() async throws {
        var random = Randomness(seed: 9)
        let quality = (0..<60).map { _ in 1.5 * random.normal() }
        let reviews = quality.indices.flatMap { item in
            [0, 1 + item % 3, 4 + item % 2].map { judge in
                let severity = judge == 0 ? 2.0 : 0
                let scale = judge == 4 ? 0.4 : 1
                return Calibration.Review(
                    item: item, judge: judge, score: 6 - severity + scale * quality[item] + 0.5 * random.normal())
            }
        }
        let result = try await Calibration.solve(reviews)
        #expect(result.judges[0].severity > 1.2)
        #expect(result.judges[0].severity == result.judges.map(\.severity).max())
        #expect(result.judges[4].scale == result.judges.map(\.scale).min())
        #expect(result.judges[4].scale < 0.8)
    }

    @Test func `two who are compared share out one`() async throws {
        let world = ScoredWorld(items: 9, judges: 4, each: 2, seed: 11)
        let result = try await Calibration.solve(world.reviews)
        for a in 0..<9 {
            #expect(result.probability(of: a, above: a) == 0.5)
            for b in 0..<9 where a != b {
                #expect(abs(result.probability(of: a, above: b) + result.probability(of: b, above: a) - 1) < 1e-3)
            }
        }
    }

    @Test func `one judge, one item or one score for all is no reason to fail`() async throws {
        for reviews in [
            [Calibration.Review(item: 0, judge: 0, score: 4)],
            (0..<5).map { .init(item: $0, judge: 0, score: 7) },
            (0..<5).map { .init(item: 0, judge: $0, score: Double($0)) },
            (0..<6).map { .init(item: $0, judge: $0 % 2, score: 1e9) },
        ] {
            var options = Calibration.Options()
            options.top = 1
            let result = try await Calibration.solve(reviews, options: options)
            #expect(result.items.allSatisfy { $0.calibrated.isFinite })
            #expect(result.violations(of: reviews) == [])
        }
    }

    @Test func `few stored draws change no figure but comparisons`() async throws {
        let world = ScoredWorld(items: 20, judges: 6, each: 3, seed: 12)
        var options = Calibration.Options()
        options.top = 5
        let all = try await Calibration.solve(world.reviews, options: options)
        options.memory = 2_000
        let few = try await Calibration.solve(world.reviews, options: options)
        #expect(all.items == few.items)
        #expect(few.draws.count * 26 <= 2_000 + 16 * 26)
    }

    @Test func `a cancelled calibration stops`() async {
        let world = ScoredWorld(items: 200, judges: 20, each: 3, seed: 13)
        let work = Task {
            var options = Calibration.Options()
            options.draws = 1_000_000
            return try await Calibration.solve(world.reviews, options: options)
        }
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
    }

    @Test func `progress never falls and ends at one`() async throws {
        let world = ScoredWorld(items: 20, judges: 6, each: 3, seed: 14)
        let seen = Seen()
        _ = try await Calibration.solve(world.reviews) { _, done, whole in seen.add(Double(done) / Double(whole)) }
        let shares = seen.all
        #expect(shares == shares.sorted())
        #expect(shares.last == 1)
    }

    @Test func `what cannot be calibrated is refused`() async {
        typealias Review = Calibration.Review
        for reviews in [
            [], [Review(item: 0, judge: 0, score: .nan)], [Review(item: 1, judge: 0, score: 1)],
            [Review(item: 0, judge: 0, score: 1), Review(item: 0, judge: 0, score: 2)],
            [Review(item: -1, judge: 0, score: 1)],
        ] {
            await #expect(throws: InputError.self) { try await Calibration.solve(reviews) }
        }
        var options = Calibration.Options()
        options.top = 2
        await #expect(throws: InputError.self) {
            try await Calibration.solve([Review(item: 0, judge: 0, score: 1)], options: options)
        }
    }

    @Test func `the place of a value is found as by sorting`() {
        var random = Randomness(seed: 15)
        for _ in 0..<200 {
            let values = (0..<(1 + random.below(30))).map { _ in Double(random.below(12)) }
            for place in 1...values.count {
                let found = select(largest: place, in: Run(values), count: values.count)
                #expect(found == values.sorted(by: >)[place - 1])
            }
        }
    }

    @Test func `equal values share a rank`() {
        #expect(ranks([3, 5, 5, 1]) == [3, 1, 1, 4])
    }
}

/// Collects what a progress callback is told, from any thread.
final class Seen: Sendable {
    private let shares = Mutex<[Double]>([])
    func add(_ share: Double) { shares.withLock { $0.append(share) } }
    var all: [Double] { shares.withLock { $0 } }
}
