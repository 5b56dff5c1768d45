/// The filled cells of one sheet as its part tells them, in the words that people see.
final class SheetScan: XMLHandler {
    /// A row with something in it, and where its cells stand in `columns` and `texts`.
    struct Line {
        /// Counted from 1.
        var number: Int
        var cells: Range<Int>
    }

    /// Rectangles of cells that were made one; rows and columns counted from 1 and from 0.
    struct Merge {
        var rows: ClosedRange<Int>
        var columns: ClosedRange<Int>
    }

    private(set) var lines: [Line] = []
    private(set) var columns: [Int] = []
    private(set) var texts: [String] = []
    private(set) var merges: [Merge] = []

    private let book: Book
    private let name: String
    private let limits: WorkbookLimits
    private var budget: Int
    private var row = 0
    private var column = -1
    private var cell = Cell()
    private var first = 0

    /// What cells refer to.
    struct Book {
        var strings: [String] = []
        var formats: [NumberFormat] = []
        var countsFrom1904 = false
    }

    private struct Cell {
        var kind = ""
        var style = 0
        var value: [UInt8] = []
        var hasValue = false
        var formula: [UInt8]?
        var inline = TextCapture()
        var holds = Part.nothing

        enum Part { case nothing, value, formula }
    }

    init(_ book: Book, name: String, limits: WorkbookLimits) {
        (self.book, self.name, self.limits) = (book, name, limits)
        budget = limits.text
    }

    static let lastRow = 1_048_576
    static let lastColumn = 16_383

    // MARK: Elements

    func start(_ tag: String, _ attributes: XMLAttributes) throws(WorkbookFault) {
        switch tag {
        case "c": try startCell(attributes)
        case "v": (cell.holds, cell.hasValue) = (.value, true)
        case "f":
            cell.holds = .formula
            cell.formula = []
        case "row":
            row = attributes["r"].flatMap(Int.init) ?? row + 1
            guard (1...Self.lastRow).contains(row) else { throw .damaged(part: "the sheet “\(name)”") }
            (column, first) = (-1, texts.count)
        case "mergeCell":
            if let merge = attributes["ref"].flatMap(Self.merge) { merges.append(merge) }
        default: cell.inline.start(tag)
        }
    }

    func end(_ tag: String) throws(WorkbookFault) {
        switch tag {
        case "c": try endCell()
        case "v", "f": cell.holds = .nothing
        case "row": try endRow()
        default: cell.inline.end(tag)
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookFault) {
        switch cell.holds {
        case .value: cell.value.append(contentsOf: bytes)
        case .formula: cell.formula?.append(contentsOf: bytes)
        case .nothing: cell.inline.append(bytes)
        }
        if cell.value.count + cell.inline.count + (cell.formula?.count ?? 0) > budget { throw .tooMuchText }
    }

    private func startCell(_ attributes: XMLAttributes) throws(WorkbookFault) {
        column += 1
        if let reference = attributes["r"], let place = Self.place(reference[...]) {
            column = place.column
        }
        guard (0...Self.lastColumn).contains(column) else { throw .damaged(part: "the sheet “\(name)”") }
        cell.kind = attributes["t"] ?? "n"
        cell.style = attributes["s"].flatMap(Int.init) ?? 0
        cell.value.removeAll(keepingCapacity: true)
        (cell.hasValue, cell.formula) = (false, nil)
    }

    private func endCell() throws(WorkbookFault) {
        let text = try shown()
        guard !text.isEmpty else { return }
        guard texts.count < limits.cells else { throw .tooManyCells(sheet: name, most: limits.cells) }
        columns.append(column)
        texts.append(text)
        // What is shared was counted where it stands.
        if cell.kind != "s" { budget -= text.utf8.count }
    }

    private func endRow() throws(WorkbookFault) {
        guard first < texts.count else { return }
        guard lines.count < limits.rows else { throw .tooManyRows(sheet: name, most: limits.rows) }
        lines.append(Line(number: row, cells: first..<texts.count))
        first = texts.count
    }

    // MARK: What a cell shows

    private func shown() throws(WorkbookFault) -> String {
        let inline = cell.inline.taken()
        if cell.kind == "inlineStr" { return inline }
        // Nobody has worked the formula out: better to be seen than to be lost.
        let isOpen = !cell.hasValue || cell.value.isEmpty && cell.kind == "n"
        if isOpen, let formula = cell.formula { return "=" + String(decoding: formula, as: UTF8.self) }
        let value = String(decoding: cell.value, as: UTF8.self)
        switch cell.kind {
        case "s":
            guard let index = Int(value), book.strings.indices.contains(index) else {
                throw .damaged(part: "a text of the sheet “\(name)”, row \(row),")
            }
            return book.strings[index]
        case "str": return EscapedText.decoded(cell.value)
        case "b": return value == "1" || value == "true" ? "TRUE" : value.isEmpty ? "" : "FALSE"
        case "e", "d": return value
        default:
            let format = book.formats.indices.contains(cell.style) ? book.formats[cell.style] : .number
            return CellNumber.text(value, format, from1904: book.countsFrom1904)
        }
    }

    // MARK: References

    /// `B7` as column 1 of row 7.
    private static func place(_ reference: Substring) -> (row: Int, column: Int)? {
        var (row, column) = (0, 0)
        for byte in reference.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): column = column * 26 + Int(byte) - 64
            case UInt8(ascii: "0")...UInt8(ascii: "9"): row = row * 10 + Int(byte) - 48
            case UInt8(ascii: "$"): continue
            default: return nil
            }
            guard row <= lastRow, column <= lastColumn + 1 else { return nil }
        }
        return row > 0 && column > 0 ? (row, column - 1) : nil
    }

    private static func merge(_ reference: String) -> Merge? {
        let ends = reference.split(separator: ":").compactMap(place)
        guard ends.count == 2, ends[0].row <= ends[1].row, ends[0].column <= ends[1].column else { return nil }
        return Merge(rows: ends[0].row...ends[1].row, columns: ends[0].column...ends[1].column)
    }
}
