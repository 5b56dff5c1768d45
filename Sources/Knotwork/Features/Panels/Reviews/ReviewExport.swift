import Store

extension Panels {
    /// The reviews that were handed in, as a table for a spreadsheet: a row a review, the criteria side by side, read from
    /// their sheets. Two queries whatever their number: one join would repeat each reviewer's name for each review.
    static func export(
        of programme: ID<Programme>, round: Round, for caller: Caller, in db: Reader
    ) throws -> SpreadsheetTable {
        let criteria = try criteria(of: programme, round: round, in: db)
        var reviewers = ReviewerCells()
        try db.each(
            """
            SELECT p.id, p.name, p.email FROM role_grant t JOIN account p ON p.id = t.account_id
            WHERE t.programme_id = \(programme) AND t.role = \(round.role)
            """
        ) { try reviewers.add($0) }
        let table = try table(criteria, reviewers, of: programme, round, for: caller, in: db)
        guard table.strangers.count > 0 else { return table.finished }
        // Somebody judged who has another role, or no longer any: rare enough to begin again with their names.
        try db.each("SELECT id, name, email FROM account WHERE id IN \(list: table.strangers.ids)") {
            try reviewers.add($0)
        }
        return try self.table(criteria, reviewers, of: programme, round, for: caller, in: db).finished
    }

    private static func table(
        _ criteria: [Criterion], _ reviewers: ReviewerCells, of programme: ID<Programme>, _ round: Round,
        for caller: Caller, in db: Reader
    ) throws -> ReviewTable {
        let readByTeam = teamReads(list: "r", of: "a", in: "\(programme)", caller)
        var table = ReviewTable(criteria, reviewers)
        try db.each(
            """
            SELECT r.id, r.account_id, a.number, a.organisation, r.handed_in_at, r.score_record
            FROM sent_application a JOIN review r ON r.application_id = a.id
            WHERE a.programme_id = \(programme) AND r.round = \(round)
                AND \(readByTeam)
            ORDER BY a.number
            """
        ) { try table.addReview($0) }
        return table
    }
}

/// How the table names those who judged, as finished cells.
private struct ReviewerCells: Sendable {
    private var places = IDPlaces<Account>()
    private var cells: [[UInt8]] = []

    mutating func add(_ row: Row) throws {
        let account = try Accounts.account(row)
        let place = try row.withText(0) { places.place(of: $0) }
        guard place == cells.count else { return }
        cells.append([])
        SpreadsheetCell.append(account.shownName, to: &cells[place])
    }

    subscript(id: UnsafeBufferPointer<UInt8>) -> [UInt8]? { places[id].map { cells[$0] } }
}

/// The table while it is put together. Its thousands of texts go from the database's buffer into finished rows: a `String`
/// for each would be most of the work.
///
/// Buys “rows made while they are sent” (export, 42 to 25 ms) and “rows written where they are sent from” (14 to 9) of
/// docs/performance.md.
private struct ReviewTable: Sendable {
    /// One row of the application whose reviews come at the moment.
    private struct Line {
        /// Its review's, among `ids`.
        var id: Range<Int>
        /// In `piece`.
        var bytes: Range<Int>
    }

    private static let pieceSize = 1 << 16

    private let criteria: [Criterion]
    private let reviewers: ReviewerCells
    /// Those who judged and are not among the reviewers.
    private(set) var strangers = IDPlaces<Account>()
    private var reader: ScoreRecordReader
    /// The rows, in pieces that end where an application does: one array would be copied whenever it grows.
    private var pieces: [[UInt8]] = []
    private var piece: [UInt8] = []
    private var number: Int?
    /// Reference and organisation, which all reviews of an application share.
    private var application: [UInt8] = []
    private var lines: [Line] = []
    private var ids: [UInt8] = []

    init(_ criteria: [Criterion], _ reviewers: ReviewerCells) {
        self.criteria = criteria
        self.reviewers = reviewers
        reader = ScoreRecordReader(criteria)
        let fixed = ["application", "organisation", "reviewer", "handed in", "total"]
        SpreadsheetCell.append(
            row: fixed + criteria.map(\.title) + criteria.map { "Remark: \($0.title)" } + ["note"], to: &piece)
    }

    /// - Parameter row: id, reviewer, number, organisation, when it was handed in, sheet; application by application.
    mutating func addReview(_ row: Row) throws {
        let number: Int? = try row[2]
        if lines.isEmpty || number == nil || number != self.number { try begin(number, row) }
        let reviewer = try row.withText(1) { id in
            if let cell = reviewers[id] { return cell }
            _ = strangers.place(of: id)
            return []
        }
        let handedIn: Instant = try row[4]
        try row.withText(5) { try reader.read($0) }
        let start = piece.count
        writeRow(reviewer, handedIn)
        let id = try row.withText(0) { text in
            ids.append(contentsOf: text)
            return (ids.count - text.count)..<ids.count
        }
        lines.append(Line(id: id, bytes: start..<piece.count))
    }

    private mutating func begin(_ number: Int?, _ row: Row) throws {
        endApplication()
        self.number = number
        application.removeAll(keepingCapacity: true)
        SpreadsheetCell.append(Applications.reference(number), to: &application)
        application.append(UInt8(ascii: ","))
        try row.withText(3) { SpreadsheetCell.append(utf8: $0, to: &application) }
        guard piece.count >= Self.pieceSize else { return }
        pieces.append(piece)
        piece = []
        piece.reserveCapacity(Self.pieceSize + Self.pieceSize / 4)
    }

    /// The few reviews of one application are put in the order of their ids here, which costs the database a table of its own.
    private mutating func endApplication() {
        defer {
            lines.removeAll(keepingCapacity: true)
            ids.removeAll(keepingCapacity: true)
        }
        func isBefore(_ line: Line, _ other: Line) -> Bool { ids[line.id].lexicographicallyPrecedes(ids[other.id]) }
        guard zip(lines, lines.dropFirst()).contains(where: { isBefore($1, $0) }) else { return }
        let all = piece
        piece.removeSubrange(lines[0].bytes.lowerBound...)
        for line in lines.sorted(by: isBefore) { piece.append(contentsOf: all[line.bytes]) }
    }

    private mutating func writeRow(_ reviewer: [UInt8], _ handedIn: Instant) {
        piece.append(contentsOf: application)
        piece.append(UInt8(ascii: ","))
        piece.append(contentsOf: reviewer)
        piece.append(UInt8(ascii: ","))
        handedIn.london.append(to: &piece)
        piece.append(UInt8(ascii: ","))
        write(total: Review.total(reader.points, criteria))
        for points in reader.points {
            piece.append(UInt8(ascii: ","))
            if let points { piece.append(digitsOf: points) }
        }
        piece.append(contentsOf: reader.words)
        piece.append(contentsOf: SpreadsheetCell.endOfRow)
    }

    /// With one decimal place, written with a point for any spreadsheet.
    private mutating func write(total: Double?) {
        guard let total else { return }
        let tenths = Int((total * 10).rounded())
        piece.append(digitsOf: tenths / 10)
        piece.append(UInt8(ascii: "."))
        piece.append(digitsOf: tenths % 10)
    }

    var finished: SpreadsheetTable {
        var all = self
        all.endApplication()
        let pieces = all.pieces + [all.piece]
        return SpreadsheetTable(parts: pieces.count) { pieces[$0] }
    }
}
