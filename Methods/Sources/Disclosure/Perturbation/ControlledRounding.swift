import Simplex
import Support

extension Perturbation {
    /// Controlled rounding: every count goes to one of the two multiples of `base` next to it (multiples stay) so that
    /// the table still adds up, near the true counts on the whole. Where a table in three or more dimensions has no
    /// such rounding, single counts go one step further, and `parameters["steps"]` says 2.
    ///
    /// Roundings are tried until one keeps every small count from being proven; returns nil when none was found.
    /// Throws `CancellationError` only.
    /// Cost: one linear programme a try; in two dimensions its vertices are whole (Cox and Ernst 1982).
    static func rounded(
        _ table: CountTable, base: Int = 5, threshold: Int, ledger: Ledger = Ledger(),
        placement: Ledger.Placement = Ledger.Placement(population: "all"), contributors: Bool = true,
        _ checkpoint: Checkpoint = .none
    ) throws -> Rounded? {
        precondition(base >= 2, "a base to round to")
        let (ordered, places) = table.inOrder
        let figures = Figures(cellCount: ordered.cellCount, sums: ordered.sums)
        let attempts = 20
        for attempt in 0..<attempts {
            try checkpoint.pass("Rounding", attempt, of: attempts)
            var programme = RoundingProgramme(figures, ordered, base: base, attempt: attempt)
            guard let values = programme.solve() else { continue }
            let steps = programme.steps(values)
            let shown = places.map { values[figures.figureOf[$0]] }
            let reach = base * steps - 1
            let result = Perturbation(
                method: "round", table: table, shown: shown.map(String.init),
                known: shown.map { max(0, $0 - reach)...($0 + reach) }, parameters: ["base": base, "steps": steps])
            let audit = try result.audit(
                threshold: threshold, ledger: ledger, placement: placement, contributors: contributors,
                checkpoint.silent)
            if audit.isSafe { return Rounded(perturbation: result, audit: audit) }
        }
        return nil
    }
}

/// Which multiple each count goes to: 0/1 unknowns for the two next to it, and dear ones for a step further.
private struct RoundingProgramme {
    private let base: Int
    private let floors: [Int]
    private let truth: [Int]
    private var programme: LinearProgramme

    private static let nodeLimit = 3000

    /// Columns 3f, 3f + 1, 3f + 2: up to the multiple above; one more step up; one step down from the one below.
    init(_ figures: Figures, _ table: CountTable, base: Int, attempt: Int) {
        self.base = base
        var truth = [Int](repeating: 0, count: figures.count)
        for (cell, figure) in figures.figureOf.enumerated() { truth[figure] = table.counts[cell] }
        self.truth = truth
        let floors = truth.map { $0 / base }
        self.floors = floors
        programme = LinearProgramme(columnCount: 3 * figures.count)
        for figure in truth.indices {
            let rest = truth[figure] % base
            // Later attempts draw other weights, and with them another of the many roundings.
            let noise = attempt == 0 ? 0 : Double((figure &* 7919 &+ attempt &* 104_729) % 97) / 97 * Double(2 * base)
            programme.cost[3 * figure] = Double(base - 2 * rest) + (attempt == 0 ? 0 : noise - Double(base))
            programme.cost[3 * figure + 1] = Double(50 * base)
            programme.cost[3 * figure + 2] = Double(50 * base)
            programme.setBounds(3 * figure, 0, rest == 0 ? 0 : 1)
            programme.setBounds(3 * figure + 1, 0, rest == 0 ? 0 : 1)
            programme.setBounds(3 * figure + 2, 0, rest == 0 || floors[figure] == 0 ? 0 : 1)
        }
        for row in figures.rows {
            let offset = row.reduce(0) { $0 + $1.sign * floors[$1.figure] }
            programme.addRow(
                row.flatMap { [3 * $0.figure, 3 * $0.figure + 1, 3 * $0.figure + 2] },
                row.flatMap { [Double($0.sign), Double($0.sign), -Double($0.sign)] },
                lower: -Double(offset), upper: -Double(offset))
        }
    }

    mutating func solve() -> [Int]? {
        var nodes = 0
        return branch(&nodes)
    }

    func steps(_ values: [Int]) -> Int {
        zip(values, truth).contains { abs($0 - $1) >= base } ? 2 : 1
    }

    private mutating func branch(_ nodes: inout Int) -> [Int]? {
        nodes += 1
        guard nodes <= Self.nodeLimit, programme.minimiseFromDual() == .optimal else { return nil }
        func fraction(_ j: Int) -> Double { abs(programme.value[j] - programme.value[j].rounded()) }
        guard let j = (0..<programme.columnCount).max(by: { fraction($0) < fraction($1) }), fraction(j) > 1e-6 else {
            return floors.indices.map { figure in
                let steps =
                    programme.value[3 * figure] + programme.value[3 * figure + 1] - programme.value[3 * figure + 2]
                return base * (floors[figure] + Int(steps.rounded()))
            }
        }
        let bounds = (programme.lower[j], programme.upper[j])
        for side in programme.value[j] < 0.5 ? [0.0, 1.0] : [1.0, 0.0] {
            programme.setBounds(j, side, side)
            let found = branch(&nodes)
            programme.setBounds(j, bounds.0, bounds.1)
            if let found { return found }
        }
        return nil
    }
}
