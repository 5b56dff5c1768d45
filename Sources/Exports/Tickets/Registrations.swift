extension Format {
    static let zoomRegistration = Format(
        source: .zoomRegistration,
        lookedFor: "Zoom registrations (First Name, Last Name, Email, Registration Time, Approval Status)",
        isHeader: { header, _ in
            header.has("registration time") && header.identities.contains(.email)
                && header.hasAny(["approval status", "status", "first name", "last name", "name"])
        },
        read: Registrations.read)

    /// Teams' webinars and town halls.
    static let teamsRegistration = Format(
        source: .teamsRegistration,
        lookedFor: "Teams registrations (First name, Last name, Email, Registration Time, Registration Status)",
        isHeader: { header, _ in
            header.has("registration status") && header.identities.contains(.email)
                && header.hasAny(["registration time", "registered on", "registration date"])
        },
        read: Registrations.read)
}

enum Registrations {
    private static let known: [String: Meaning] = [
        "registration time": .time, "registered on": .time, "registration date": .time, "approval status": .status,
        "registration status": .status, "status": .status, "attendance status": .status, "join time": .joined,
    ]

    static func read(_ reading: inout Reading) {
        let columns = Columns(reading.grid.header, known: known)
        reading.map(columns)
        let rows = reading.rowsBelowHeader()
        let cells = rows.map { columns.cell($0, .time) }
        reading.settle(cells, usual: ZoomParticipants.isMonthFirst(cells) ? .monthFirst : nil)
        let calendar = reading.calendar
        reading.hold(ZoomMeeting.read(reading.grid.preamble, calendar))
        for row in rows {
            reading.take(row) { row throws(Refused) in
                let state = try TicketState.read(row, columns)
                var person = try columns.person(row, status: state.status).named()
                person.asks += state.asks
                person.time = try columns.time(.time, of: row, calendar, asking: &person)
                return person
            }
        }
    }
}
