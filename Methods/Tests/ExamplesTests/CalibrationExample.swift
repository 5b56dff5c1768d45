import Calibration
import Testing

extension ExamplesTests {
    @Test func `the example of Calibration does what it says`() async throws {
        let scores = [(0, 0, 8.0), (0, 1, 6.0), (1, 0, 6.0), (1, 2, 7.0), (2, 1, 5.0), (2, 2, 8.0)]
        let reviews = scores.map { Review(item: $0.0, judge: $0.1, score: $0.2) }
        let solution = try await Calibration.solve(reviews)
        print(solution.items.count, solution.design.isFull)  // 3 false
        try check()
    }
}
