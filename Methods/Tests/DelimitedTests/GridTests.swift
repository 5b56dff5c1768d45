import Foundation
import Testing

@testable import Delimited

@Suite(.timeLimit(.minutes(20))) struct GridTests {
    private func grid(_ text: String) throws -> Grid {
        try Grid(Data(text.utf8), file: "t.csv") { Array($0.indices) }
    }

    private func rows(_ grid: Grid) -> [[String]] {
        grid.withFields { fields in
            (0..<grid.rowCount).map { row in
                grid.columns.indices.map { String(decoding: fields[row, $0], as: UTF8.self) }
            }
        }
    }

    @Test func `fields are the bytes between the separators, quotes undone`() throws {
        let found = try grid("\u{FEFF}a,b\r\n\"Lee, Ann\",\"said \"\"yes\"\"\"\r\n x ,\"two\nlines\"\n\nlast\n")
        #expect(found.header == ["a", "b"])
        #expect(rows(found) == [["Lee, Ann", "said \"yes\""], ["x", "two\nlines"], ["last", ""]])
        #expect((0..<3).map(found.line(ofRow:)) == [2, 3, 6])
    }

    @Test(arguments: [";", "\t"]) func `semicolons and tabulators part fields where the header has no comma`(
        mark: String
    ) throws {
        let text = "a;\"b;c, d\";e\r\n1,5;\"x;y\";z\n".replacingOccurrences(of: ";", with: mark)
        let sheet = try Sheet(Data(text.utf8), file: "t.csv")
        #expect(sheet.header == ["a", "b\(mark)c, d", "e"])
        #expect(sheet.records.map(\.fields) == [["1,5", "x\(mark)y", "z"]])
        #expect(try rows(grid(text)) == sheet.records.map(\.fields))
        #expect(DelimitedText.separator(of: Array("one, two; three; four\n".utf8)) == UInt8(ascii: ","))
        #expect(DelimitedText.separator(of: Array("\none;two\n".utf8)) == UInt8(ascii: ";"))
    }

    @Test func `only the wanted columns are kept, in the order asked for`() throws {
        let found = try Grid(Data("a,b,c\n1,2,3\n".utf8), file: "t.csv") { _ in [2, 0] }
        #expect(rows(found) == [["3", "1"]])
    }

    @Test func `faults name the line`() {
        let open = InputError(
            "A quotation mark opens here and is never closed.", file: "t.csv", line: 3,
            remedy: "Close it, or double it where it belongs to the text.")
        #expect(throws: open) { try grid("a,b\n1,2\n\"3,4\n") }
        #expect(throws: InputError.self) { try grid("a,b\n1,2,3\n") }
        #expect(throws: InputError.self) { try grid("") }
    }

    @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian])
    func `a spreadsheet's UTF-16 is refused with what to do`(encoding: String.Encoding) throws {
        let text = try #require("\u{FEFF}a,b\n1,2\n".data(using: encoding))
        let fault = #expect(throws: InputError.self) { try Grid(text, file: "t.csv") { Array($0.indices) } }
        #expect(fault?.line == 1 && fault?.remedy?.contains("UTF-8") == true)
    }

    @Test func `whatever the text, the grid reads what the sheet reads or refuses as it does`() {
        var random = SystemRandomNumberGenerator()
        let letters: [UInt8] = Array("a,\"\n\r b".utf8)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &random)
            let bytes = Array("h,k\n".utf8) + (0..<length).map { _ in letters.randomElement(using: &random) ?? 97 }
            let sheet = try? Sheet(Data(bytes), file: "t.csv")
            let grid = try? Grid(Data(bytes), file: "t.csv") { Array($0.indices) }
            let plain = sheet?.records.map { $0.fields.map(trimmed) }
            #expect(plain == grid.map(rows), "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            #expect(sheet?.records.map(\.line) == grid.map { found in (0..<found.rowCount).map(found.line(ofRow:)) })
        }
    }
}
