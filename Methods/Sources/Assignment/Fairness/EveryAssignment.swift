import Support

/// Looks for a fairer assignment through all there are, leaving out those that cannot be fairer than the best so
/// far; for small problems only.
struct EveryAssignment {
    static let most = 1_000_000
    let problem: Problem
    private(set) var best: Solution
    private var services: [Int]
    /// For each item the sets of reviewers that it may have, best first.
    private let options: [[(row: [Int], service: Int)]]
    private let order: [Int]
    private var rows: [[Int]]
    private var hoped: [Int]
    private var loads: [Int]
    private var left: Int
    private var nodes = 0

    /// Nil when the problem is too large to look through.
    init?(_ problem: Problem, _ best: Solution) {
        guard problem.items <= 24, problem.reviewers <= 12 else { return nil }
        self.problem = problem
        self.best = best
        services = best.service(in: problem)
        let options = (0..<problem.items).map { Self.options(problem, $0) }
        self.options = options
        order = options.indices.sorted { (options[$0].count, $0) < (options[$1].count, $1) }
        rows = best.reviewers
        hoped = options.map { $0.first?.service ?? 0 }
        loads = Array(repeating: 0, count: problem.reviewers)
        left = problem.demands.reduce(0, +)
    }

    private static func options(_ problem: Problem, _ item: Int) -> [(row: [Int], service: Int)] {
        let open = (0..<problem.reviewers).filter { problem.allows(item: item, reviewer: $0) }
        var options: [(row: [Int], service: Int)] = []
        for set in 0..<1 << open.count where set.nonzeroBitCount == problem.demands[item] {
            let row = open.indices.filter { set >> $0 & 1 == 1 }.map { open[$0] }
            options.append((row, row.reduce(0) { $0 + problem.score(item: item, reviewer: $1) }))
        }
        return options.sorted { $0.service > $1.service }
    }

    /// True when all were looked at or ruled out.
    mutating func run(_ checkpoint: Checkpoint) throws -> Bool {
        try extend(0, checkpoint)
        return nodes <= Self.most
    }

    /// `hoped` has the services of the items placed and, of the others, the best that they could have.
    private mutating func extend(_ depth: Int, _ checkpoint: Checkpoint) throws {
        nodes += 1
        if nodes & 1023 == 0 { try checkpoint.check() }
        guard nodes <= Self.most, isFairer(hoped, than: services) else { return }
        let lacking = loads.indices.reduce(0) { $0 + max(0, problem.loads[$1].lowerBound - loads[$1]) }
        guard lacking <= left else { return }
        guard depth < order.count else {
            services = hoped
            best = Solution(reviewers: rows, prices: loads.map { _ in 0 })
            return
        }
        let item = order[depth]
        let hope = hoped[item]
        for option in options[item]
        where option.row.allSatisfy({ loads[$0] < problem.loads[$0].upperBound }) {
            place(item, option.row, by: 1)
            rows[item] = option.row
            hoped[item] = option.service
            try extend(depth + 1, checkpoint)
            place(item, option.row, by: -1)
        }
        hoped[item] = hope
    }

    private mutating func place(_ item: Int, _ row: [Int], by step: Int) {
        for reviewer in row { loads[reviewer] += step }
        left -= step * row.count
    }
}
