import Flow

/// Moves in a table that is a network: a move is a circulation. Flows are whole by themselves, so here the attacker
/// with whole numbers finds no more than the one with fractions.
struct NetworkMoves: MoveFinder {
    private var network: MaxFlow
    private let room: Room
    private let layout: NetworkLayout
    private var edgeOf: [Int]
    private var figureOf: [Int] = []
    var gaveUp: Bool { false }

    /// Nil when the hidden figures do not make a network.
    init?(_ figures: Figures, room: Room, isHidden: [Bool]) {
        guard let layout = NetworkLayout(figures, isHidden: isHidden) else { return nil }
        self.layout = layout
        self.room = room
        network = MaxFlow(nodeCount: layout.nodeCount)
        edgeOf = Array(repeating: -1, count: figures.count)
        for figure in 0..<figures.count where isHidden[figure] {
            edgeOf[figure] = network.addEdge(
                from: layout.tail[figure], to: layout.head[figure], forward: room.rise[figure],
                backward: room.fall[figure])
            figureOf.append(figure)
        }
    }

    mutating func setShown(_ figure: Int, _ isShown: Bool) {
        setFixed(figure, isShown)
    }

    private mutating func setFixed(_ figure: Int, _ isFixed: Bool) {
        guard edgeOf[figure] >= 0 else { return }
        network.setCapacity(
            of: edgeOf[figure], forward: isFixed ? 0 : room.rise[figure], backward: isFixed ? 0 : room.fall[figure])
    }

    mutating func move(_ figure: Int, by change: Int, fixing fixed: [Int]) -> Move? {
        let edge = edgeOf[figure]
        guard edge >= 0, -change <= room.fall[figure], change <= room.rise[figure] else { return nil }
        let own = network.capacities(of: edge)
        let others = fixed.filter { edgeOf[$0] >= 0 }.map { ($0, network.capacities(of: edgeOf[$0])) }
        for (other, _) in others { setFixed(other, true) }
        setFixed(figure, true)
        let (tail, head) = (layout.tail[figure], layout.head[figure])
        let pushed = network.push(from: change > 0 ? head : tail, to: change > 0 ? tail : head, atMost: abs(change))
        defer {
            network.clear()
            network.setCapacity(of: edge, forward: own.forward, backward: own.backward)
            for (other, capacity) in others {
                network.setCapacity(of: edgeOf[other], forward: capacity.forward, backward: capacity.backward)
            }
        }
        guard pushed == abs(change) else { return nil }
        let carriers = network.carriers
        return Move(
            figures: [figure] + carriers.map { figureOf[$0] }, changes: [change] + carriers.map { network.flow(on: $0) }
        )
    }
}
