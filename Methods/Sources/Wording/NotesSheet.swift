public import Delimited

/// Notes as a file gives them: a column with the text, and one with an id where there is one.
public struct NotesSheet: Sendable {
    /// As the file names them; line numbers where it does not.
    public var ids: [String]
    /// The notes.
    public var notes: Notes

    /// Throws `InputError` with the line when the text column is missing or an id stands twice. Empty notes are left out.
    public init(_ sheet: Sheet, text: String = "note", id: String? = nil) throws {
        let textColumn = try sheet.column(text)
        let idColumn = try id.map { try sheet.column($0) } ?? sheet.index(of: "id")
        var (ids, texts): ([String], [String]) = ([], [])
        var lines: [String: Int] = [:]
        for record in sheet.records where record.fields[textColumn].contains(where: { !$0.isWhitespace }) {
            let name = idColumn.map { record.fields[$0] } ?? "\(record.line)"
            if let first = lines.updateValue(record.line, forKey: name) {
                throw InputError(
                    "The id “\(name)” stands already on line \(first).", file: sheet.file, line: record.line,
                    remedy: "Give every note its own id, or name another column with --id.")
            }
            ids.append(name)
            texts.append(record.fields[textColumn])
        }
        self.ids = ids
        notes = Notes(texts)
    }
}
