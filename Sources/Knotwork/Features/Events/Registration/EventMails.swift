import Markup

/// What people are told about an event, and what goes into their calendar.
enum EventMails {
    static func registered(
        _ event: Event, state: Registration.State, to account: Account, in programme: Programme, url: String,
        settings: Settings
    ) -> Message {
        let isBooked = state == .booked
        var message = Message(
            to: Address(email: account.email, name: account.name),
            subject: isBooked ? "You have a place: \(event.title)" : "You are on the waiting list: \(event.title)",
            paragraphs: [
                "Hello \(account.name),",
                isBooked
                    ? "You have a place at “\(event.title)”, \(event.when)."
                    : "“\(event.title)”, \(event.when), is full. You are on the waiting list, and hear from us when a place is free.",
            ],
            action: (label: isBooked ? "How to join, or cancel" : "See or leave the waiting list", url: url),
            ending: ["If you did not register, you need do nothing, or cancel there."],
            footer: ["\(programme.name), \(programme.host)"], programme: programme.id)
        message.senderName = programme.name
        message.replyTo = programme.contactEmail
        message.about = AuditLog.Subject("event", event.id)
        if isBooked { message.calendar = calendar(event, in: programme, settings: settings) }
        return message
    }

    /// For all who are booked, when the place changes. Bulk: a person releases it.
    static func moved(
        _ event: Event, to sighting: Sighting, in programme: Programme, settings: Settings
    ) -> Message {
        var message = Message(
            to: Address(email: sighting.email, name: sighting.name), subject: "Changed: \(event.title)",
            paragraphs: [
                "Hello \(sighting.name),",
                "“\(event.title)”, \(event.when), now takes place \(event.mode.label.lowercased()). Your place is kept.",
            ],
            action: (label: "See the event", url: settings.url(event.link(in: programme))),
            footer: ["\(programme.name), \(programme.host)"], programme: programme.id, isBulk: true)
        message.senderName = programme.name
        message.replyTo = programme.contactEmail
        message.about = AuditLog.Subject("event", event.id)
        message.calendar = calendar(event, in: programme, settings: settings)
        return message
    }

    /// For all who are booked or wait, when an event is called off. Bulk: a person releases it.
    static func cancelled(
        _ event: Event, to sighting: Sighting, in programme: Programme, settings: Settings
    ) -> Message {
        var message = Message(
            to: Address(email: sighting.email, name: sighting.name), subject: "Cancelled: \(event.title)",
            paragraphs: [
                "Hello \(sighting.name),",
                "We are sorry: “\(event.title)”, \(event.when), does not take place.",
                MailText(words: event.cancelledBecause),
            ],
            action: (
                label: "See what else there is", url: settings.url(Link("\(Programmes.link(programme))/events"))
            ),
            footer: ["\(programme.name), \(programme.host)"], programme: programme.id, isBulk: true)
        message.senderName = programme.name
        message.replyTo = programme.contactEmail
        message.about = AuditLog.Subject("event", event.id)
        message.calendar = calendar(event, in: programme, settings: settings)
        return message
    }

    static func calendar(_ event: Event, in programme: Programme, settings: Settings) -> CalendarEntry {
        var entry = CalendarEntry(
            uid: "\(event.id)@knotwork", sequence: event.changes, title: event.title, starts: event.startsAt,
            ends: event.endsAt,
            organiser: Address(email: programme.contactEmail, name: programme.host))
        entry.place = event.mode == .online ? "Online" : event.place
        entry.description = event.description
        entry.isCancelled = event.isCancelled
        entry.url = settings.url(event.link(in: programme))
        return entry
    }
}
