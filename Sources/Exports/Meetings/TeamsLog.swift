extension Format {
    /// The log of 2020, and that of live events: who joined and who left, line by line.
    static let teamsLog = Format(
        source: .teamsAttendance,
        lookedFor: "a Teams attendance list of 2020 (Full Name, User Action, Timestamp)",
        isHeader: { header, _ in
            header.hasAny(["user action", "action"]) && header.hasAny(["timestamp", "utceventtimestamp"])
                && header.hasAny(["full name", "name", "fullname", "display name"])
        },
        read: TeamsLog.read)
}

enum TeamsLog {
    private struct Event {
        var row: Row
        var person: Export.Person
        var isJoin: Bool
        var at: Moment
    }

    private static let known: [String: Meaning] = [
        "full name": .name, "name": .name, "fullname": .name, "display name": .name, "user action": .status,
        "action": .status, "timestamp": .time, "utceventtimestamp": .time, "participantid": .email, "role": .role,
        "sessionid": .unused, "useragent": .unused,
    ]

    static func read(_ reading: inout Reading) {
        var columns = Columns(reading.grid.header, known: known)
        // A guest's number stands where others have their address.
        if let column = columns.header.headings.firstIndex(where: { $0.key == "participantid" }) {
            columns.guessAddresses(in: column)
        }
        reading.map(columns)
        let rows = reading.rowsBelowHeader()
        reading.settle(rows.map { columns.cell($0, .time) })
        let calendar = reading.calendar
        var events: [Event] = []
        for row in rows {
            do { events.append(try event(row, columns, calendar)) } catch { reading.refuse(row.line, error) }
        }
        reading.add(Presence.people(joins(events)))
    }

    private static func event(_ row: Row, _ columns: Columns, _ calendar: SettledDates) throws(Refused) -> Event {
        var person = try columns.person(row, status: .attended)
        person.show(ShownName(person.name ?? ""))
        let cell = columns.cell(row, .time)
        guard let at = try calendar.provisional(cell) else { throw Refused("The row has no time.") }
        person.time = try columns.time(.time, of: row, calendar, asking: &person)
        let role = columns.cell(row, .role)
        if !Words.isBlank(role) { person.role = role }
        if ["organiser", "producer", "co organiser"].contains(Vocabulary.value(role)) { person.status = .host }
        let action = columns.cell(row, .status)
        switch Vocabulary.value(action) {
        case "joined", "joined before": return Event(row: row, person: try person.named(), isJoin: true, at: at)
        case "left": return Event(row: row, person: try person.named(), isJoin: false, at: at)
        default:
            throw Refused(
                "“\(action.prefix(40))” is neither Joined nor Left.",
                column: columns.first(.status).map(columns.heading), value: action)
        }
    }

    /// Each person's stretches. Who never left was there until the last line of the log; a second device inside a
    /// stretch adds nothing.
    private static func joins(_ events: [Event]) -> [Join] {
        let end = events.map(\.at.seconds).max() ?? 0
        var open: [String: Join] = [:]
        var order: [String] = []
        var joins: [Join] = []
        for event in events.sorted(by: { $0.at < $1.at }) {
            let key = event.person.comparableEmail ?? Words.key(event.person.name ?? "")
            let at = event.at.seconds
            if event.isJoin, open[key] == nil {
                open[key] = Join(person: event.person, span: at..<at, reported: nil)
                order.append(key)
            } else if var join = open[key] {
                join.person.lines.append(event.row.line)
                if event.isJoin {
                    open[key] = join
                } else {
                    joins.append(closed(join, at))
                    open[key] = nil
                }
            } else {
                joins.append(Join(person: event.person, span: at..<at, reported: nil))
            }
        }
        joins += order.compactMap { key in open.removeValue(forKey: key).map { closed($0, end) } }
        return joins.sorted { $0.person.line < $1.person.line }
    }

    private static func closed(_ join: Join, _ end: Int) -> Join {
        var join = join
        if let start = join.span?.lowerBound { join.span = start..<max(start, end) }
        return join
    }
}
