import Support

/// Raises one badly served item after another by exchanges along paths: the item lets go of reviewer a and takes
/// b, another item lets go of b and takes c, and so on until a or someone with room takes the unit. An item
/// already served no better than the one that is raised may not fall at all, the others not as low as it was.
struct Raising {
    let problem: Problem
    private var rows: [[Int]]
    private var services: [Int]
    private var loads: [Int]
    private var holders: [[Int]]
    /// For each item the reviewers that it may have with their scores, the best first, at most `width`.
    private let choices: [[Choice]]
    /// The most that each item could have if it were alone.
    private let alone: [Int]
    private var work = 0
    private(set) var isCut = false
    /// Steps of search after which it is enough; some seconds.
    static let most = 60_000_000
    static let width = 64

    private struct Choice {
        var reviewer: Int
        var score: Int
    }

    init(_ problem: Problem, _ start: Solution) {
        self.problem = problem
        rows = start.reviewers
        services = start.service(in: problem)
        loads = start.loads(in: problem)
        holders = Array(repeating: [], count: problem.reviewers)
        for (item, row) in rows.enumerated() { for reviewer in row { holders[reviewer].append(item) } }
        let isLarge = problem.items * problem.reviewers > 100_000 && problem.demands.contains { $0 > 1 }
        let arcs = Pricing(problem).first(width: isLarge ? Self.width : problem.reviewers)
        let choices = (0..<problem.items).map { item in
            arcs.run(item).map { arc in
                let reviewer = Int(arcs.reviewers[arc])
                return Choice(reviewer: reviewer, score: problem.score(item: item, reviewer: reviewer))
            }.sorted { ($0.score, $1.reviewer) > ($1.score, $0.reviewer) }
        }
        self.choices = choices
        alone = choices.indices.map { item in
            choices[item].prefix(problem.demands[item]).reduce(0) { $0 + $1.score }
        }
    }

    /// No assignment gives every item more than this, because one item alone could not have more.
    var bound: Int { alone.min() ?? 0 }

    var solution: Solution { Solution(reviewers: rows.map { $0.sorted() }, prices: loads.map { _ in 0 }) }

    mutating func run(_ checkpoint: Checkpoint) throws {
        var hasChanged = true
        while hasChanged, !isCut {
            hasChanged = false
            var settled = [Bool](repeating: false, count: problem.items)
            while let item = rows.indices.filter({ !settled[$0] }).min(by: {
                (services[$0], $0) < (services[$1], $1)
            }) {
                try checkpoint.check()
                if raise(item) { hasChanged = true } else { settled[item] = true }
                if work > Self.most { isCut = true }
                if isCut { return }
            }
        }
    }

    private mutating func raise(_ item: Int) -> Bool {
        guard services[item] < alone[item] else { return false }
        for given in rows[item].sorted(by: { score(item, $0) < score(item, $1) }) where !isKept(item, given) {
            if let path = path(item, given: given) {
                exchange(path)
                return true
            }
        }
        return false
    }

    private func score(_ item: Int, _ reviewer: Int) -> Int { problem.score(item: item, reviewer: reviewer) }

    private func isKept(_ item: Int, _ reviewer: Int) -> Bool {
        problem.previous.contains(item: item, reviewer: reviewer)
    }
}

extension Raising {
    private struct Move {
        var item: Int
        var from: Int
        var to: Int
    }

    /// How low an item may fall when another is raised from `level`.
    private func floor(_ item: Int, level: Int) -> Int { services[item] > level ? level + 1 : services[item] }

    /// The moves by which `raised` has a better reviewer in place of `given`; nil when there are none. Breadth first
    /// from all better reviewers, with a root at the end of the reviewers through which one with room takes a unit
    /// that another must give.
    private mutating func path(_ raised: Int, given: Int) -> [Move]? {
        let root = loads.count
        let level = services[raised]
        var came = [Move?](repeating: nil, count: root + 1)
        var queue: [Int] = []
        func see(_ node: Int, _ move: Move) {
            came[node] = move
            queue.append(node)
        }
        let own = score(raised, given)
        for choice in choices[raised].prefix(while: { $0.score > own }) where !rows[raised].contains(choice.reviewer) {
            see(choice.reviewer, Move(item: raised, from: given, to: choice.reviewer))
        }
        var place = 0
        while place < queue.count, came[given] == nil {
            let node = queue[place]
            place += 1
            guard node < root else {
                for other in 0..<root where came[other] == nil && loads[other] > problem.loads[other].lowerBound {
                    see(other, Move(item: -1, from: root, to: other))
                }
                continue
            }
            if loads[node] < problem.loads[node].upperBound, came[root] == nil {
                see(root, Move(item: -1, from: node, to: root))
            }
            for item in holders[node] where item != raised && !isKept(item, node) {
                let least = floor(item, level: level) - services[item] + score(item, node)
                for next in choices[item] {
                    work += 1
                    if next.score < least { break }
                    if came[next.reviewer] == nil, !rows[item].contains(next.reviewer) {
                        see(next.reviewer, Move(item: item, from: node, to: next.reviewer))
                    }
                }
            }
        }
        return came[given] == nil ? nil : traced(to: given, came, raised: raised)
    }

    /// The way from the raised item to the reviewer it gives up, unless an item that moves twice on it would fall
    /// too low.
    private func traced(to given: Int, _ came: [Move?], raised: Int) -> [Move]? {
        var moves: [Move] = []
        var node = given
        while let move = came[node] {
            if move.item >= 0 { moves.append(move) }
            if move.item == raised { break }
            node = move.from
        }
        var after: [Int: Int] = [:]
        for move in moves {
            after[move.item, default: services[move.item]] += score(move.item, move.to) - score(move.item, move.from)
        }
        let level = services[raised]
        let isSound =
            after.allSatisfy { $0.value >= ($0.key == raised ? level + 1 : floor($0.key, level: level)) }
            && Set(moves.map { [$0.item, $0.to] }).count == moves.count
        return isSound ? moves.reversed() : nil
    }

    private mutating func exchange(_ moves: [Move]) {
        for move in moves {
            rows[move.item].removeAll { $0 == move.from }
            rows[move.item].append(move.to)
            services[move.item] += score(move.item, move.to) - score(move.item, move.from)
            loads[move.from] -= 1
            loads[move.to] += 1
            holders[move.from].removeAll { $0 == move.item }
            holders[move.to].append(move.item)
        }
    }
}
