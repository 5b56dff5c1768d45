import Delimited

/// One row below a header, as wide as the header.
struct Row {
    var line: Int
    var cells: [String]

    subscript(column: Int?) -> String {
        guard let column, cells.indices.contains(column) else { return "" }
        return Words.tidy(cells[column])
    }
}

/// Why one row is not taken.
struct Refused: Error {
    var reason: String
    /// The heading at fault, what stands there, and what can be done, as `Export.Refusal` has them.
    var column: String?
    var value: String?
    var remedy: String?

    init(_ reason: String, column: String? = nil, value: String? = nil, remedy: String? = nil) {
        self.reason = reason
        self.column = column
        self.value = value
        self.remedy = remedy
    }
}

/// The work in progress on one file: what a format's reader takes from and adds to.
struct Reading {
    let grid: Grid
    /// The file's name in lower case.
    let name: String
    private(set) var export: Export
    private let chosenOrder: DateOrder?

    init(grid: Grid, encoding: Export.Encoding, name: String, dateOrder: DateOrder?) {
        self.grid = grid
        self.name = name.lowercased()
        chosenOrder = dateOrder
        let line = grid.headerIndex.map { grid.records[$0].line } ?? 0
        export = Export(source: grid.format.source, encoding: encoding, headerLine: line, dates: .none)
        export.language = grid.header.language.map { Language.all[$0].code }
    }

    // MARK: Rows

    /// The rows of a table with this header, refusing those that do not fit it. Blank rows and a repeated header are
    /// passed over.
    mutating func rows(_ header: Header, in records: ArraySlice<DelimitedText.Record>) -> [Row] {
        var rows: [Row] = []
        for record in records {
            guard record.fields.contains(where: { !Words.tidy($0).isEmpty }) else { continue }
            if header.isRepeated(by: record.fields) { continue }
            export.rows += 1
            if let reason = Aside.reason(record.fields) {
                refuse(record.line, reason)
            } else if let row = fitted(record, to: header) {
                rows.append(row)
            } else {
                refuse(
                    record.line,
                    Refused(
                        "The row has \(record.fields.count) cells, the headings are \(header.headings.count).",
                        remedy: "Put quotation marks around the cell that has the separator in it."))
            }
        }
        return rows
    }

    /// All rows below the grid's header, with the faults of the text among them.
    mutating func rowsBelowHeader() -> [Row] {
        guard let index = grid.headerIndex else { return [] }
        noteFaults()
        return rows(grid.header, in: grid.records[(index + 1)...])
    }

    mutating func noteFaults() {
        for fault in grid.faults where fault.line > export.headerLine {
            export.rows += 1
            refuse(fault.line, fault.reason)
        }
    }

    /// As wide as the headings at least, and at most as the heading line with its empty cells.
    private func fitted(_ record: DelimitedText.Record, to header: Header) -> Row? {
        var cells = record.fields
        let narrow = header.headings.count
        let width = cells.count > narrow ? header.width : narrow
        while cells.count > width, cells.last.map(Words.tidy)?.isEmpty == true { cells.removeLast() }
        guard cells.count <= width else { return nil }
        return Row(line: record.line, cells: cells + Array(repeating: "", count: width - cells.count))
    }

    // MARK: Results

    mutating func refuse(_ line: Int, _ reason: String) {
        refuse(line, Refused(reason))
    }

    mutating func refuse(_ line: Int, _ refused: Refused) {
        export.refused.append(
            Export.Refusal(
                line: line, reason: refused.reason, column: refused.column, value: refused.value,
                remedy: refused.remedy))
    }

    /// Adds a person, or refuses the row for the reason that `make` throws.
    mutating func take(_ row: Row, _ make: (Row) throws(Refused) -> Export.Person) {
        do {
            export.people.append(try make(row))
        } catch {
            refuse(row.line, error)
        }
    }

    mutating func remark(_ line: Int, _ text: String) {
        export.remarks.append(Export.Remark(line: line, text: text))
    }

    mutating func call(_ tool: String?) { export.tool = tool }

    mutating func setSource(_ source: Export.Source) { export.source = source }

    mutating func update(_ change: (inout Export.Person) -> Void) {
        for index in export.people.indices { change(&export.people[index]) }
    }

    /// Puts several people, or none, in the place of each.
    mutating func expand(_ change: (Export.Person) -> [Export.Person]) { export.people = export.people.flatMap(change) }

    mutating func add(_ people: [Export.Person]) { export.people += people }
    mutating func add(_ views: Export.Views) { export.views.append(views) }
    mutating func add(_ note: Export.Note) { export.notes.append(note) }
    mutating func count(rows: Int) { export.rows += rows }
    mutating func hold(_ meeting: Export.Meeting) { export.meeting = meeting }
    mutating func setHeader(line: Int) { export.headerLine = line }
    mutating func map(_ columns: Columns) { export.mapping += columns.mapping }

    func finished() -> Export {
        var export = export
        export.refused.sort { $0.line < $1.line }
        export.taken = export.rows - export.refused.count
        return export
    }

    // MARK: Dates

    /// Settles day first or month first from all the dates that the tool itself wrote. `usual` is the order of a tool
    /// that never uses another; a single date that contradicts it outweighs it.
    mutating func settle(_ cells: some Sequence<String>, usual: DateOrder? = nil) {
        var tally: [Export.Dates: Int] = [:]
        var open = 0
        for cell in cells {
            guard let date = DateText(cell) else { continue }
            if let evidence = date.evidence { tally[evidence, default: 0] += 1 } else if date.isOpen { open += 1 }
        }
        export.dates = Self.verdict(tally, open: open, fallback: chosenOrder ?? ofLanguage(usual))
    }

    /// In the languages that are read, but for English, the day comes first everywhere.
    private func ofLanguage(_ order: DateOrder?) -> DateOrder? { export.language == nil ? order : .dayFirst }

    /// The order found by `settle`, to read single cells with.
    var calendar: SettledDates { SettledDates(dates: export.dates) }

    private static func verdict(_ tally: [Export.Dates: Int], open: Int, fallback: DateOrder?) -> Export.Dates {
        let day = tally[.dayFirst, default: 0]
        let month = tally[.monthFirst, default: 0]
        if day > month { return .dayFirst }
        if month > day { return .monthFirst }
        if day + open > 0 {
            guard let fallback else { return .ambiguous }
            return fallback == .dayFirst ? .dayFirst : .monthFirst
        }
        return tally[.iso] == nil ? .none : .iso
    }
}
