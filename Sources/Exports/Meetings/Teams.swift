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
        var columns = Columns(reading.grid.header, known: known)
        reading.map(columns)
        reading.noteFaults()
        let rows = reading.rows(columns.header, in: participants(reading.grid))
        columns.weighLengths(rows)
        let times = columns.all(.joined) + columns.all(.left)
        let preamble = reading.grid.preamble
        reading.settle(preamble.flatMap(\.fields).map(Words.tidy) + rows.flatMap { row in times.map { row[$0] } })
        let meeting = TeamsMeeting.read(preamble, reading.calendar, language: columns.header.language)
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
                reading.refuse(row.line, error)
            }
        }
        reading.add(Presence.people(joins, limit: meeting.minutes))
    }

    /// The rows up to the next section's title.
    private static func participants(_ grid: Grid) -> ArraySlice<DelimitedText.Record> {
        guard let header = grid.headerIndex else { return [] }
        let below = grid.records[(header + 1)...]
        return below[..<(below.firstIndex { isTitle($0, grid.header.language) } ?? below.endIndex)]
    }

    /// `3. In-Meeting Activities`, alone on its line.
    private static func isTitle(_ record: DelimitedText.Record, _ language: Int?) -> Bool {
        guard let first = record.fields.first, record.fields.dropFirst().allSatisfy({ Words.tidy($0).isEmpty })
        else { return false }
        let words = Words.key(first).split(separator: " ")
        if words.count > 1, let number = words.first, Int(number) != nil { return true }
        let key = Words.key(first)
        let title = language.flatMap { Vocabulary.english(key, in: $0) } ?? key
        return ["in meeting activities", "in meeting activity", "engagement"].contains(title)
    }

    private static func finish(_ join: inout Join, _ row: Row, _ columns: Columns) throws(Refused) {
        let role = columns.cell(row, .role)
        if !Words.isBlank(role) { join.person.role = role }
        if ["organiser", "co organiser", "host"].contains(Vocabulary.value(role)) { join.person.status = .host }
        if join.person.email == nil,
            let column = columns.header.headings.firstIndex(where: { $0.key == "participant id upn" })
        {
            join.person.email = Address.parse(row[column]).valid.first
        }
    }
}

/// What Teams says above the participants: a label and a value on each line.
enum TeamsMeeting {
    static func read(_ preamble: ArraySlice<DelimitedText.Record>, _ calendar: SettledDates, language: Int?)
        -> Export.Meeting
    {
        var meeting = Export.Meeting()
        for record in preamble {
            let cells = record.fields.map(Words.tidy)
            guard cells.count > 1, !cells[1].isEmpty else { continue }
            let key = Words.key(cells[0])
            switch language.flatMap({ Vocabulary.english(key, in: $0) }) ?? key {
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
