import Support

/// The search for a shortest path (Dijkstra 1959): how far the nodes are, and by which step each is reached.
struct ShortestPaths {
    /// The step that leads to a node.
    enum Step: BitwiseCopyable {
        /// To a reviewer: a slot lets go of what it holds and takes an arc of the reviewer.
        case exchange(slot: Int32, arc: Int32)
        /// To the root: a reviewer with room keeps a unit for good.
        case keep(reviewer: Int32)
        /// From the root to a reviewer, who gives a unit.
        case give
    }

    private(set) var distance: [Int]
    private(set) var step: [Step]
    private var isDone: [Bool]
    /// By item, the nearest at which one of its units was reached.
    private var reach: [Int]
    private var heap = Heap<HeapNode<Int>>()
    private(set) var seenNodes: [Int32] = []
    private(set) var seenItems: [Int32] = []

    init(nodes: Int, items: Int) {
        distance = Array(repeating: .max, count: nodes)
        step = Array(repeating: .give, count: nodes)
        isDone = Array(repeating: false, count: nodes)
        reach = Array(repeating: .max, count: items)
    }

    /// Forgets the search before.
    mutating func begin(at source: Int) {
        for node in seenNodes { (distance[Int(node)], isDone[Int(node)]) = (.max, false) }
        for item in seenItems { reach[Int(item)] = .max }
        seenNodes.removeAll(keepingCapacity: true)
        seenItems.removeAll(keepingCapacity: true)
        heap.removeAll()
        heap.push(HeapNode(source, at: 0))
        distance[source] = 0
        seenNodes.append(Int32(source))
    }

    /// The nearest node that is not finished; nil when there is none.
    mutating func nearest() -> HeapNode<Int>? {
        while let next = heap.pop() { if !isDone[Int(next.node)] { return next } }
        return nil
    }

    mutating func finish(_ node: Int) { isDone[node] = true }

    /// Whether a unit of the item was never reached as near as this.
    mutating func reach(_ item: Int, at base: Int) -> Bool {
        guard base < reach[item] else { return false }
        if reach[item] == .max { seenItems.append(Int32(item)) }
        reach[item] = base
        return true
    }

    @inline(__always)
    mutating func relax(_ node: Int, _ length: Int, _ step: Step) {
        guard length < distance[node] else { return }
        if distance[node] == .max { seenNodes.append(Int32(node)) }
        distance[node] = length
        self.step[node] = step
        heap.push(HeapNode(node, at: length))
    }
}

/// The slots that hold a unit of each reviewer, as linked lists.
struct SlotLists {
    private(set) var counts: [Int32]
    private var heads: [Int32]
    private var after: [Int32]
    private var before: [Int32]

    init(reviewers: Int, slots: Int) {
        counts = Array(repeating: 0, count: reviewers)
        heads = Array(repeating: -1, count: reviewers)
        after = Array(repeating: -1, count: slots)
        before = after
    }

    /// The first slot of a reviewer, or -1.
    func first(_ reviewer: Int) -> Int { Int(heads[reviewer]) }

    /// The slot behind another in its list, or -1.
    func next(_ slot: Int) -> Int { Int(after[slot]) }

    mutating func insert(_ slot: Int, at reviewer: Int) {
        counts[reviewer] += 1
        before[slot] = -1
        after[slot] = heads[reviewer]
        if heads[reviewer] >= 0 { before[Int(heads[reviewer])] = Int32(slot) }
        heads[reviewer] = Int32(slot)
    }

    mutating func remove(_ slot: Int, from reviewer: Int) {
        counts[reviewer] -= 1
        if before[slot] >= 0 { after[Int(before[slot])] = after[slot] } else { heads[reviewer] = after[slot] }
        if after[slot] >= 0 { before[Int(after[slot])] = before[slot] }
    }
}
