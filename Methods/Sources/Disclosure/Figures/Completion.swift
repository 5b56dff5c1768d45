import Simplex
import Support

/// Whole counts for figures that nobody knows, so that every sum holds: one of many possible joint tables.
///
/// Which one is found changes nothing of what an attacker can find: moves from any of them reach all the others. The
/// vertices of the programme mostly are whole already; where they are not, one figure after the other is made so.
struct Completion {
    private var programme: LinearProgramme
    private let unknown: [Int]
    private var nodes = 0

    /// Each attempt begins at another vertex; beyond this many nodes and pivots it is given up.
    private static let attempts = 4
    private static let nodeLimit = 200
    private static let pivotLimit = 20_000

    /// The counts of `unknown` in its order, or nil when none were found. Throws `CancellationError` only.
    ///
    /// - Parameter truth: the count of every figure; those of `unknown` are not looked at.
    /// Cost: a linear programme over `unknown`, and a few that differ little from it.
    static func find(
        _ unknown: [Int], in figures: Figures, truth: [Int], _ checkpoint: Checkpoint
    ) throws -> [Int]? {
        for attempt in 0..<attempts {
            var completion = Completion(unknown, figures, truth, attempt: attempt)
            if let counts = try completion.whole(checkpoint) { return counts }
        }
        return nil
    }

    private init(_ unknown: [Int], _ figures: Figures, _ truth: [Int], attempt: Int) {
        self.unknown = unknown
        programme = LinearProgramme(columnCount: unknown.count)
        for column in unknown.indices {
            let spread = (column &* 7919 &+ (attempt + 1) &* 104_729) % 1009
            programme.cost[column] = 1 + Double(spread) / 1009
        }
        let columnOf = Dictionary(uniqueKeysWithValues: zip(unknown, unknown.indices))
        for row in Set(unknown.flatMap { figures.rowsOf[$0].map(\.row) }).sorted() {
            let open = figures.rows[row].compactMap { term in columnOf[term.figure].map { ($0, Double(term.sign)) } }
            let known = figures.rows[row].filter { columnOf[$0.figure] == nil }
                .reduce(0) { $0 + $1.sign * truth[$1.figure] }
            programme.addRow(open.map(\.0), open.map(\.1), lower: Double(-known), upper: Double(-known))
        }
    }

    private mutating func whole(_ checkpoint: Checkpoint) throws -> [Int]? {
        try checkpoint.check()
        nodes += 1
        guard nodes <= Self.nodeLimit, programme.minimiseFromDual(pivotLimit: Self.pivotLimit) == .optimal else {
            return nil
        }
        func fraction(_ column: Int) -> Double {
            abs(programme.value[column] - programme.value[column].rounded())
        }
        guard let column = unknown.indices.max(by: { fraction($0) < fraction($1) }), fraction(column) > 1e-6 else {
            return unknown.indices.map { Int(programme.value[$0].rounded()) }
        }
        let bounds = (programme.lower[column], programme.upper[column])
        let value = programme.value[column]
        let sides = [(bounds.0, value.rounded(.down)), (value.rounded(.up), bounds.1)]
        for side in value - sides[0].1 < 0.5 ? sides : sides.reversed() {
            programme.setBounds(column, side.0, side.1)
            let found = try whole(checkpoint)
            programme.setBounds(column, bounds.0, bounds.1)
            if let found { return found }
        }
        return nil
    }
}
