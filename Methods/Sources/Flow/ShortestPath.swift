import Support

/// Cheapest paths with costs of at least 0 that are asked for again and again while costs change.
///
/// Cost of a question: O(edges log nodes) (Dijkstra 1959, binary heap), nothing kept between questions but memory.
public struct ShortestPath: Sendable {
    private var arcsOf: [[Int32]]
    private var head: [Int32] = []

    private var distance: [Double]
    private var arrival: [Int32]
    private var isDone: [Bool]
    private var heap = Heap<HeapNode<Double>>()

    /// A graph without edges; nodes are numbered from 0. Cost: O(nodes).
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

    /// The arcs of a cheapest path, last first, or nil where there is none.
    ///
    /// - Parameters:
    ///   - source, sink: numbers of nodes.
    ///   - cost: of an arc, by its number: 0 or more, which is not checked; an arc of infinite cost is closed. Of
    ///     equally cheap paths the numbers of nodes and arcs decide.
    public mutating func path(from source: Int, to sink: Int, cost: (Int) -> Double) -> [Int]? {
        for node in distance.indices {
            distance[node] = .infinity
            isDone[node] = false
        }
        heap.removeAll()
        distance[source] = 0
        heap.push(HeapNode(source, at: 0))
        while let nearest = heap.pop() {
            let (reached, node) = (nearest.distance, Int(nearest.node))
            if node == sink { return trace(source, sink) }
            guard !isDone[node] else { continue }
            isDone[node] = true
            for arc in arcsOf[node] {
                let other = Int(head[Int(arc)])
                guard !isDone[other] else { continue }
                let total = reached + cost(Int(arc))
                guard total < distance[other] else { continue }
                distance[other] = total
                arrival[other] = arc
                heap.push(HeapNode(other, at: total))
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
}
