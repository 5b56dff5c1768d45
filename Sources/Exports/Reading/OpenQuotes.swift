import Delimited

extension Grid {
    /// A quotation mark that somebody opened and never closed swallows the rows below it up to the next one, where it
    /// is "closed" in the midst of a cell. The first line of such a record is refused and the others are read again, so
    /// that one bad row never takes others with it.
    ///
    /// Cost: O(1) for each record that stands on one line; one of several lines is read once or twice more.
    mutating func mendOpenQuotes(in bytes: [UInt8], below headerIndex: Int) {
        let width = header.headings.count
        guard width > 1, records[(headerIndex + 1)...].contains(where: hasLineBreak) else { return }
        let lines = LineStarts(bytes)
        var mended = Array(records[...headerIndex])
        for (index, record) in records.enumerated().dropFirst(headerIndex + 1) {
            let end = index + 1 < records.count ? records[index + 1].line : lines.count + 1
            if hasLineBreak(record), let range = lines.range(record.line, end),
                filled(record) > width || !closesQuotesCleanly(bytes[range]),
                let again = reread(bytes, lines: lines, from: record.line, to: end, width: width)
            {
                faults.append(
                    Export.Refusal(
                        line: record.line, reason: "A quotation mark opens here and is not closed on this row."))
                mended += again
            } else {
                mended.append(record)
            }
        }
        records = mended
        faults.sort { $0.line < $1.line }
    }

    /// The number of cells up to the last that has something in it.
    private func filled(_ record: DelimitedText.Record) -> Int {
        (record.fields.lastIndex { !$0.isEmpty } ?? -1) + 1
    }

    private func hasLineBreak(_ record: DelimitedText.Record) -> Bool {
        record.fields.contains { $0.utf8.contains(0x0A) || $0.utf8.contains(0x0D) }
    }

    /// True when each quoted cell ends right behind its closing quotation mark, as every program writes it.
    private func closesQuotesCleanly(_ bytes: ArraySlice<UInt8>) -> Bool {
        let quote = UInt8(ascii: "\"")
        var isQuoted = false
        var startsCell = true
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            let next = position + 1 < bytes.endIndex ? bytes[position + 1] : 0x0A
            if isQuoted, byte == quote {
                if next == quote {
                    position += 1
                } else {
                    guard next == separator || next == 0x0A || next == 0x0D else { return false }
                    isQuoted = false
                }
            } else if !isQuoted {
                isQuoted = startsCell && byte == quote
                startsCell = byte == separator || byte == 0x0A || byte == 0x0D
            }
            position += 1
        }
        return true
    }

    /// The records on the lines below the first one; nil when the record is better as it stands.
    private func reread(
        _ bytes: [UInt8], lines: LineStarts, from first: Int, to end: Int, width: Int
    ) -> [DelimitedText.Record]? {
        guard let head = lines.range(first, first + 1), let rest = lines.range(first + 1, end) else { return nil }
        guard !DelimitedText(Array(bytes[head]), separator: separator).faults.isEmpty else { return nil }
        let below = DelimitedText(Array(bytes[rest]), separator: separator)
        let fitting = below.records.filter { $0.fields.count >= width && filled($0) <= width }
        guard !fitting.isEmpty, fitting.count == below.records.count, below.faults.isEmpty else { return nil }
        return fitting.map { DelimitedText.Record(line: $0.line + first, fields: $0.fields) }
    }
}

/// Where each line of a text begins; lines end with LF, CRLF or CR.
private struct LineStarts {
    private var starts = [0]
    private let end: Int

    init(_ bytes: [UInt8]) {
        end = bytes.count
        for (index, byte) in bytes.enumerated() {
            let isEnd = byte == 0x0A || byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
            if isEnd { starts.append(index + 1) }
        }
    }

    var count: Int { starts.count }

    /// The bytes of lines `first..<last`, counted from 1; nil when there are none.
    func range(_ first: Int, _ last: Int) -> Range<Int>? {
        guard first >= 1, first < last, first <= starts.count else { return nil }
        return starts[first - 1]..<(last <= starts.count ? starts[last - 1] : end)
    }
}
