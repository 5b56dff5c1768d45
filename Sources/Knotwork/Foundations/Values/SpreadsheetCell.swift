/// A cell of a table that will be opened in a spreadsheet.
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
        let needsQuotes = text.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        if needsQuotes { bytes.append(0x22) }
        if let first = text.first, startsFormula(first) { bytes.append(0x27) }
        if needsQuotes {
            for byte in text {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
            bytes.append(0x22)
        } else {
            bytes.append(contentsOf: text)
        }
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
