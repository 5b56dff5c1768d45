import Delimited
import Names

extension Format {
    /// Zoom's participants report, of totals or of each join, from 2020 to now.
    static let zoomParticipants = Format(
        source: .zoomParticipants,
        lookedFor: "Zoom participants (Name (original name), Email, Join time, Leave time, Duration (minutes))",
        isHeader: { header, _ in
            header.hasAny(ZoomParticipants.names) && header.hasAny(ZoomParticipants.lengths) && !header.has("attended")
        },
        read: ZoomParticipants.read)
}

enum ZoomParticipants {
    static let names: Set<String> = [
        "name original name", "name", "user name original name", "user name", "participant",
    ]
    static let lengths: Set<String> = [
        "total duration minutes", "duration minutes", "total duration", "total time minutes", "time in session minutes",
        "time in meeting minutes", "join time",
    ]

    private static let known: [String: Meaning] = {
        var known: [String: Meaning] = [
            "email": .email, "user email": .email, "email address": .email, "join time": .joined, "leave time": .left,
            "duration": .minutes, "in waiting room": .waitingRoom, "waiting room": .waitingRoom, "guest": .unused,
            "is guest": .unused, "recording consent": .unused, "recording disclaimer response": .unused,
            "participant id": .unused, "phone": .question,
        ]
        for key in names { known[key] = .name }
        for key in lengths where key != "join time" { known[key] = .minutes }
        return known
    }()

    static func read(_ reading: inout Reading) {
        var columns = Columns(reading.grid.header, known: known)
        reading.map(columns)
        let rows = reading.rowsBelowHeader()
        columns.weighLengths(rows)
        let preamble = reading.grid.preamble
        let times = columns.all(.joined) + columns.all(.left)
        let cells = preamble.flatMap(\.fields).map(Words.tidy) + rows.flatMap { row in times.map { row[$0] } }
        reading.settle(cells, usual: isMonthFirst(cells) ? .monthFirst : nil)
        let meeting = ZoomMeeting.read(preamble, reading.calendar)
        reading.hold(meeting)
        let calendar = reading.calendar
        var joins: [Join] = []
        for row in rows {
            do { joins.append(try join(row, columns, calendar)) } catch { reading.refuse(row.line, error) }
        }
        if meeting.hostName == nil && meeting.hostEmail == nil { markHostByAddress(&joins) }
        var people = Presence.people(joins, limit: meeting.minutes)
        ZoomMeeting.markHosts(&people, of: meeting)
        reading.add(people)
    }

    /// Zoom writes dates month first, whatever the country, wherever it writes the time with AM and PM.
    static func isMonthFirst(_ cells: [String]) -> Bool {
        cells.contains { DateText($0) != nil && ($0.hasSuffix("AM") || $0.hasSuffix("PM")) }
    }

    static func join(_ row: Row, _ columns: Columns, _ calendar: SettledDates) throws(Refused) -> Join {
        if YesNo.read(columns.cell(row, .waitingRoom)) == true {
            throw Refused("This is time in the waiting room, not presence.")
        }
        var person = try columns.person(row, status: .attended)
        let shown = ShownName(person.name ?? "")
        person.show(shown)
        person.time = try columns.time(.joined, of: row, calendar, asking: &person)
        let span = try span(row, columns, calendar)
        let seconds = try columns.length(row)
        return Join(person: try person.named(), span: span, reported: seconds, showsAddress: shown.email != nil)
    }

    /// Zoom shows the host as `Name (address)`. Without a preamble that names the host, the one address that stands in
    /// brackets is the host's; where several do, nobody can tell.
    private static func markHostByAddress(_ joins: inout [Join]) {
        let shown = joins.indices.filter { joins[$0].showsAddress }
        guard Set(shown.map { joins[$0].person.comparableEmail }).count == 1 else { return }
        for index in shown { joins[index].person.status = .host }
    }

    private static func span(
        _ row: Row, _ columns: Columns, _ calendar: SettledDates
    ) throws(Refused) -> Range<Int>? {
        guard let joined = try calendar.provisional(columns.cell(row, .joined)),
            let left = try calendar.provisional(columns.cell(row, .left))
        else { return nil }
        guard joined <= left else {
            throw Refused(
                "The person left before joining.", column: columns.first(.left).map(columns.heading),
                value: columns.cell(row, .left))
        }
        return joined.seconds..<left.seconds
    }
}

extension Columns {
    /// Finds out how the column of lengths is written, from all of its cells together.
    mutating func weighLengths(_ rows: [Row]) {
        guard let column = first(.minutes) else { return }
        lengthsArePartsOfDay = Length.arePartsOfDay(rows.lazy.map { $0[column] })
    }

    /// Seconds under the heading of lengths; nil where nothing stands.
    func length(_ row: Row) throws(Refused) -> Int? {
        guard let column = first(.minutes), !Words.isBlank(row[column]) else { return nil }
        let cell = row[column]
        let seconds =
            lengthsArePartsOfDay ? Length.number(cell).map { Int(($0 * 86_400).rounded()) } : Length.seconds(cell)
        guard let seconds else {
            throw Refused(
                "“\(cell.prefix(40))” is not a length of time.", column: heading(column), value: cell,
                remedy: "Write minutes, or hours and minutes like 1:05.")
        }
        return seconds
    }
}

extension Export.Person {
    /// Takes over what a shown name says; what columns of their own say has precedence.
    mutating func show(_ shown: ShownName) {
        name = shown.name.isEmpty || Words.isBlank(shown.name) ? nil : shown.name
        otherName = shown.other
        thing = name.flatMap(Things.thing)
        asks.removeAll { $0.kind == .severalPeople }
        if let ask = SeveralPeople.ask(self, column: "") { asks.append(ask) }
        email = email ?? shown.email
        organisation = organisation ?? shown.organisation
        role = role ?? shown.role
    }
}

extension Grid {
    /// What stands above the header.
    var preamble: ArraySlice<DelimitedText.Record> { records[..<(headerIndex ?? 0)] }
}

/// What Zoom says above the participants: headings on one line, values on the next.
enum ZoomMeeting {
    static func read(_ preamble: ArraySlice<DelimitedText.Record>, _ calendar: SettledDates) -> Export.Meeting {
        var meeting = Export.Meeting()
        for (headings, values) in zip(preamble, preamble.dropFirst()) {
            let keys = Header(headings.fields).headings.map(\.key)
            guard keys.contains("topic") else { continue }
            for (key, value) in zip(keys, values.fields.map(Words.tidy)) where !value.isEmpty {
                note(key, value, in: &meeting, calendar)
            }
        }
        return meeting
    }

    private static func note(_ key: String, _ value: String, in meeting: inout Export.Meeting, _ calendar: SettledDates)
    {
        switch key {
        case "topic": meeting.topic = value
        case "start time", "actual start time": meeting.start = try? calendar.moment(value)
        case "end time": meeting.end = try? calendar.moment(value)
        case "duration minutes", "actual duration minutes": meeting.minutes = Length.seconds(value).map(Length.minutes)
        case "user email", "host email": meeting.hostEmail = Address.parse(value).valid.first
        case "host", "user name", "host name":
            let shown = ShownName(value)
            meeting.hostName = EmailAddress(shown.name) != nil ? nil : shown.name
            meeting.hostEmail = meeting.hostEmail ?? shown.email ?? Address.parse(value).valid.first
        default: break
        }
    }

    /// The host by the preamble's address, or its name, or by `(Host)` beside a name.
    static func markHosts(_ people: inout [Export.Person], of meeting: Export.Meeting) {
        let address = meeting.hostEmail.flatMap { EmailAddress($0)?.text }
        let name = meeting.hostName.map { Words.key($0) }
        for index in people.indices {
            let role = Words.key(people[index].role ?? "")
            let isSameAddress = address != nil && people[index].comparableEmail == address
            let isSameName =
                name != nil && Words.key(people[index].name ?? "") == name
                && (people[index].email == nil || address == nil)
            if isSameAddress || isSameName || role.hasSuffix("host") { people[index].status = .host }
        }
    }
}
