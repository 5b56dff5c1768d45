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
            ORDER BY a.number
            """
        ) { try table.addReview($0) }
        try db.each("SELECT id, name, email FROM account WHERE id IN \(list: table.reviewers.ids)") { row in
            try table.nameReviewer(row)
        }
        guard let oldest = table.criteria.map(\.id).min() else { return table.finished }
        table.expectScores()
        // From the oldest criterion on: one comparison that leaves earlier editions out. Those that came later, if any, find no
        // place in the table.
        try db.each(
            "SELECT review_id, criterion_id, points, note FROM score WHERE criterion_id >= \(oldest)"
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
    private(set) var reviewers = IDPlaces<Account>()
    private var cells: [UInt8] = []
    private var heads: [Head] = []
    private var lastNumber: Int?
    private var places = IDPlaces<Review>()
    /// The reviews in the order of the rows.
    private var order: [Int] = []
    private let columns: IDPlaces<Criterion>
    private var names: [Range<Int>] = []
    /// Row by row, in the order of the criteria.
    private var points: [Int?] = []
    private var remarks: [Range<Int>] = []
    /// Where the last score went: scores of one review stand together, mostly in the order of the criteria.
    private var lastPlace = 0
    private var lastColumn = 0

    init(_ criteria: [Criterion]) {
        self.criteria = criteria
        columns = IDPlaces(criteria.map(\.id))
    }

    mutating func addReview(_ row: Row) throws {
        let place = try row.withText(0) { places.place(of: $0) }
        let reviewer = try row.withText(1) { reviewers.place(of: $0) }
        if reviewer == names.count { names.append(0..<0) }
        let application = try application(row)
        let note = try row.withText(5) { addCell($0) }
        heads.append(Head(application: application, reviewer: reviewer, sealed: try row[4], note: note))
        putInOrder(place)
    }

    private mutating func application(_ row: Row) throws -> Range<Int> {
        let number: Int? = try row[2]
        if let last = heads.last, number != nil, number == lastNumber { return last.application }
        lastNumber = number
        let start = cells.count
        SpreadsheetCell.append([Applications.reference(number), try row[3]], to: &cells)
        return start..<cells.count
    }

    /// Reviews come application by application. The few of one are put in the order of their ids here, which costs the database
    /// a table of its own.
    private mutating func putInOrder(_ place: Int) {
        order.append(place)
        var row = order.count - 1
        while row > 0, heads[order[row - 1]].application == heads[place].application,
            places.isBefore(place, order[row - 1])
        {
            order.swapAt(row, row - 1)
            row -= 1
        }
    }

    /// Takes in how the table names a reviewer.
    mutating func nameReviewer(_ row: Row) throws {
        let account = try Accounts.account(row)
        let start = cells.count
        SpreadsheetCell.append(account.name.isEmpty ? account.email : account.name, to: &cells)
        names[try row.withText(0) { reviewers.place(of: $0) }] = start..<cells.count
    }

    private mutating func addCell(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let start = cells.count
        SpreadsheetCell.append(utf8: text, to: &cells)
        return start..<cells.count
    }

    /// Makes room for the scores of all reviews.
    mutating func expectScores() {
        points = Array(repeating: nil, count: heads.count * criteria.count)
        remarks = Array(repeating: 0..<0, count: points.count)
    }

    /// Takes a score in if it belongs to a review and a criterion of the table.
    mutating func addScore(_ row: Row) throws {
        let next = lastColumn + 1 < criteria.count ? lastColumn + 1 : 0
        guard let place = try row.withText(0, { places.place(of: $0, likely: lastPlace) }),
            let column = try row.withText(1, { columns.place(of: $0, likely: next) })
        else { return }
        (lastPlace, lastColumn) = (place, column)
        let cell = place * criteria.count + column
        points[cell] = try row[2]
        remarks[cell] = try row.withText(3) { addCell($0) }
    }

    var finished: SpreadsheetTable {
        let table = self
        return SpreadsheetTable(rows: heads.count + 1) { row, bytes in
            if row == 0 { table.appendHeadings(to: &bytes) } else { table.append(table.order[row - 1], to: &bytes) }
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
                if let points = points[cell] { bytes.append(digitsOf: points) }
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
        bytes.append(digitsOf: tenths / 10)
        bytes.append(UInt8(ascii: "."))
        bytes.append(digitsOf: tenths % 10)
    }
}

extension [UInt8] {
    /// A finished cell that is not the first of its row.
    fileprivate mutating func append(cell: Slice<UnsafeBufferPointer<UInt8>>) {
        append(UInt8(ascii: ","))
        append(contentsOf: UnsafeBufferPointer(rebasing: cell))
    }
}
