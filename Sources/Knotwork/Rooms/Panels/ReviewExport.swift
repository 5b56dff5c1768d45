import Foundation
import Store

extension Panels {
    /// The reviews that were handed in, as a table for a spreadsheet: a row a review, the criteria side by side. Three
    /// queries whatever their number: one join would repeat each review's words for each of its scores, and each
    /// reviewer's name for each review.
    static func export(
        of programme: ID<Programme>, round: Round, for caller: Caller, in db: Reader
    ) throws -> SpreadsheetTable {
        var table = ReviewTable(try criteria(of: programme, round: round, in: db))
        try db.each(
            """
            SELECT r.id, r.account_id, a.number, a.organisation, r.sealed_at, r.note
            FROM application a JOIN review r ON r.application_id = a.id
            WHERE a.programme_id = \(programme) AND r.round = \(round) AND \(teamReads("r", of: "\(programme)", caller))
            ORDER BY a.number, r.id
            """
        ) { try table.addReview($0) }
        try db.each("SELECT id, name, email FROM account WHERE id IN \(list: table.reviewers)") { row in
            table.name(try Accounts.account(row))
        }
        guard let (first, last) = table.idsOfCriteria else { return table.finished }
        // A range leaves the other editions out for less than a list would, which is looked through for each score.
        try db.each(
            """
            SELECT review_id, criterion_id, points, note FROM score WHERE criterion_id BETWEEN \(first) AND \(last)
            """
        ) { try table.addScore($0) }
        return table.finished
    }
}

/// The table while it is put together. Its thousands of texts go from the database's buffer into finished cells, and
/// those into rows when it is sent: a `String` for each would be most of the work.
private struct ReviewTable: Sendable {
    /// What one row has beside its scores, as places among the cells.
    private struct Head {
        /// Reference and organisation, which all reviews of an application share.
        var application: Range<Int>
        var reviewer: Int
        var sealed: Instant
        var note: Range<Int>
    }

    let criteria: [Criterion]
    private var cells: [UInt8] = []
    private var heads: [Head] = []
    private var lastNumber: Int?
    private var places: [ID<Review>: Int] = [:]
    private var reviewerPlaces: [ID<Account>: Int] = [:]
    private var names: [Range<Int>] = []
    /// Row by row, in the order of the criteria.
    private var points: [Int?] = []
    private var remarks: [Range<Int>] = []
    /// Where the last score went. Scores of one review stand together, mostly in the order of the criteria.
    private var lastReview = ID<Review>("")
    private var lastPlace: Int?
    private var lastColumn = 0

    init(_ criteria: [Criterion]) { self.criteria = criteria }

    var reviewers: [ID<Account>] { Array(reviewerPlaces.keys) }

    /// The smallest and the largest; nil without criteria.
    var idsOfCriteria: (first: ID<Criterion>, last: ID<Criterion>)? {
        let ids = criteria.map(\.id)
        guard let first = ids.min(), let last = ids.max() else { return nil }
        return (first, last)
    }

    mutating func addReview(_ row: Row) throws {
        places[try row[0]] = heads.count
        let reviewer: ID<Account> = try row[1]
        let place = reviewerPlaces[reviewer] ?? names.count
        if place == names.count {
            reviewerPlaces[reviewer] = place
            names.append(0..<0)
        }
        let application = try application(row)
        let note = try row.withText(5) { addCell($0) }
        heads.append(Head(application: application, reviewer: place, sealed: try row[4], note: note))
        for _ in criteria {
            points.append(nil)
            remarks.append(0..<0)
        }
    }

    private mutating func application(_ row: Row) throws -> Range<Int> {
        let number: Int? = try row[2]
        if let last = heads.last, number != nil, number == lastNumber { return last.application }
        lastNumber = number
        let start = cells.count
        SpreadsheetCell.append([Applications.reference(number), try row[3]], to: &cells)
        return start..<cells.count
    }

    /// Says how the table names a reviewer.
    mutating func name(_ account: Account) {
        guard let place = reviewerPlaces[account.id] else { return }
        let start = cells.count
        SpreadsheetCell.append(account.name.isEmpty ? account.email : account.name, to: &cells)
        names[place] = start..<cells.count
    }

    private mutating func addCell(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let start = cells.count
        SpreadsheetCell.append(utf8: text, to: &cells)
        return start..<cells.count
    }

    /// Takes a score in if it belongs to a review and a criterion of the table.
    mutating func addScore(_ row: Row) throws {
        if try !row.withText(0, { $0.spells(lastReview.text) }) {
            lastReview = try row[0]
            lastPlace = places[lastReview]
        }
        guard let lastPlace, let column = try row.withText(1, { column(of: $0) }) else { return }
        lastColumn = column
        let cell = lastPlace * criteria.count + column
        points[cell] = try row[2]
        remarks[cell] = try row.withText(3) { addCell($0) }
    }

    /// Where the criterion with this id stands: most likely after the last one.
    private func column(of id: UnsafeBufferPointer<UInt8>) -> Int? {
        let next = lastColumn + 1 < criteria.count ? lastColumn + 1 : 0
        if id.spells(criteria[next].id.text) { return next }
        return criteria.firstIndex { id.spells($0.id.text) }
    }

    var finished: SpreadsheetTable {
        let table = self
        return SpreadsheetTable(rows: heads.count + 1) { row, bytes in
            if row == 0 { table.appendHeadings(to: &bytes) } else { table.append(row - 1, to: &bytes) }
        }
    }

    private func appendHeadings(to bytes: inout [UInt8]) {
        let fixed = ["application", "organisation", "reviewer", "handed in", "total"]
        SpreadsheetCell.append(
            row: fixed + criteria.map(\.title) + criteria.map { "Remark: \($0.title)" } + ["note"], to: &bytes)
    }

    private func append(_ place: Int, to bytes: inout [UInt8]) {
        let head = heads[place]
        let own = (place * criteria.count)..<((place + 1) * criteria.count)
        cells.withUnsafeBufferPointer { cells in
            bytes.append(contentsOf: cells[head.application])
            bytes.append(cell: cells[names[head.reviewer]])
            bytes.append(UInt8(ascii: ","))
            bytes.append(contentsOf: "\(head.sealed.london)".utf8)
            bytes.append(UInt8(ascii: ","))
            append(total: Review.total(points[own], criteria), to: &bytes)
            for cell in own {
                bytes.append(UInt8(ascii: ","))
                if let points = points[cell] { bytes.append(contentsOf: String(points).utf8) }
            }
            for cell in own { bytes.append(cell: cells[remarks[cell]]) }
            bytes.append(cell: cells[head.note])
        }
        bytes.append(contentsOf: SpreadsheetCell.endOfRow)
    }

    /// With one decimal place, written with a point for any spreadsheet.
    private func append(total: Double?, to bytes: inout [UInt8]) {
        guard let total else { return }
        let tenths = Int((total * 10).rounded())
        bytes.append(contentsOf: String(tenths / 10).utf8)
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: String(tenths % 10).utf8)
    }
}

extension [UInt8] {
    /// A finished cell that is not the first of its row.
    fileprivate mutating func append(cell: Slice<UnsafeBufferPointer<UInt8>>) {
        append(UInt8(ascii: ","))
        append(contentsOf: UnsafeBufferPointer(rebasing: cell))
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func spells(_ text: String) -> Bool {
        guard count == text.utf8.count, let start = baseAddress else { return count == text.utf8.count }
        return text.utf8.withContiguousStorageIfAvailable { own in
            own.baseAddress.map { memcmp($0, start, count) == 0 } ?? false
        } ?? false
    }
}
