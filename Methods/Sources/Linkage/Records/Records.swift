import struct Delimited.InputError

/// Rows to be linked: an id that is nobody else's, and text in the columns of a schema.
///
/// Every column is kept as numbers into the vocabulary of its distinct values, so a million rows stay small.
public struct Records: Sendable {
    /// Which columns there are, and what they hold.
    public let schema: Schema
    var ids = Vocabulary()
    /// For each column of the schema, the value's number in each row; 0 where there is none.
    var cells: [[UInt32]]
    var values: [Vocabulary]
    /// For each row, the number of the file it came from.
    var files: [UInt16] = []
    var fileNames: [String] = []

    /// How many rows there are.
    public var count: Int { ids.count }

    /// No rows yet.
    public init(schema: Schema) {
        self.schema = schema
        cells = Array(repeating: [], count: schema.columns.count)
        values = Array(repeating: Vocabulary(), count: schema.columns.count)
    }

    /// Adds a row whose values stand in the order of the schema's columns; missing ones may be left out at the end.
    ///
    /// Throws `InputError` when the id is empty or taken.
    public mutating func append(id: String, _ row: [String], from file: String = "") throws {
        guard !id.isEmpty else {
            throw InputError(
                "A row has no id.", file: file.isEmpty ? nil : file, remedy: "Every row needs an id of its own.")
        }
        guard Int(ids.code(id)) == files.count + 1 else {
            throw InputError("The id “\(id)” stands twice.", remedy: "Every row needs an id of its own.")
        }
        files.append(fileNumber(file))
        for column in cells.indices {
            let text = column < row.count ? row[column].trimmed : ""
            cells[column].append(values[column].code(text))
        }
    }

    private mutating func fileNumber(_ name: String) -> UInt16 {
        if let known = fileNames.firstIndex(of: name) { return UInt16(known) }
        fileNames.append(name)
        return UInt16(fileNames.count - 1)
    }

    /// The id of a row.
    public func id(_ row: Int) -> String { ids.text(UInt32(row + 1)) }

    /// The row with an id.
    public func row(of id: String) -> Int? {
        ids.find(Array(id.utf8)).map { Int($0) - 1 }.flatMap { $0 < 0 ? nil : $0 }
    }

    /// What stands in a row, column by column.
    public func text(_ row: Int, _ column: Int) -> String { values[column].text(cells[column][row]) }
}
