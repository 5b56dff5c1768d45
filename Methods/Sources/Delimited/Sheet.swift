public import Foundation

/// A delimited file with one header line, as a method's command reads it: strict, because a method must not guess. Only
/// the separator is read from the header (`DelimitedText.separator`).
public struct Sheet: Sendable {
    /// The name under which faults are reported.
    public var file: String
    /// The names of the columns, without white space around them.
    public var header: [String]
    /// The records below the header, each with as many fields.
    public var records: [DelimitedText.Record]

    /// Reads a file. Throws `InputError` when it cannot be read, is empty, has a record that cannot be read or one
    /// with more fields than the header, or names a column twice. Short records are filled up with empty fields.
    public init(contentsOf path: String) throws {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw InputError("The file cannot be read.", file: path, remedy: "Check its name and that you may read it.")
        }
        try self.init(data, file: path)
    }

    /// The same of bytes in memory; `file` is what they are called in faults.
    public init(_ data: Data, file: String) throws {
        guard !data.starts(with: [0xFF, 0xFE]), !data.starts(with: [0xFE, 0xFF]) else {
            throw InputError(
                "The file is written in UTF-16.", file: file, line: 1, remedy: "Save it as “CSV UTF-8”.")
        }
        let text = DelimitedText(Array(data), separator: DelimitedText.separator(of: data))
        if let fault = text.faults.first {
            throw InputError(
                fault.reason, file: file, line: fault.line,
                remedy: "Close it, or double it where it belongs to the text.")
        }
        guard let first = text.records.first else {
            throw InputError("The file is empty.", file: file, remedy: "The first line must name the columns.")
        }
        self.file = file
        header = first.fields.map(trimmed)
        records = text.records.dropFirst().map { $0 }
        try checkHeader(line: first.line)
        try evenRecords()
    }

    private func checkHeader(line: Int) throws {
        var seen: Set<String> = []
        for name in header where !name.isEmpty && !seen.insert(name).inserted {
            throw InputError(
                "The column “\(name)” stands twice.", file: file, line: line, remedy: "Rename or remove one of them.")
        }
    }

    private mutating func evenRecords() throws {
        for index in records.indices {
            let extra = records[index].fields.count - header.count
            if extra > 0, records[index].fields.suffix(extra).contains(where: { !$0.isEmpty }) {
                throw InputError(
                    "The line has \(records[index].fields.count) fields, the header \(header.count).", file: file,
                    line: records[index].line, remedy: "Put a field that has a comma in it into quotation marks.")
            }
            if extra > 0 { records[index].fields.removeLast(extra) }
            if extra < 0 { records[index].fields += Array(repeating: "", count: -extra) }
        }
    }

    /// The position of a column that may be missing.
    public func index(of column: String) -> Int? { header.firstIndex(of: column) }

    /// The position of a column that must be there. Throws `InputError` where it is not.
    public func column(_ name: String) throws -> Int {
        if let index = index(of: name) { return index }
        throw InputError(
            "There is no column “\(name)”.", file: file, line: 1,
            remedy: "The columns are \(header.map { "“\($0)”" }.joined(separator: ", ")).")
    }

    /// A whole number in a record. Throws `InputError` with line and column where there is none, or one below `low`.
    public func integer(_ record: DelimitedText.Record, _ column: Int, atLeast low: Int? = nil) throws -> Int {
        let text = trimmed(record.fields[column])
        guard let value = Int(text) else {
            throw fault(
                record, column, "must be a whole number, not “\(text)”.", remedy: "Write it in digits, such as 12.")
        }
        if let low, value < low { throw fault(record, column, "must be \(low) or more, not \(value).") }
        return value
    }

    /// A finite number in a record. Throws `InputError` with line and column where there is none.
    public func number(_ record: DelimitedText.Record, _ column: Int) throws -> Double {
        let text = trimmed(record.fields[column])
        guard let value = Double(text), value.isFinite else {
            throw fault(record, column, "must be a number, not “\(text)”.", remedy: "Write it like 12 or 7.5.")
        }
        return value
    }

    /// An error about one field of one record.
    public func fault(
        _ record: DelimitedText.Record, _ column: Int, _ what: String, remedy: String? = nil
    ) -> InputError {
        InputError("The column “\(header[column])” \(what)", file: file, line: record.line, remedy: remedy)
    }
}

/// The text without white space at its ends.
func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
        let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
}
