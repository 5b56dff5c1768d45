/// An Excel workbook (.xlsx, .xlsm; strict or transitional): its sheets, and what their cells show.
///
/// Example: `let book = try Workbook(bytes)`, then `try book.table(of: book.sheets[0])`.
final class Workbook {
    struct Sheet {
        var name: String
        var isHidden: Bool
        fileprivate var part: String
    }

    /// Sheets with cells, in their order; charts are none.
    let sheets: [Sheet]
    private let archive: Archive
    private let limits: WorkbookLimits
    private let book: SheetScan.Book

    /// Opens a workbook and reads what all its sheets share.
    ///
    /// - Throws: for what is no workbook, is damaged, or is larger than the limits.
    /// Cost: O(unpacked size of the shared texts); memory as much, and a copy of the file.
    init(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookFault) {
        archive = try Archive(bytes, limits: limits)
        self.limits = limits
        let whole = try Relations(of: "", in: archive, depth: limits.depth)
        guard let main = whole.first("officeDocument") else { throw Container.fault(of: archive, bytes) }
        let relations = try Relations(of: main, in: archive, depth: limits.depth)
        guard main.hasSuffix(".xml"), relations.targets.values.contains(where: { $0.kind == "worksheet" }) else {
            throw Container.fault(of: archive, bytes)
        }
        let part = WorkbookPart()
        try XMLScan.scan(main, of: archive, depth: limits.depth, with: part)
        sheets = part.sheets.compactMap { sheet in
            guard let target = relations.targets[sheet.relation], target.kind == "worksheet" else { return nil }
            return Sheet(name: sheet.name, isHidden: sheet.isHidden, part: target.part)
        }
        book = try Self.shared(relations, archive, limits, countsFrom1904: part.countsFrom1904)
    }

    private static func shared(
        _ relations: Relations, _ archive: Archive, _ limits: WorkbookLimits, countsFrom1904: Bool
    ) throws(WorkbookFault) -> SheetScan.Book {
        let strings = SharedStrings(budget: limits.text)
        let styles = StylesPart()
        if let part = relations.first("sharedStrings") {
            try XMLScan.scan(part, of: archive, depth: limits.depth, with: strings)
        }
        if let part = relations.first("styles") {
            try XMLScan.scan(part, of: archive, depth: limits.depth, with: styles)
        }
        return SheetScan.Book(strings: strings.texts, formats: styles.formats, countsFrom1904: countsFrom1904)
    }

    /// What the cells of a sheet show. Cost: O(unpacked size of the sheet + rows · columns with something in them).
    func table(of sheet: Sheet) throws(WorkbookFault) -> SheetTable {
        let scan = SheetScan(book, name: sheet.name, limits: limits)
        try XMLScan.scan(sheet.part, of: archive, depth: limits.depth, with: scan)
        return try SheetTable(scan, name: sheet.name, limits: limits)
    }
}
