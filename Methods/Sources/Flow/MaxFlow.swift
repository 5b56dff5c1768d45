/// A network in which whole units are pushed from one node to another along shortest augmenting paths.
///
/// Each edge carries units both ways, each way with its own capacity, so a cell of a table that may grow without
/// limit and shrink to 0 is one edge. Flow is undone by `clear()` at the cost of the edges that carry it, so thousands
/// of small questions about one network stay cheap.
///
/// Cost of a push: O(edges) for each augmenting path (Edmonds and Karp 1972).
public struct MaxFlow: Sendable {
    /// A capacity without limit.
    public static let unlimited = Int.max / 4

    /// How many nodes there are, numbered from 0.
    public let nodeCount: Int
    /// How many edges there are, numbered from 0.
    public private(set) var edgeCount = 0

    /// Arcs 2e and 2e + 1 are the two ways of edge e.
    private var head: [Int32] = []
    private var capacity: [Int] = []
    private var arcsOf: [[Int32]]
    private var flow: [Int] = []
    /// Every edge that carried flow since the last `clear`, once.
    private var carrying: [Int] = []
    private var isListed: [Bool] = []

    private var mark: [Int32]
    private var arrival: [Int32]
    private var queue: [Int32] = []
    private var round: Int32 = 0

    /// A network without edges; nodes are numbered from 0. Cost: O(nodes).
    public init(nodeCount: Int) {
        self.nodeCount = nodeCount
        arcsOf = Array(repeating: [], count: nodeCount)
        mark = Array(repeating: 0, count: nodeCount)
        arrival = Array(repeating: -1, count: nodeCount)
        queue.reserveCapacity(nodeCount)
    }

    /// Adds an edge and returns its number; `forward` units may go from `tail` to `head`, `backward` the other way.
    @discardableResult
    public mutating func addEdge(from tail: Int, to head: Int, forward: Int, backward: Int) -> Int {
        precondition(forward >= 0 && backward >= 0, "capacities are not negative")
        let arc = Int32(2 * edgeCount)
        self.head += [Int32(head), Int32(tail)]
        capacity += [forward, backward]
        arcsOf[tail].append(arc)
        arcsOf[head].append(arc + 1)
        flow.append(0)
        isListed.append(false)
        edgeCount += 1
        return edgeCount - 1
    }

    /// Changes the capacities of an edge, which are 0 or more; the flow on it must fit, or be cleared. Cost: O(1).
    public mutating func setCapacity(of edge: Int, forward: Int, backward: Int) {
        capacity[2 * edge] = forward
        capacity[2 * edge + 1] = backward
    }

    /// How many units an edge may carry each way.
    public func capacities(of edge: Int) -> (forward: Int, backward: Int) {
        (capacity[2 * edge], capacity[2 * edge + 1])
    }

    /// The units that edge carries from tail to head; negative the other way.
    public func flow(on edge: Int) -> Int { flow[edge] }

    /// The edges that carry flow, each once.
    public var carriers: [Int] { carrying.filter { flow[$0] != 0 } }

    /// Takes all flow back.
    public mutating func clear() {
        for edge in carrying { (flow[edge], isListed[edge]) = (0, false) }
        carrying.removeAll(keepingCapacity: true)
    }

    /// Pushes up to `limit` units from `source` to `sink`, beside the flow that is there, and returns how many went:
    /// fewer only when no more can go.
    public mutating func push(from source: Int, to sink: Int, atMost limit: Int) -> Int {
        if source == sink { return limit }
        var pushed = 0
        while pushed < limit, search(from: source, to: sink) {
            pushed += augment(from: source, to: sink, atMost: limit - pushed)
        }
        return pushed
    }

    /// The source's side of a smallest cut, by node, after a `push` that could not send everything. Cost: O(edges).
    public mutating func reachable(from source: Int) -> [Bool] {
        _ = search(from: source, to: -1)
        return mark.map { $0 == round }
    }

    @inline(__always)
    private func residual(_ arc: Int) -> Int {
        arc & 1 == 0 ? capacity[arc] - flow[arc >> 1] : capacity[arc] + flow[arc >> 1]
    }

    private mutating func search(from source: Int, to sink: Int) -> Bool {
        round += 1
        mark[source] = round
        queue.removeAll(keepingCapacity: true)
        queue.append(Int32(source))
        var next = 0
        while next < queue.count {
            let node = Int(queue[next])
            next += 1
            for arc in arcsOf[node] {
                let other = Int(head[Int(arc)])
                guard mark[other] != round, residual(Int(arc)) > 0 else { continue }
                mark[other] = round
                arrival[other] = arc
                if other == sink { return true }
                queue.append(Int32(other))
            }
        }
        return false
    }

    private mutating func augment(from source: Int, to sink: Int, atMost limit: Int) -> Int {
        var units = limit
        var node = sink
        while node != source {
            let arc = Int(arrival[node])
            units = min(units, residual(arc))
            node = Int(head[arc ^ 1])
        }
        node = sink
        while node != source {
            let arc = Int(arrival[node])
            list(arc >> 1)
            flow[arc >> 1] += arc & 1 == 0 ? units : -units
            node = Int(head[arc ^ 1])
        }
        return units
    }

    private mutating func list(_ edge: Int) {
        guard !isListed[edge] else { return }
        isListed[edge] = true
        carrying.append(edge)
    }
}
