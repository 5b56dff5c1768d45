import Store

/// A review as it was handed in, one text beside the scores that are counted:
///
///     need: 4
///     →Says who pays, and when.
///     →They have begun.
///     plan: 3
///     note:
///     →Worth hearing.
///
/// A line for each criterion of its round, in their order; what was written about it stands below, each line after a tab
/// (shown as →), so that no remark can be taken for points. The note at the end is left out when there is none.
///
/// It is written once, when the review is handed in. `doctor` holds the scores against it, so that points which somebody
/// changes in the database are found, and tables of thousands of reviews are read from it.
struct ScoreRecord: Sendable, Hashable {
    private(set) var text = ""

    init() {}

    init(_ review: Review, _ criteria: [Criterion]) {
        for criterion in criteria {
            add(criterion.key, points: review.points[criterion.id], remark: review.remarks[criterion.id] ?? "")
        }
        close(with: review.note)
    }

    mutating func add(_ key: String, points: Int?, remark: String) {
        text += "\(key): \(points.map { "\($0)" } ?? "")\n"
        write(remark)
    }

    mutating func close(with note: String) {
        guard !note.isEmpty else { return }
        text += "note:\n"
        write(note)
    }

    private mutating func write(_ words: String) {
        guard !words.isEmpty else { return }
        text += "\t"
        // Scalar by scalar: a line break after a carriage return is one character with it.
        for scalar in words.unicodeScalars {
            text.unicodeScalars.append(scalar)
            if scalar == "\n" { text += "\t" }
        }
        text += "\n"
    }
}

/// Reads sheets of one round, each from the database's buffer.
///
/// Buys “what was handed in read from one sheet a review” of docs/performance.md: export, 14 to 9 ms.
struct ScoreRecordReader: Sendable {
    /// In the order of the criteria.
    private(set) var points: [Int?] = []
    /// What was written about each criterion, and the note, as cells of a spreadsheet: each after a comma.
    private(set) var words: [UInt8] = []
    private let heads: [[UInt8]]
    private static let note = Array("note:\n".utf8)

    init(_ criteria: [Criterion]) {
        heads = criteria.map { Array("\($0.key): ".utf8) }
    }

    /// - Throws: `Unreadable` when it is no sheet with these criteria.
    mutating func read(_ record: UnsafeBufferPointer<UInt8>) throws {
        points.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        var lines = ByteLines(rest: record)
        for head in heads {
            guard lines.skip(head), let line = lines.next() else { throw Unreadable() }
            points.append(try Self.number(line))
            readWords(&lines)
        }
        guard lines.rest.isEmpty || lines.skip(Self.note) else { throw Unreadable() }
        readWords(&lines)
        guard lines.rest.isEmpty else { throw Unreadable() }
    }

    private mutating func readWords(_ lines: inout ByteLines) {
        words.append(UInt8(ascii: ","))
        guard let first = lines.nextIndented() else { return }
        guard var line = lines.nextIndented() else { return SpreadsheetCell.append(utf8: first, to: &words) }
        var all = Array(first)
        while true {
            all.append(UInt8(ascii: "\n"))
            all.append(contentsOf: line)
            guard let next = lines.nextIndented() else { break }
            line = next
        }
        all.withUnsafeBufferPointer { SpreadsheetCell.append(utf8: $0, to: &words) }
    }

    private static func number(_ line: UnsafeBufferPointer<UInt8>) throws -> Int? {
        if line.count == 1, case let digit = line[0] &- UInt8(ascii: "0"), digit < 10 { return Int(digit) }
        if line.isEmpty { return nil }
        guard let number = Int(String(decoding: line, as: UTF8.self)) else { throw Unreadable() }
        return number
    }

    struct Unreadable: Error, CustomStringConvertible {
        var description: String { "A sheet of scores cannot be read. “knotwork doctor” says which." }
    }
}

extension Panels {
    /// Reviews that were handed in and whose scores are no longer what their sheet says, one sentence each.
    static func alteredRecords(in db: Reader) throws -> [String] {
        var altered: [String] = []
        var (review, kept, note) = ("", "", "")
        var record = ScoreRecord()
        func finish() {
            record.close(with: note)
            if record.text != kept { altered.append("The scores of review \(review) are not what was handed in.") }
            record = ScoreRecord()
        }
        try db.each(
            """
            SELECT r.id, r.score_record, r.note, c.key, s.points, s.note AS remark
            FROM review r
            LEFT JOIN criterion c ON c.programme_id = \(Applications.programme(of: "r.application_id")) AND c.round = r.round
            LEFT JOIN score s ON s.review_id = r.id AND s.criterion_id = c.id
            WHERE r.state = 'handed_in' ORDER BY r.id, c.position
            """
        ) { row in
            let id: String = try row["id"]
            if id != review {
                if !review.isEmpty { finish() }
                (review, kept, note) = (id, try row["score_record"], try row["note"])
            }
            guard let key: String = try row["key"] else { return }
            record.add(key, points: try row["points"], remark: try row["remark"] ?? "")
        }
        if !review.isEmpty { finish() }
        return altered
    }
}
