extension Format {
    /// Eventbrite's attendee report: one row a ticket, columns as the organiser chose them, wording by locale.
    static let eventbrite = Format(
        source: .eventbriteAttendees,
        lookedFor: "Eventbrite attendees (Order #, First Name, Surname, Email, Ticket Type, Attendee Status)",
        isHeader: { header, _ in
            guard Tickets.namesPeople(header), !header.hasAny(Tickets.ofOthers) else { return false }
            let usual = header.count(of: Eventbrite.usual)
            let tellTale = header.count(of: Eventbrite.tellTale)
            return tellTale > 0 && tellTale + usual >= 2 || usual >= 3
        },
        read: { Tickets.read(&$0) })

    /// Tickets and guests of other sellers.
    static let tickets = Format(
        source: .tickets,
        lookedFor: "tickets or guests of another seller (name, e-mail, order or ticket, status)",
        isHeader: { header, _ in
            Tickets.namesPeople(header) && header.hasAny(Tickets.ofOthers)
                && header.count(of: Tickets.ofOthers.union(Eventbrite.usual).union(Eventbrite.tellTale)) >= 2
        },
        read: {
            $0.call(ToolNames.tool(of: $0.grid.header))
            Tickets.read(&$0)
        })
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
}
