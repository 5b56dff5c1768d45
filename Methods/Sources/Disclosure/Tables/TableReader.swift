public import Delimited

extension CountTable {
    /// The most cells a table may have with its margins; beyond it the memory and the time have no good bound.
    public static let mostCells = 2_000_000

    /// Reads a table: one row for each inner cell, the column `count`, every other column a dimension.
    ///
    /// A combination without a row counts 0. Throws `InputError` for a missing column, an empty code, a row that is
    /// a margin, a cell given twice, a count that is not a whole number of at least 0, and a hierarchy of a column
    /// that is not there.
    public init(_ sheet: Sheet, count: String, hierarchies: [String: Hierarchy] = [:]) throws {
        let countColumn = try sheet.column(count)
        let columns = sheet.header.indices.filter { $0 != countColumn && !sheet.header[$0].isEmpty }
        try Self.check(sheet, columns, countColumn, hierarchies)
        let dimensions = try columns.map { column in
            try Self.dimension(sheet, column, hierarchies[sheet.header[column]])
        }
        try Self.checkSize(dimensions, file: sheet.file)
        let numbers = dimensions.map { Dictionary(uniqueKeysWithValues: zip($0.codes, $0.codes.indices)) }
        var inner: [[Int]: Int] = [:]
        var lines: [[Int]: Int] = [:]
        var sum = 0
        for record in sheet.records {
            // Every code was collected from these very records.
            let codes = zip(columns, numbers).map { $1[record.fields[$0]] ?? 0 }
            if let line = lines.updateValue(record.line, forKey: codes) {
                throw InputError(
                    "The cell \(columns.map { "“\(record.fields[$0])”" }.joined(separator: ", ")) stands twice, first on line \(line).",
                    file: sheet.file, line: record.line, remedy: "Add the two counts up or remove one.")
            }
            let value = try sheet.integer(record, countColumn, atLeast: 0)
            (sum, _) = sum.addingReportingOverflow(value)
            guard value <= Self.largestCount, sum <= Self.largestCount else {
                throw sheet.fault(
                    record, countColumn, "makes the total larger than \(Self.largestCount).",
                    remedy: "Correct the count.")
            }
            inner[codes] = value
        }
        self.init(dimensions: dimensions, inner: inner)
    }

    /// Counts up to here are exact in every method.
    static let largestCount = 1_000_000_000_000

    private static func check(
        _ sheet: Sheet, _ columns: [Int], _ countColumn: Int, _ hierarchies: [String: Hierarchy]
    ) throws {
        guard !columns.isEmpty else {
            throw InputError(
                "There is no column beside “\(sheet.header[countColumn])”.", file: sheet.file, line: 1,
                remedy: "Add a column for each dimension of the table.")
        }
        guard !sheet.records.isEmpty else {
            throw InputError("The table has no rows.", file: sheet.file, remedy: "Give one row for each inner cell.")
        }
        for name in hierarchies.keys.sorted() { _ = try sheet.column(name) }
    }

    /// How many cells these dimensions make with all margins; nil when that is more than `mostCells`.
    static func size(_ dimensions: [TableDimension]) -> Int? {
        var cells = 1
        for dimension in dimensions {
            let (product, overflow) = cells.multipliedReportingOverflow(by: dimension.codes.count)
            guard !overflow, product <= mostCells else { return nil }
            cells = product
        }
        return cells
    }

    static func checkSize(_ dimensions: [TableDimension], file: String) throws {
        guard size(dimensions) == nil else { return }
        throw InputError(
            "The table has more than \(mostCells) cells with its margins.", file: file,
            remedy: "Leave out a dimension, or give a coarser one.")
    }

    private static func dimension(_ sheet: Sheet, _ column: Int, _ hierarchy: Hierarchy?) throws -> TableDimension {
        var leaves: [String] = []
        var seen: Set<String> = []
        for record in sheet.records {
            let code = record.fields[column]
            guard seen.insert(code).inserted else { continue }
            guard !code.isEmpty else {
                throw sheet.fault(
                    record, column, "is empty.", remedy: "Give every row a code, “unknown” if need be.")
            }
            guard code != TableDimension.total else {
                throw sheet.fault(
                    record, column, "has “\(code)”, which is the name of the margin.",
                    remedy: "Remove the rows with margins; they are added up.")
            }
            try hierarchy?.checkLeaf(code, record, in: sheet, column: column)
            leaves.append(code)
        }
        return TableDimension(name: sheet.header[column], leaves: leaves, parentOf: hierarchy?.parentOf ?? [:])
    }
}
