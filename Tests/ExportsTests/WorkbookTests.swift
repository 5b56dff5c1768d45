import Delimited
import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct WorkbookTests {
    @Test func `what Microsoft Forms saves is read as its text would be`() throws {
        let headings = ["ID", "Start time", "Completion time", "Email", "Name", "Which organisation are you from?"]
        let bytes = try WorkbookWriter.bytes(
            of: [
                WorkbookWriter.sheet(
                    "Sheet1",
                    [
                        [
                            .whole(1), .dateTime(year: 2022, month: 1, day: 27, hour: 10, minute: 2, second: 11),
                            .dateTime(year: 2022, month: 1, day: 27, hour: 10, minute: 5, second: 0),
                            .text("anonymous"), .empty, .text("Quay Data"),
                        ],
                        [
                            .whole(2), .dateTime(year: 2022, month: 2, day: 28, hour: 0, minute: 0, second: 0),
                            .dateTime(year: 2022, month: 2, day: 28, hour: 23, minute: 59, second: 59),
                            .text("ann@quay.example"), .text("Ann Lee"), .text("x;y;"),
                        ],
                    ], headings: headings)
            ], writtenAt: 1_643_000_000)
        let file = try Export.read(bytes, name: "answers.xlsx")
        #expect(file.source == .microsoftForms)
        #expect(file.dates == .iso)
        #expect(file.people.map { $0.time?.description } == ["2022-01-27T10:05:00", "2022-02-28T23:59:59"])
        #expect(file.people.map(\.order) == ["1", "2"])
        #expect(file.people[1].email == "ann@quay.example")
        #expect(file.sheets == [.init(name: "Sheet1", isHidden: false, isRead: true)])
    }

    @Test func `lines are the sheet's rows, and rows and columns with nothing in them are no obstacle`() throws {
        let rows = """
            <row r="3"><c r="C3" t="inlineStr"><is><t>Name</t></is></c><c r="E3" t="inlineStr"><is><t>Email</t></is></c></row>
            <row r="4"><c r="C4" s="1"/></row>
            <row r="7"><c r="C7" t="inlineStr"><is><t>Ann Lee</t></is></c><c r="E7" t="inlineStr"><is><t>ann@quay.example</t></is></c>\
            <c r="F7" t="inlineStr"><is><t>met in May</t></is></c></row>
            <row r="9"><c r="E9" t="inlineStr"><is><t>not an address</t></is></c></row>
            """
        let file = try Export.read(RawWorkbook(rows).bytes, name: "list.xlsx")
        #expect(file.headerLine == 3)
        #expect(file.shown == [Shown("Ann Lee", "ann@quay.example", nil, .contact)])
        #expect(file.people[0].line == 7)
        #expect(file.people[0].answers.map(\.question) == ["Column F"], "a column without a heading is kept")
        #expect(file.refused.map(\.line) == [9])
    }

    @Test func `shared and inline texts, rich or not, without the reading aids`() throws {
        var book = RawWorkbook(
            """
            <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><r><t>in</t></r><r><t> line</t></r></is></c>\
            <c t="str"><f>A1</f><v>worked out</v></c></row>
            """)
        book.strings = """
            <si><r><rPr><b/></rPr><t>An</t></r><r><t xml:space="preserve">n &amp; Bo</t></r><rPh sb="0" eb="1"><t>アン</t></rPh></si>
            <si><t>a_x000D_\nb_x005F_x0041_ _x00e9_</t></si>
            """
        #expect(try cells(book.bytes) == [["Ann & Bo", "a\r\nb_x0041_ é", "in line", "worked out"]])
    }

    @Test func `booleans, errors, formulas nobody worked out, and cells without a place`() throws {
        let rows = """
            <row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#NAME?</v></c><c><f>A1&amp;"x"</f></c>\
            <c t="str"><f>B1</f><v></v></c><c><v>7</v></c><c><f>1+1</f><v/></c></row>
            """
        #expect(try cells(RawWorkbook(rows).bytes) == [["TRUE", "FALSE", "#NAME?", "=A1&\"x\"", "7", "=1+1"]])
    }

    @Test func `what was merged stands in each cell of the merge`() throws {
        let rows = [
            ["Name", "Email", "Organisation"], ["Ann", "ann@quay.example", "Quay"], ["Bo", "bo@quay.example", ""],
        ]
        let body = rows.map { RawWorkbook.row(nil, $0) }.joined()
        let merged = RawWorkbook(
            body, after: "<mergeCells><mergeCell ref=\"C2:C3\"/><mergeCell ref=\"A9:XFD1048576\"/></mergeCells>")
        let file = try Export.read(merged.bytes, name: "list.xlsx")
        #expect(file.people.map(\.organisation) == ["Quay", "Quay"])
        let twoLines = RawWorkbook(
            RawWorkbook.row(nil, ["Who", "Contact", ""]) + RawWorkbook.row(nil, ["", "Email", "Phone"])
                + RawWorkbook.row(nil, ["Ann", "ann@quay.example", "0151"]),
            after: "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>")
        #expect(try cells(twoLines.bytes)[0] == ["Who", "Contact", "Contact"])
        #expect(try cells(twoLines.bytes)[1] == ["Who", "Email", "Phone"])
    }

    @Test(arguments: [
        (
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        ),
        ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ])
    func `strict and transitional workbooks are one`(namespace: String, relations: String) throws {
        var book = RawWorkbook(
            RawWorkbook.row(nil, ["Name", "Email"]) + "<row><c t=\"d\"><v>2022-02-25T14:28:00</v></c></row>")
        (book.namespace, book.relations) = (namespace, relations)
        #expect(try cells(book.bytes) == [["Name", "Email"], ["2022-02-25T14:28:00", ""]])
    }

    @Test func `a prefix before the elements, and elements of others among them, change nothing`() throws {
        var book = RawWorkbook("")
        book.sheets[0].body = """
            <x:sheetData xmlns:x="\(book.namespace)"><x:row><x:c t="inlineStr"><x:is><x:t>Name</x:t></x:is></x:c>\
            <y:c xmlns:y="urn:other" t="inlineStr"><y:is><y:t>no</y:t></y:is></y:c></x:row></x:sheetData>
            """
        #expect(try cells(book.bytes) == [["Name"]])
    }

    // MARK: Which sheet

    private static let several = RawWorkbook(sheets: [
        ("Old", "veryHidden", "<sheetData>\(RawWorkbook.row(nil, ["Name", "Email"]))</sheetData>"),
        ("Nothing", "visible", "<sheetData/>"),
        ("Cover", "visible", "<sheetData>\(RawWorkbook.row(nil, ["Our spring programme", "2022"]))</sheetData>"),
        (
            "Guests", "visible",
            "<sheetData>\(RawWorkbook.row(nil, ["Name", "Email"]) + RawWorkbook.row(nil, ["Ann", "ann@quay.example"]))</sheetData>"
        ),
        (
            "Team", "hidden",
            "<sheetData>\(RawWorkbook.row(nil, ["Name", "Email"]) + RawWorkbook.row(nil, ["Bo", "bo@quay.example"]))</sheetData>"
        ),
    ])

    @Test func `the first sheet in sight that has headings is read, or the one that was chosen`() throws {
        let bytes = Self.several.bytes
        let file = try Export.read(bytes, name: "all.xlsx")
        #expect(file.people.map(\.name) == ["Ann"])
        #expect(file.sheets.map(\.name) == ["Old", "Nothing", "Cover", "Guests", "Team"])
        #expect(file.sheets.map(\.isHidden) == [true, false, false, false, true])
        #expect(file.sheets.map(\.isRead) == [false, false, false, true, false])
        #expect(
            file.previewText.contains(
                "Sheet        “Guests”; others: “Old” (hidden), “Nothing”, “Cover”, “Team” (hidden)"))
        #expect(file.previewJSON.contains("{\"name\": \"Team\", \"hidden\": true, \"read\": false}"))
        #expect(try Export.read(bytes, name: "all.xlsx", sheet: "Team").people.map(\.name) == ["Bo"])
    }

    @Test func `a sheet that is not there, or has no headings, is refused with those that are`() throws {
        let unknown = try #require(throws: InputError.self) {
            try Export.read(Self.several.bytes, name: "all.xlsx", sheet: "Guest")
        }
        #expect(unknown.description.contains("There is no sheet “Guest” in this workbook. It has: “Old”, “Nothing”"))
        let cover = try #require(throws: InputError.self) {
            try Export.read(Self.several.bytes, name: "all.xlsx", sheet: "Cover")
        }
        #expect(cover.message.contains("in the sheet “Cover”. Its first row reads “Our spring programme”, “2022”."))
        #expect(cover.remedy?.contains("“Team” (hidden)") == true)
        let empty = try #require(throws: InputError.self) {
            try Export.read(Self.several.bytes, name: "all.xlsx", sheet: "Nothing")
        }
        #expect(empty.message == "The workbook has no sheet with anything in it.")
    }

    @Test func `large sheets are read in linear time`() throws {
        let row: [WorkbookWriter.Cell] = (0..<20).map { $0 % 3 == 0 ? .whole($0 * 7_919) : .text("cell number \($0)") }
        func time(rows: Int) throws -> Duration {
            let sheet = WorkbookWriter.sheet(
                "Big", Array(repeating: row, count: rows), headings: (1...20).map { "Question \($0)" })
            let bytes = try WorkbookWriter.bytes(of: [sheet], writtenAt: 1)
            let start = ContinuousClock.now
            #expect(try cells(bytes).count == rows + 1)
            return ContinuousClock.now - start
        }
        let (small, large) = (try time(rows: 1_000), try time(rows: 5_000))
        // Five times as much; what is quadratic takes twenty-five times as long. Other programs use the machine, too.
        #expect(large < small * 15 || large < .seconds(2))
    }
}
