import Support

@testable import Assignment

typealias Lottery = Randomness

extension Randomness {
    init(_ seed: Int) { self.init(seed: UInt64(seed)) }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// A small problem of any kind, feasible or not.
    mutating func problem(items: Int, reviewers: Int, isTight: Bool = false) -> Assignment.Problem {
        let range = [1, 2, 10, 1000][below(4)]
        let density = 40 + below(61)
        let conflicts = isTight ? below(60) : below(30)
        var scores: [(item: Int, reviewer: Int, score: Int)] = []
        var forbidden: [(item: Int, reviewer: Int)] = []
        var previous = forbidden
        let hasPrevious = chance(30)
        for item in 0..<items {
            for reviewer in 0..<reviewers {
                if chance(density) { scores.append((item, reviewer, below(range + 1) - (chance(10) ? range : 0))) }
                if chance(conflicts) { forbidden.append((item, reviewer)) }
                if hasPrevious, chance(40) { previous.append((item, reviewer)) }
            }
        }
        let most = 1 + below(min(3, reviewers))
        let demands = (0..<items).map { _ in chance(20) ? below(most + 1) : most }
        let mean = demands.reduce(0, +) / reviewers
        let loads = (0..<reviewers).map { _ in
            let low = isTight ? max(0, mean - below(2)) : max(0, mean - 1 - below(3))
            return low...(low + (isTight ? 1 + below(2) : 1 + below(4)))
        }
        return Assignment.Problem(
            demands: demands, loads: loads, scores: Assignment.PairTable(items: items, scores),
            forbidden: Assignment.PairSet(items: items, forbidden), onlyScored: chance(30),
            previous: Assignment.PairSet(items: items, previous))
    }

    /// A larger problem that certainly has a solution: loads are set around one that is drawn by lot.
    mutating func wideProblem(items: Int, reviewers: Int) -> Assignment.Problem {
        let range = [1, 3, 1000, 1_000_000][below(4)]
        let each = 1 + below(4)
        let onlyScored = chance(40)
        var scores: [(item: Int, reviewer: Int, score: Int)] = []
        var forbidden: [(item: Int, reviewer: Int)] = []
        var counts = [Int](repeating: 0, count: reviewers)
        let popular = (0..<reviewers).map { _ in below(range) }
        for item in 0..<items {
            let drawn = Set((0..<reviewers).shuffled(using: &self).prefix(each))
            for reviewer in 0..<reviewers {
                if drawn.contains(reviewer) { counts[reviewer] += 1 }
                if drawn.contains(reviewer) || chance(50) {
                    scores.append((item, reviewer, below(range + 1) + popular[reviewer]))
                } else if chance(10) {
                    forbidden.append((item, reviewer))
                }
            }
        }
        let slack = below(4)
        return Assignment.Problem(
            demands: Array(repeating: each, count: items),
            loads: counts.map { max(0, $0 - slack)...($0 + slack) },
            scores: Assignment.PairTable(items: items, scores),
            forbidden: Assignment.PairSet(items: items, forbidden), onlyScored: onlyScored)
    }
}

/// Every assignment there is.
struct Exhaustive {
    let problem: Assignment.Problem
    private(set) var solutions: [[[Int]]] = []

    init(_ problem: Assignment.Problem) {
        self.problem = problem
        extend([])
    }

    private mutating func extend(_ rows: [[Int]]) {
        let item = rows.count
        guard item < problem.items else {
            let solution = Assignment.Solution(reviewers: rows, prices: [])
            if solution.violations(of: problem).isEmpty { solutions.append(rows) }
            return
        }
        for set in 0..<1 << problem.reviewers where set.nonzeroBitCount == problem.demands[item] {
            let row = (0..<problem.reviewers).filter { set >> $0 & 1 == 1 }
            if row.allSatisfy({ problem.allows(item: item, reviewer: $0) }) { extend(rows + [row]) }
        }
    }

    /// The most pairs kept and, with those, the greatest total; nil when there is no assignment.
    var best: (kept: Int, total: Int)? {
        solutions.map { rows in
            let solution = Assignment.Solution(reviewers: rows, prices: [])
            return (solution.kept(in: problem), solution.total(in: problem))
        }.max { $0 < $1 }
    }
}

/// All sets of items and of reviewers that are short, by trying them all.
struct Hall {
    let problem: Assignment.Problem

    init(_ problem: Assignment.Problem) { self.problem = problem }

    /// The size of the smallest that is short.
    var smallest: Int? {
        let items = Array(0..<problem.items)
        let people = Array(0..<problem.reviewers)
        let byItems = subsets(items).filter { set in
            let have = people.reduce(0) { sum, reviewer in
                sum
                    + min(
                        problem.loads[reviewer].upperBound, set.count { problem.allows(item: $0, reviewer: reviewer) })
            }
            return set.reduce(0) { $0 + problem.demands[$1] } > have
        }
        let byPeople = subsets(people).filter { set in
            let have = items.reduce(0) { sum, item in
                sum + min(problem.demands[item], set.count { problem.allows(item: item, reviewer: $0) })
            }
            return set.reduce(0) { $0 + problem.loads[$1].lowerBound } > have
        }
        return (byItems + byPeople).map(\.count).min()
    }

    private func subsets(_ of: [Int]) -> [[Int]] {
        (1..<1 << of.count).map { set in of.filter { set >> $0 & 1 == 1 } }
    }
}
