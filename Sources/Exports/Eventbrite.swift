extension Format {
    /// Eventbrite's attendee report: one row a ticket, columns as the organiser chose them, wording by locale.
    static let eventbrite = Format(
        source: .eventbriteAttendees,
        lookedFor: "Eventbrite attendees (Order #, First Name, Surname, Email, Ticket Type, Attendee Status)",
        isHeader: { header, _ in
            let identities = header.identities
            guard identities.contains(.email) || identities.contains(.name) || identities.contains(.surname) else {
                return false
            }
            let usual = header.count(of: Eventbrite.usual)
            let tellTale = header.count(of: Eventbrite.tellTale)
            return tellTale > 0 && tellTale + usual >= 2 || usual >= 3
        },
        read: Eventbrite.read)
}

enum Eventbrite {
    static let orders: Set<String> = ["order #", "order no", "order number", "order id", "order", "order nr"]
    static let tellTale: Set<String> = orders.union([
        "attendee status", "attendee #", "attendee no", "eventbrite fees", "eventbrite payment processing",
    ])
    static let usual: Set<String> = [
        "order date", "order type", "ticket type", "ticket", "quantity", "tickets", "ticket quantity", "total paid",
        "price tier", "fees paid", "ticket price", "currency", "group", "date attending",
    ]

    private static let known: [String: Meaning] = {
        var known: [String: Meaning] = [
            "order date": .time, "quantity": .quantity, "ticket quantity": .quantity, "tickets": .quantity,
            "attendee status": .status, "status": .status, "order status": .status, "group": .question,
        ]
        for key in orders { known[key] = .order }
        // A programme has no use for where people live or what they paid.
        for key in [
            "attendee #", "attendee no", "eventbrite fees", "eventbrite payment processing", "total paid", "fees paid",
            "currency", "ticket price", "order type", "price tier", "date attending", "tax paid", "barcode",
            "home address 1", "home address 2", "billing address 1", "billing address 2",
        ] { known[key] = .unused }
        return known
    }()

    static func read(_ reading: inout Reading) {
        var columns = Columns(reading.grid.header, known: known)
        setBuyerAside(&columns)
        reading.map(columns)
        let rows = reading.rowsBelowHeader()
        let dates = columns.all(.time)
        reading.settle(rows.lazy.flatMap { row in dates.map { row[$0] } })
        let calendar = reading.calendar
        for row in rows {
            reading.take(row) { row throws(Refused) in try ticket(row, columns, calendar) }
        }
        reading.markGuestsOfBuyers()
    }

    /// Where the report names both the buyer and the attendee, the attendee is the person; the buyer is kept beside.
    private static func setBuyerAside(_ columns: inout Columns) {
        for meaning in [Meaning.given, .surname, .name, .email] {
            let all = columns.all(meaning)
            let buyers = all.filter { isBuyer(columns.header.headings[$0].key) }
            if buyers.count < all.count { for column in buyers { columns.change(column, to: .question) } }
        }
    }

    private static func isBuyer(_ key: String) -> Bool { key.contains("buyer") || key.contains("purchaser") }

    private static func ticket(_ row: Row, _ columns: Columns, _ calendar: SettledDates) throws(Refused)
        -> Export.Person
    {
        let status = try status(columns.cell(row, .status))
        var person = try columns.person(row, status: status)
        let order = columns.cell(row, .order)
        person.order = Words.isBlank(order) ? nil : order
        person.tickets = try tickets(columns.cell(row, .quantity))
        person.time = try calendar.moment(columns.cell(row, .time))
        // A guest whose details the buyer has not given yet holds a ticket all the same.
        let isUnnamedGuest = person.order != nil && row.cells.contains { $0.lowercased() == "info requested" }
        return isUnnamedGuest ? person : try person.named()
    }

    private static func tickets(_ cell: String) throws(Refused) -> Int {
        if Words.isBlank(cell) { return 1 }
        guard let number = Int(cell), (1...10_000).contains(number) else {
            throw Refused("The quantity “\(cell.prefix(40))” is not a number of tickets.")
        }
        return number
    }

    static func status(_ cell: String) throws(Refused) -> Export.Status {
        switch Words.key(cell) {
        case "", "attending", "not checked in", "registered", "confirmed", "completed", "placed", "booked",
            "free order",
            "partially refunded", "approved":
            return .booked
        case "checked in", "attended": return .attended
        case "not attending", "refunded", "cancelled", "deleted", "transferred", "declined", "cancelled by attendee",
            "order cancelled", "ticket cancelled", "abandoned":
            return .cancelled
        case "no show", "did not attend", "absent": return .absent
        case "pending", "unpaid", "awaiting payment", "waitlisted", "waitlist", "on waitlist", "started", "processing":
            throw Refused("The status “\(cell.prefix(40))” is not a booking yet.")
        default: throw Refused("The status “\(cell.prefix(40))” is not known.")
        }
    }
}

extension Reading {
    /// Further tickets of an order that carry the buyer's name again, or none, are guests of the buyer.
    fileprivate mutating func markGuestsOfBuyers() {
        var seen: [String: Set<String>] = [:]
        update { person in
            guard let order = person.order else { return }
            let who = Words.key(person.name ?? "") + "|" + (person.comparableEmail ?? "")
            let isRepeated = seen[order]?.contains(who) == true
            person.isGuestOfBuyer = isRepeated || person.name == nil && seen[order] != nil
            seen[order, default: []].insert(who)
        }
    }
}
