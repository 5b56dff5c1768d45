import Delimited

extension Format {
    /// Teams' attendance report: sections, of which the participants count; or, from 2021, one table without sections.
    static let teams = Format(
        source: .teamsAttendance,
        lookedFor: "Teams attendance (Name, First Join, Last Leave, In-Meeting Duration, Email, Role)",
        isHeader: { header, _ in
            header.hasAny(["name", "full name", "participant", "participant name"])
                && header.hasAny(["first join", "first join time", "join time"])
                && header.hasAny(["in meeting duration", "duration", "meeting duration"])
                && header.hasAny(["role", "participant id upn", "last leave", "last leave time"])
        },
        read: Teams.read)

    /// The log of 2020: who joined and who left, line by line.
    static let teamsLog = Format(
        source: .teamsAttendance,
        lookedFor: "a Teams attendance list of 2020 (Full Name, User Action, Timestamp)",
        isHeader: { header, _ in header.has("user action", "timestamp") && header.hasAny(["full name", "name"]) },
        read: TeamsLog.read)
}

enum Teams {
    private static let known: [String: Meaning] = [
        "name": .name, "full name": .name, "participant": .name, "participant name": .name, "first join": .joined,
        "first join time": .joined, "join time": .joined, "last leave": .left, "last leave time": .left,
        "leave time": .left,
        "in meeting duration": .minutes, "duration": .minutes, "meeting duration": .minutes, "email": .email,
        "role": .role, "participant id upn": .question, "participant id": .unused,
    ]

    static func read(_ reading: inout Reading) {
        let columns = Columns(reading.grid.header, known: known)
        reading.map(columns)
        reading.noteFaults()
        let rows = reading.rows(columns.header, in: participants(reading.grid))
        let times = columns.all(.joined) + columns.all(.left)
        let preamble = reading.grid.preamble
        reading.settle(preamble.flatMap(\.fields).map(Words.tidy) + rows.flatMap { row in times.map { row[$0] } })
        let meeting = TeamsMeeting.read(preamble, reading.calendar)
        reading.hold(meeting)
        let calendar = reading.calendar
        // First join to last leave may hold absences; only a table of single joins gives true stretches.
        let isEachJoin = columns.header.has("join time")
        var joins: [Join] = []
        for row in rows {
            do {
                var join = try ZoomParticipants.join(row, columns, calendar)
                try finish(&join, row, columns)
                if !isEachJoin, join.reported != nil { join.span = nil }
                joins.append(join)
            } catch {
                reading.refuse(row.line, error.reason)
            }
        }
        reading.add(Presence.people(joins, limit: meeting.minutes))
    }

    /// The rows up to the next section's title.
    private static func participants(_ grid: Grid) -> ArraySlice<DelimitedText.Record> {
        guard let header = grid.headerIndex else { return [] }
        let below = grid.records[(header + 1)...]
        return below[..<(below.firstIndex(where: isTitle) ?? below.endIndex)]
    }

    /// `3. In-Meeting Activities`, alone on its line.
    private static func isTitle(_ record: DelimitedText.Record) -> Bool {
        guard let first = record.fields.first, record.fields.dropFirst().allSatisfy({ Words.tidy($0).isEmpty })
        else { return false }
        let words = Words.key(first).split(separator: " ")
        if words.count > 1, let number = words.first, Int(number) != nil { return true }
        return ["in meeting activities", "in meeting activity", "engagement"].contains(Words.key(first))
    }

    private static func finish(_ join: inout Join, _ row: Row, _ columns: Columns) throws(Refused) {
        let role = columns.cell(row, .role)
        if !Words.isBlank(role) { join.person.role = role }
        if ["organiser", "co organiser", "host"].contains(Words.key(role)) { join.person.status = .host }
        if join.person.email == nil,
            let column = columns.header.headings.firstIndex(where: { $0.key == "participant id upn" })
        {
            join.person.email = Address.parse(row[column]).valid.first
        }
    }
}

/// What Teams says above the participants: a label and a value on each line.
enum TeamsMeeting {
    static func read(_ preamble: ArraySlice<DelimitedText.Record>, _ calendar: SettledDates) -> Export.Meeting {
        var meeting = Export.Meeting()
        for record in preamble {
            let cells = record.fields.map(Words.tidy)
            guard cells.count > 1, !cells[1].isEmpty else { continue }
            switch Words.key(cells[0]) {
            case "meeting title": meeting.topic = cells[1]
            case "start time", "meeting start time": meeting.start = try? calendar.moment(cells[1])
            case "end time", "meeting end time": meeting.end = try? calendar.moment(cells[1])
            case "meeting duration": meeting.minutes = Length.seconds(cells[1]).map(Length.minutes)
            default: break
            }
        }
        return meeting
    }
}

enum TeamsLog {
    private struct Event {
        var row: Row
        var person: Export.Person
        var isJoin: Bool
        var at: Moment
    }

    private static let known: [String: Meaning] = [
        "full name": .name, "name": .name, "user action": .status, "timestamp": .time,
    ]

    static func read(_ reading: inout Reading) {
        let columns = Columns(reading.grid.header, known: known)
        reading.map(columns)
        let rows = reading.rowsBelowHeader()
        reading.settle(rows.map { columns.cell($0, .time) })
        let calendar = reading.calendar
        var events: [Event] = []
        for row in rows {
            do { events.append(try event(row, columns, calendar)) } catch { reading.refuse(row.line, error.reason) }
        }
        reading.add(Presence.people(joins(events)))
    }

    private static func event(_ row: Row, _ columns: Columns, _ calendar: SettledDates) throws(Refused) -> Event {
        var person = try columns.person(row, status: .attended)
        person.show(ShownName(person.name ?? ""))
        let cell = columns.cell(row, .time)
        guard let at = try calendar.provisional(cell) else { throw Refused("The row has no time.") }
        person.time = try calendar.moment(cell)
        let action = columns.cell(row, .status)
        switch Words.key(action) {
        case "joined", "joined before": return Event(row: row, person: try person.named(), isJoin: true, at: at)
        case "left": return Event(row: row, person: try person.named(), isJoin: false, at: at)
        default: throw Refused("The action “\(action.prefix(40))” is neither Joined nor Left.")
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
            let key = Words.key(event.person.name ?? "")
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
