/// Moves in a table of any structure, by linear programmes over the hidden figures, whole numbers by branching.
struct SimplexMoves: MoveFinder {
    private var programme: MoveProgramme
    private let room: Room
    private(set) var gaveUp = false

    /// Beyond this many nodes a search for a whole move gives up, which counts as not found: costly, never unsafe.
    private static let nodeLimit = 400

    init(_ figures: Figures, room: Room, isHidden: [Bool]) {
        self.room = room
        let included = isHidden.indices.filter { isHidden[$0] }
        programme = MoveProgramme(
            figures, included: included, up: included.map { room.up($0) }, down: included.map { room.down($0) },
            isFolded: true)
    }

    mutating func setShown(_ figure: Int, _ isShown: Bool) {
        guard let k = programme.index(of: figure) else { return }
        programme.setRange(k, up: isShown ? 0 : room.up(figure), down: isShown ? 0 : room.down(figure))
    }

    mutating func move(_ figure: Int, by change: Int, fixing fixed: [Int]) -> Move? {
        guard -change <= room.fall[figure], change <= room.rise[figure] else { return nil }
        var nodes = 0
        let move = programme.ask(figure, by: Double(change), orMore: true, fixing: fixed) { programme, isPossible in
            isPossible ? Self.whole(&programme, &nodes) : nil
        }
        if move == nil, nodes > Self.nodeLimit { gaveUp = true }
        return move
    }

    /// A whole point at or below the current one, branching on what is farthest from whole, nearest side first.
    private static func whole(_ programme: inout MoveProgramme, _ nodes: inout Int) -> Move? {
        nodes += 1
        if let move = programme.wholeMove { return move }
        guard nodes <= nodeLimit else { return nil }
        func fraction(_ k: Int) -> Double { abs(programme.movement(k) - programme.movement(k).rounded()) }
        guard let k = programme.figureOf.indices.max(by: { fraction($0) < fraction($1) }) else { return nil }
        let movement = programme.movement(k)
        let floor = movement.rounded(.down)
        for isLow in movement - floor < 0.5 ? [true, false] : [false, true] {
            let found = programme.narrow(k, atMost: isLow ? floor : nil, atLeast: isLow ? nil : floor + 1) {
                programme in
                programme.solveAgain() ? whole(&programme, &nodes) : nil
            }
            if let found { return found }
        }
        return nil
    }
}
