import Delimited
import Testing

@testable import Exports

/// Files that would take a machine's memory or time, or that are not what they say.
@Suite(.timeLimit(.minutes(20))) struct WorkbookDamageTests {
    private static let row = RawWorkbook.row(nil, ["Name", "Email"])

    private func fault(_ bytes: [UInt8], _ limits: WorkbookLimits = WorkbookLimits()) throws -> WorkbookFault {
        try #require(throws: WorkbookFault.self) { try cells(bytes, limits: limits) }
    }

    private func words(_ bytes: [UInt8]) throws -> String {
        try #require(throws: InputError.self) { try Export.read(bytes, name: "list.xlsx") }.description
    }

    @Test func `a part that unpacks to a hundred times its size and more is not unpacked`() throws {
        var zip = RawWorkbook(Self.row).zip
        var bomb = RawZip.blanks(200_000)
        bomb.name = "book/pages/1.xml"
        zip.parts.removeAll { $0.name == bomb.name }
        zip.parts.append(bomb)
        guard case .tooLarge = try fault(zip.bytes) else { return #expect(Bool(false), "it was unpacked") }
        var small = WorkbookLimits()
        small.unpacked = 500
        #expect(try fault(RawWorkbook(String(repeating: Self.row, count: 40)).bytes, small) == .tooLarge(unpacked: 500))
        #expect(try words(zip.bytes).contains("Unpacked, the workbook would be larger than"))
    }

    @Test func `entities, documents without end and nesting without end are refused`() throws {
        for prologue in [
            "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
            "<!DOCTYPE w SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
        ] {
            var book = RawWorkbook("<row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row>")
            book.prologue = prologue
            #expect(try fault(book.bytes) == .unsafe(part: "book/pages/1.xml"))
        }
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(try fault(RawWorkbook(deep).bytes) == .unsafe(part: "book/pages/1.xml"))
        let long = "<row a=\"\(String(repeating: "x", count: 6 << 20))\"/>"
        #expect(try fault(RawWorkbook(long).bytes) == .unsafe(part: "book/pages/1.xml"))
        #expect(try fault(RawWorkbook("<row><c><v>1</v></c>").bytes) == .damaged(part: "book/pages/1.xml"))
    }

    @Test func `limits on parts, cells, rows and text hold`() throws {
        var limits = WorkbookLimits()
        limits.parts = 3
        #expect(try fault(RawWorkbook(Self.row).bytes, limits) == .tooManyParts(4, most: 3))
        limits = WorkbookLimits()
        limits.cells = 5
        let rows = String(repeating: Self.row, count: 3)
        #expect(try fault(RawWorkbook(rows).bytes, limits) == .tooManyCells(sheet: "List", most: 5))
        limits = WorkbookLimits()
        limits.rows = 2
        #expect(try fault(RawWorkbook(rows).bytes, limits) == .tooManyRows(sheet: "List", most: 2))
        limits = WorkbookLimits()
        limits.text = 20
        #expect(try fault(RawWorkbook(rows).bytes, limits) == .tooMuchText)
        var shared = RawWorkbook("<row><c t=\"s\"><v>0</v></c></row>")
        shared.strings = "<si><t>more than twenty letters</t></si>"
        #expect(try fault(shared.bytes, limits) == .tooMuchText)
    }

    @Test func `a few cells far apart do not make a sheet of millions`() throws {
        let rows = (1...2_000).map {
            "<row r=\"\($0 * 500)\"><c r=\"\(SheetTable.letters($0 * 8))\($0 * 500)\"><v>1</v></c></row>"
        }
        #expect(try cells(RawWorkbook(rows.joined()).bytes).count == 2_000)
        let many = (1...16_000).map { "<row r=\"\($0)\"><c r=\"\(SheetTable.letters($0))\($0)\"><v>1</v></c></row>" }
        #expect(try fault(RawWorkbook(many.joined()).bytes) == .tooManyCells(sheet: "List", most: 10_000_000))
        let merges = String(repeating: "<mergeCell ref=\"A1:XFD1048576\"/>", count: 3_000)
        let merged = RawWorkbook(String(repeating: Self.row, count: 60), after: "<mergeCells>\(merges)</mergeCells>")
        #expect(try fault(merged.bytes) == .unsafe(part: "the merged cells of the sheet “List”"))
    }

    @Test(arguments: ["9", "-1", "x", "99999999999999999999", ""])
    func `a shared text that is not there`(index: String) throws {
        var book = RawWorkbook("<row><c t=\"s\"><v>\(index)</v></c></row>")
        book.strings = "<si><t>Name</t></si>"
        #expect(try fault(book.bytes) == .damaged(part: "a text of the sheet “List”, row 1,"))
    }

    @Test(arguments: ["<row r=\"0\"/>", "<row r=\"1048577\"/>", "<row><c r=\"XFE1\"><v>1</v></c><c/></row>"])
    func `rows and columns beyond a sheet`(row: String) throws {
        let book = RawWorkbook(row)
        if row.contains("XFE1") {
            #expect(try cells(book.bytes) == [["1"]], "the place is no place: it counts as none")
        } else {
            #expect(try fault(book.bytes) == .damaged(part: "the sheet “List”"))
        }
    }

    @Test func `a file that was cut off anywhere is refused, and says so`() throws {
        let whole = try WorkbookWriter.bytes(
            of: [WorkbookWriter.sheet("S", [[.text("Ann"), .text("ann@quay.example")]], headings: ["Name", "Email"])],
            writtenAt: 1)
        for length in stride(from: 4, to: whole.count - 1, by: 97) {
            #expect(try words(Array(whole[..<length])).contains("The workbook is damaged or was cut off"))
        }
        var lost = RawWorkbook(Self.row).zip
        lost.parts.removeAll { $0.name == "book/pages/1.xml" }
        #expect(try fault(lost.bytes) == .damaged(part: "book/pages/1.xml"))
    }

    @Test func `what is no workbook is called by its name`() throws {
        func compound(_ stream: String) -> [UInt8] {
            var bytes = [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 1_532)
            bytes.replaceSubrange(
                1_152..<(1_152 + stream.utf16.count * 2), with: stream.utf16.flatMap { [UInt8($0), 0] })
            return bytes
        }
        #expect(
            try words(compound("EncryptedPackage")).contains("The workbook is protected by a password. Open it, take"))
        #expect(try words(compound("Workbook")).contains("This is a workbook of Excel 2003 or older (.xls), which"))
        #expect(try words(compound("WordDocument")).contains("an old Word document"))
        var ods = RawZip()
        ods.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        #expect(
            try words(ods.bytes).contains(
                "This is an OpenDocument spreadsheet (.ods), which cannot be read. Open it and save"))
        for (part, kind) in [
            ("word/document.xml", "Word document"), ("xl/workbook.bin", "(.xlsb)"), ("a.csv", "a zip archive"),
            ("Index/Document.iwa", "Apple Numbers"),
        ] {
            var zip = RawZip()
            zip.add(part, "x")
            #expect(try words(zip.bytes).contains(kind))
        }
        var locked = RawWorkbook(Self.row).zip
        locked.parts[0].flags = 1
        #expect(try words(locked.bytes).contains("protected by a password"))
    }

    @Test func `one wrong byte never crashes, and rows stay those taken and refused`() throws {
        var random = Generator(seed: 20_270_301)
        var stored = RawWorkbook(
            Self.row + RawWorkbook.row(nil, ["Ann", "ann@quay.example"])
                + "<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>44617.5</v></c></row>",
            after: "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>")
        stored.strings = "<si><t>Bo</t></si>"
        stored.styles = "<numFmts/><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>"
        let packed = try WorkbookWriter.bytes(
            of: [WorkbookWriter.sheet("S", [[.text("Ann"), .money(pence: 5)]], headings: ["Name", "Email"])],
            writtenAt: 1)
        for whole in [stored.bytes, packed] {
            for round in 0..<600 {
                var bytes = whole
                bytes[Int.random(in: 4..<bytes.count, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
                if round % 5 == 0 { bytes[Int.random(in: 4..<bytes.count, using: &random)] ^= 0x20 }
                guard let file = try? Export.read(bytes, name: "damaged.xlsx") else { continue }
                #expect(file.rows == file.taken + file.refused.count)
            }
        }
        // The checksums keep most changes out: the same inside the parts, with checksums that are right.
        for _ in 0..<800 {
            var zip = stored.zip
            let part = Int.random(in: zip.parts.indices, using: &random)
            let place = Int.random(in: zip.parts[part].bytes.indices, using: &random)
            zip.parts[part].bytes[place] = UInt8.random(in: 0...255, using: &random)
            guard let file = try? Export.read(zip.bytes, name: "damaged.xlsx") else { continue }
            #expect(file.rows == file.taken + file.refused.count)
        }
    }
}
