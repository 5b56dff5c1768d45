import Support
import Testing

@testable import Assignment

@Suite(.timeLimit(.minutes(20))) struct AssignmentTests {
    @Test(arguments: 0..<400)
    func `small problems agree with trying everything`(seed: Int) async throws {
        var random = Lottery(seed)
        let problem = random.problem(items: 1 + random.below(4), reviewers: 1 + random.below(4))
        let best = Exhaustive(problem).best
        do {
            let solution = try await Assignment.solve(problem)
            #expect(solution.violations(of: problem).isEmpty)
            #expect(solution.proves(problem))
            #expect(solution.kept(in: problem) == best?.kept)
            #expect(solution.total(in: problem) == best?.total)
        } catch is Assignment.Infeasible {
            #expect(best == nil)
        }
    }

    @Test(arguments: 0..<60)
    func `larger problems are solved and their optimum proved by prices`(seed: Int) async throws {
        var random = Lottery(seed)
        let items = 20 + random.below(120)
        let reviewers = 6 + random.below(30)
        let problem = random.wideProblem(items: items, reviewers: reviewers)
        let solution = try await Assignment.solve(problem)
        #expect(solution.violations(of: problem).isEmpty)
        #expect(solution.proves(problem))
    }

    @Test(arguments: 0..<300)
    func `a problem called infeasible has a smallest reason`(seed: Int) async throws {
        var random = Lottery(seed)
        let problem = random.problem(items: 2 + random.below(7), reviewers: 1 + random.below(4), isTight: true)
        do {
            _ = try await Assignment.solve(problem)
        } catch let reason as Assignment.Infeasible {
            #expect(reason.needed > reason.available)
            let smallest = Hall(problem).smallest
            let named = reason.kind == .items ? reason.items.count : reason.reviewers.count
            #expect(named == smallest)
        }
    }

    @Test(arguments: 0..<100)
    func `fair assignments of small problems agree with trying everything`(seed: Int) async throws {
        var random = Lottery(seed)
        var problem = random.problem(items: 1 + random.below(4), reviewers: 1 + random.below(4))
        problem.previous = Assignment.PairSet(items: problem.items)
        let every = Exhaustive(problem).solutions.map { rows in
            Assignment.Solution(reviewers: rows, prices: []).service(in: problem).sorted()
        }
        do {
            let fair = try await Assignment.solve(problem, options: .init(aim: .fairest))
            #expect(fair.fairness?.isProven == true)
            #expect(fair.violations(of: problem).isEmpty)
            #expect(fair.service(in: problem).sorted() == every.max { $0.lexicographicallyPrecedes($1) })
        } catch is Assignment.Infeasible {
            #expect(every.isEmpty)
        }
    }

    @Test(arguments: 0..<8)
    func `a fair assignment serves the worst item at least as well as the greatest total, and within its bound`(
        seed: Int
    ) async throws {
        var random = Lottery(seed)
        let problem = random.wideProblem(items: 26 + random.below(20), reviewers: 5 + random.below(8))
        let total = try await Assignment.solve(problem).service(in: problem)
        let fair = try await Assignment.solve(problem, options: .init(aim: .fairest))
        let services = fair.service(in: problem)
        #expect(fair.violations(of: problem).isEmpty)
        #expect(!isFairer(total, than: services))
        #expect((services.min() ?? 0) <= (fair.fairness?.bound ?? -1))
    }

    @Test(arguments: 0..<40)
    func `leads come from those who may lead, and nobody is both lead and second of an item`(seed: Int) async throws {
        var random = Lottery(seed)
        let problem = random.wideProblem(items: 20 + random.below(30), reviewers: 8 + random.below(8))
        let leads = (0..<problem.reviewers).map { $0 % 2 == 0 ? 0...problem.loads[$0].upperBound : 0...0 }
        guard let led = try? await Assignment.solve(problem, leads: leads) else { return }
        let rows = zip(led.leads, led.seconds).map { lead, seconds in ([lead].compactMap(\.self) + seconds).sorted() }
        #expect(Assignment.Solution(reviewers: rows, prices: []).violations(of: problem).isEmpty)
        #expect(led.leads.allSatisfy { $0.map { $0 % 2 == 0 } ?? false })
    }

    @Test func `a reason speaks of the names`() async {
        let pairs = [(0, 2), (1, 2), (2, 2)].map { (item: $0.0, reviewer: $0.1) }
        let problem = Assignment.Problem(
            demands: [2, 2, 2], loads: Array(repeating: 0...2, count: 3), scores: Assignment.PairTable(items: 3),
            forbidden: Assignment.PairSet(items: 3, pairs))
        let error = await #expect(throws: Assignment.Infeasible.self) { try await Assignment.solve(problem) }
        #expect(
            error?.sentence(items: ["3", "7", "9"], reviewers: ["Ann", "Bo", "Cy"])
                == "All 3 items together need 6 reviews, but have only Ann and Bo, who can take 4 of them.")
    }

    @Test func `the order of pairs changes nothing`() async throws {
        var random = Lottery(5)
        let problem = random.wideProblem(items: 60, reviewers: 12)
        let once = try await Assignment.solve(problem)
        #expect(try await Assignment.solve(problem) == once)
        var pairs: [(item: Int, reviewer: Int, score: Int)] = []
        for item in 0..<60 {
            for place in problem.scores.run(item) {
                pairs.append((item, Int(problem.scores.reviewers[place]), Int(problem.scores.scores[place])))
            }
        }
        var turned = problem
        turned.scores = Assignment.PairTable(items: 60, pairs.reversed())
        #expect(try await Assignment.solve(turned) == once)
    }

    @Test func `work that is cancelled stops`() async {
        var random = Lottery(5)
        let problem = random.wideProblem(items: 60, reviewers: 12)
        let work = Task { try await Assignment.solve(problem) }
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
    }

    @Test func `a repeated run with the same request changes nothing, one with a new conflict changes little`()
        async throws
    {
        var random = Lottery(9)
        var problem = random.wideProblem(items: 80, reviewers: 16)
        let once = try await Assignment.solve(problem)
        let pairs = once.reviewers.enumerated().flatMap { item, row in row.map { (item: item, reviewer: $0) } }
        problem.previous = Assignment.PairSet(items: 80, pairs)
        #expect(try await Assignment.solve(problem).reviewers == once.reviewers)
        problem.forbidden = Assignment.PairSet(items: 80, [pairs[0]])
        let again = try await Assignment.solve(problem)
        #expect(again.violations(of: problem).isEmpty)
        #expect(again.kept(in: problem) >= pairs.count - 3)
    }
}
