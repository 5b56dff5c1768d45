import Testing

@testable import Allocation

@Suite struct PortfolioTests {
    @Test(arguments: 0..<500)
    func `small pots agree with trying everything`(seed: Int) throws {
        var random = Lottery(seed)
        let problem = random.pot(candidates: 1 + random.below(9))
        let best = EveryAward(problem).best
        do {
            let solution = try Portfolio.solve(problem)
            #expect(solution.awards.violations(of: problem).isEmpty)
            #expect(solution.isProven)
            // Parts are counted to the millionth of a point.
            #expect(abs(solution.score - (best ?? 0)) <= 20)
        } catch is Portfolio.Infeasible {
            #expect(best == nil)
        }
    }

    @Test(arguments: 0..<200)
    func `rules that cannot hold together are a smallest such set`(seed: Int) throws {
        var random = Lottery(seed)
        let problem = random.pot(candidates: 1 + random.below(6), isTight: true)
        do {
            _ = try Portfolio.solve(problem)
        } catch let error as Portfolio.Infeasible {
            #expect(EveryAward(problem.keeping(error.rules)).best == nil)
            for rule in error.rules {
                #expect(EveryAward(problem.keeping(error.rules.filter { $0 != rule })).best != nil)
            }
        }
    }

    @Test(arguments: 0..<200)
    func `good sets and standings agree with trying everything`(seed: Int) throws {
        var random = Lottery(seed &+ 7000)
        let problem = random.pot(candidates: 2 + random.below(7))
        guard let solution = try? Portfolio.solve(problem) else { return }
        let every = EveryAward(problem)
        for limit in [10_000, 3] {
            let outlook = try Portfolio.outlook(problem, solution, share: 0.08, limit: limit)
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

extension Lottery {
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
