import Delimited

/// A table as it is given to the public: every cell with its margins, hidden ones empty.
public struct PublishedTable: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        public var labels: [String]
        /// What stands in the count column: a number, a mark such as `*`, or nothing.
        public var count: String
        public var status: Suppression.Status

        public init(labels: [String], count: String, status: Suppression.Status) {
            self.labels = labels
            self.count = count
            self.status = status
        }
    }

    public var dimensions: [String]
    public var countColumn: String
    public var rows: [Row]

    public init(dimensions: [String], countColumn: String, rows: [Row]) {
        self.dimensions = dimensions
        self.countColumn = countColumn
        self.rows = rows
    }

    /// The table as CSV with the columns of the dimensions, the count and `status`.
    public var text: String {
        DelimitedText.line(dimensions + [countColumn, "status"])
            + rows.map { DelimitedText.line($0.labels + [$0.count, $0.status.rawValue]) }.joined()
    }
}

extension Suppression {
    public func published(countColumn: String) -> PublishedTable {
        let rows = table.counts.indices.map { cell in
            PublishedTable.Row(
                labels: table.labels(cell), count: shown(cell).map(String.init) ?? "", status: status[cell])
        }
        return PublishedTable(
            dimensions: table.dimensions.map(\.name), countColumn: countColumn, rows: rows)
    }
}
