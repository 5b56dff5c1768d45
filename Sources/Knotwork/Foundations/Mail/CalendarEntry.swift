import Foundation

/// An event for people's calendars: RFC 5545, sent by mail after RFC 5546 and RFC 6047.
struct CalendarEntry: Hashable, Sendable {
    /// The same for each mail about one event, so that a change replaces what the calendar holds.
    var uid: String
    /// Counts the changes; calendars ignore what is not higher than what they hold.
    var sequence: Int
    var title: String
    var starts: Instant
    var ends: Instant
    var place = ""
    var description = ""
    var url = ""
    var organiser: Address
    /// With somebody here it is an invitation to that person, which calendars take in by themselves; without, a
    /// publication for whoever wants it.
    var attendee: Address?
    var isCancelled = false

    init(uid: String, sequence: Int = 0, title: String, starts: Instant, ends: Instant, organiser: Address) {
        self.uid = uid
        self.sequence = sequence
        self.title = title
        self.starts = starts
        self.ends = ends
        self.organiser = organiser
    }

    enum Method: String, Sendable {
        case publish = "PUBLISH"
        case request = "REQUEST"
        case cancel = "CANCEL"
    }

    var method: Method { isCancelled ? .cancel : attendee == nil ? .publish : .request }

    /// The whole iCalendar file, lines ended by CRLF. `stamp` is when this version was made.
    func text(at stamp: Instant) -> String {
        let lines =
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Knotwork//Knotwork//EN", "CALSCALE:GREGORIAN"]
            + ["METHOD:\(method.rawValue)", "BEGIN:VEVENT"] + event(stamp) + ["END:VEVENT", "END:VCALENDAR"]
        return lines.map(ICalendar.folded).joined()
    }

    private func event(_ stamp: Instant) -> [String] {
        [
            "UID:\(ICalendar.escaped(uid))", "SEQUENCE:\(sequence)", "DTSTAMP:\(ICalendar.time(stamp))",
            "DTSTART:\(ICalendar.time(starts))", "DTEND:\(ICalendar.time(ends))", "SUMMARY:\(ICalendar.escaped(title))",
        ] + texts + people + ["STATUS:\(isCancelled ? "CANCELLED" : "CONFIRMED")", "TRANSP:OPAQUE"]
    }

    private var texts: [String] {
        let pairs = [("LOCATION", place), ("DESCRIPTION", description)].filter { !$0.1.isEmpty }
        let link = OneLine.isSafe(url) && !url.isEmpty ? ["URL:\(url)"] : []
        return pairs.map { "\($0.0):\(ICalendar.escaped($0.1))" } + link
    }

    private var people: [String] {
        let guest = attendee.map {
            ICalendar.person("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE", $0)
        }
        return [ICalendar.person("ORGANIZER", organiser)] + (guest.map { [$0] } ?? [])
    }
}

/// How iCalendar writes things (RFC 5545, sections 3.1 to 3.3).
enum ICalendar {
    /// `20220331T160000Z`
    static func time(_ instant: Instant) -> String {
        instant.description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\\(scalar)"
            case "\n": escaped += "\\n"
            case _ where scalar.properties.generalCategory == .control: continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A person as a property with the name as its `CN` parameter, in which no quote can stand.
    static func person(_ property: String, _ address: Address) -> String {
        let name = OneLine.clean(address.name).filter { $0 != "\"" }
        return "\(property)\(name.isEmpty ? "" : ";CN=\"\(name)\""):mailto:\(OneLine.clean(address.email))"
    }

    /// The line in pieces of at most 75 bytes, never inside a character; each further piece begins with a space.
    static func folded(_ line: String) -> String {
        var folded = ""
        var length = 0
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if length + width > 75 {
                folded += "\r\n "
                length = 1
            }
            folded.unicodeScalars.append(scalar)
            length += width
        }
        return folded + "\r\n"
    }
}
