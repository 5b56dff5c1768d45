import Delimited

extension Format {
    /// Zoom's webinar attendee report: sections for hosts, panelists, attendees and telephones, each with its header.
    static let zoomWebinar = Format(
        source: .zoomWebinar,
        lookedFor: "a Zoom webinar's Attendee Report (Attended, User Name (Original Name), Time in Session (minutes))",
        isHeader: { header, _ in
            header.has("attended")
                && header.hasAny([
                    "user name original name", "user name", "name original name", "time in session minutes",
                    "time in session", "interest rating",
                ])
        },
        read: ZoomWebinar.read)
}

enum ZoomWebinar {
    private enum Section {
        case before, host, panelist, attendee, other, unknown

        init?(title: String) {
            switch title {
            case "host details": self = .host
            case "panelist details": self = .panelist
            case "attendee details": self = .attendee
            case "other attended": self = .other
            case "attendee report": self = .before
            default: return nil
            }
        }

        var isOfPeople: Bool {
            switch self {
            case .host, .panelist, .attendee, .other: true
            case .before, .unknown: false
            }
        }
    }

    private struct Part {
        var section: Section
        var columns: Columns
        var rows: [Row]
    }

    private static let known: [String: Meaning] = [
        "attended": .attended, "user name original name": .name, "user name": .name, "name original name": .name,
        "name": .name, "first name": .given, "last name": .surname, "email": .email, "email address": .email,
        "registration time": .time, "approval status": .status, "join time": .joined, "leave time": .left,
        "time in session minutes": .minutes, "is guest": .unused, "country region name": .unused, "guest": .unused,
        "unsubscribe": .neverMail, "time in session": .minutes,
        "registration date time": .time, "user email": .email, "phone": .question,
    ]

    static func read(_ reading: inout Reading) {
        let parts = parts(&reading)
        if ToolNames.tool(of: reading.grid.header) == "GoToWebinar" {
            reading.setSource(.meetingAttendance)
            reading.call("GoToWebinar")
        }
        let cells = parts.flatMap { part in
            let times = part.columns.all(.time) + part.columns.all(.joined) + part.columns.all(.left)
            return part.rows.flatMap { row in times.map { row[$0] } }
        }
        reading.settle(cells, usual: ZoomParticipants.isMonthFirst(cells) ? .monthFirst : nil)
        let calendar = reading.calendar
        reading.hold(ZoomMeeting.read(reading.grid.preamble, calendar))
        var joins: [Join] = []
        for part in parts {
            for row in part.rows {
                do { joins.append(try join(row, part, calendar)) } catch { reading.refuse(row.line, error) }
            }
        }
        reading.add(Presence.people(joins))
    }

    // MARK: Sections

    /// The report cut at the titles of its sections; the line below a title is that section's header.
    private static func parts(_ reading: inout Reading) -> [Part] {
        let records = reading.grid.records
        var parts: [Part] = []
        var section = Section.attendee
        var start: Int?
        func close(_ end: Int) {
            guard let header = start, section.isOfPeople, header < end else { return }
            parts.append(part(section, records[header..<end], &reading))
        }
        for index in records.indices {
            if let next = title(records[index]) {
                close(index)
                (section, start) = (next, index + 1)
            } else if start == nil, index == reading.grid.headerIndex {
                start = index
            }
        }
        close(records.endIndex)
        reading.noteFaults()
        return parts
    }

    private static func title(_ record: DelimitedText.Record) -> Section? {
        guard let first = record.fields.first, record.fields.dropFirst().allSatisfy({ Words.tidy($0).isEmpty })
        else { return nil }
        let key = Words.key(first)
        return Section(title: key) ?? (key.hasSuffix(" details") ? .unknown : nil)
    }

    private static func part(_ section: Section, _ records: ArraySlice<DelimitedText.Record>, _ reading: inout Reading)
        -> Part
    {
        let header = Header(records.first?.fields ?? [])
        var columns = Columns(header, known: known)
        if section == .attendee, let line = records.first?.line {
            reading.setHeader(line: line)
            reading.map(columns)
        }
        let rows = reading.rows(header, in: records.dropFirst())
        columns.weighLengths(rows)
        return Part(section: section, columns: columns, rows: rows)
    }

    // MARK: Rows

    private static func join(_ row: Row, _ part: Part, _ calendar: SettledDates) throws(Refused) -> Join {
        var join = try ZoomParticipants.join(row, part.columns, calendar)
        let registered = try part.columns.time(.time, of: row, calendar, asking: &join.person)
        let full = [join.person.given, join.person.surname].compactMap(\.self).joined(separator: " ")
        if !full.isEmpty, full != join.person.name {
            (join.person.name, join.person.otherName) = (full, join.person.name)
        }
        join.person.time = registered ?? join.person.time
        switch part.section {
        case .host: (join.person.status, join.person.role) = (.host, "Host")
        // A speaker is no part of the audience either.
        case .panelist: (join.person.status, join.person.role) = (.host, "Panelist")
        default: join.person.status = try status(row, part.columns)
        }
        if join.person.status == .absent || join.person.status == .cancelled { join.reported = nil }
        return join
    }

    private static func status(_ row: Row, _ columns: Columns) throws(Refused) -> Export.Status {
        guard columns.first(.attended) != nil else { return .attended }
        let cell = columns.cell(row, .attended)
        if cell.isEmpty || YesNo.read(cell) == false {
            let state = Words.isBlank(columns.cell(row, .status)) ? nil : States.state(of: columns.cell(row, .status))
            return state == .cancelled ? .cancelled : .absent
        }
        switch (YesNo.read(cell), States.state(of: cell)) {
        case (true, _), (_, .attended): return .attended
        case (_, .absent): return .absent
        case (_, .cancelled): return .cancelled
        default:
            throw Refused(
                "“\(cell.prefix(40))” under Attended is neither Yes nor No.",
                column: columns.first(.attended).map(columns.heading), value: cell)
        }
    }
}
