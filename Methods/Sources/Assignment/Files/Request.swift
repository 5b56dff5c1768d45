public import Delimited
import Foundation

/// A problem as it stands in files, with the names of its items and reviewers.
///
/// Both are numbered in the order of their names, so that among equally good assignments the same one is found
/// whatever the order of the lines.
public struct Request: Sendable {
    /// What is asked, in numbers.
    public var problem: Problem
    /// The names of the items, by number.
    public var items: [String]
    /// The names of the reviewers, by number.
    public var reviewers: [String]
    /// Scores in the files are decimal numbers; in the problem they are whole: multiplied by ten to this power.
    public var decimals: Int
    /// Lines of the earlier assignment that name an item or reviewer that is no longer there.
    public var gone: Int
    /// Where items and reviewers were read, for what is said about them.
    let itemSource: Source
    let reviewerSource: Source
}

/// The files of a request, and what applies to all.
public struct Files: Sendable {
    /// Column `item`; `reviews` may say how many an item needs, when it is not as many as the others.
    public var items: String
    /// Columns `reviewer` and, if wanted, `min_load` and `max_load`; an empty field means the general bound.
    public var reviewers: String
    /// Columns `item,reviewer`: pairs that must not be.
    public var conflicts: String?
    /// Columns `item,reviewer,score`.
    public var affinity: String?
    /// Columns `item,reviewer`: an assignment of which as much as possible is to stay.
    public var previous: String?
    /// Only pairs with a score may be used.
    public var onlyBids = false
    /// How many reviewers an item needs whose line names no number; 1 or more.
    public var perItem: Int
    /// The least load of a reviewer whose line names none; nil for 0.
    public var minLoad: Int?
    /// The greatest load of a reviewer whose line names none; nil for no bound.
    public var maxLoad: Int?

    /// The two files that every request has, by path, and how many reviewers an item needs; all else is left out.
    public init(items: String, reviewers: String, perItem: Int) {
        self.items = items
        self.reviewers = reviewers
        self.perItem = perItem
    }
}

/// The file that names items or reviewers, and the line of each.
struct Source: Sendable {
    var file: String
    var lines: [Int]
    /// The place of each in the file, counted from 0.
    let places: [Int]
    /// What stands in the file, first to last.
    let order: [Int]

    init(_ sheet: Sheet) {
        file = sheet.file
        let lines = sheet.records.map(\.line)
        self.lines = lines
        order = lines.indices.sorted { lines[$0] < lines[$1] }
        var places = order
        for (place, number) in order.enumerated() { places[number] = place }
        self.places = places
    }
}

extension Request {
    /// Why there is no assignment, with the place of the first item or reviewer that it is about, and a remedy.
    public func refusal(_ reason: Infeasible) -> InputError {
        let source = reason.kind == .items ? itemSource : reviewerSource
        let first = reason.kind == .items ? reason.items.first : reason.reviewers.first
        return InputError(
            "There is no such assignment. \(reason.sentence(items: items, reviewers: reviewers))",
            file: source.file, line: first.map { source.lines[$0] }, remedy: reason.remedy)
    }

    /// Reads and checks all files. Throws `InputError` with file, line and remedy.
    public init(_ files: Files) throws {
        let itemSheet = try Self.sheet(files.items, by: "item")
        let reviewerSheet = try Self.sheet(files.reviewers, by: "reviewer")
        let itemIndex = try Self.names(itemSheet, "item")
        let reviewerIndex = try Self.names(reviewerSheet, "reviewer")
        (itemSource, reviewerSource) = (Source(itemSheet), Source(reviewerSheet))
        items = itemIndex.names
        reviewers = reviewerIndex.names
        let item = PairLines.Names(column: "item", index: itemIndex, listed: files.items)
        let reviewer = PairLines.Names(column: "reviewer", index: reviewerIndex, listed: files.reviewers)

        let forbidden = try files.conflicts.map {
            PairSet(
                items: itemIndex.count, parts: try PairLines(file: $0, first: item, second: reviewer).read())
        }
        var scores = PairTable(items: itemIndex.count)
        decimals = 0
        if let affinity = files.affinity {
            let lines = PairLines(file: affinity, first: item, second: reviewer, number: "score")
            (scores, decimals) = try Self.table(lines, items: itemIndex.count)
        } else if files.onlyBids {
            throw InputError(
                "Only bids are to be used, but there are none.", remedy: "Name the file of scores with --affinity.")
        }
        gone = 0
        var previous: PairSet?
        if let file = files.previous {
            let parts = try PairLines(file: file, first: item, second: reviewer, skipsStrangers: true).read()
            gone = parts.reduce(0) { $0 + $1.strangers }
            previous = PairSet(items: itemIndex.count, parts: parts)
        }
        problem = Problem(
            demands: try Self.demands(itemSheet, files), loads: try Self.loads(reviewerSheet, files), scores: scores,
            forbidden: forbidden, onlyScored: files.onlyBids, previous: previous)
    }

    /// The file with its records in the order of the names.
    private static func sheet(_ file: String, by column: String) throws -> Sheet {
        var sheet = try Sheet(contentsOf: file)
        let place = try sheet.column(column)
        sheet.records.sort { ($0.fields[place], $0.line) < ($1.fields[place], $1.line) }
        return sheet
    }

    private static func names(_ sheet: Sheet, _ column: String) throws -> NameIndex {
        let place = try sheet.column(column)
        let names = sheet.records.map { $0.fields[place].trimmingCharacters(in: .whitespaces) }
        guard !names.isEmpty else {
            throw InputError("The file names no \(column).", file: sheet.file, remedy: "Write one on each line.")
        }
        if let empty = names.firstIndex(of: "") {
            throw sheet.fault(
                sheet.records[empty], place, "is empty.", remedy: "Give every \(column) a name, or remove the line.")
        }
        let index = NameIndex(names)
        if let doubled = index.doubled.first {
            let first = index.number(of: names[doubled]).map { sheet.records[$0].line } ?? 1
            throw InputError(
                "“\(names[doubled])” stands here for the second time; the first is on line \(first).",
                file: sheet.file, line: sheet.records[doubled].line, remedy: "Remove one of them.")
        }
        return index
    }

    private static func demands(_ sheet: Sheet, _ files: Files) throws -> [Int] {
        guard let place = sheet.index(of: "reviews") else {
            return Array(repeating: files.perItem, count: sheet.records.count)
        }
        return try sheet.records.map {
            $0.fields[place].isEmpty ? files.perItem : try sheet.integer($0, place, atLeast: 0)
        }
    }

    private static func loads(_ sheet: Sheet, _ files: Files) throws -> [ClosedRange<Int>] {
        try sheet.records.map { record in
            func bound(_ column: String, _ general: Int) throws -> Int {
                guard let place = sheet.index(of: column), !record.fields[place].isEmpty else { return general }
                return try sheet.integer(record, place, atLeast: 0)
            }
            let most = min(try bound("max_load", files.maxLoad ?? sheet.most), sheet.most)
            let least = try bound("min_load", files.minLoad ?? 0)
            guard least <= most else {
                throw InputError(
                    "The least load, \(least), is above the greatest, \(most).", file: sheet.file, line: record.line,
                    remedy: "Lower the one or raise the other.")
            }
            return least...most
        }
    }

    /// Scores to whole numbers: as many decimal places as the file has, nine digits in all at most.
    private static func table(_ lines: PairLines, items: Int) throws -> (PairTable, decimals: Int) {
        var parts = try lines.read()
        let greatest = parts.lazy.flatMap(\.numbers).reduce(0) { max($0, abs($1)) }
        guard greatest < 1e9 else {
            throw InputError(
                "A score is beyond a thousand million.", file: lines.file, line: lines.line(ofNumberFrom: 1e9),
                remedy: "Use smaller numbers.")
        }
        var decimals = min(parts.map(\.decimals).max() ?? 0, 9)
        while decimals > 0, greatest * power(decimals) >= 1e9 { decimals -= 1 }
        var table = PairTable(items: items, consuming: &parts, times: power(decimals))
        if let (item, reviewer) = table.sortRuns() {
            throw InputError(
                "“\(lines.first.index.names[item])” and “\(lines.second.index.names[reviewer])” have two scores.",
                file: lines.file, line: lines.lineOfSecond(Int32(item), Int32(reviewer)), remedy: "Remove one of them.")
        }
        return (table, decimals)
    }

    private static func power(_ decimals: Int) -> Double { (0..<decimals).reduce(1) { value, _ in value * 10 } }
}

extension Sheet {
    /// A load that is no bound, because nobody could reach it.
    fileprivate var most: Int { Int(Int32.max) / 2 }
}
