import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct WorkbookNumbersTests {
    @Test(arguments: [
        ("7", "7"), ("1.0", "1"), ("-3", "-3"), ("0", "0"), ("-0.5", "-0.5"), ("12.300000000000001", "12.3"),
        ("0.30000000000000004", "0.3"), ("1E+3", "1000"), ("4.4770090012300001E+11", "447700900123"),
        ("1.5e-3", "0.0015"), ("123456789012345678", "123456789012345678"), ("1E+100", "1E+100"),
        ("9.9999999999999995", "10"), ("0.99999999999999989", "1"), ("2.5E-7", "0.00000025"), ("text", "text"),
        ("", ""),
        ("1000000000000000000", "1000000000000000000"), ("NaN", "NaN"), ("12.50", "12.5"),
    ])
    func `numbers are as people typed them`(value: String, shown: String) {
        #expect(CellNumber.text(value, .number, from1904: false) == shown)
    }

    @Test(arguments: [
        ("0", "General", NumberFormat.number), ("dd/mm/yyyy", "", .date(withTime: false)),
        ("[$-809]d mmmm yyyy;@", "", .date(withTime: false)), ("mmm\\-yy", "", .date(withTime: false)),
        ("m/d/yy h:mm", "", .date(withTime: true)), ("yyyy\\-mm\\-dd\\Thh:mm:ss", "", .date(withTime: true)),
        ("h:mm AM/PM", "", .time), ("mm:ss", "", .time), ("mmmm", "", .date(withTime: false)),
        ("[h]:mm:ss", "", .length),
        ("[mm]:ss", "", .length), ("0.0%", "", .percent), ("#,##0.00 \"days\"", "", .number),
        ("[Red]0;[Blue]-0", "", .number), ("[$£-809]#,##0.00", "", .number), ("General", "", .number),
        ("0.00E+00", "", .number), ("@", "", .number), ("0;\"date\" d", "", .number),
        ("00000\\ 000000", "", .digits("00000 000000")),
        ("_-* #,##0_-;\\-* #,##0_-", "", .number), ("Standard", "", .number), ("\"d\" 0", "", .number),
    ])
    func `format codes say what a number is`(code: String, other: String, format: NumberFormat) {
        #expect(NumberFormat(code: code) == format)
        if !other.isEmpty { #expect(NumberFormat(code: other) == format) }
    }

    @Test(arguments: [
        ("44617", false, "2022-02-25"), ("44617.602777777778", false, "2022-02-25 14:28:00"),
        ("1", false, "1900-01-01"), ("59", false, "1900-02-28"), ("60", false, "1900-02-29"),
        ("61", false, "1900-03-01"),
        ("36525", false, "1999-12-31"), ("36585", false, "2000-02-29"), ("2958465", false, "9999-12-31"),
        ("2958466", false, "2958466"), ("-1", false, "-1"), ("0", false, "0"), ("0.5", false, "12:00:00"),
        ("43155", true, "2022-02-25"), ("0", true, "1904-01-01"), ("59", true, "1904-02-29"),
        ("44616.999999", false, "2022-02-25"), ("45351", false, "2024-02-29"), ("45352", false, "2024-03-01"),
    ])
    func `days are counted as Excel counts them`(value: String, from1904: Bool, shown: String) {
        #expect(CellNumber.text(value, .date(withTime: false), from1904: from1904) == shown)
    }

    @Test func `each day has its date`() throws {
        var (year, month, day) = (1900, 3, 1)
        for serial in 61..<80_000 {
            let date = try #require(Serial(Double(serial))?.dateText(withTime: false, from1904: false))
            let moment = try #require(DateText(date)?.moment(.dayFirst))
            guard (moment.year, moment.month, moment.day) == (year, month, day) else {
                Issue.record("\(serial) is \(date)")
                return
            }
            day += 1
            if day > Moment.days(inMonth: month, of: year) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    @Test(arguments: [
        ("0.051180555555555556", NumberFormat.length, "1:13:42"), ("1.5", .length, "36:00:00"),
        ("0.602777777777778", .time, "14:28:00"), ("1.05", .time, "25:12:00"),
        ("44617.5", .time, "2022-02-25 12:00:00"), ("0.125", .percent, "12.5%"), ("0.07", .percent, "7%"),
        ("7700900123", .digits("00000000000"), "07700900123"), ("1514960000", .digits("00000 000000"), "01514 960000"),
        ("3.5", .digits("000"), "3.5"), ("44617", .date(withTime: true), "2022-02-25 00:00:00"),
    ])
    func `times, lengths, percentages and telephone numbers`(value: String, format: NumberFormat, shown: String) {
        #expect(CellNumber.text(value, format, from1904: false) == shown.replacing("14:28:00", with: "14:28:00"))
    }

    @Test func `a cell's style says which number it is, in either system of dates`() throws {
        var book = RawWorkbook(
            "<row><c s=\"1\"><v>43155.5</v></c><c s=\"2\"><v>0.5</v></c><c s=\"0\"><v>43155</v></c><c s=\"9\"><v>5</v></c></row>"
        )
        book.styles = """
            <numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy hh:mm"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="46"/></cellXfs>
            """
        book.properties = "date1904=\"1\""
        #expect(try cells(book.bytes) == [["2022-02-25 12:00:00", "12:00:00", "43155", "5"]])
        book.properties = "date1904=\"false\""
        #expect(try cells(book.bytes)[0][0] == "2018-02-24 12:00:00")
    }
}
