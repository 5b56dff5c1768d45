import Delimited
import Support

/// The attack on tables whose true counts nobody gives: what can be computed of the hidden cells?
///
/// The attacker's knowledge is what the tables show; a first possible table is found and moves from it show how far
/// each hidden cell can be from it, in whole numbers.
public struct OpenAttack: Sendable {
    /// How a cell stands.
    public enum Verdict: String, Sendable, Hashable, Codable {
        /// Can be 0 and can be at least the threshold.
        case safe
        /// A small count that stands there for all to read.
        case shown
        /// Known exactly.
        case exact
        /// Primary and known to be under the threshold.
        case small
        /// Primary and known to be at least `low`: safe only if the true count is larger than that.
        case unclear
    }

    /// What is known of one cell.
    public struct Finding: Sendable, Hashable {
        /// The number of the table, and of the row in it.
        public var table: Int
        /// The number of the row in the table.
        public var row: Int
        /// The least count that it can have.
        public var low: Int
        /// The largest count that it can have; nil when it can be the threshold or more.
        public var high: Int?
        /// How the cell stands.
        public var verdict: Verdict
    }

    /// What was found of each hidden cell, and of each small one that is shown.
    public let findings: [Finding]
    /// How many cells were attacked.
    public let hiddenCount: Int
    /// Whether the tables have a joint table that nobody publishes and that was not looked at (`JointTable`).
    public let isUnjoined: Bool

    /// What is known of cells of which it should not be.
    public var breaches: [Finding] { findings.filter { $0.verdict != .safe && $0.verdict != .unclear } }
}

extension OpenAttack {
    /// - Parameters:
    ///   - tables: tables as they were published, of one population; equal codes of equal columns are equal cells.
    ///   - threshold: counts from 1 to below this should not be recognisable.
    init(_ tables: [OpenTable], threshold: Int, _ checkpoint: Checkpoint = .none) throws {
        let system = OpenSystem(tables)
        var attacker = try Attacker(system, threshold: threshold, file: tables.first?.file)
        var findings: [Finding] = []
        for (index, table) in tables.enumerated() {
            for row in table.status.indices {
                try checkpoint.pass("Attacking", row, of: table.status.count)
                guard let found = attacker.attack(system.figureOf[index][row], table, row) else { continue }
                findings.append(
                    Finding(table: index, row: row, low: found.low, high: found.high, verdict: found.verdict))
            }
        }
        self.findings = findings
        isUnjoined = system.isUnjoined
        hiddenCount = findings.count { $0.verdict != .shown }
    }
}

/// Asks how far single cells can be from one possible table.
private struct Attacker {
    /// What a cell can count.
    struct Interval {
        var low: Int
        var high: Int?
        var verdict: OpenAttack.Verdict
    }

    private let point: [Int]
    private let isHidden: [Bool]
    private let threshold: Int
    private var finder: any MoveFinder

    /// Throws `InputError` when the shown counts contradict each other.
    init(_ system: OpenSystem, threshold: Int, file: String?) throws {
        guard let point = system.possible() else {
            throw InputError(
                "No counts can make all shown figures true together.", file: file,
                remedy: "Say which levels the columns have (a hierarchy), and attack tables of other people apart.")
        }
        self.point = point
        self.threshold = threshold
        isHidden = system.low.indices.map { system.low[$0] < system.high[$0] }
        finder = system.figures.moveFinder(room: system.room(around: point), isHidden: isHidden)
    }

    /// What is found of a row's figure; nil when it is shown and counts nobody in particular.
    mutating func attack(_ figure: Int, _ table: OpenTable, _ row: Int) -> Interval? {
        let known = table.known[row]
        if let known, known.count == 1 {
            let isSmall = (1..<max(threshold, 1)).contains(known.lowerBound)
            return isSmall ? Interval(low: known.lowerBound, high: known.lowerBound, verdict: .shown) : nil
        }
        guard isHidden[figure] else { return Interval(low: point[figure], high: point[figure], verdict: .exact) }
        return interval(figure, isPrimary: table.status[row] != .secondary, isBlank: known == nil)
    }

    private mutating func interval(_ figure: Int, isPrimary: Bool, isBlank: Bool) -> Interval {
        let value = point[figure]
        let low = value - reach(figure, atMost: value, -1)
        let wanted = max(threshold - value, 1)
        let rise = reach(figure, atMost: wanted, 1)
        let high: Int? = rise == wanted ? nil : value + rise
        return Interval(low: low, high: high, verdict: verdict(low, high, isPrimary: isPrimary, isBlank: isBlank))
    }

    private func verdict(_ low: Int, _ high: Int?, isPrimary: Bool, isBlank: Bool) -> OpenAttack.Verdict {
        if low == high { return .exact }
        guard isPrimary else { return .safe }
        // A blank says that the count is small or needed to hide one; a changed count says so only when it is proven.
        if let high, high < threshold, isBlank || low > 0 { return .small }
        return low == 0 || !isBlank ? .safe : .unclear
    }

    /// The largest step in a direction (1 or -1) up to `most`, by halving.
    private mutating func reach(_ figure: Int, atMost most: Int, _ direction: Int) -> Int {
        if canMove(figure, by: direction * most) { return most }
        var (good, bad) = (0, most)
        while bad - good > 1 {
            let middle = (good + bad) / 2
            if canMove(figure, by: direction * middle) { good = middle } else { bad = middle }
        }
        return good
    }

    private mutating func canMove(_ figure: Int, by change: Int) -> Bool {
        change == 0 || finder.move(figure, by: change, fixing: []) != nil
    }
}
