import Flow

/// Cheap moves over figures that may still be hidden: the building blocks of a heuristic pattern.
protocol CheapMoves: Sendable {
    /// The figures of a move that changes `figure` by `change` and none of `fixed`, cheap by `cost` a figure.
    /// A figure of infinite cost stays as it is. Nil where there is no such move.
    mutating func cheapMove(_ figure: Int, by change: Int, fixing fixed: Set<Int>, cost: [Double]) -> [Int]?
}

/// In a network: one cheapest path after the other until the change is reached.
struct CheapPaths: CheapMoves {
    private var graph: ShortestPath
    private let room: Room
    private let layout: NetworkLayout

    init?(_ figures: Figures, room: Room) {
        guard let layout = NetworkLayout(figures, isHidden: Array(repeating: true, count: figures.count)) else {
            return nil
        }
        self.layout = layout
        self.room = room
        graph = ShortestPath(nodeCount: layout.nodeCount)
        for figure in 0..<figures.count { graph.addEdge(from: layout.tail[figure], to: layout.head[figure]) }
    }

    mutating func cheapMove(_ figure: Int, by change: Int, fixing fixed: Set<Int>, cost: [Double]) -> [Int]? {
        guard -change <= room.fall[figure], change <= room.rise[figure] else { return nil }
        var moved: [Int: Int] = [figure: change]
        let from = change > 0 ? layout.head[figure] : layout.tail[figure]
        let to = change > 0 ? layout.tail[figure] : layout.head[figure]
        var rest = abs(change)
        func left(_ arc: Int) -> Int {
            let moved = moved[arc >> 1, default: 0]
            return arc & 1 == 1 ? room.fall[arc >> 1] + moved : room.rise[arc >> 1] - moved
        }
        while rest > 0, from != to {
            let path = graph.path(from: from, to: to) { arc in
                let edge = arc >> 1
                if edge == figure || fixed.contains(edge) { return .infinity }
                if left(arc) <= 0 { return .infinity }
                return moved[edge, default: 0] != 0 ? 1e-4 : cost[edge]
            }
            guard let path else { return nil }
            let units = path.reduce(rest) { min($0, left($1)) }
            for arc in path { moved[arc >> 1, default: 0] += arc & 1 == 0 ? units : -units }
            rest -= units
        }
        return moved.keys.filter { moved[$0] != 0 }.sorted()
    }
}

/// In any structure: a linear programme that pays for each unit of change.
struct CheapPrograms: CheapMoves {
    private var programme: MoveProgramme
    private let room: Room

    init(_ figures: Figures, room: Room) {
        self.room = room
        programme = MoveProgramme(
            figures, included: Array(0..<figures.count), up: room.fall.indices.map { room.up($0) },
            down: room.fall.indices.map { room.down($0) })
    }

    mutating func cheapMove(_ figure: Int, by change: Int, fixing fixed: Set<Int>, cost: [Double]) -> [Int]? {
        guard -change <= room.fall[figure], change <= room.rise[figure] else { return nil }
        for f in cost.indices {
            let isFixed = fixed.contains(f) || cost[f] == .infinity
            programme.setCost(f, isFixed ? 1 : cost[f])
            programme.setRange(f, up: isFixed ? 0 : room.up(f), down: isFixed ? 0 : room.down(f))
        }
        return programme.ask(figure, by: Double(change), fixing: []) { programme, isPossible in
            isPossible ? programme.moved : nil
        }
    }
}
