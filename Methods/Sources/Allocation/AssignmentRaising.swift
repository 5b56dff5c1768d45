extension Assignment {
    /// Raises one badly served item after another by exchanges along paths: the item lets go of reviewer a and takes
    /// b, another item lets go of b and takes c, and so on until a or someone with room takes the unit. An item
    /// already served no better than the one that is raised may not fall at all, the others not as low as it was.
    struct Raising {
        let problem: Problem
        private var rows: [[Int]]
        private var services: [Int]
        private var loads: [Int]
        private var holders: [[Int]]
        /// For each item the reviewers that it may have, those that serve it best first, at most `width`.
        private var choices: [[Int]]
        private var work = 0
        private(set) var isCut = false
        /// Steps of search after which it is enough; some seconds.
        static let most = 400_000_000
        static let width = 64

        init(_ problem: Problem, _ start: Solution) {
            self.problem = problem
            rows = start.reviewers
            services = start.service(in: problem)
            loads = start.loads(in: problem)
            holders = Array(repeating: [], count: problem.reviewers)
            for (item, row) in rows.enumerated() { for reviewer in row { holders[reviewer].append(item) } }
            let width = problem.items * problem.reviewers > 100_000 ? Self.width : problem.reviewers
            let arcs = Pricing(problem).first(width: width)
            choices = (0..<problem.items).map { item in
                arcs.run(item).sorted { (arcs.gains[$0], $1) > (arcs.gains[$1], $0) }.map { Int(arcs.reviewers[$0]) }
            }
        }

        var solution: Solution { Solution(reviewers: rows.map { $0.sorted() }, prices: loads.map { _ in 0 }) }

        mutating func run(isCancelled: () -> Bool) throws {
            var hasChanged = true
            while hasChanged, !isCut {
                hasChanged = false
                var settled = [Bool](repeating: false, count: problem.items)
                while let item = rows.indices.filter({ !settled[$0] }).min(by: {
                    (services[$0], $0) < (services[$1], $1)
                }) {
                    if isCancelled() { throw CancellationError() }
                    if raise(item) { hasChanged = true } else { settled[item] = true }
                    if work > Self.most { isCut = true }
                    if isCut { return }
                }
            }
        }

        private mutating func raise(_ item: Int) -> Bool {
            for gained in choices[item] where !rows[item].contains(gained) {
                for given in rows[item] where score(item, gained) > score(item, given) && !isKept(item, given) {
                    if let path = path(item, given: given, gained: gained) {
                        exchange([Move(item: item, from: given, to: gained)] + path)
                        return true
                    }
                }
            }
            return false
        }

        private func score(_ item: Int, _ reviewer: Int) -> Int { problem.score(item: item, reviewer: reviewer) }

        private func isKept(_ item: Int, _ reviewer: Int) -> Bool {
            problem.previous.contains(item: item, reviewer: reviewer)
        }
    }
}

extension Assignment.Raising {
    private struct Move {
        var item: Int
        var from: Int
        var to: Int
    }

    /// How low an item may fall when another is raised from `level`.
    private func floor(_ item: Int, level: Int) -> Int { services[item] > level ? level + 1 : services[item] }

    /// The moves that make up for `raised` taking `gained` instead of `given`; nil when there are none. Breadth first,
    /// with a root at the end of the reviewers through which one with room takes a unit that another must give.
    private mutating func path(_ raised: Int, given: Int, gained: Int) -> [Move]? {
        let root = loads.count
        let level = services[raised]
        var came = [Move?](repeating: nil, count: root + 1)
        var isSeen = [Bool](repeating: false, count: root + 1)
        var queue = [gained]
        isSeen[gained] = true
        var place = 0
        func see(_ node: Int, _ move: Move) {
            isSeen[node] = true
            came[node] = move
            queue.append(node)
        }
        while place < queue.count, !isSeen[given] {
            let node = queue[place]
            place += 1
            guard node < root else {
                for other in 0..<root where !isSeen[other] && loads[other] > problem.loads[other].lowerBound {
                    see(other, Move(item: -1, from: root, to: other))
                }
                continue
            }
            if loads[node] < problem.loads[node].upperBound, !isSeen[root] {
                see(root, Move(item: -1, from: node, to: root))
            }
            for item in holders[node] where item != raised && !isKept(item, node) {
                let least = floor(item, level: level) - services[item] + score(item, node)
                for next in choices[item] {
                    work += 1
                    if score(item, next) < least { break }
                    if !isSeen[next], !rows[item].contains(next) { see(next, Move(item: item, from: node, to: next)) }
                }
            }
        }
        return isSeen[given] ? traced(from: given, to: gained, came, level: level) : nil
    }

    /// The way back, unless an item that moves twice on it would fall too low.
    private func traced(from end: Int, to start: Int, _ came: [Move?], level: Int) -> [Move]? {
        var moves: [Move] = []
        var node = end
        while node != start, let move = came[node] {
            if move.item >= 0 { moves.append(move) }
            node = move.from
        }
        var after: [Int: Int] = [:]
        for move in moves {
            after[move.item, default: services[move.item]] += score(move.item, move.to) - score(move.item, move.from)
        }
        let isSound =
            after.allSatisfy { $0.value >= floor($0.key, level: level) }
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
