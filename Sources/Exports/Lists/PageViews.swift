extension Format {
    /// Our own small table, because no tool exports one: session, source, views, tickets. A table with a column for
    /// each source is read as well.
    static let pageViews = Format(
        source: .pageViews,
        lookedFor: "page views (session, source, views, tickets)",
        isHeader: { header, _ in
            header.hasAny(PageViews.sessions) && !PageViews.namesPeople(header)
                && (header.hasAny(PageViews.views) || PageViews.namesSources(header))
        },
        read: PageViews.read)
}

enum PageViews {
    static let sessions: Set<String> = [
        "session", "event", "event name", "session name", "webinar", "page", "event title", "session title", "title",
    ]
    static let views: Set<String> = [
        "views", "page views", "pageviews", "total views", "view count", "event page views",
    ]
    private static let sources: Set<String> = [
        "source", "traffic source", "referrer", "channel", "views source", "view source", "source of views", "from",
    ]
    private static let tickets: Set<String> = [
        "tickets", "tickets sold", "bookings", "registrations", "orders", "booked",
    ]

    /// “E-mail” is a source here, and an address only where somebody has a name.
    static func namesPeople(_ header: Header) -> Bool {
        header.identities.contains(.email) && !header.identities.isDisjoint(with: [.name, .given, .surname])
    }

    /// Columns that are headed by sources alone, and none that holds the sum.
    static func namesSources(_ header: Header) -> Bool {
        let telling: Set<String> = ["discovery", "direct", "direct link"]
        return header.headings.contains { telling.contains(Words.key(source($0.text))) }
    }

    static func read(_ reading: inout Reading) {
        var known: [String: Meaning] = [:]
        for (keys, meaning) in [(sessions, Meaning.session), (views, .views), (sources, .source), (tickets, .tickets)] {
            for key in keys { known[key] = meaning }
        }
        var columns = Columns(reading.grid.header, known: known, guesses: false)
        let rows = reading.rowsBelowHeader()
        let perSource = columns.first(.source) == nil ? sourceColumns(columns, rows) : []
        for column in perSource { columns.change(column, to: .source) }
        reading.map(columns)
        for row in rows {
            do {
                for views in try views(row, columns, perSource: perSource) { reading.add(views) }
            } catch {
                reading.refuse(row.line, error)
            }
        }
    }

    /// Columns beside session, views and tickets that hold nothing but numbers: views from the source they name.
    private static func sourceColumns(_ columns: Columns, _ rows: [Row]) -> [Int] {
        columns.all(.question).filter { column in
            !columns.header.headings[column].key.isEmpty && !rows.isEmpty
                && rows.allSatisfy { Words.isBlank($0[column]) || number($0[column]) != nil }
                && rows.contains { number($0[column]) != nil }
        }
    }

    private static func views(_ row: Row, _ columns: Columns, perSource: [Int]) throws(Refused) -> [Export.Views] {
        let session = columns.cell(row, .session)
        if Words.isBlank(session) { throw Refused("The row names no session.") }
        let tickets = try optional(columns.cell(row, .tickets), "tickets")
        let total = try optional(columns.cell(row, .views), "views")
        func made(_ source: String, _ views: Int, _ tickets: Int?) -> Export.Views {
            Export.Views(line: row.line, session: session, source: source, views: views, tickets: tickets)
        }
        guard !perSource.isEmpty else {
            guard let total else { throw Refused("The row gives no views.") }
            let source = columns.cell(row, .source)
            return [made(Words.isBlank(source) ? "all" : source, total, tickets)]
        }
        let parts = try perSource.map { column throws(Refused) in
            (source(columns.header.headings[column].text), try optional(row[column], "views") ?? 0)
        }
        let sum = parts.reduce(0) { $0 + $1.1 }
        if let total, sum != total { throw Refused("The sources add up to \(sum) views, the row says \(total).") }
        if total == nil, perSource.allSatisfy({ Words.isBlank(row[$0]) }) { throw Refused("The row gives no views.") }
        return parts.enumerated().map { made($1.0, $1.1, $0 == 0 ? tickets : nil) }
    }

    private static func source(_ heading: String) -> String {
        let words = heading.split(separator: " ")
        return words.first?.lowercased() == "from" ? words.dropFirst().joined(separator: " ") : heading
    }

    private static func optional(_ cell: String, _ what: String) throws(Refused) -> Int? {
        if Words.isBlank(cell) { return nil }
        guard let number = number(cell) else { throw Refused("“\(cell.prefix(40))” is not a number of \(what).") }
        return number
    }

    /// Points, commas and blanks only between thousands.
    private static func isGrouped(_ cell: String) -> Bool {
        let groups = cell.split(omittingEmptySubsequences: false) { (mark: Character) in ",. '’".contains(mark) }
        return groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    private static func number(_ cell: String) -> Int? {
        guard let number = Int(cell.filter { !",. '’".contains($0) }), isGrouped(cell),
            (0...1_000_000_000).contains(number)
        else { return nil }
        return number
    }
}
