/// A change of whole counts after which every sum still holds: added to the true figures it gives another table that
/// an attacker cannot tell from the true one.
public struct Move: Sendable, Hashable {
    /// The figures that change.
    public var figures: [Int]
    /// By how much each changes, in the order of `figures`.
    public var changes: [Int]

    /// The change of one figure.
    public func change(of figure: Int) -> Int {
        figures.firstIndex(of: figure).map { changes[$0] } ?? 0
    }

    /// Whether the move changes only hidden figures, each within its room, and keeps the essential sums: checked by
    /// adding whole numbers. Cost: O(figures moved).
    func isSound(_ figures: Figures, room: Room, isHidden: [Bool]) -> Bool {
        var activity: [Int: Int] = [:]
        for (figure, change) in zip(self.figures, changes) {
            guard isHidden[figure], -change <= room.fall[figure], change <= room.rise[figure] else { return false }
            for entry in figures.rowsOf[figure] { activity[entry.row, default: 0] += entry.sign * change }
        }
        return activity.values.allSatisfy { $0 == 0 }
    }
}

/// Finds moves among the figures that were hidden when it was made.
protocol MoveFinder: Sendable {
    /// A move that changes `figure` by `change` or farther the same way and none of `fixed`, or nil where there is
    /// none. (Where moves must be whole it can be that 1 is impossible and 2 is not.)
    mutating func move(_ figure: Int, by change: Int, fixing fixed: [Int]) -> Move?
    /// Whether a search for a whole move was ever given up unfinished.
    var gaveUp: Bool { get }
    /// Figures shown from now on, or hidden again.
    mutating func setShown(_ figure: Int, _ isShown: Bool)
}

extension Figures {
    /// The right finder for the structure: flows in a network, else linear programmes.
    func moveFinder(room: Room, isHidden: [Bool]) -> any MoveFinder {
        if let network = NetworkMoves(self, room: room, isHidden: isHidden) { return network }
        return SimplexMoves(self, room: room, isHidden: isHidden)
    }
}
