import Support

/// Chooses the pairs that are put into play: at first the best of each item, later those whose reduced cost shows
/// that they would improve the assignment (column generation; Ford and Fulkerson 1958, Gilmore and Gomory 1961).
struct Pricing: Sendable {
    let problem: Problem
    /// What keeping a pair of the earlier assignment is worth: more than all scores together could make up for.
    let bonus: Int

    init(_ problem: Problem) {
        self.problem = problem
        let highest = max(Int(problem.scores.scores.max() ?? 0), 0)
        let lowest = min(Int(problem.scores.scores.min() ?? 0), 0)
        bonus = problem.previous.isEmpty ? 0 : 1 + (highest - lowest) * problem.demands.reduce(0, +)
    }

    func gain(item: Int, reviewer: Int) -> Int {
        problem.score(item: item, reviewer: reviewer)
            + (problem.previous.contains(item: item, reviewer: reviewer) ? bonus : 0)
    }
}

extension Pricing {
    typealias Addition = [(reviewer: Int32, gain: Int)]

    /// The best `width` pairs of each item, and all of the earlier assignment.
    func first(width: Int) -> Arcs {
        let none = Arcs(starts: Array(repeating: 0, count: problem.items + 1), reviewers: [], gains: [])
        let floors = [Int](repeating: .min, count: problem.items)
        var arcs = none.adding(better(than: floors, at: Array(repeating: 0, count: problem.reviewers), width: width))
        if !problem.previous.isEmpty { arcs = arcs.adding((0..<problem.items).map { earlier($0, beside: arcs) }) }
        return arcs
    }

    /// For each item at most `width` pairs out of play that, at these prices, are worth more than its floor.
    /// Pairs of the earlier assignment are taken to be in play.
    func better(
        than floors: [Int], at prices: [Int], width: Int, beside arcs: Arcs? = nil
    ) -> [Addition] {
        let cheapest = problem.onlyScored ? [] : prices.indices.sorted { (prices[$0], $0) < (prices[$1], $1) }
        var best = Best(room: width)
        return (0..<problem.items).map { item in
            best.empty(floor: floors[item])
            scored(item, at: prices, into: &best, beside: arcs)
            unscored(item, cheapest, at: prices, into: &best, beside: arcs)
            return best.reviewers.sorted().map { ($0, gain(item: item, reviewer: Int($0))) }
        }
    }

    private func earlier(_ item: Int, beside arcs: Arcs) -> Addition {
        problem.previous.reviewers[problem.previous.run(item)]
            .filter { problem.allows(item: item, reviewer: Int($0)) && arcs.arc(item: item, reviewer: $0) == nil }
            .map { ($0, gain(item: item, reviewer: Int($0))) }
    }

    /// Scored pairs. Each item begins its round elsewhere, so that equal scores do not all lead to one reviewer.
    private func scored(_ item: Int, at prices: [Int], into best: inout Best, beside arcs: Arcs?) {
        let run = problem.scores.run(item)
        guard !run.isEmpty else { return }
        let turn = run.lowerBound + item &* 7919 % run.count
        problem.scores.reviewers.withUnsafeBufferPointer { reviewers in
            problem.scores.scores.withUnsafeBufferPointer { scores in
                prices.withUnsafeBufferPointer { prices in
                    for stretch in [turn..<run.upperBound, run.lowerBound..<turn] {
                        for place in stretch {
                            let reviewer = reviewers[place]
                            let value = Int(scores[place]) &- prices[Int(reviewer)]
                            if value > best.floor, isOut(item, reviewer, of: arcs) { best.insert(reviewer, value) }
                        }
                    }
                }
            }
        }
    }

    /// Pairs without a score, worth 0 less the price: in order of price, so that only a few are looked at.
    private func unscored(
        _ item: Int, _ cheapest: [Int], at prices: [Int], into best: inout Best, beside arcs: Arcs?
    ) {
        guard !cheapest.isEmpty, problem.scores.run(item).count < problem.reviewers else { return }
        let turn = prices[cheapest[0]] == prices[cheapest[cheapest.count - 1]] ? item &* 7919 : 0
        for step in cheapest.indices {
            let reviewer = cheapest[(step + turn) % cheapest.count]
            guard -prices[reviewer] > best.floor else { return }
            if problem.scores.score(item: item, reviewer: reviewer) == nil, isOut(item, Int32(reviewer), of: arcs) {
                best.insert(Int32(reviewer), -prices[reviewer])
            }
        }
    }

    private func isOut(_ item: Int, _ reviewer: Int32, of arcs: Arcs?) -> Bool {
        arcs?.arc(item: item, reviewer: reviewer) == nil
            && !problem.forbidden.contains(item: item, reviewer: Int(reviewer))
    }

    /// The few best of many: a heap with the least of them on top.
    struct Best {
        let room: Int
        /// What a value must exceed to be let in.
        private(set) var floor = Int.min
        private var heap = Heap<Offer>()

        init(room: Int) { self.room = room }

        var reviewers: [Int32] { heap.unordered.map(\.reviewer) }

        mutating func empty(floor: Int) {
            self.floor = floor
            heap.removeAll()
        }

        mutating func insert(_ reviewer: Int32, _ value: Int) {
            let offer = Offer(value: value, reviewer: reviewer)
            if heap.count < room { heap.push(offer) } else { heap.replaceFirst(with: offer) }
            if heap.count == room, let least = heap.first { floor = max(floor, least.value) }
        }
    }

    /// A reviewer and what the pair is worth. Equal ones keep the order in which the round met them.
    private struct Offer: Comparable {
        var value: Int
        var reviewer: Int32

        static func < (a: Offer, b: Offer) -> Bool { a.value < b.value }
        static func == (a: Offer, b: Offer) -> Bool { a.value == b.value }
    }
}

extension Pricing {
    /// When a search came to its end without finding room: for each item that it reached the pair that leads out of
    /// what it reached at the least loss.
    func beyond(_ exchange: Exchange) -> [Addition] {
        var isInside = [Bool](repeating: false, count: problem.reviewers + 1)
        for reviewer in exchange.seenReviewers { isInside[Int(reviewer)] = true }
        var additions = [Addition](repeating: [], count: problem.items)
        for item in exchange.seenItems.map(Int.init) {
            let outside = (0..<problem.reviewers).filter {
                !isInside[$0] && problem.allows(item: item, reviewer: $0)
                    && exchange.arcs.arc(item: item, reviewer: Int32($0)) == nil
            }
            let best = outside.max {
                problem.score(item: item, reviewer: $0) - exchange.prices[$0]
                    < problem.score(item: item, reviewer: $1) - exchange.prices[$1]
            }
            if let best { additions[item] = [(Int32(best), gain(item: item, reviewer: best))] }
        }
        return additions
    }
}
