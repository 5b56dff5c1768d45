import Delimited

extension Export {
    /// A sheet of the workbook that was read.
    public struct Sheet: Sendable, Hashable {
        public var name: String
        /// Whether the workbook hides it from those who open it.
        public var isHidden: Bool
        /// Whether this is the sheet whose rows are in the export.
        public var isRead: Bool
    }

    /// Reads one sheet of a workbook with the readers of text files.
    ///
    /// - Parameter sheet: its name; nil for the first visible one that has headings which are known.
    static func read(
        workbook bytes: [UInt8], name: String, sheet: String?, dateOrder: DateOrder?
    ) throws(InputError) -> Export {
        do {
            return try WorkbookReading(try Workbook(bytes), name: name, dateOrder: dateOrder).export(sheet)
        } catch let fault as WorkbookFault {
            throw fault.error(name)
        } catch let error as InputError {
            throw error
        } catch {
            throw WorkbookFault.damaged(part: "it").error(name)
        }
    }
}

/// One workbook on its way through the formats.
private struct WorkbookReading {
    let book: Workbook
    let name: String
    let dateOrder: DateOrder?

    init(_ book: Workbook, name: String, dateOrder: DateOrder?) {
        (self.book, self.name, self.dateOrder) = (book, name, dateOrder)
    }

    /// How many sheets are looked at for headings; the others can be chosen.
    private static let mostTried = 50

    func export(_ wanted: String?) throws -> Export {
        if let wanted {
            guard let place = book.sheets.firstIndex(where: { $0.name == wanted }) else {
                throw WorkbookFault.noSheet(wanted, known: book.sheets.map(\.name))
            }
            return try export(place, try book.table(of: book.sheets[place]), mayBeBoard: true)
        }
        let visible = book.sheets.indices.filter { !book.sheets[$0].isHidden }
        var first: (place: Int, table: SheetTable)?
        for place in visible.prefix(Self.mostTried) {
            let table = try book.table(of: book.sheets[place])
            if table.records.isEmpty { continue }
            if let grid = Grid.known(table, name: name) { return finished(grid, place) }
            first = first ?? (place, table)
        }
        guard let first else { throw WorkbookFault.isEmpty }
        return try export(first.place, first.table, mayBeBoard: visible.count == 1)
    }

    private func export(_ place: Int, _ table: SheetTable, mayBeBoard: Bool) throws -> Export {
        if table.records.isEmpty { throw WorkbookFault.isEmpty }
        if let grid = Grid.known(table, name: name) { return finished(grid, place) }
        guard mayBeBoard, Board.looksLikeOne([table.records], name: name.lowercased()) else {
            throw unknown(table)
        }
        return finished(Grid(table, format: .miro, headerIndex: nil), place)
    }

    private func finished(_ grid: Grid, _ place: Int) -> Export {
        var reading = Reading(grid: grid, encoding: .utf8, name: name, dateOrder: dateOrder)
        grid.format.read(&reading)
        var export = reading.finished()
        export.sheets = book.sheets.enumerated().map {
            Export.Sheet(name: $1.name, isHidden: $1.isHidden, isRead: $0 == place)
        }
        return export
    }

    private func unknown(_ table: SheetTable) -> InputError {
        let first = table.records.first?.fields.map(Words.tidy).filter { !$0.isEmpty }.prefix(8) ?? []
        let found = first.map { "“\($0.prefix(40))”" }.joined(separator: ", ")
        let others = book.sheets.filter { $0.name != table.name }.map {
            "“\($0.name)”\($0.isHidden ? " (hidden)" : "")"
        }
        let choice = others.isEmpty ? "" : " Other sheets, which can be chosen: \(others.joined(separator: ", "))."
        return InputError(
            "No row with headings that are known was found in the sheet “\(table.name)”. Its first row reads \(found).",
            file: name,
            remedy: "Looked for: \(Format.all.map(\.lookedFor).joined(separator: "; ")).\(choice)")
    }
}

extension Grid {
    /// A sheet cut into records already.
    init(_ table: SheetTable, format: Format, headerIndex: Int?) {
        var records = table.records
        if let headerIndex {
            // A column that somebody left without a heading is a column all the same.
            for column in table.letters.indices where Words.tidy(records[headerIndex].fields[column]).isEmpty {
                let isUsed = records[(headerIndex + 1)...].contains { !$0.fields[column].isEmpty }
                if isUsed { records[headerIndex].fields[column] = "Column \(table.letters[column])" }
            }
        }
        self.init(
            format: format, separator: UInt8(ascii: ","), headerIndex: headerIndex,
            header: Header(headerIndex.map { records[$0].fields } ?? []), records: records, faults: [])
    }

    /// The sheet with the format whose headings it has; nil when it has none that are known.
    static func known(_ table: SheetTable, name: String) -> Grid? {
        let headers = table.records.prefix(Format.deepest).map { Header($0.fields) }
        for format in Format.all {
            let found = headers.prefix(format.depth).firstIndex { format.isHeader($0, name.lowercased()) }
            if let found { return Grid(table, format: format, headerIndex: found) }
        }
        return nil
    }
}
