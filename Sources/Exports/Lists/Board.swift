import Delimited

extension Format {
    /// A Miro board: no header, ragged rows; every cell is a note for a person to sort.
    static let miro = Format(
        source: .miro, lookedFor: "a Miro board", depth: 0, isHeader: { _, _ in false }, read: Board.read)
}

enum Board {
    /// A board may well hold a note that reads like a heading, so its name decides against loose kinds of header.
    static func isNamed(_ name: String) -> Bool { name.contains("miro") }

    /// True for a file that says it is a board, and for ragged or one-column text most of which is phrases.
    static func looksLikeOne(_ readings: [[DelimitedText.Record]], name: String) -> Bool {
        guard let records = readings.first, !records.isEmpty else { return false }
        if ["miro", "board", "sticky", "stickies"].contains(where: name.contains) { return true }
        let isTable = readings.contains { Set($0.map(\.fields.count)).count == 1 && $0[0].fields.count > 1 }
        let cells = records.lazy.flatMap(\.fields).map(Words.tidy).filter { !$0.isEmpty }
        let phrases = cells.filter { $0.split(separator: " ").count >= 3 && $0.contains(where: \.isLetter) }.count
        return !isTable && phrases * 2 >= cells.count && phrases > 0
    }

    static func read(_ reading: inout Reading) {
        reading.noteFaults()
        for record in reading.grid.records {
            let texts = record.fields.map(Words.trimmed).filter { !$0.isEmpty }
            guard !texts.isEmpty else { continue }
            reading.count(rows: 1)
            for text in texts { reading.add(Export.Note(line: record.line, text: text)) }
        }
    }
}
