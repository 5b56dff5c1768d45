extension Format {
    static let zoomRegistration = Format(
        source: .zoomRegistration,
        lookedFor: "Zoom registrations (First Name, Last Name, Email, Registration Time, Approval Status)",
        isHeader: { header, _ in
            header.has("registration time") && header.identities.contains(.email)
                && header.hasAny(["approval status", "status", "first name", "last name", "name"])
        },
        read: ZoomRegistration.read)
}

enum ZoomRegistration {
    private static let known: [String: Meaning] = [
        "registration time": .time, "approval status": .status, "status": .status, "join time": .joined,
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
                var person = try columns.person(row, status: status(columns.cell(row, .status))).named()
                person.time = try calendar.moment(columns.cell(row, .time))
                return person
            }
        }
    }

    static func isCancelled(_ cell: String) -> Bool {
        let key = Words.key(cell)
        return key.hasPrefix("cancel") || key.hasPrefix("denied") || key.hasPrefix("declined") || key == "rejected"
    }

    private static func status(_ cell: String) throws(Refused) -> Export.Status {
        if isCancelled(cell) { return .cancelled }
        if Words.key(cell).hasPrefix("pending") {
            throw Refused("The registration is not approved yet (“\(cell.prefix(40))”).")
        }
        return .booked
    }
}
