import Support

/// How many nodes the search has looked at, and when it is to stop or to pause.
struct Effort {
    private(set) var nodes = 0
    /// Given up, because of the clock or the number of nodes.
    private(set) var isCut = false
    /// To begin again from the root.
    private(set) var isPaused = false
    private(set) var isCancelled = false
    private var pause = 0
    private let mostNodes: Int
    private let deadline: ContinuousClock.Instant?
    private let checkpoint: Checkpoint

    init(mostNodes: Int, deadline: ContinuousClock.Instant?, _ checkpoint: Checkpoint) {
        self.mostNodes = mostNodes
        self.deadline = deadline
        self.checkpoint = checkpoint
    }

    /// Pauses after so many nodes more.
    mutating func begin(pausingAfter patience: Int) {
        pause = nodes + patience
        isPaused = false
    }

    mutating func count() { nodes += 1 }

    /// Whether the search is to stop at this node. The clock is looked at now and then.
    mutating func isOver() -> Bool {
        if nodes > mostNodes { isCut = true }
        if nodes & 63 == 0 {
            if checkpoint.isCancelled { isCancelled = true }
            checkpoint.report("Branching", nodes, of: pause)
            if let deadline, ContinuousClock.now > deadline { isCut = true }
        }
        if nodes > pause { isPaused = true }
        return isCancelled || isCut || isPaused
    }
}
