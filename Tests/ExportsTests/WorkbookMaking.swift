import Delimited

@testable import Exports

/// A zip archive made by hand, its parts stored or packed already.
struct RawZip {
    struct Part {
        var name: String
        var bytes: [UInt8]
        /// The unpacked size, for bytes that are packed (deflate).
        var unpackedAs: (size: Int, crc: UInt32)?
        var flags: UInt16 = 0
    }

    var parts: [Part] = []

    mutating func add(_ name: String, _ text: String) { parts.append(Part(name: name, bytes: Array(text.utf8))) }

    var bytes: [UInt8] {
        var file: [UInt8] = []
        var folder: [UInt8] = []
        for part in parts {
            let name = Array(part.name.utf8)
            let crc = part.unpackedAs?.crc ?? Self.crc32(part.bytes)
            var head: [UInt8] = Self.two(20) + Self.two(Int(part.flags)) + Self.two(part.unpackedAs == nil ? 0 : 8)
            head += Self.four(0x5A21_0000) + Self.four(Int(crc)) + Self.four(part.bytes.count)
            head += Self.four(part.unpackedAs?.size ?? part.bytes.count) + Self.two(name.count) + Self.two(0)
            folder += [0x50, 0x4B, 1, 2] + Self.two(20) + head + Self.two(0) + Self.two(0) + Self.two(0)
            folder += Self.four(0) + Self.four(file.count) + name
            file += [0x50, 0x4B, 3, 4] + head + name + part.bytes
        }
        let end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + Self.two(parts.count) + Self.two(parts.count)
        return file + folder + end + Self.four(folder.count) + Self.four(file.count) + Self.two(0)
    }

    private static func two(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }

    private static func four(_ number: Int) -> [UInt8] { two(number) + two(number >> 16) }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
    }

    /// Blanks packed 158 to one: one literal, then 258 more for each 13 bits.
    static func blanks(_ runs: Int) -> Part {
        var bits: [Bool] = [true, true, false]
        bits += [false, true, false, true, false, false, false, false]
        for _ in 0..<runs {
            bits += [true, true, false, false, false, true, false, true] + Array(repeating: false, count: 5)
        }
        bits += Array(repeating: false, count: 7)
        while bits.count % 8 != 0 { bits.append(false) }
        let packed = stride(from: 0, to: bits.count, by: 8).map { start in
            (0..<8).reduce(UInt8(0)) { $0 | (bits[start + $1] ? 1 << UInt8($1) : 0) }
        }
        let size = 1 + runs * 258
        let crc = crc32(repeatElement(UInt8(ascii: " "), count: size))
        return Part(name: "", bytes: packed, unpackedAs: (size, crc))
    }
}

/// A workbook made by hand, for what programs write that ours does not.
struct RawWorkbook {
    var namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    var relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var properties = ""
    /// Name, state, and what stands in `worksheet`.
    var sheets: [(name: String, state: String, body: String)] = []
    var strings: String?
    var styles: String?
    /// Before the sheet's root.
    var prologue = ""

    init(_ rows: String, after: String = "") {
        sheets = [("List", "visible", "<sheetData>\(rows)</sheetData>\(after)")]
    }

    init(sheets: [(name: String, state: String, body: String)]) { self.sheets = sheets }

    var zip: RawZip {
        var zip = RawZip()
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        zip.add(
            "_rels/.rels",
            "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r1\" Type=\"\(relations)/officeDocument\" Target=\"/book/main.xml\"/></Relationships>"
        )
        let list = sheets.indices.map {
            "<sheet name=\"\(sheets[$0].name)\" sheetId=\"\($0 + 1)\" state=\"\(sheets[$0].state)\" r:id=\"s\($0)\"/>"
        }
        zip.add(
            "book/main.xml",
            "<workbook xmlns=\"\(namespace)\" xmlns:r=\"\(relations)\"><workbookPr \(properties)/><sheets>\(list.joined())</sheets></workbook>"
        )
        // The parts are named the other way round, so that only their relations tell which is which.
        var targets = sheets.indices.map {
            "<Relationship Id=\"s\($0)\" Type=\"\(relations)/worksheet\" Target=\"parts/../pages/\(sheets.count - $0).xml\"/>"
        }
        if strings != nil {
            targets.append("<Relationship Id=\"x\" Type=\"\(relations)/sharedStrings\" Target=\"words.xml\"/>")
        }
        if styles != nil {
            targets.append("<Relationship Id=\"y\" Type=\"\(relations)/styles\" Target=\"looks.xml\"/>")
        }
        zip.add("book/_rels/main.xml.rels", "<Relationships xmlns=\"\(package)\">\(targets.joined())</Relationships>")
        for (index, sheet) in sheets.enumerated() {
            zip.add(
                "book/pages/\(sheets.count - index).xml",
                "\(prologue)<worksheet xmlns=\"\(namespace)\">\(sheet.body)</worksheet>")
        }
        if let strings { zip.add("book/words.xml", "<sst xmlns=\"\(namespace)\">\(strings)</sst>") }
        if let styles { zip.add("book/looks.xml", "<styleSheet xmlns=\"\(namespace)\">\(styles)</styleSheet>") }
        return zip
    }

    var bytes: [UInt8] { zip.bytes }

    /// A row of cells with their texts in place.
    static func row(_ number: Int? = nil, _ texts: [String]) -> String {
        let cells = texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
        return number.map { "<row r=\"\($0)\">\(cells)</row>" } ?? "<row>\(cells)</row>"
    }
}

extension WorkbookWriter {
    /// A sheet whose first row is its headings.
    static func sheet(_ name: String, _ rows: [[Cell]], headings: [String]) -> Sheet {
        Sheet(name: name, columns: headings.map { Column($0) }, rows: rows)
    }
}

/// What a sheet's cells show, row by row.
func cells(_ bytes: [UInt8], sheet: Int = 0, limits: WorkbookLimits = WorkbookLimits()) throws -> [[String]] {
    let book = try Workbook(bytes, limits: limits)
    return try book.table(of: book.sheets[sheet]).records.map(\.fields)
}
