import Support

/// A table in which counts are changed or marked instead of hidden.
public struct Perturbation: Sendable {
    /// The name of the method.
    public let method: String
    /// The true counts.
    public let table: CountTable
    /// What each cell shows: a number or the mark `*`.
    public let shown: [String]
    /// What each cell tells about its count.
    public let known: [ClosedRange<Int>]
    /// The parameters, so that a reader knows what the numbers mean.
    public let parameters: [String: Int]

    /// The table as it is published, its counts under this name.
    public func published(countColumn: String) -> PublishedTable {
        let rows = table.counts.indices.map { cell in
            PublishedTable.Row(
                labels: table.labels(cell), count: shown[cell], status: shown[cell] == "*" ? .primary : .shown)
        }
        return PublishedTable(dimensions: table.dimensions.map(\.name), countColumn: countColumn, rows: rows)
    }

    /// The attack on this table together with a ledger: is a count known exactly, or known to be of a few people?
    ///
    /// - Parameter threshold: counts from 1 to below this are of a few people; 0 asks for exact counts only, as for
    ///   a method that marks small counts openly.
    /// Throws `CancellationError` only.
    func audit(
        threshold: Int, ledger: Ledger = Ledger(),
        placement: Ledger.Placement = Ledger.Placement(population: "all"), contributors: Bool = true,
        _ checkpoint: Checkpoint = .none
    ) throws -> LedgerAudit {
        let new = release(named: "", placement.population, threshold: threshold)
        return try LedgerAudit(ledger.adding(new, placement), contributors: contributors, checkpoint)
    }

    /// The table as a release of a ledger.
    public func release(named name: String, _ population: String, threshold: Int) -> Release {
        Release(
            name: name, population: population, method: method, threshold: threshold, table: table,
            known: known.map { $0 })
    }
}

// MARK: - The NHS rule

extension Perturbation {
    /// The rule of NHS Digital's Hospital Episode Statistics: 0 stays, 1 to 7 are shown as `*`, others are rounded to
    /// the nearest 5; totals are rounded from the true totals, so columns need not add up.
    ///
    /// Source: NHS Digital, "HES disclosure control" (analysis guide). Cost: O(cells).
    public static func nhs(_ table: CountTable) -> Perturbation {
        let rounded = table.counts.map { ($0 + 2) / 5 * 5 }
        return Perturbation(
            method: "nhs", table: table,
            shown: zip(table.counts, rounded).map { (1...7).contains($0) ? "*" : "\($1)" },
            known: zip(table.counts, rounded).map { count, rounded in
                count == 0 ? 0...0 : count <= 7 ? 1...7 : max(8, rounded - 2)...(rounded + 2)
            },
            parameters: ["smallest_shown": 8, "base": 5])
    }
}
