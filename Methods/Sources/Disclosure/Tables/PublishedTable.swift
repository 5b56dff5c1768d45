import Delimited

/// A table as it is given to the public: every cell with its margins, hidden ones empty.
public struct PublishedTable: Sendable, Hashable {
    /// One cell.
    public struct Row: Sendable, Hashable {
        /// The codes of the cell, in the order of the dimensions.
        public var labels: [String]
        /// What stands in the count column: a number, a mark such as `*`, or nothing.
        public var count: String
        /// Whether the cell is shown, and if not, why.
        public var status: Suppression.Status

        public init(labels: [String], count: String, status: Suppression.Status) {
            self.labels = labels
            self.count = count
            self.status = status
        }
    }

    /// The names of the dimensions.
    public var dimensions: [String]
    /// The name of the column of counts.
    public var countColumn: String
    /// All cells, margins included.
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
    /// The table as it is published, its counts under this name.
    public func published(countColumn: String) -> PublishedTable {
        let rows = table.counts.indices.map { cell in
            PublishedTable.Row(
                labels: table.labels(cell), count: shown(cell).map(String.init) ?? "", status: status[cell])
        }
        return PublishedTable(
            dimensions: table.dimensions.map(\.name), countColumn: countColumn, rows: rows)
    }
}
