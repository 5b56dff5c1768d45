import Delimited
import Names

/// The guests of the meetings in a calendar (.ics): who was asked, and what they answered.
enum CalendarGuests {
    static func read(_ lines: [ContentLine], into export: inout Export, name: String) throws(InputError) {
        let meetings = meetings(lines)
        for meeting in meetings { take(meeting, isOnlyOne: meetings.count == 1, into: &export) }
        guard export.rows > 0 else {
            throw InputError(
                meetings.isEmpty ? "The calendar has no meeting in it." : "The calendar names no guests.", file: name,
                remedy:
                    "Export the meeting from the calendar of whoever invited to it: other calendars leave guests out.")
        }
        if meetings.count == 1 { export.meeting = meetings[0].facts }
        let known: [(String, Meaning)] = [
            ("ATTENDEE", .email), ("CN", .name), ("PARTSTAT", .status), ("ROLE", .role), ("X-NUM-GUESTS", .quantity),
            ("RSVP", .question), ("ORGANIZER", .role),
        ]
        let present = Set(meetings.flatMap { $0.guests.flatMap { [$0.name] + $0.parameters.map(\.name) } })
        export.mapping = known.filter { present.contains($0.0) }.map { Export.Column(heading: $0, meaning: $1) }
    }

    /// One meeting with all its repetitions and changes, which share an identifier.
    struct Gathering {
        var lines: [ContentLine] = []
        var guests: [ContentLine] { lines.filter { ["ATTENDEE", "ORGANIZER"].contains($0.name) } }

        func text(_ name: String) -> String? {
            lines.lazy.filter { $0.name == name }.map { Words.tidy($0.text) }.first { !$0.isEmpty }
        }

        var facts: Export.Meeting {
            var meeting = Export.Meeting()
            meeting.topic = text("SUMMARY")
            meeting.start = lines.first { $0.name == "DTSTART" }.flatMap(CalendarTime.moment)
            meeting.end = lines.first { $0.name == "DTEND" }.flatMap(CalendarTime.moment)
            if let start = meeting.start, let end = meeting.end, start < end {
                meeting.minutes = (end.seconds - start.seconds) / 60
            }
            guard let host = lines.first(where: { $0.name == "ORGANIZER" }) else { return meeting }
            meeting.hostName = host["CN"].map(Words.tidy)
            meeting.hostEmail = CalendarGuests.address(host).valid.first
            return meeting
        }
    }

    /// What has guests in a calendar (RFC 5545, 3.6): meetings, and tasks that several were asked to do.
    private static let components: Set<String> = ["VEVENT", "VTODO"]

    /// Properties that stand in a meeting itself: those of its alarms, whom the alarm is sent to, are passed over.
    private static func meetings(_ lines: [ContentLine]) -> [Gathering] {
        var order: [String] = []
        var found: [String: Gathering] = [:]
        var path: [String] = []
        var open = Gathering()
        for line in lines {
            let kind = line.raw[...].trimming().uppercased()
            let isInMeeting = path.last.map(components.contains) ?? false
            if line.name == "BEGIN" {
                path.append(kind)
            } else if line.name == "END" {
                if isInMeeting {
                    let identifier = open.text("UID") ?? "line \(line.line)"
                    if found[identifier] == nil { order.append(identifier) }
                    found[identifier, default: Gathering()].lines += open.lines
                    open = Gathering()
                }
                _ = path.popLast()
            } else if isInMeeting {
                open.lines.append(line)
            }
        }
        return order.compactMap { found[$0] }
    }

    private static func take(_ meeting: Gathering, isOnlyOne: Bool, into export: inout Export) {
        var places: [EmailAddress: Int] = [:]
        for line in meeting.guests {
            export.rows += 1
            do {
                var person = try guest(line)
                if !isOnlyOne, let topic = meeting.text("SUMMARY") { person.note("Meeting", topic) }
                // The same guest again: the organiser among the guests, or in a repetition that was changed.
                if let key = person.email.flatMap({ EmailAddress($0) }) {
                    if let place = places[key] {
                        export.people[place].take(in: person)
                        continue
                    }
                    places[key] = export.people.count
                }
                export.people.append(person)
            } catch {
                export.refuse(line.line, error.reason)
            }
        }
    }

    private static func guest(_ line: ContentLine) throws(Refused) -> Export.Person {
        let name = line["CN"].map(Words.tidy).flatMap { Words.isBlank($0) || $0.contains("@") ? nil : $0 }
        let kind = line["CUTYPE"]?.uppercased() ?? "INDIVIDUAL"
        let shown = name ?? line.text
        if kind == "ROOM" || kind == "RESOURCE" { throw Refused("“\(shown)” is a room or a thing, not a person.") }
        if kind == "GROUP" { throw Refused("“\(shown)” is a group, not a person.") }
        let answer = line["PARTSTAT"]?.uppercased() ?? "NEEDS-ACTION"
        let isHost = line.name == "ORGANIZER"
        var person = Export.Person(line: line.line, status: isHost ? .host : status(answer))
        let address = address(line)
        if address.valid.isEmpty, let faulty = address.faulty { throw Refused(Address.fault(of: faulty)) }
        person.email = address.valid.first
        person.otherEmails = Array(address.valid.dropFirst())
        person.name = name
        person.role = isHost ? "Organiser" : line["ROLE"].map(role)
        person.tickets = 1 + (line["X-NUM-GUESTS"].flatMap(Int.init).map { min(max($0, 0), 1_000) } ?? 0)
        if !isHost { person.note("Answer", words(answer)) }
        for (parameter, values) in line.parameters where !shownElsewhere.contains(parameter) {
            person.note(labels[parameter] ?? parameter, values.joined(separator: ", "))
        }
        return try person.named()
    }

    private static let shownElsewhere: Set<String> = [
        "CN", "PARTSTAT", "ROLE", "CUTYPE", "X-NUM-GUESTS", "EMAIL", "LANGUAGE", "DIR", "SCHEDULE-STATUS", "TYPE",
    ]
    private static let labels = [
        "RSVP": "Asked to answer", "DELEGATED-TO": "Sends instead", "DELEGATED-FROM": "Comes instead of",
        "MEMBER": "Asked as a member of", "SENT-BY": "Asked by", "X-RESPONSE-COMMENT": "Comment",
    ]

    /// Calendars write `mailto:`; where they write a path of their own, the address is a parameter.
    static func address(_ line: ContentLine) -> (valid: [String], faulty: String?) {
        let text = line.text
        let mail = text.lowercased().ranges(of: "mailto:").last.map { String(text[$0.upperBound...]) }
        let read: (valid: [String], faulty: String?) =
            mail.map(Address.parse) ?? (text.contains("@") ? Address.parse(text) : ([], nil))
        var valid = read.valid
        let known = Set(valid.compactMap { EmailAddress($0) })
        valid += line["EMAIL"].map { Address.parse($0).valid } ?? []
        if let first = valid.first {
            valid = [first] + valid.dropFirst().filter { EmailAddress($0).map { !known.contains($0) } ?? false }
        }
        return (valid, valid.isEmpty ? read.faulty : nil)
    }

    /// Who was only asked, or is not sure, has no place yet.
    private static func status(_ answer: String) -> Export.Status {
        switch answer {
        case "ACCEPTED", "COMPLETED", "IN-PROCESS": .booked
        case "DECLINED", "DELEGATED": .cancelled
        default: .contact
        }
    }

    private static func words(_ answer: String) -> String { answer.lowercased() }

    private static func role(_ role: String) -> String {
        switch role.uppercased() {
        case "CHAIR": "Chair"
        case "REQ-PARTICIPANT": "Required"
        case "OPT-PARTICIPANT": "Optional"
        case "NON-PARTICIPANT": "For information"
        default: role
        }
    }
}

extension Export.Person {
    fileprivate mutating func note(_ question: String, _ text: String) {
        let answer = Export.Answer(question: question, text: text, choices: [text])
        if !text.isEmpty, !answers.contains(answer) { answers.append(answer) }
    }

    /// The same guest from another line: who hosts in one is the host, who accepted once has a place.
    fileprivate mutating func take(in other: Export.Person) {
        let order: [Export.Status] = [.host, .booked, .contact, .cancelled]
        status = order.first { $0 == status || $0 == other.status } ?? status
        lines.append(other.line)
        name = name ?? other.name
        if name != other.name { otherName = otherName ?? other.name }
        role = status == .host ? "Organiser" : role ?? other.role
        tickets = max(tickets, other.tickets)
        // Nobody has this many; it keeps the work linear.
        for answer in other.answers where answers.count < 200 && !answers.contains(answer) { answers.append(answer) }
    }
}

/// `20220225T143000Z`, `20220225T143000` by the clocks of a zone, `20220225`.
enum CalendarTime {
    static func moment(_ line: ContentLine) -> Moment? {
        let text = line.text.uppercased()
        let digits = text.utf8.filter { (0x30...0x39).contains($0) }.map { Int($0) - 48 }
        guard digits.count == 8 || digits.count == 14 else { return nil }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        let hasTime = digits.count == 14
        return Moment(
            year: number(0..<4), month: number(4..<6), day: number(6..<8), hour: hasTime ? number(8..<10) : 0,
            minute: hasTime ? number(10..<12) : 0, second: hasTime ? number(12..<14) : 0,
            offset: text.hasSuffix("Z") ? 0 : nil)
    }
}
