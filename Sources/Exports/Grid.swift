import Delimited

/// The headings of a table.
struct Header {
    var headings: [Heading]
    var keys: Set<String>
    /// The parts of who somebody is that the headings name.
    var identities: Set<Meaning>

    init(_ fields: [String]) {
        var headings = fields.map(Heading.init)
        while headings.last?.key.isEmpty == true { headings.removeLast() }
        self.headings = headings
        keys = Set(headings.map(\.key))
        identities = Set(headings.lazy.filter { $0.key.utf8.count <= 120 }.compactMap { Meaning.identity($0.key) })
    }

    /// True for the same headings again, as in two exports pasted together.
    func isRepeated(by fields: [String]) -> Bool {
        zip(headings, fields).allSatisfy { $0.text == Words.tidy($1) } && fields.count >= headings.count
    }

    func has(_ wanted: String...) -> Bool { wanted.allSatisfy(keys.contains) }

    func hasAny(_ wanted: Set<String>) -> Bool { !keys.isDisjoint(with: wanted) }

    func count(of wanted: Set<String>) -> Int { keys.intersection(wanted).count }

}

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
        for format in Format.all {
            if let (separator, line) = best(of: candidates, for: format, name: lowerName) {
                return try whole(bytes, name: name, format: format, separator: separator, headerLine: line)
            }
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
    }

    /// Of the separators under which the format's header is found, the one that gives it most columns.
    private static func best(
        of candidates: [Candidate], for format: Format, name: String
    ) -> (separator: UInt8, line: Int)? {
        var best: (separator: UInt8, line: Int, width: Int)?
        for candidate in candidates {
            let found = candidate.headers.prefix(format.depth).first { format.isHeader($0.header, name) }
            guard let found, found.header.headings.count > best?.width ?? 0 else { continue }
            best = (candidate.separator, found.line, found.header.headings.count)
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
        let index = headerLine.flatMap { line in text.records.firstIndex { $0.line == line } }
        let header = Header(index.map { text.records[$0].fields } ?? [])
        var grid = Grid(
            format: format, separator: separator, headerIndex: index, header: header, records: text.records,
            faults: text.faults.map { Export.Refusal(line: $0.line, reason: $0.reason) })
        if let index { grid.mendOpenQuotes(in: bytes, below: index) }
        return grid
    }

    private static func unknown(_ name: String, _ candidates: [Candidate]) -> InputError {
        let first = candidates.max { width($0) < width($1) }?.records.first?.fields.prefix(8) ?? []
        let headings = first.map(Words.tidy).filter { !$0.isEmpty }.map { "“\($0.prefix(40))”" }
        let found = headings.isEmpty ? "" : " The first line reads \(headings.joined(separator: ", "))."
        return InputError(
            "No line with headings that are known was found.\(found)", file: name,
            remedy: "Looked for: \(Format.all.map(\.lookedFor).joined(separator: "; ")); or a board's lines of text.")
    }

    private static func width(_ candidate: Candidate) -> Int { candidate.records.first?.fields.count ?? 0 }
}
