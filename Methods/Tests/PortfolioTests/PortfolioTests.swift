import Delimited
import Support
import Testing

@testable import Portfolio

@Suite(.timeLimit(.minutes(20))) struct PortfolioTests {
    @Test(arguments: 0..<500)
    func `small pots agree with trying everything`(seed: Int) async throws {
        var random = Lottery(seed)
        let problem = random.pot(candidates: 1 + random.below(9))
        let best = EveryAward(problem).best
        do {
            let solution = try await Portfolio.solve(problem)
            #expect(solution.awards.violations(of: problem).isEmpty)
            #expect(solution.isProven)
            // Parts are counted to the millionth of a point.
            #expect(abs(solution.score - (best ?? 0)) <= 20)
        } catch is Portfolio.Infeasible {
            #expect(best == nil)
        }
    }

    @Test(arguments: 0..<200)
    func `rules that cannot hold together are a smallest such set`(seed: Int) async throws {
        var random = Lottery(seed)
        let problem = random.pot(candidates: 1 + random.below(6), isTight: true)
        do {
            _ = try await Portfolio.solve(problem)
        } catch let error as Portfolio.Infeasible {
            #expect(EveryAward(problem.keeping(error.rules)).best == nil)
            for rule in error.rules {
                #expect(EveryAward(problem.keeping(error.rules.filter { $0 != rule })).best != nil)
            }
        }
    }

    @Test(arguments: 0..<200)
    func `good sets and standings agree with trying everything`(seed: Int) async throws {
        var random = Lottery(seed &+ 7000)
        let problem = random.pot(candidates: 2 + random.below(7))
        guard let solution = try? await Portfolio.solve(problem) else { return }
        let every = EveryAward(problem)
        for limit in [10_000, 3] {
            let outlook = try await Portfolio.outlook(
                problem, around: solution, options: .init(share: 0.08, limit: limit))
            // Sets within a few millionths of the border may fall on either side of it.
            guard !every.all.contains(where: { abs($0.score(in: problem) - outlook.least) < 50 }) else { return }
            let good = every.all.filter { $0.score(in: problem) >= outlook.least }
            let sets = Set(good.map(\.funded))
            #expect(outlook.isComplete ? outlook.sets.count == sets.count : outlook.sets.count == limit)
            #expect(Set(outlook.sets.map(\.funded)).isSubset(of: sets))
            for (number, standing) in outlook.standings.enumerated() {
                let count = sets.count { $0[number] }
                #expect(standing == (count == sets.count ? .every : count == 0 ? .never : .depends))
            }
        }
    }

    private func request(_ text: String) throws -> Portfolio.Request {
        try Portfolio.Request(try JSONText.parse(Array(text.utf8), file: "pot.json"))
    }

    @Test func `a request is read with its amounts and rules`() async throws {
        let request = try request(
            """
            {"pot": 100.50, "step": 5, "themes": [{"name": "Health", "least_awards": 1, "most_amount": 60}],
             "candidates": [{"id": "A", "score": 7.5, "asks": 40, "least": 21, "theme": "Health"},
                            {"id": "B", "score": 3, "asks": 70.25, "funded": true}]}
            """)
        #expect(request.problem.pot == 10050)
        #expect(request.problem.candidates[0].smallest == 2500)
        #expect(request.problem.candidates[1].isFunded == true)
        #expect(request.problem.themes[0].amount == 0...6000)
        let solution = try await Portfolio.solve(request.problem)
        #expect(solution.awards.amounts == [3000, 7025])
        #expect(request.points(solution.score) == 8.625)
        #expect(request.said(1_234_550) == "12,345.50")
    }

    @Test(arguments: [
        (#"{"pot": -1}"#, 1, "or more"),
        (#"{"pot": 1,N"pots": 1}"#, 2, "not known"),
        (#"{"pot": 1,N"candidates": []}"#, 2, "one candidate"),
        (#"{"pot": 1, "candidates": [N{"id": "A", "score": 1}]}"#, 2, "no “asks”"),
        (#"{"pot": 1, "candidates": [N{"id": "A", "score": 1, "asks": 0}]}"#, 2, "above 0"),
        (#"{"pot": 1, "candidates": [N{"id": "A", "score": 1, "asks": 5, "least": 6}]}"#, 2, "above what"),
        (#"{"pot": 1, "candidates": [N{"id": "A", "score": 1, "asks": 5, "theme": "x"}]}"#, 2, "one of the themes"),
        (
            #"{"pot": 1, "candidates": [{"id": "A", "score": 1, "asks": 5},N{"id": "A", "score": 1, "asks": 5}]}"#, 2,
            "second time"
        ),
    ])
    func `a request with a fault is refused at its line`(text: String, line: Int, message: String) {
        let lines = text.split(separator: "N", maxSplits: 1).joined(separator: "\n")
        do {
            _ = try request(lines)
            Issue.record("It was not refused.")
        } catch {
            let error = error as? InputError
            #expect(error?.line == line)
            #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        }
    }

    @Test func `the order of candidates and themes changes nothing`() async throws {
        var random = Lottery(23)
        // Few different scores and amounts, so that many sets are equally good.
        let parts = (0..<14).map { number in
            """
            {"id": "A\(number)", "score": \(5 + number % 3), "asks": \(10 + 5 * (number % 2)), "theme": "T\(number % 3)"}
            """
        }
        let themes = (0..<3).map { "{\"name\": \"T\($0)\", \"least_awards\": 1, \"most_amount\": \(30 + 5 * $0)}" }
        var funded: Set<String>?
        var standings: [String: Portfolio.Outlook.Standing]?
        for _ in 0..<8 {
            let request = try request(
                """
                {"pot": 70, "themes": [\(themes.shuffled(using: &random).joined(separator: ", "))],
                 "candidates": [\(parts.shuffled(using: &random).joined(separator: ", "))]}
                """)
            let solution = try await Portfolio.solve(request.problem)
            let chosen = Set(request.names.indices.filter { solution.awards.amounts[$0] > 0 }.map { request.names[$0] })
            let outlook = try await Portfolio.outlook(request.problem, around: solution)
            let standing = Dictionary(uniqueKeysWithValues: zip(request.names, outlook.standings))
            #expect(chosen == funded ?? chosen)
            #expect(standing == standings ?? standing)
            (funded, standings) = (chosen, standing)
        }
    }

    @Test func `rules that cannot hold together are said in words`() async throws {
        let request = try request(
            """
            {"pot": 10000, "themes": [{"name": "Health", "least_awards": 2}],
             "candidates": [{"id": "A", "score": 1, "asks": 6000, "theme": "Health"},
                            {"id": "B", "score": 1, "asks": 5000, "theme": "Health"}]}
            """)
        let conflict = await #expect(throws: Portfolio.Infeasible.self) { try await Portfolio.solve(request.problem) }
        #expect(
            conflict.map { request.sentence($0) }
                == "These rules cannot hold together: at least 2 awards in “Health”; the pot of 10,000.")
    }

    @Test func `work that is cancelled stops`() async throws {
        let candidates = (0..<60).map {
            Portfolio.Candidate(score: 1_000_000 * (20 + $0 * 37 % 41), asks: 30 + $0 * 53 % 47)
        }
        let problem = Portfolio.Problem(pot: 900, candidates: candidates)
        let solution = try await Portfolio.solve(problem)
        let work = Task {
            try await Portfolio.outlook(problem, around: solution, options: .init(share: 0.5, limit: 5000))
        }
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
    }
}

/// All awards, by trying them all.
struct EveryAward {
    let problem: Portfolio.Problem
    private(set) var all: [Portfolio.Awards] = []

    init(_ problem: Portfolio.Problem) {
        self.problem = problem
        extend([], spent: 0)
    }

    private mutating func extend(_ amounts: [Int], spent: Int) {
        if spent > problem.pot { return }
        guard amounts.count < problem.candidates.count else {
            let awards = Portfolio.Awards(amounts: amounts)
            if awards.violations(of: problem).isEmpty { all.append(awards) }
            return
        }
        let candidate = problem.candidates[amounts.count]
        let levels = stride(from: candidate.smallest, through: candidate.asks, by: candidate.step)
        for amount in [0] + Array(levels) where candidate.allows(amount) {
            extend(amounts + [amount], spent: spent + amount)
        }
    }

    var best: Int? { all.map { $0.score(in: problem) }.max() }
}

typealias Lottery = Randomness

extension Randomness {
    init(_ seed: Int) { self.init(seed: UInt64(seed)) }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// A pot with themes, parts and decisions.
    mutating func pot(candidates count: Int, isTight: Bool = false) -> Portfolio.Problem {
        let themes = below(4)
        let hasParts = chance(40)
        let fine = chance(50) ? 1_000_000 : 37_003
        let candidates = (0..<count).map { _ in
            let asks = 5 + below(40)
            let own = (0..<themes).filter { _ in chance(45) }
            let decided: Bool? = chance(isTight ? 30 : 8) ? chance(70) : nil
            return Portfolio.Candidate(
                score: (below(100) - (chance(10) ? 30 : 0)) * fine, asks: asks,
                least: hasParts && chance(50) ? max(1, asks - below(asks)) : nil, step: 1 + below(6), themes: own,
                isFunded: decided)
        }
        let pot = below(25 * count + 10) / (isTight ? 2 : 1)
        let rules = (0..<themes).map { number in
            let low = chance(isTight ? 60 : 25) ? 1 + below(2) : 0
            let least = chance(isTight ? 40 : 20) ? below(pot / 3 + 1) : 0
            return Portfolio.Theme(
                "T\(number)", awards: low...(low + (chance(40) ? below(3) : 100)),
                amount: least...(least + (chance(40) ? below(pot + 1) : 10_000)))
        }
        return Portfolio.Problem(pot: pot, themes: rules, candidates: candidates)
    }
}
