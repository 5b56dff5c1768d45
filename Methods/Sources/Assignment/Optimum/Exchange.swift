import Support

/// Makes an exact optimum of any start, by exchanges along shortest paths.
///
/// Every item always holds its best arcs at the current prices; what can be wrong is only that a reviewer holds
/// too many units or too few. A unit moves from reviewer a to b when an item lets go of a and takes b; what that
/// loses, at the prices, is the length of the step. So the graph of the search has one node per reviewer and a
/// root, through which a reviewer with room takes a unit that another must give (successive shortest paths with
/// potentials: Jewell 1958, Busacker and Gowen 1960, Edmonds and Karp 1972).
struct Exchange {
    private(set) var arcs: Arcs
    let slots: [Int32]
    private let lows: [Int32]
    private let highs: [Int32]
    /// One price per reviewer and, last, that of the root.
    private(set) var prices: [Int]
    private(set) var held: [Int32]
    private var itemOf: [Int32]
    private var taken: [Bool]
    private var loads: [Int32]
    /// How many units each reviewer is to hold at these prices.
    private var dues: [Int32]
    /// The slots of each reviewer as linked lists.
    private var first: [Int32]
    private var next: [Int32]
    private var back: [Int32]
    // The search.
    private var distance: [Int]
    private var isDone: [Bool]
    private var via: [Int32]
    private var toward: [Int32]
    private var reach: [Int]
    private var heap = Heap<HeapNode<Int>>()
    private(set) var seenReviewers: [Int32] = []
    private(set) var seenItems: [Int32] = []
}

extension Exchange {
    init(_ problem: Problem, arcs: Arcs, prices: [Int], held: [Int32]) {
        self.arcs = arcs
        self.prices = prices + [0]
        self.held = held
        slots = problem.slots
        lows = problem.loads.map { Int32($0.lowerBound) }
        highs = problem.loads.map { Int32($0.upperBound) }
        itemOf = Array(repeating: 0, count: held.count)
        for item in 0..<problem.items {
            for slot in Int(slots[item])..<Int(slots[item + 1]) { itemOf[slot] = Int32(item) }
        }
        let nodes = problem.reviewers + 1
        taken = []
        loads = []
        dues = []
        first = []
        next = []
        back = []
        distance = Array(repeating: .max, count: nodes)
        isDone = Array(repeating: false, count: nodes)
        via = Array(repeating: 0, count: nodes)
        toward = Array(repeating: 0, count: nodes)
        reach = Array(repeating: .max, count: problem.items)
        settle()
    }

    private var root: Int { lows.count }

    /// Brings everything into line with the prices: items hold their best arcs, reviewers are due what the sign of
    /// their price says.
    private mutating func settle() {
        taken = Array(repeating: false, count: arcs.reviewers.count)
        loads = Array(repeating: 0, count: lows.count)
        first = Array(repeating: -1, count: lows.count)
        next = Array(repeating: -1, count: held.count)
        back = next
        for arc in held where arc >= 0 { taken[Int(arc)] = true }
        for item in 0..<slots.count - 1 { holdBest(item) }
        for slot in held.indices { link(slot) }
        dues = lows.indices.map { reviewer in
            let price = prices[reviewer] - prices[root]
            if price > 0 { return highs[reviewer] }
            if price < 0 { return lows[reviewer] }
            return min(max(loads[reviewer], lows[reviewer]), highs[reviewer])
        }
    }

    private func worth(_ arc: Int) -> Int { arcs.gains[arc] - prices[Int(arcs.reviewers[arc])] }

    private mutating func holdBest(_ item: Int) {
        let own = Int(slots[item])..<Int(slots[item + 1])
        let run = arcs.run(item)
        while true {
            guard let worst = own.min(by: { heldWorth($0) < heldWorth($1) }) else { return }
            var best = -1
            for arc in run where !taken[arc] && (best < 0 || worth(arc) > worth(best)) { best = arc }
            guard best >= 0, held[worst] < 0 || worth(best) > worth(Int(held[worst])) else { return }
            if held[worst] >= 0 { taken[Int(held[worst])] = false }
            held[worst] = Int32(best)
            taken[best] = true
        }
    }

    private func heldWorth(_ slot: Int) -> Int { held[slot] < 0 ? .min : worth(Int(held[slot])) }

    private mutating func link(_ slot: Int) {
        let reviewer = Int(arcs.reviewers[Int(held[slot])])
        loads[reviewer] += 1
        back[slot] = -1
        next[slot] = first[reviewer]
        if first[reviewer] >= 0 { back[Int(first[reviewer])] = Int32(slot) }
        first[reviewer] = Int32(slot)
    }

    private mutating func unlink(_ slot: Int) {
        let reviewer = Int(arcs.reviewers[Int(held[slot])])
        loads[reviewer] -= 1
        if back[slot] >= 0 { next[Int(back[slot])] = next[slot] } else { first[reviewer] = next[slot] }
        if next[slot] >= 0 { back[Int(next[slot])] = back[slot] }
    }

    /// Puts more arcs into play and begins anew with the prices so far.
    mutating func add(_ additions: [Pricing.Addition]) {
        let old = arcs
        arcs = arcs.adding(additions)
        for slot in held.indices where held[slot] >= 0 {
            held[slot] = Int32(arcs.arc(item: Int(itemOf[slot]), reviewer: old.reviewers[Int(held[slot])]) ?? -1)
        }
        settle()
    }

    /// For each item what its least held arc is worth: an arc out of play matters only when it is worth more.
    var floors: [Int] {
        (0..<slots.count - 1).map { item in
            (Int(slots[item])..<Int(slots[item + 1])).map(heldWorth).min() ?? .max
        }
    }

    /// What a node holds beyond its due; for the root the other way round, what is due beyond all that is held.
    private func surplus(_ node: Int) -> Int {
        node == root ? dues.reduce(0) { $0 + Int($1) } - held.count : Int(loads[node] - dues[node])
    }

    /// Exchanges until every reviewer holds what is due. False when a surplus cannot go anywhere with the arcs in
    /// play; then `seenReviewers` and `seenItems` are what it reached.
    mutating func clear(_ checkpoint: Checkpoint) throws -> Bool {
        for node in 0...root {
            while surplus(node) > 0 {
                try checkpoint.check()
                guard let target = search(from: node) else { return false }
                augment(to: target, from: node)
            }
        }
        return true
    }
}

// MARK: - The search

extension Exchange {
    /// The nearest node that holds less than its due; prices are changed so that the way there costs nothing.
    private mutating func search(from source: Int) -> Int? {
        forget()
        // Surplus at the source is being moved, so the root's own balance is what it was.
        let rootLacks = source != root && surplus(root) < 0
        heap.push(HeapNode(source, at: 0))
        distance[source] = 0
        seenReviewers.append(Int32(source))
        while let next = heap.pop() {
            let (length, node) = (next.distance, Int(next.node))
            if isDone[node] { continue }
            if node == root ? rootLacks : loads[node] < dues[node] {
                reprice(length)
                return node
            }
            isDone[node] = true
            if node == root { expandRoot(length) } else { expand(node, length) }
        }
        return nil
    }

    private mutating func forget() {
        for node in seenReviewers {
            distance[Int(node)] = .max
            isDone[Int(node)] = false
        }
        for item in seenItems { reach[Int(item)] = .max }
        seenReviewers.removeAll(keepingCapacity: true)
        seenItems.removeAll(keepingCapacity: true)
        heap.removeAll()
    }

    private mutating func expand(_ node: Int, _ length: Int) {
        if dues[node] < highs[node] {
            relax(root, length + prices[root] - prices[node], via: -1 - Int32(node), toward: -1)
        }
        var slot = first[node]
        while slot >= 0 {
            let item = Int(itemOf[Int(slot)])
            let base = length + worth(Int(held[Int(slot)]))
            if base < reach[item] {
                if reach[item] == .max { seenItems.append(Int32(item)) }
                reach[item] = base
                let run = arcs.run(item)
                for arc in run where !taken[arc] {
                    relax(Int(arcs.reviewers[arc]), base - worth(arc), via: slot, toward: Int32(arc))
                }
            }
            slot = next[Int(slot)]
        }
    }

    private mutating func expandRoot(_ length: Int) {
        for node in lows.indices where dues[node] > lows[node] {
            relax(node, length + prices[node] - prices[root], via: -1, toward: -1)
        }
    }

    @inline(__always)
    private mutating func relax(_ node: Int, _ length: Int, via slot: Int32, toward arc: Int32) {
        guard length < distance[node] else { return }
        if distance[node] == .max { seenReviewers.append(Int32(node)) }
        distance[node] = length
        via[node] = slot
        toward[node] = arc
        heap.push(HeapNode(node, at: length))
    }

    private mutating func reprice(_ length: Int) {
        for node in seenReviewers where distance[Int(node)] < length {
            prices[Int(node)] += length - distance[Int(node)]
        }
    }

    private mutating func augment(to target: Int, from source: Int) {
        var node = target
        while node != source {
            let slot = via[node]
            if node == root {
                // A reviewer with room keeps the unit for good.
                node = Int(-1 - slot)
                dues[node] += 1
            } else if slot < 0 {
                dues[node] -= 1
                node = root
            } else {
                let from = Int(arcs.reviewers[Int(held[Int(slot)])])
                unlink(Int(slot))
                taken[Int(held[Int(slot)])] = false
                held[Int(slot)] = toward[node]
                taken[Int(toward[node])] = true
                link(Int(slot))
                node = from
            }
        }
    }
}
