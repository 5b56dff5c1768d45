/// Cheapest paths with costs of at least 0 that are asked for again and again while costs change.
///
/// Cost of a question: O(edges log nodes) (Dijkstra 1959, binary heap), nothing kept between questions but memory.
public struct ShortestPath: Sendable {
    private var arcsOf: [[Int32]]
    private var head: [Int32] = []

    private var distance: [Double]
    private var arrival: [Int32]
    private var isDone: [Bool]
    private var heap: [(cost: Double, node: Int32)] = []

    public init(nodeCount: Int) {
        arcsOf = Array(repeating: [], count: nodeCount)
        distance = Array(repeating: .infinity, count: nodeCount)
        arrival = Array(repeating: -1, count: nodeCount)
        isDone = Array(repeating: false, count: nodeCount)
    }

    /// Adds an edge and returns its number; arc 2e leads from `tail` to `head`, arc 2e + 1 back.
    @discardableResult
    public mutating func addEdge(from tail: Int, to head: Int) -> Int {
        let arc = Int32(self.head.count)
        self.head += [Int32(head), Int32(tail)]
        arcsOf[tail].append(arc)
        arcsOf[head].append(arc + 1)
        return Int(arc >> 1)
    }

    /// The arcs of a cheapest path, last first, or nil where there is none. An arc of infinite cost is closed.
    public mutating func path(from source: Int, to sink: Int, cost: (Int) -> Double) -> [Int]? {
        for node in distance.indices {
            distance[node] = .infinity
            isDone[node] = false
        }
        heap.removeAll(keepingCapacity: true)
        distance[source] = 0
        push(0, Int32(source))
        while let (reached, node) = pop() {
            if Int(node) == sink { return trace(source, sink) }
            guard !isDone[Int(node)] else { continue }
            isDone[Int(node)] = true
            for arc in arcsOf[Int(node)] {
                let other = Int(head[Int(arc)])
                guard !isDone[other] else { continue }
                let total = reached + cost(Int(arc))
                guard total < distance[other] else { continue }
                distance[other] = total
                arrival[other] = arc
                push(total, Int32(other))
            }
        }
        return nil
    }

    private func trace(_ source: Int, _ sink: Int) -> [Int] {
        var arcs: [Int] = []
        var node = sink
        while node != source {
            let arc = Int(arrival[node])
            arcs.append(arc)
            node = Int(head[arc ^ 1])
        }
        return arcs
    }

    private mutating func push(_ cost: Double, _ node: Int32) {
        heap.append((cost, node))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard isBefore(heap[child], heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func pop() -> (cost: Double, node: Int32)? {
        guard let top = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return top }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && isBefore(heap[child], heap[least])
            {
                least = child
            }
            guard least != parent else { return top }
            heap.swapAt(least, parent)
            parent = least
        }
    }

    /// Equal costs go by node, so the path never depends on the heap's history.
    @inline(__always)
    private func isBefore(_ a: (cost: Double, node: Int32), _ b: (cost: Double, node: Int32)) -> Bool {
        (a.cost, a.node) < (b.cost, b.node)
    }
}
