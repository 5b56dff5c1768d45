import Store

extension Panels {
    /// The reviews that were handed in, as a table for a spreadsheet: a row a review, the criteria side by side.
    static func export(
        of programme: ID<Programme>, round: Round, for caller: Caller, in db: Reader
    ) throws -> [UInt8] {
        let criteria = try criteria(of: programme, round: round, in: db)
        let places = Dictionary(uniqueKeysWithValues: criteria.enumerated().map { ($1.id, $0) })
        var table = ReviewTable(criteria)
        _ = try db.all(
            """
            SELECT r.id, s.criterion_id, s.points, s.note AS remark, a.number, a.organisation, p.name, p.email, r.sealed_at,
                r.note
            FROM application a JOIN review r ON r.application_id = a.id JOIN account p ON p.id = r.account_id
            JOIN score s ON s.review_id = r.id
            WHERE a.programme_id = \(programme) AND r.round = \(round) AND \(teamReads("r", of: "\(programme)", caller))
            ORDER BY a.number, p.name, r.id
            """
        ) { row in
            let id: String = try row[0]
            if table.isNew(id) { try table.begin(id, row) }
            if let place = places[try row[1]] { table.set(place, points: try row[2], remark: try row[3]) }
        }
        return table.finished()
    }
}

/// The table while it is written: one review at a time, straight into bytes.
private struct ReviewTable {
    private let criteria: [Criterion]
    private var bytes: [UInt8] = []
    private var current = ""
    private var head: [String] = []
    private var note = ""
    private var points: [Int?]
    private var remarks: [String]

    init(_ criteria: [Criterion]) {
        self.criteria = criteria
        points = Array(repeating: nil, count: criteria.count)
        remarks = Array(repeating: "", count: criteria.count)
        let fixed = ["application", "organisation", "reviewer", "handed in", "total"]
        write(fixed + criteria.map(\.title) + criteria.map { "Remark: \($0.title)" } + ["note"])
    }

    func isNew(_ id: String) -> Bool { id != current }

    mutating func begin(_ id: String, _ row: Row) throws {
        end()
        current = id
        let name: String = try row[6]
        let sealed: Instant = try row[8]
        head = [
            Applications.reference(try row[4]), try row[5], name.isEmpty ? try row[7] : name, "\(sealed.london)",
        ]
        note = try row[9]
    }

    mutating func set(_ place: Int, points: Int?, remark: String) {
        self.points[place] = points
        remarks[place] = remark
    }

    mutating func finished() -> [UInt8] {
        end()
        return bytes
    }

    private mutating func end() {
        guard !current.isEmpty else { return }
        write(head + [total] + points.map { $0.map { "\($0)" } ?? "" } + remarks + [note])
        for place in criteria.indices { (points[place], remarks[place]) = (nil, "") }
    }

    private var total: String {
        var (sum, weights) = (0.0, 0)
        for (criterion, points) in zip(criteria, points) {
            guard let points else { return "" }
            sum += Double(criterion.weight * (points - criterion.lowest)) / Double(criterion.highest - criterion.lowest)
            weights += criterion.weight
        }
        guard weights > 0 else { return "" }
        let tenths = Int((sum / Double(weights) * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private mutating func write(_ cells: [String]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            SpreadsheetCell.append(cell, to: &bytes)
        }
        bytes.append(contentsOf: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
    }
}

/// A cell of a table that will be opened in a spreadsheet.
enum SpreadsheetCell {
    /// Quoted where it must be (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in front: a text
    /// that an applicant wrote must not run on the team's machine.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        if needsQuotes { bytes.append(0x22) }
        if let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) { bytes.append(0x27) }
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        if needsQuotes { bytes.append(0x22) }
    }
}
