import Foundation

/// A table that will be opened in a spreadsheet, in parts of a row or more, each asked for when it is sent.
///
/// Buys “tables made while they are sent” of docs/performance.md: most memory, 92 to 76 MB.
struct SpreadsheetTable: Sendable {
    var parts: Int
    /// The part of that number, counted from 0; the first begins with the headings.
    var part: @Sendable (Int) -> [UInt8]

    /// A table of few rows, the headings first.
    init(rows: [[String]]) {
        self.init(parts: rows.count) { number in
            var row: [UInt8] = []
            SpreadsheetCell.append(row: rows[number], to: &row)
            return row
        }
    }

    init(parts: Int, part: @escaping @Sendable (Int) -> [UInt8]) {
        self.parts = parts
        self.part = part
    }

    /// All of it in pieces that are worth sending, so that a large table is never in memory whole.
    func inPieces(of size: Int = 1 << 16, _ send: ([UInt8]) async throws -> Void) async rethrows {
        var piece: [UInt8] = []
        for number in 0..<parts {
            if piece.isEmpty { piece = part(number) } else { piece += part(number) }
            guard piece.count >= size else { continue }
            try await send(piece)
            piece = []
        }
        if !piece.isEmpty { try await send(piece) }
    }
}

/// A cell of a table that will be opened in a spreadsheet.
///
/// Made of bytes, it buys “scores taken from the database's buffer into cells” of docs/performance.md: export, 61 to 35 ms.
enum SpreadsheetCell {
    static let endOfRow = Array("\r\n".utf8)

    static func append(row cells: [String], to bytes: inout [UInt8]) {
        append(cells, to: &bytes)
        bytes.append(contentsOf: endOfRow)
    }

    /// Cells side by side.
    static func append(_ cells: [String], to bytes: inout [UInt8]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell, to: &bytes)
        }
    }

    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append(utf8: $0, to: &bytes) }
    }

    /// Quoted where it must be (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in front: a text
    /// that an applicant wrote must not run on the team's machine.
    static func append(utf8 text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        let hasQuote = holds(text, "\"")
        let needsQuotes = hasQuote || holds(text, ",") || holds(text, "\n") || holds(text, "\r")
        if needsQuotes { bytes.append(0x22) }
        if let first = text.first, startsFormula(first) { bytes.append(0x27) }
        if hasQuote {
            for byte in text {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
        } else {
            bytes.append(contentsOf: text)
        }
        if needsQuotes { bytes.append(0x22) }
    }

    private static func holds(_ text: UnsafeBufferPointer<UInt8>, _ character: Unicode.Scalar) -> Bool {
        guard let start = text.baseAddress else { return false }
        return memchr(start, CInt(character.value), text.count) != nil
    }

    private static func startsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
            UInt8(ascii: "\r"):
            true
        default: false
        }
    }
}

extension [UInt8] {
    mutating func append(digitsOf number: Int) {
        guard (0..<100).contains(number) else { return append(contentsOf: String(number).utf8) }
        if number >= 10 { append(UInt8(ascii: "0") + UInt8(number / 10)) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
