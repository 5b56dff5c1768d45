import Support

/// Makes an exact optimum of any start, by exchanges along shortest paths.
///
/// Every item always holds its best arcs at the current prices; what can be wrong is only that a reviewer holds too many
/// units or too few. A unit moves from reviewer j to k when an item lets go of j and takes k; what that loses, at the
/// prices, is the length of the step: (3) of docs/methods/assignment.md. So the graph of the search has one node per
/// reviewer and a root, through which a reviewer with room takes a unit that another must give (successive shortest paths
/// with potentials: Jewell 1958, Busacker and Gowen 1960, Edmonds and Karp 1972).
struct Exchange {
    private(set) var arcs: Arcs
    /// The slots of item i are `slots[i]..<slots[i + 1]`; each holds one arc of the item.
    let slots: [Int32]
    private let itemOf: [Int32]
    private let lows: [Int32]
    private let highs: [Int32]
    /// The potential of each reviewer and, last, that of the root.
    private(set) var prices: [Int]
    /// The arc that each slot holds.
    private(set) var held: [Int32]
    private var isHeld: [Bool]
    private var lists: SlotLists
    /// How many units each reviewer is to hold at these prices.
    private var quotas: [Int32]
    private var paths: ShortestPaths

    init(_ problem: Problem, arcs: Arcs, prices: [Int], held: [Int32]) {
        self.arcs = arcs
        self.prices = prices + [0]
        self.held = held
        let slots = problem.slots
        self.slots = slots
        lows = problem.loads.map { Int32($0.lowerBound) }
        highs = problem.loads.map { Int32($0.upperBound) }
        itemOf = (0..<problem.items).flatMap { item in
            Array(repeating: Int32(item), count: Int(slots[item + 1] - slots[item]))
        }
        isHeld = []
        quotas = []
        lists = SlotLists(reviewers: 0, slots: 0)
        paths = ShortestPaths(nodes: problem.reviewers + 1, items: problem.items)
        settle()
    }

    private var root: Int { lows.count }

    /// What the last search reached.
    var seenReviewers: [Int32] { paths.seenNodes }
    var seenItems: [Int32] { paths.seenItems }

    private func slots(of item: Int) -> Range<Int> { Int(slots[item])..<Int(slots[item + 1]) }

    private func reviewer(_ slot: Int) -> Int { Int(arcs.reviewers[Int(held[slot])]) }

    /// The reduced gain (2) of an arc.
    private func worth(_ arc: Int) -> Int { arcs.gains[arc] - prices[Int(arcs.reviewers[arc])] }

    private func heldWorth(_ slot: Int) -> Int { held[slot] < 0 ? .min : worth(Int(held[slot])) }

    /// For each item what its least held arc is worth: an arc out of play matters only when it is worth more.
    var floors: [Int] {
        (0..<slots.count - 1).map { item in slots(of: item).map(heldWorth).min() ?? .max }
    }
}

// MARK: - In line with the prices

extension Exchange {
    /// Brings everything into line with the prices: items hold their best arcs, reviewers are due what the sign of
    /// their price says.
    private mutating func settle() {
        isHeld = Array(repeating: false, count: arcs.reviewers.count)
        lists = SlotLists(reviewers: lows.count, slots: held.count)
        for arc in held where arc >= 0 { isHeld[Int(arc)] = true }
        for item in 0..<slots.count - 1 { holdBest(item) }
        for slot in held.indices { lists.insert(slot, at: reviewer(slot)) }
        quotas = lows.indices.map(quota)
    }

    private func quota(_ reviewer: Int) -> Int32 {
        let price = prices[reviewer] - prices[root]
        if price > 0 { return highs[reviewer] }
        if price < 0 { return lows[reviewer] }
        return min(max(lists.counts[reviewer], lows[reviewer]), highs[reviewer])
    }

    private mutating func holdBest(_ item: Int) {
        let (own, run) = (slots(of: item), arcs.run(item))
        while let worst = own.min(by: { heldWorth($0) < heldWorth($1) }) {
            var best = -1
            for arc in run where !isHeld[arc] && (best < 0 || worth(arc) > worth(best)) { best = arc }
            guard best >= 0, held[worst] < 0 || worth(best) > worth(Int(held[worst])) else { return }
            if held[worst] >= 0 { isHeld[Int(held[worst])] = false }
            held[worst] = Int32(best)
            isHeld[best] = true
        }
    }

    /// Puts more arcs into play and begins again with the prices so far.
    mutating func add(_ additions: [Pricing.Addition]) {
        let old = arcs
        arcs = arcs.adding(additions)
        for slot in held.indices where held[slot] >= 0 {
            held[slot] = Int32(arcs.arc(item: Int(itemOf[slot]), reviewer: old.reviewers[Int(held[slot])]) ?? -1)
        }
        settle()
    }
}

// MARK: - Exchanging

extension Exchange {
    /// Exchanges until every reviewer holds what is due. False when an excess cannot go anywhere with the arcs in play;
    /// then `seenReviewers` and `seenItems` are what it reached.
    mutating func clear(_ checkpoint: Checkpoint) throws -> Bool {
        for node in 0...root {
            while excess(node) > 0 {
                try checkpoint.check()
                guard let target = search(from: node) else { return false }
                augment(to: target, from: node)
            }
        }
        return true
    }

    /// What a node holds beyond its due; for the root the other way round, what is due beyond all that is held.
    private func excess(_ node: Int) -> Int {
        node == root
            ? quotas.reduce(0) { $0 + Int($1) } - held.count : Int(lists.counts[node] - quotas[node])
    }

    /// The nearest node that holds less than its due; prices are changed so that the way there costs nothing.
    private mutating func search(from source: Int) -> Int? {
        // An excess at the source is being moved, so the root's own balance is what it was.
        let rootLacks = source != root && excess(root) < 0
        paths.begin(at: source)
        while let next = paths.nearest() {
            let (node, length) = (Int(next.node), next.distance)
            if node == root ? rootLacks : lists.counts[node] < quotas[node] {
                reprice(length)
                return node
            }
            paths.finish(node)
            if node == root { expandRoot(length) } else { expand(node, length) }
        }
        return nil
    }

    /// From a reviewer: an item of theirs takes somebody else, or the reviewer keeps the unit for good.
    private mutating func expand(_ node: Int, _ length: Int) {
        if quotas[node] < highs[node] {
            paths.relax(root, length + prices[root] - prices[node], .keep(reviewer: Int32(node)))
        }
        var slot = lists.first(node)
        while slot >= 0 {
            let base = length + worth(Int(held[slot]))
            if paths.reach(Int(itemOf[slot]), at: base) {
                for arc in arcs.run(Int(itemOf[slot])) where !isHeld[arc] {
                    paths.relax(
                        Int(arcs.reviewers[arc]), base - worth(arc), .exchange(slot: Int32(slot), arc: Int32(arc)))
                }
            }
            slot = lists.next(slot)
        }
    }

    /// From the root: a reviewer who is due more than the least gives a unit away.
    private mutating func expandRoot(_ length: Int) {
        for node in lows.indices where quotas[node] > lows[node] {
            paths.relax(node, length + prices[node] - prices[root], .give)
        }
    }

    /// Raises the prices of all that is nearer than the target, by as much as it is nearer.
    private mutating func reprice(_ length: Int) {
        for node in paths.seenNodes where paths.distance[Int(node)] < length {
            prices[Int(node)] += length - paths.distance[Int(node)]
        }
    }

    private mutating func augment(to target: Int, from source: Int) {
        var node = target
        while node != source {
            switch paths.step[node] {
            case .keep(let reviewer):
                node = Int(reviewer)
                quotas[node] += 1
            case .give:
                quotas[node] -= 1
                node = root
            case .exchange(let slot, let arc):
                let from = reviewer(Int(slot))
                hold(Int(arc), in: Int(slot))
                node = from
            }
        }
    }

    private mutating func hold(_ arc: Int, in slot: Int) {
        lists.remove(slot, from: reviewer(slot))
        isHeld[Int(held[slot])] = false
        held[slot] = Int32(arc)
        isHeld[arc] = true
        lists.insert(slot, at: reviewer(slot))
    }
}
