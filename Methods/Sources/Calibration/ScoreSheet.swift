public import Delimited

/// Scores as a file gives them, one line a review: `item`, `judge`, `score`.
///
/// Items and judges are numbered in the order of their names, so that the order of the lines changes nothing.
public struct ScoreSheet: Sendable {
    /// The names of the items, by number.
    public var items: [String]
    /// The names of the judges, by number.
    public var judges: [String]
    /// The scores, in the order of the lines.
    public var reviews: [Review]

    /// Throws `InputError` with the line when a column is missing, a name is empty, a score is no number, or a judge
    /// scored an item twice. Other columns are passed over.
    public init(_ sheet: Sheet) throws {
        let columns = (try sheet.column("item"), try sheet.column("judge"), try sheet.column("score"))
        let rows = try sheet.records.map { record in
            Row(
                item: try Self.name(sheet, record, columns.0), judge: try Self.name(sheet, record, columns.1),
                score: try sheet.number(record, columns.2), line: record.line)
        }
        guard !rows.isEmpty else {
            throw InputError("There are no scores below the header.", file: sheet.file, remedy: "Add one line a score.")
        }
        try Self.checkOnce(rows, file: sheet.file)
        items = Set(rows.map(\.item)).sorted()
        judges = Set(rows.map(\.judge)).sorted()
        let number = (item: Self.numbers(items), judge: Self.numbers(judges))
        reviews = rows.compactMap { row in
            guard let item = number.item[row.item], let judge = number.judge[row.judge] else { return nil }
            return Review(item: item, judge: judge, score: row.score)
        }
    }

    private struct Row {
        var item: String
        var judge: String
        var score: Double
        var line: Int
    }

    private static func name(_ sheet: Sheet, _ record: DelimitedText.Record, _ column: Int) throws -> String {
        let name = record.fields[column].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty else { throw sheet.fault(record, column, "must not be empty.") }
        return name
    }

    private static func checkOnce(_ rows: [Row], file: String) throws {
        var lines: [[String]: Int] = [:]
        for row in rows {
            guard let first = lines.updateValue(row.line, forKey: [row.item, row.judge]) else { continue }
            throw InputError(
                "“\(row.judge)” scored “\(row.item)” already on line \(first).", file: file, line: row.line,
                remedy: "Keep one of the two scores.")
        }
    }

    private static func numbers(_ names: [String]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }
}

extension ScoreSheet {
    /// The result as a table, best first: `item,reviews,raw,raw_rank,calibrated,error,rank`, with `in_top` when the
    /// best few were asked for, and `above_next`, the probability of being better than the item on the next line.
    public func table(_ solution: Solution) -> [[String]] {
        let order = items.indices.sorted { (solution.items[$0].rank, $0) < (solution.items[$1].rank, $1) }
        var header = ["item", "reviews", "raw", "raw_rank", "calibrated", "error", "rank"]
        if solution.top != nil { header.append("in_top") }
        let lines = order.indices.map { place in
            line(solution, order[place], next: place + 1 < order.count ? order[place + 1] : nil)
        }
        return [header + ["above_next"]] + lines
    }

    private func line(_ solution: Solution, _ index: Int, next: Int?) -> [String] {
        let item = solution.items[index]
        let figures = [
            "\(item.reviews)", fixed(item.raw, 3), "\(item.rawRank)", fixed(item.calibrated, 3), fixed(item.error, 3),
            "\(item.rank)",
        ]
        let share = item.inTop.map { [fixed($0, 4)] } ?? []
        let above = next.map { fixed(solution.probability(of: index, above: $0), 4) } ?? ""
        return [items[index]] + figures + share + [above]
    }
}
