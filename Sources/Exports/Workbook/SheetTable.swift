import Delimited

/// A sheet as the same records that a text file gives: each as wide as the others, its line the number of its row.
/// Rows and columns with nothing in them are left out; what was merged stands in each of the cells it spans.
struct SheetTable {
    var name: String
    var records: [DelimitedText.Record]
    /// The sheet's own letters for the columns that are left: `B`, `C`, `F`.
    var letters: [String]

    init(_ scan: SheetScan, name: String, limits: WorkbookLimits) throws(WorkbookFault) {
        self.name = name
        let used = Set(scan.columns).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
        guard used.count * scan.lines.count <= limits.cells else {
            throw .tooManyCells(sheet: name, most: limits.cells)
        }
        letters = used.map(Self.letters)
        records = scan.lines.map { line in
            var fields = [String](repeating: "", count: used.count)
            for cell in line.cells {
                if let place = places[scan.columns[cell]] { fields[place] = scan.texts[cell] }
            }
            return DelimitedText.Record(line: line.number, fields: fields)
        }
        // Rows may stand in any order, though no program writes them so.
        if zip(records, records.dropFirst()).contains(where: { $0.line > $1.line }) {
            records.sort { $0.line < $1.line }
        }
        try spread(scan.merges, used: used, limits: limits)
    }

    /// Gives the value of a merge to all its cells. Merges do not overlap, so that all of them are no larger than the sheet.
    private mutating func spread(
        _ merges: [SheetScan.Merge], used: [Int], limits: WorkbookLimits
    ) throws(WorkbookFault) {
        var budget = used.count * records.count + merges.count
        for merge in merges {
            let rows = span(records.count, merge.rows) { records[$0].line }
            let columns = span(used.count, merge.columns) { used[$0] }
            guard let top = rows.first, let left = columns.first, records[top].line == merge.rows.lowerBound,
                used[left] == merge.columns.lowerBound
            else { continue }
            budget -= rows.count * columns.count
            guard budget >= 0 else { throw .unsafe(part: "the merged cells of the sheet “\(name)”") }
            let value = records[top].fields[left]
            for row in rows {
                for column in columns where records[row].fields[column].isEmpty {
                    records[row].fields[column] = value
                }
            }
        }
    }

    /// The positions in a rising list of numbers that lie in a range. Cost: O(log count).
    private func span(_ count: Int, _ range: ClosedRange<Int>, _ number: (Int) -> Int) -> Range<Int> {
        func firstPlace(_ isReached: (Int) -> Bool) -> Int {
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                if isReached(number(middle)) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        return firstPlace { $0 >= range.lowerBound }..<firstPlace { $0 > range.upperBound }
    }

    /// Column 0 is `A`, 26 is `AA`.
    static func letters(_ column: Int) -> String {
        let last = String(Unicode.Scalar(UInt8(65 + column % 26)))
        return column < 26 ? last : letters(column / 26 - 1) + last
    }
}
