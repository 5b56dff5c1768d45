import Delimited
import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct WorkbookWriterTests {
    private static let all: [WorkbookWriter.Cell] = [
        .text("=HYPERLINK(\"http://evil.example\")"), .number(2.5), .whole(-7), .money(pence: 123_456),
        .date(year: 2027, month: 3, day: 9),
        .dateTime(year: 1999, month: 12, day: 31, hour: 23, minute: 59, second: 58),
        .boolean(true), .boolean(false), .empty, .text("é <&> \"quoted\"\nsecond line"),
    ]
    private static let headings = ["Text", "Number", "Whole", "Money", "Day", "Moment", "Yes", "No", "None", "Marks"]

    @Test func `what is written is read again, each thing as what it is`() throws {
        let bytes = try WorkbookWriter.bytes(
            of: [WorkbookWriter.sheet("All kinds", [Self.all], headings: Self.headings)], writtenAt: 1_800_000_000)
        let table = try cells(bytes)
        #expect(table[0] == Self.headings)
        #expect(
            table[1] == [
                "=HYPERLINK(\"http://evil.example\")", "2.5", "-7", "1234.56", "2027-03-09", "1999-12-31 23:59:58",
                "TRUE", "FALSE", "", "é <&> \"quoted\"\nsecond line",
            ])
    }

    @Test func `no cell is a formula, the headings are frozen and bold`() throws {
        let bytes = try WorkbookWriter.bytes(
            of: [WorkbookWriter.sheet("S", [Self.all], headings: Self.headings)], writtenAt: 1)
        let archive = try Archive(bytes, limits: WorkbookLimits())
        let sheet = try text("xl/worksheets/sheet1.xml", of: archive)
        #expect(!sheet.contains("<f>") && !sheet.contains("hyperlink"))
        #expect(sheet.contains("state=\"frozen\"") && sheet.contains("ySplit=\"1\""))
        #expect(sheet.contains("<col min=\"10\" max=\"10\""))
        #expect(try text("xl/styles.xml", of: archive).contains("<b/>"))
    }

    @Test func `the same sheets are the same bytes`() throws {
        let sheet = WorkbookWriter.sheet("S", [Self.all], headings: Self.headings)
        let first = try WorkbookWriter.bytes(of: [sheet], writtenAt: 1_800_000_000)
        #expect(try WorkbookWriter.bytes(of: [sheet], writtenAt: 1_800_000_000) == first)
        #expect(try WorkbookWriter.bytes(of: [sheet], writtenAt: 1_900_000_000) != first)
    }

    @Test func `names of sheets are made such that Excel takes them`() throws {
        let names = ["A/B: [c]*?", "a b c", "", "", String(repeating: "long ", count: 20), "'quoted'", "History", "😀😀"]
        let bytes = try WorkbookWriter.bytes(of: names.map { .init(name: $0, columns: [], rows: []) }, writtenAt: 1)
        #expect(
            try Workbook(bytes).sheets.map(\.name) == [
                "A B c", "a b c 2", "Sheet", "Sheet 2", "long long long long long long l", "quoted", "History of it",
                "😀😀",
            ])
        #expect(try Workbook(WorkbookWriter.bytes(of: [], writtenAt: 1)).sheets.map(\.name) == ["Sheet"])
    }

    @Test(arguments: [
        "a_x0041_b", "_x000D_", "bell \u{7} and \u{1}", "_x_", "tab\tand\r\nlines", "  blanks  ", "_x005F_x0041_",
        "_x00_x0041_", "_x0041_x0042_", "日本語 😀", "]]>", "''",
    ])
    func `a text stays the text that it was`(text: String) throws {
        let bytes = try WorkbookWriter.bytes(
            of: [.init(name: "S", columns: [.init("H")], rows: [[.text(text)]])], writtenAt: 1)
        #expect(try cells(bytes) == [["H"], [text]])
    }

    @Test func `what no cell can hold is still there as text, or as much of it as there is room for`() throws {
        let long = String(repeating: "é", count: 40_000)
        let rows: [[WorkbookWriter.Cell]] = [
            [.text(long)], [.whole(9_007_199_254_740_993)], [.number(.nan)], [.date(year: 2023, month: 2, day: 30)],
            [.date(year: 1900, month: 1, day: 1)], [.date(year: 1900, month: 2, day: 28)],
            [.date(year: 1900, month: 3, day: 1)],
        ]
        let bytes = try WorkbookWriter.bytes(
            of: [.init(name: "S", columns: [.init("H", width: 12)], rows: rows)], writtenAt: 1)
        let shown = try cells(bytes).dropFirst().map { $0[0] }
        #expect(shown[0].utf16.count == 32_767 && shown[0].hasSuffix("é…"))
        #expect(
            Array(shown[1...]) == ["9007199254740993", "nan", "2023-2-30", "1900-01-01", "1900-02-28", "1900-03-01"])
    }

    @Test func `a sheet with more columns than Excel has is refused`() throws {
        let wide = WorkbookWriter.sheet("Wide", [], headings: Array(repeating: "H", count: 16_385))
        let error = try #require(throws: InputError.self) { try WorkbookWriter.bytes(of: [wide], writtenAt: 1) }
        #expect(error.description.contains("“Wide” is larger than Excel allows"))
    }

    private func text(_ part: String, of archive: Archive) throws -> String {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { room.deallocate() }
        var bytes: [UInt8] = []
        try archive.unpack(part, room: { _ in room.baseAddress }, take: { bytes += room[..<$0] })
        return String(decoding: bytes, as: UTF8.self)
    }
}
