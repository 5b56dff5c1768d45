import Store

extension Panels {
    /// The reviews that were handed in, as a table for a spreadsheet: a row a review, the criteria side by side. Two
    /// queries whatever their number: one join would repeat each review's words for each of its scores.
    static func export(
        of programme: ID<Programme>, round: Round, for caller: Caller, in db: Reader
    ) throws -> [UInt8] {
        let criteria = try criteria(of: programme, round: round, in: db)
        var rows = try reviewRows(of: programme, round: round, for: caller, in: db)
        let places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.review, $0) })
        let columns = Dictionary(uniqueKeysWithValues: criteria.enumerated().map { ($1.id, $0) })
        _ = try db.all(
            """
            SELECT review_id, criterion_id, points, note FROM score WHERE criterion_id IN \(list: criteria.map(\.id))
            """
        ) { score in
            guard let place = places[try score[0]], let column = columns[try score[1]] else { return }
            if rows[place].points.isEmpty { rows[place].makeRoom(for: criteria.count) }
            rows[place].points[column] = try score[2]
            rows[place].remarks[column] = try score[3]
        }
        return table(rows, criteria)
    }

    private static func reviewRows(
        of programme: ID<Programme>, round: Round, for caller: Caller, in db: Reader
    ) throws -> [ReviewRow] {
        try db.all(
            """
            SELECT r.id, a.number, a.organisation, p.name, p.email, r.sealed_at, r.note
            FROM application a JOIN review r ON r.application_id = a.id JOIN account p ON p.id = r.account_id
            WHERE a.programme_id = \(programme) AND r.round = \(round) AND \(teamReads("r", of: "\(programme)", caller))
            ORDER BY a.number, p.name, r.id
            """
        ) { row in
            let (name, email): (String, String) = (try row[3], try row[4])
            let sealed: Instant = try row[5]
            return ReviewRow(
                review: try row[0],
                head: [
                    Applications.reference(try row[1]), try row[2], name.isEmpty ? email : name, "\(sealed.london)",
                ], note: try row[6])
        }
    }

    private static func table(_ rows: [ReviewRow], _ criteria: [Criterion]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rows.count * 400)
        let fixed = ["application", "organisation", "reviewer", "handed in", "total"]
        let remarks = criteria.map { "Remark: \($0.title)" }
        SpreadsheetCell.append(row: fixed + criteria.map(\.title) + remarks + ["note"], to: &bytes)
        for row in rows { SpreadsheetCell.append(row: row.cells(criteria), to: &bytes) }
        return bytes
    }
}

/// One review on its way into the table.
private struct ReviewRow {
    var review: ID<Review>
    var head: [String]
    var note: String
    var points: [Int?] = []
    var remarks: [String] = []

    mutating func makeRoom(for criteria: Int) {
        points = Array(repeating: nil, count: criteria)
        remarks = Array(repeating: "", count: criteria)
    }

    func cells(_ criteria: [Criterion]) -> [String] {
        head + [total(criteria)] + points.map { $0.map(String.init) ?? "" } + remarks + [note]
    }

    /// With one decimal place, written with a point for any spreadsheet.
    private func total(_ criteria: [Criterion]) -> String {
        guard let total = Review.total(points, criteria) else { return "" }
        let tenths = Int((total * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
