/// The attacker's linear programme against a pattern that may be fractional: can a figure be moved as far as needed
/// when each figure may change as far as it is hidden?
///
/// Answers are movements, or multipliers of the sums that prove there is none: a cut of the pattern follows from any
/// multipliers whatever (`PatternCuts.capacities`), so rounding can weaken a cut but never make it wrong.
struct AttackProgramme: Sendable {
    private var programme: MoveProgramme

    enum Answer {
        case moved(Movement)
        /// A multiplier for each essential sum.
        case impossible([Double])

        var movement: Movement? {
            if case .moved(let movement) = self { return movement }
            return nil
        }
    }

    /// Which figures move, and how far.
    struct Movement: Sendable {
        var figures: [Int]
        var changes: [Double]
    }

    /// - Parameter hidden: how far each figure is hidden, from 0 to 1.
    init(_ secrecy: Secrecy, hidden: [Double]) {
        let included = hidden.indices.filter { hidden[$0] > 1e-7 }
        programme = MoveProgramme(
            secrecy.figures, included: included, up: included.map { Self.most(secrecy, $0).up * hidden[$0] },
            down: included.map { Self.most(secrecy, $0).down * hidden[$0] })
    }

    /// Moves `figure` by `change` without touching `fixed`.
    mutating func push(_ figure: Int, by change: Double, fixing fixed: [Int]) -> Answer? {
        programme.ask(figure, by: change, fixing: fixed) { programme, isPossible in
            isPossible ? .moved(programme.currentMovement) : .impossible(programme.proof)
        }
    }

    /// A programme in which each figure may change by as much as it is hidden, 1 at most: whether two others must move
    /// with a figure, whatever their counts.
    init(_ secrecy: Secrecy, units hidden: [Double]) {
        let included = hidden.indices.filter { hidden[$0] > 1e-7 }
        let units = included.map { hidden[$0] }
        programme = MoveProgramme(secrecy.figures, included: included, up: units, down: units)
    }

    /// How far a figure may change when it is fully hidden; no protection needs more than the threshold.
    private static func most(_ secrecy: Secrecy, _ figure: Int) -> (up: Double, down: Double) {
        let most = Double(max(2, secrecy.largestThreshold))
        return (min(most, secrecy.room.up(figure)), secrecy.room.down(figure))
    }

    /// Whether a movement is possible for this point too.
    static func allows(_ movement: Movement, _ secrecy: Secrecy, _ hidden: [Double]) -> Bool {
        for (figure, change) in zip(movement.figures, movement.changes) {
            let most = most(secrecy, figure)
            guard abs(change) <= (change > 0 ? most.up : most.down) * hidden[figure] + 1e-6 else { return false }
        }
        return true
    }
}
