/// The attacker's linear programme against a pattern that may be fractional: can a figure be moved as far as needed
/// when each figure may change as far as it is hidden?
///
/// Answers are movements, or multipliers of the sums that prove there is none: a cut of the pattern follows from any
/// multipliers whatever (`PatternCuts.pass`), so rounding can weaken a cut but never make it wrong.
struct AttackProgramme: Sendable {
    private var programme: MoveProgramme

    enum Answer {
        case moved([Int])
        /// A multiplier for each essential sum.
        case impossible([Double])
    }

    /// - Parameter hidden: how far each figure is hidden, from 0 to 1.
    init(_ secrecy: Secrecy, hidden: [Double]) {
        let included = hidden.indices.filter { hidden[$0] > 1e-7 }
        let most = Double(max(2, secrecy.threshold.max() ?? 2))
        programme = MoveProgramme(
            secrecy.figures, included: included, up: included.map { min(most, secrecy.room.up($0)) * hidden[$0] },
            down: included.map { secrecy.room.down($0) * hidden[$0] })
    }

    /// Moves `figure` by `change` without touching `fixed`.
    mutating func push(_ figure: Int, by change: Double, fixing fixed: [Int]) -> Answer? {
        programme.ask(figure, by: change, fixing: fixed) { programme, isPossible in
            isPossible ? .moved(programme.moved) : .impossible(programme.proof)
        }
    }
}
