public import Delimited

/// A published table, read for an attack.
public struct OpenTable: Sendable {
    /// The file that it was read from.
    public let file: String
    /// The columns that are no count and no status, in their order.
    public let dimensions: [TableDimension]
    /// What each row shows; nil where it is hidden.
    public let known: [ClosedRange<Int>?]
    /// What each row is said to be; primary where the file does not say.
    public let status: [Suppression.Status]
    /// The codes of each row, as the file has them.
    public let labels: [[String]]
    /// The same, as numbers of the dimensions' codes.
    let codes: [[Int]]

    /// Reads a table with margins: the column `count`, perhaps `status`, every other column a dimension. A count that
    /// is empty is hidden, `*` means 1 to 7, as the NHS rule has it; other counts may be off by `offBy`.
    ///
    /// - Parameters:
    ///   - sheet: the table as it was published.
    ///   - count: the name of the column of counts.
    ///   - hierarchies: the levels of columns, by the columns' names.
    ///   - offBy: how far a shown count may be from the true one, such as 4 in a table rounded to 5.
    /// - Throws: `InputError` for a missing column, a cell given twice and a count that is none of these.
    public init(_ sheet: Sheet, count: String, hierarchies: [String: Hierarchy] = [:], offBy: Int = 0) throws {
        let reader = try OpenTableReader(sheet, count: count, hierarchies: hierarchies)
        file = sheet.file
        dimensions = reader.dimensions
        codes = try reader.codes()
        known = try sheet.records.map { try reader.known($0, offBy: offBy) }
        status = sheet.records.map(reader.status)
        labels = codes.map { row in zip(reader.dimensions, row).map { $0.codes[$1] } }
    }
}

/// Reads the columns of a table, once it is known which they are.
private struct OpenTableReader {
    let sheet: Sheet
    let dimensions: [TableDimension]
    private let countColumn: Int
    private let statusColumn: Int?
    /// The columns of the dimensions.
    private let columns: [Int]

    init(_ sheet: Sheet, count: String, hierarchies: [String: Hierarchy]) throws {
        self.sheet = sheet
        let (countColumn, statusColumn) = (try sheet.column(count), sheet.index(of: "status"))
        (self.countColumn, self.statusColumn) = (countColumn, statusColumn)
        columns = sheet.header.indices.filter {
            $0 != countColumn && $0 != statusColumn && !sheet.header[$0].isEmpty
        }
        guard !columns.isEmpty, !sheet.records.isEmpty else {
            throw InputError("The table has no cells.", file: sheet.file, remedy: "Give dimension columns and rows.")
        }
        for name in hierarchies.keys.sorted() { _ = try sheet.column(name) }
        dimensions = try columns.map { try Self.dimension(sheet, $0, hierarchies[sheet.header[$0]]) }
        try CountTable.checkSize(dimensions, file: sheet.file)
    }

    private static func dimension(_ sheet: Sheet, _ column: Int, _ hierarchy: Hierarchy?) throws -> TableDimension {
        var leaves: [String] = []
        var seen: Set<String> = [TableDimension.total]
        for record in sheet.records {
            let code = record.fields[column]
            guard !code.isEmpty else {
                throw sheet.fault(record, column, "is empty.", remedy: "Write “\(TableDimension.total)” for a margin.")
            }
            if hierarchy?.isParent(code) != true, seen.insert(code).inserted { leaves.append(code) }
        }
        guard !leaves.isEmpty else {
            throw InputError(
                "The column “\(sheet.header[column])” has margins only.", file: sheet.file, line: 1,
                remedy: "Remove the column, or give the rows of its codes.")
        }
        return TableDimension(name: sheet.header[column], leaves: leaves, parentOf: hierarchy?.parentOf ?? [:])
    }

    /// The codes of each row, as numbers.
    func codes() throws -> [[Int]] {
        let numbers = dimensions.map { Dictionary(uniqueKeysWithValues: zip($0.codes, $0.codes.indices)) }
        var lines: [[Int]: Int] = [:]
        return try sheet.records.map { record in
            let row = try zip(columns, numbers).map { try number(record, $0, $1) }
            if let line = lines.updateValue(record.line, forKey: row) {
                throw InputError(
                    "The cell stands twice, first on line \(line).", file: sheet.file, line: record.line,
                    remedy: "Remove one.")
            }
            return row
        }
    }

    private func number(_ record: DelimitedText.Record, _ column: Int, _ numbers: [String: Int]) throws -> Int {
        guard let number = numbers[record.fields[column]] else {
            throw sheet.fault(
                record, column, "has “\(record.fields[column])”, a level without codes under it.",
                remedy: "Add the rows of the codes under it, or mend the hierarchy.")
        }
        return number
    }

    func status(_ record: DelimitedText.Record) -> Suppression.Status {
        statusColumn.flatMap { Suppression.Status(rawValue: record.fields[$0]) } ?? .primary
    }

    func known(_ record: DelimitedText.Record, offBy: Int) throws -> ClosedRange<Int>? {
        switch record.fields[countColumn] {
        case "": return nil
        case "*": return 1...7
        default:
            let count = try sheet.integer(record, countColumn, atLeast: 0)
            guard count <= CountTable.largestCount else {
                throw sheet.fault(record, countColumn, "must not be above \(CountTable.largestCount).")
            }
            return max(0, count - offBy)...(count + offBy)
        }
    }
}
