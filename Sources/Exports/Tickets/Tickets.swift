/// Reports of ticket sellers: a row for each ticket or for each order.
enum Tickets {
    /// Headings that other sellers than Eventbrite have.
    static let ofOthers: Set<String> = [
        "order reference", "ticket reference", "ticket id", "ticket code", "ticket number", "ticket status",
        "void status", "booking reference", "booking id", "booking number", "booking status", "guest status", "rsvp",
        "rsvp status", "qr code url", "ticket name", "unique ticket url", "checked in at", "api id", "ticket email",
        "check in code", "booking date", "event ticket", "reply status",
    ]

    static func namesPeople(_ header: Header) -> Bool {
        let names = header.identities.union(header.keys.compactMap(Meaning.party))
        return !names.isDisjoint(with: [.email, .name, .given, .surname, .buyerName, .buyerEmail])
    }

    private static let known: [String: Meaning] = {
        var known: [String: Meaning] = [:]
        let lists: [(Meaning, [String])] = [
            (
                .order,
                Array(Eventbrite.orders) + ["order reference", "booking reference", "booking id", "booking number"]
            ),
            (
                .time,
                [
                    "order date", "booking date", "created at", "ticket created date", "registered at", "purchase date",
                    "date booked", "booked at", "booked on", "order created", "registration date",
                ]
            ),
            (
                .quantity,
                [
                    "quantity", "ticket quantity", "tickets", "number of tickets", "qty", "places", "seats",
                    "number of places", "party size", "guests total",
                ]
            ),
            (
                .status,
                [
                    "attendee status", "status", "order status", "ticket status", "booking status", "approval status",
                    "registration status", "rsvp status", "rsvp", "guest status", "payment status", "attendance status",
                    "attendance", "reply status", "response",
                ]
            ),
            (
                .checkedIn,
                [
                    "checked in", "checked in at", "check in time", "check in date", "check in", "scanned at",
                    "attended at", "checkin", "checked in on", "redeemed at",
                ]
            ),
            (
                .voided,
                [
                    "void status", "voided", "void", "cancelled", "cancelled at", "refunded", "refunded at",
                    "cancellation date", "is cancelled", "cancelled on", "voided at",
                ]
            ),
            (.attended, ["attended"]),
            // A programme has no use for where people live or what they paid.
            (
                .unused,
                [
                    "attendee #", "attendee no", "eventbrite fees", "eventbrite payment processing", "total paid",
                    "fees paid", "currency", "ticket price", "order type", "price tier", "date attending", "tax paid",
                    "barcode", "home address 1", "home address 2", "billing address 1", "billing address 2", "price",
                    "unique ticket url", "unique order url", "qr code url", "amount", "amount tax",
                ]
            ),
        ]
        for (meaning, keys) in lists { for key in keys { known[key] = meaning } }
        return known
    }()

    static func read(_ reading: inout Reading) {
        let columns = Columns(reading.grid.header, known: known)
        reading.map(columns)
        let rows = reading.rowsBelowHeader()
        let dates = columns.all(.time)
        reading.settle(rows.lazy.flatMap { row in dates.map { row[$0] } })
        let calendar = reading.calendar
        for row in rows {
            reading.take(row) { row throws(Refused) in try ticket(row, columns, calendar) }
        }
        reading.markGuestsOfBuyers()
        reading.makePlaces()
    }

    private static func ticket(_ row: Row, _ columns: Columns, _ calendar: SettledDates) throws(Refused)
        -> Export.Person
    {
        let state = try TicketState.read(row, columns)
        var person = try columns.person(row, status: state.status)
        person.asks += state.asks
        person.order = columns.filled(row, .order).first
        person.tickets = try tickets(row, columns)
        person.time = try columns.time(.time, of: row, calendar, asking: &person)
        // A guest whose details the buyer has not given yet holds a ticket all the same.
        let isRequested = person.order != nil && row.cells.contains { $0.lowercased() == "info requested" }
        if person.name == nil, person.email == nil, let buyer = person.buyer {
            person.guestOf = person.guestOf ?? buyer
            person.isGuestOfBuyer = true
        }
        return isRequested || person.guestOf != nil ? person : try person.named()
    }

    private static func tickets(_ row: Row, _ columns: Columns) throws(Refused) -> Int {
        guard let column = columns.first(.quantity), !Words.isBlank(row[column]) else { return 1 }
        let number = Length.number(row[column]).flatMap { Int(exactly: $0) }
        guard let number, (1...10_000).contains(number) else {
            throw Refused(
                "The quantity “\(row[column].prefix(40))” is not a number of tickets.", column: columns.heading(column),
                value: row[column], remedy: "Write how many tickets it is, from 1.")
        }
        return number
    }
}

/// What all columns about a ticket's state say together.
struct TicketState {
    var status: Export.Status
    var asks: [Export.Ask] = []

    static func read(_ row: Row, _ columns: Columns) throws(Refused) -> TicketState {
        var states: [State] = []
        var asks: [Export.Ask] = []
        var waiting: Int?
        for column in columns.meanings.indices {
            let cell = row[column]
            guard !Words.isBlank(cell) else { continue }
            guard let found = state(cell, columns.meanings[column]) else { continue }
            guard let state = found else {
                asks.append(ask(cell, columns.heading(column)))
                continue
            }
            if state == .waiting { waiting = waiting ?? column }
            states.append(state)
        }
        switch States.strongest(states) {
        case .cancelled: return TicketState(status: .cancelled)
        case .waiting:
            let column = waiting ?? 0
            throw Refused(
                "“\(row[column].prefix(40))” is not a booking yet.", column: columns.heading(column),
                value: row[column],
                remedy: "Import the report again once it is one.")
        case .attended: return TicketState(status: .attended, asks: [])
        case .absent: return TicketState(status: .absent, asks: [])
        case .booked: return TicketState(status: asks.isEmpty ? .booked : .ask, asks: asks)
        }
    }

    /// Nil for a column or a cell that says nothing of a state; nil inside for a word that is not known.
    private static func state(_ cell: String, _ meaning: Meaning) -> State?? {
        switch meaning {
        case .status: return .some(States.state(of: cell))
        case .checkedIn:
            if let answer = YesNo.read(cell) { return answer ? .some(.attended) : nil }
            if DateText(cell) != nil { return .some(.attended) }
            let state = States.state(of: cell)
            return state == .booked || state == .absent ? nil : .some(state)
        case .voided:
            if let answer = YesNo.read(cell) { return answer ? .some(.cancelled) : nil }
            if DateText(cell) != nil { return .some(.cancelled) }
            let state = States.state(of: cell)
            return state == .booked ? nil : .some(state)
        case .attended:
            if let answer = YesNo.read(cell) { return .some(answer ? .attended : .absent) }
            return .some(States.state(of: cell))
        default: return nil
        }
    }

    static func ask(_ cell: String, _ heading: String) -> Export.Ask {
        Export.Ask(
            kind: .state, column: heading, value: cell,
            text: "What does “\(cell.prefix(40))” under “\(heading)” mean: booked, came, did not come, cancelled?")
    }
}
