import Delimited

/// A file cut into records, with the format that its headings show.
struct Grid {
    var format: Format
    var separator: UInt8
    /// Position of the header in `records`; nil when the format has none.
    var headerIndex: Int?
    var header: Header
    var records: [DelimitedText.Record]
    /// Rows that are no records.
    var faults: [Export.Refusal]

    /// Finds the format, the separator and the header together: the words of a heading line are what tells them apart.
    static func recognised(_ bytes: [UInt8], name: String) throws(InputError) -> Grid {
        let sample = Array(bytes.prefix(512 * 1024))
        let lowerName = name.lowercased()
        let candidates = separators.map { Candidate(sample, separator: $0) }
        let foreign = candidates.lazy.compactMap { OtherLanguages.look(at: $0.headers.map(\.header)) }.first
        for format in Format.all {
            // What is another tool's in a language that is not read must not pass for a sheet of contacts.
            if let foreign, format.source == .contacts { throw foreign.error(file: name) }
            if let (separator, line) = best(of: candidates, for: format, name: lowerName) {
                return try whole(bytes, name: name, format: format, separator: separator, headerLine: line)
            }
        }
        if let list = candidates.first(where: { AddressList.looksLikeOne($0.records) }), !Board.isNamed(lowerName) {
            return try whole(bytes, name: name, format: .addressList, separator: list.separator, headerLine: nil)
        }
        guard Board.looksLikeOne(candidates.map(\.records), name: lowerName) else { throw unknown(name, candidates) }
        return try whole(bytes, name: name, format: .miro, separator: UInt8(ascii: ","), headerLine: nil)
    }

    private static let separators = [",", "\t", ";", "|"].map { UInt8(ascii: $0) }

    private struct Candidate {
        var separator: UInt8
        var records: [DelimitedText.Record]
        /// The first records, each taken for a header.
        var headers: [(line: Int, header: Header)]

        init(_ sample: [UInt8], separator: UInt8) {
            self.separator = separator
            records = DelimitedText(sample, separator: separator).records
            headers = records.prefix(Format.deepest).map { ($0.line, Header($0.fields)) }
        }

        /// Whether most of the next records have more than one cell.
        func partsRows(below line: Int) -> Bool {
            let rows = records.lazy.filter { $0.line > line }.prefix(10)
            return rows.count { $0.fields.count > 1 } * 2 >= rows.count
        }
    }

    /// Of the separators under which the format's header is found, the one that gives it most columns.
    private static func best(
        of candidates: [Candidate], for format: Format, name: String
    ) -> (separator: UInt8, line: Int)? {
        var best: (separator: UInt8, line: Int, worth: Int)?
        for candidate in candidates {
            let found = candidate.headers.prefix(format.depth).first { format.isHeader($0.header, name) }
            guard let found else { continue }
            // Headings may have a bar or a comma in them: a separator that parts no row below them is none.
            let worth = found.header.headings.count + (candidate.partsRows(below: found.line) ? 10_000 : 0)
            guard worth > best?.worth ?? 0 else { continue }
            best = (candidate.separator, found.line, worth)
        }
        return best.map { ($0.separator, $0.line) }
    }

    private static func whole(
        _ bytes: [UInt8], name: String, format: Format, separator: UInt8, headerLine: Int?
    ) throws(InputError) -> Grid {
        let text = DelimitedText(bytes, separator: separator)
        guard text.records.count <= Export.mostRows else {
            throw InputError(
                "The file has \(text.records.count) rows; at most \(Export.mostRows) can be read.", file: name,
                remedy: "Split it.")
        }
        let found = headerLine.flatMap { line in text.records.firstIndex { $0.line == line } }
        let index = found.map { lower($0, in: text.records, format, name.lowercased()) }
        let header = index.map { Header(HeadingRows.joined(text.records, at: $0)) } ?? Header([])
        var grid = Grid(
            format: format, separator: separator, headerIndex: index, header: header, records: text.records,
            faults: text.faults.map { Export.Refusal(line: $0.line, reason: $0.reason) })
        if let index { grid.mendOpenQuotes(in: bytes, below: index) }
        return grid
    }

    /// Of two heading lines the lower one, when it is the fuller: the upper one names groups of columns.
    private static func lower(
        _ index: Int, in records: [DelimitedText.Record], _ format: Format, _ name: String
    ) -> Int {
        guard index + 1 < records.count, records[index + 1].line == records[index].line + 1 else { return index }
        let (upper, lower) = (Header(records[index].fields), Header(records[index + 1].fields))
        return lower.filled > upper.filled && format.isHeader(lower, name) ? index + 1 : index
    }

    private static func unknown(_ name: String, _ candidates: [Candidate]) -> InputError {
        let first = candidates.max { width($0) < width($1) }?.records.first?.fields.prefix(8) ?? []
        let headings = first.map(Words.tidy).filter { !$0.isEmpty }.map { "“\($0.prefix(40))”" }
        if candidates.contains(where: { $0.headers.contains { Contacts.isOfMeeting($0.header) } }) {
            return InputError(
                "This looks like a list of who was in a meeting, of a tool that cannot be read.", file: name,
                remedy: "Head the columns Name, Email, Join Time, Leave Time and Duration, and hand it in again.")
        }
        if first.contains(where: { $0.contains("@") }) {
            return InputError(
                "The first line holds an address: the file has no line of headings.", file: name,
                remedy: "Write a line above the first that says what stands in each column, such as Name,Email.")
        }
        let found = headings.isEmpty ? "" : " The first line reads \(headings.joined(separator: ", "))."
        return InputError(
            "No line with headings that are known was found.\(found)", file: name,
            remedy: "Looked for: \(Format.all.map(\.lookedFor).joined(separator: "; ")); or a board's lines of text.")
    }

    private static func width(_ candidate: Candidate) -> Int { candidate.records.first?.fields.count ?? 0 }
}
