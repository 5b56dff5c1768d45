extension Format {
    /// Who was in a meeting of Google Meet, Webex or another tool: a name or address with when they came and went.
    static let otherMeetings = Format(
        source: .meetingAttendance,
        lookedFor: "who was in a meeting of Google Meet or Webex (Name, Email, Join Time, Leave Time, Duration)",
        isHeader: { header, _ in
            let names = header.identities.intersection([.name, .given, .surname, .email])
            return !names.isEmpty && header.count(of: OtherMeetings.came) > 0
                && header.count(of: OtherMeetings.went) > 0
        },
        read: OtherMeetings.read)
}

enum OtherMeetings {
    static let came: Set<String> = [
        "join time", "time joined", "joined", "joined at", "entry time", "login time", "arrival time", "first join",
        "time of joining", "join date", "attendee join time", "first seen", "connected at",
    ]
    static let went: Set<String> = [
        "leave time", "time exited", "left", "left at", "exit time", "logout time", "departure time", "last leave",
        "duration", "attendance duration", "time left", "duration minutes", "total duration", "attendee leave time",
        "time in meeting", "last seen", "disconnected at", "time in session", "time spent",
    ]

    private static let lengths: Set<String> = [
        "duration", "attendance duration", "duration minutes", "total duration", "time in meeting", "time in session",
        "time spent",
    ]

    private static let known: [String: Meaning] = {
        var known: [String: Meaning] = [
            "name": .name, "display name": .name, "attendee name": .name, "attendee email": .email, "role": .role,
            "meeting name": .question, "meeting start time": .unused, "meeting end time": .unused,
            "connection type": .unused, "session name": .question,
        ]
        for key in came { known[key] = .joined }
        for key in went { known[key] = lengths.contains(key) ? .minutes : .left }
        return known
    }()

    static func read(_ reading: inout Reading) {
        var columns = Columns(reading.grid.header, known: known)
        reading.call(ToolNames.tool(of: columns.header))
        reading.map(columns)
        let rows = reading.rowsBelowHeader()
        columns.weighLengths(rows)
        let times = columns.all(.joined) + columns.all(.left)
        let cells = rows.flatMap { row in times.map { row[$0] } }
        reading.settle(cells)
        let calendar = reading.calendar
        var joins: [Join] = []
        for row in rows {
            do {
                var join = try ZoomParticipants.join(row, columns, calendar)
                let role = columns.cell(row, .role)
                if !Words.isBlank(role) { join.person.role = role }
                if ["host", "organiser", "co host", "alternate host"].contains(Vocabulary.value(role)) {
                    join.person.status = .host
                }
                joins.append(join)
            } catch { reading.refuse(row.line, error) }
        }
        reading.add(Presence.people(joins))
    }
}
