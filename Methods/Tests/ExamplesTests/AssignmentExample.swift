import Assignment
import Testing

extension ExamplesTests {
    @Test func `the example of Assignment does what it says`() async throws {
        let problem = Problem(
            demands: [2, 1], loads: [0...1, 0...1, 0...1],
            scores: PairTable(
                items: 2,
                [(item: 0, reviewer: 0, score: 9), (item: 0, reviewer: 1, score: 7), (item: 1, reviewer: 2, score: 5)]))
        let solution = try await Assignment.solve(problem)
        print(solution.reviewers, solution.total(in: problem))  // [[0, 1], [2]] 21
        try check()
    }
}
