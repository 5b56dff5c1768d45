import Portfolio
import Testing

extension ExamplesTests {
    @Test func `the example of Portfolio does what it says`() async throws {
        let problem = Problem(
            pot: 100,
            candidates: [
                Candidate(score: 70, asks: 60), Candidate(score: 50, asks: 50), Candidate(score: 40, asks: 40),
            ])
        let solution = try await Portfolio.solve(problem)
        print(solution.awards.amounts, solution.isProven)  // [60, 0, 40] true
        try check()
    }
}
