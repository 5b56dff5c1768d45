import Store

extension Panels {
    /// The reviews that were handed in, as a table for a spreadsheet: a row a review, the criteria side by side. Three
    /// queries whatever their number: one join would repeat each review's words for each of its scores, and each
    /// reviewer's name for each review.
    static func export(
        of programme: ID<Programme>, round: Round, for caller: Caller, in db: Reader
    ) throws -> [UInt8] {
        var table = ReviewTable(try criteria(of: programme, round: round, in: db))
        let names = try reviewers(of: programme, in: db)
        try db.each(
            """
            SELECT r.id, r.account_id, a.number, a.organisation, r.sealed_at, r.note
            FROM application a JOIN review r ON r.application_id = a.id
            WHERE a.programme_id = \(programme) AND r.round = \(round) AND \(teamReads("r", of: "\(programme)", caller))
            ORDER BY a.number, r.id
            """
        ) { row in
            let sealed: Instant = try row[4]
            table.add(
                try row[0], reference: Applications.reference(try row[2]), organisation: try row[3],
                reviewer: names[try row[1]] ?? "", sealed: sealed.london, note: try row[5])
        }
        try db.each(
            """
            SELECT review_id, criterion_id, points, note FROM score
            WHERE criterion_id IN \(list: table.criteria.map(\.id))
            """
        ) { try table.addScore($0) }
        return table.bytes
    }

    /// Those who score in a programme, as the table names them.
    private static func reviewers(of programme: ID<Programme>, in db: Reader) throws -> [ID<Account>: String] {
        let all = try db.all(
            """
            SELECT id, name, email FROM account WHERE id IN (SELECT r.account_id FROM review r
                JOIN application a ON a.id = r.application_id WHERE a.programme_id = \(programme))
            """, Accounts.account)
        return Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.name.isEmpty ? $0.email : $0.name) })
    }
}

/// The table while it is put together. Its thousands of texts go from the database's buffer into finished cells, and
/// those into rows at the end: a `String` for each would be most of the work.
private struct ReviewTable {
    let criteria: [Criterion]
    private var cells: [UInt8] = []
    /// What stands before the total of each row, and what stands last.
    private var heads: [Range<Int>] = []
    private var notes: [Range<Int>] = []
    /// Row by row, in the order of the criteria.
    private var points: [Int?] = []
    private var remarks: [Range<Int>] = []
    private var places: [ID<Review>: Int] = [:]
    /// Scores of one review stand together, so the place of the last one is likely that of the next.
    private var last: (review: ID<Review>, place: Int?) = (ID(""), nil)

    init(_ criteria: [Criterion]) { self.criteria = criteria }

    mutating func add(
        _ review: ID<Review>, reference: String, organisation: String, reviewer: String, sealed: LondonTime,
        note: String
    ) {
        places[review] = heads.count
        heads.append(
            cells.appending { SpreadsheetCell.append([reference, organisation, reviewer, "\(sealed)"], to: &$0) })
        notes.append(cells.appending { SpreadsheetCell.append(note, to: &$0) })
        points += Array(repeating: nil, count: criteria.count)
        remarks += Array(repeating: 0..<0, count: criteria.count)
    }

    /// Takes a score in if it belongs to a review of the table.
    mutating func addScore(_ row: Row) throws {
        if try !row.withText(0, { $0.spells(last.review.text) }) {
            let review: ID<Review> = try row[0]
            last = (review, places[review])
        }
        let column = try row.withText(1) { id in criteria.firstIndex { id.spells($0.id.text) } }
        guard let place = last.place, let column else { return }
        points[place * criteria.count + column] = try row[2]
        remarks[place * criteria.count + column] = try row.withText(3) { text in
            cells.appending { SpreadsheetCell.append(utf8: text, to: &$0) }
        }
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(cells.count + heads.count * (criteria.count * 4 + 12) + 1000)
        let fixed = ["application", "organisation", "reviewer", "handed in", "total"]
        SpreadsheetCell.append(
            fixed + criteria.map(\.title) + criteria.map { "Remark: \($0.title)" } + ["note"], to: &bytes)
        bytes.append(contentsOf: SpreadsheetCell.endOfRow)
        for place in heads.indices { append(place, to: &bytes) }
        return bytes
    }

    private func append(_ place: Int, to bytes: inout [UInt8]) {
        let own = (place * criteria.count)..<((place + 1) * criteria.count)
        bytes.append(contentsOf: cells[heads[place]])
        bytes.append(UInt8(ascii: ","))
        SpreadsheetCell.append([total(points[own])] + points[own].map { $0.map(String.init) ?? "" }, to: &bytes)
        for remark in remarks[own] + [notes[place]] {
            bytes.append(UInt8(ascii: ","))
            bytes.append(contentsOf: cells[remark])
        }
        bytes.append(contentsOf: SpreadsheetCell.endOfRow)
    }

    /// With one decimal place, written with a point for any spreadsheet.
    private func total(_ points: ArraySlice<Int?>) -> String {
        guard let total = Review.total(Array(points), criteria) else { return "" }
        let tenths = Int((total * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension [UInt8] {
    /// Where that which `write` appends will stand.
    fileprivate mutating func appending(_ write: (inout [UInt8]) -> Void) -> Range<Int> {
        let start = count
        write(&self)
        return start..<count
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func spells(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { $0.elementsEqual(self) } ?? false
    }
}
