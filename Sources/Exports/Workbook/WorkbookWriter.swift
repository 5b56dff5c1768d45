import CWorkbook
public import Delimited

/// Writes Excel workbooks (.xlsx) in which dates are dates and numbers are numbers.
///
/// No cell is ever a formula: a text that begins with `=` stays a text. The same sheets give the same bytes.
///
/// Example:
///
///     let sheet = WorkbookWriter.Sheet(
///         name: "Awards", columns: [.init("Application"), .init("Amount"), .init("Decided on")],
///         rows: [[.text("Warm homes"), .money(pence: 250_000), .date(year: 2027, month: 3, day: 9)]])
///     let bytes = try WorkbookWriter.bytes(of: [sheet], writtenAt: 1_803_000_000)
public enum WorkbookWriter {
    /// What stands in one cell.
    public enum Cell: Sendable, Hashable {
        case empty
        /// At most 32,767 UTF-16 units, which is what a cell holds; longer ones end in an ellipsis.
        case text(String)
        case number(Double)
        case whole(Int)
        /// Whole pence, shown as `£2,500.00`.
        case money(pence: Int)
        /// A day of the calendar from 1900 to 9999; what is none is written as text.
        case date(year: Int, month: Int, day: Int)
        /// A day and a time on whatever clock the caller means; Excel knows no zones.
        case dateTime(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int)
        case boolean(Bool)
    }

    public struct Column: Sendable, Hashable {
        public var heading: String
        /// In widths of a digit; nil for as wide as what stands in it, between 8 and 60.
        public var width: Double?

        public init(_ heading: String, width: Double? = nil) {
            (self.heading, self.width) = (heading, width)
        }
    }

    public struct Sheet: Sendable, Hashable {
        /// Shortened to 31 letters, without `[]:*?/\`, and numbered where two would be alike.
        public var name: String
        /// Their headings are bold and stay in sight.
        public var columns: [Column]
        public var rows: [[Cell]]

        public init(name: String, columns: [Column], rows: [[Cell]]) {
            (self.name, self.columns, self.rows) = (name, columns, rows)
        }
    }

    /// The bytes of a workbook with these sheets, one at least.
    ///
    /// - Parameter writtenAt: seconds since 1970, which the workbook gives as the time of its making.
    /// - Throws: `InputError` when libxlsxwriter is not on this machine, when a sheet is larger than Excel allows
    ///   (1,048,575 rows, 16,384 columns), or when there is no room for a temporary file.
    /// Cost: O(cells).
    public static func bytes(of sheets: [Sheet], writtenAt: Int64) throws(InputError) -> [UInt8] {
        guard knot_xlsxwriter_is_there() else {
            throw InputError(
                "Excel workbooks are written with libxlsxwriter, which is not on this machine.",
                remedy: "Run “sudo apt install libxlsxwriter4” there, or take the table as CSV.")
        }
        for sheet in sheets where sheet.rows.count > 1_048_575 || sheet.columns.count > 16_384 {
            throw InputError(
                "The sheet “\(sheet.name)” is larger than Excel allows.", remedy: "Take the table as CSV.")
        }
        let file = try TemporaryFile()
        guard let book = knot_xlsx_new(file.path, max(1, writtenAt)) else { throw failure("no memory") }
        let outcome = Self.fill(book, sheets)
        let closing = knot_xlsx_close(book)
        for code in [outcome, closing] where code != 0 { throw failure(String(cString: knot_xlsx_reason(code))) }
        return try file.bytes()
    }

    private static func fill(_ book: OpaquePointer, _ sheets: [Sheet]) -> Int32 {
        let looks = Looks(book)
        var names = SheetNames()
        for sheet in sheets.isEmpty ? [Sheet(name: "", columns: [], rows: [])] : sheets {
            guard let place = knot_xlsx_sheet(book, names.add(sheet.name)) else { return 1 }
            let code = SheetWriter(sheet: place, looks: looks).write(sheet)
            if code != 0 { return code }
        }
        return 0
    }

    static func failure(_ reason: String) -> InputError {
        InputError("The workbook could not be written: \(reason).", remedy: "Take the table as CSV.")
    }

    /// How cells look.
    fileprivate struct Looks {
        let heading, money, date, dateTime: OpaquePointer?

        init(_ book: OpaquePointer) {
            heading = knot_xlsx_format(book, nil, true)
            money = knot_xlsx_format(book, "[$£-809]#,##0.00", false)
            date = knot_xlsx_format(book, "dd/mm/yyyy", false)
            dateTime = knot_xlsx_format(book, "dd/mm/yyyy hh:mm:ss", false)
        }
    }
}

/// Writes the cells of one sheet; each step gives 0 or what went wrong.
private struct SheetWriter {
    let sheet: OpaquePointer
    let looks: WorkbookWriter.Looks

    func write(_ content: WorkbookWriter.Sheet) -> Int32 {
        for (column, heading) in content.columns.enumerated() {
            var code = text(0, column, heading.heading, looks.heading)
            if code == 0 { code = knot_xlsx_width(sheet, UInt16(column), width(heading, column, content.rows)) }
            if code != 0 { return code }
        }
        knot_xlsx_freeze(sheet, 1)
        for (index, row) in content.rows.enumerated() {
            for (column, cell) in row.prefix(16_384).enumerated() {
                let code = write(cell, index + 1, column)
                if code != 0 { return code }
            }
        }
        return 0
    }

    private func write(_ cell: WorkbookWriter.Cell, _ row: Int, _ column: Int) -> Int32 {
        switch cell {
        case .empty: return 0
        case .text(let text): return self.text(row, column, text, nil)
        case .number(let number):
            return number.isFinite ? self.number(row, column, number, nil) : text(row, column, "\(number)", nil)
        case .whole(let number):
            // Beyond fifteen digits a cell would change the number.
            return number.magnitude < 1_000_000_000_000_000
                ? self.number(row, column, Double(number), nil) : text(row, column, String(number), nil)
        case .money(let pence): return number(row, column, Double(pence) / 100, looks.money)
        case .date(let year, let month, let day):
            return moment(row, column, Moment(year: year, month: month, day: day), looks.date)
                ?? text(row, column, "\(year)-\(month)-\(day)", nil)
        case .dateTime(let year, let month, let day, let hour, let minute, let second):
            let moment = Moment(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
            return self.moment(row, column, moment, looks.dateTime)
                ?? text(row, column, "\(year)-\(month)-\(day) \(hour):\(minute):\(second)", nil)
        case .boolean(let value): return knot_xlsx_boolean(sheet, UInt32(row), UInt16(column), value)
        }
    }

    private func text(_ row: Int, _ column: Int, _ text: String, _ look: OpaquePointer?) -> Int32 {
        if text.isEmpty { return 0 }
        let escaped = EscapedText.encoded(text)
        let shown = escaped.utf16.count <= 32_767 ? escaped : Self.shortened(escaped)
        return knot_xlsx_text(sheet, UInt32(row), UInt16(column), shown.replacing("\0", with: "\u{FFFD}"), look)
    }

    private static func shortened(_ text: String) -> String {
        var units = 0
        return String(
            text.prefix { character in
                units += character.utf16.count
                return units <= 32_766
            }) + "…"
    }

    private func number(_ row: Int, _ column: Int, _ number: Double, _ look: OpaquePointer?) -> Int32 {
        knot_xlsx_number(sheet, UInt32(row), UInt16(column), number, look)
    }

    /// Nil for what is no moment that a workbook can hold.
    private func moment(_ row: Int, _ column: Int, _ moment: Moment?, _ look: OpaquePointer?) -> Int32? {
        guard let moment else { return nil }
        // Day 25,569 is 1 January 1970; before March 1900 Excel's days are one behind the calendar.
        let days = Double(moment.seconds) / 86_400 + 25_569
        return number(row, column, days < 61 ? days - 1 : days, look)
    }

    private func width(_ column: WorkbookWriter.Column, _ place: Int, _ rows: [[WorkbookWriter.Cell]]) -> Double {
        if let width = column.width { return min(max(width, 1), 255) }
        let cells = rows.lazy.prefix(1_000).map { $0.indices.contains(place) ? letters($0[place]) : 0 }
        return Double(min(max(8, column.heading.count, cells.max() ?? 0) + 1, 60))
    }

    private func letters(_ cell: WorkbookWriter.Cell) -> Int {
        switch cell {
        case .text(let text): text.prefix(60).count
        case .dateTime: 19
        case .date: 10
        case .money: 13
        default: 8
        }
    }
}
