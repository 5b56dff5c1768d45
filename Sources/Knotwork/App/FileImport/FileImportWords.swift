import Exports

// What a reading recognised, in the words of the people who made the file.

extension Export.Source {
    var label: String {
        switch self {
        case .eventbriteAttendees: "Eventbrite attendees"
        case .pageViews: "Page views"
        case .zoomParticipants: "Zoom participants"
        case .zoomWebinar: "Zoom webinar"
        case .zoomRegistration: "Zoom registrations"
        case .teamsAttendance: "Teams attendance"
        case .teamsRegistration: "Teams registrations"
        case .tickets: "Tickets"
        case .meetingAttendance: "Meeting attendance"
        case .microsoftForms: "Microsoft Forms responses"
        case .googleForms: "Google Forms responses"
        case .mailchimp: "Mailchimp audience"
        case .miro: "Board notes"
        case .contacts: "Contacts"
        case .addressCards: "Address cards"
        case .calendarGuests: "Guests in a calendar"
        }
    }
}

extension Export.Encoding {
    var label: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf8WithMark: "UTF-8 with a mark at the start"
        case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
        case .windows1252: "Windows-1252"
        case .windows1250: "Windows-1250"
        case .macRoman: "Mac Roman"
        }
    }
}

extension Export.Dates {
    var label: String {
        switch self {
        case .dayFirst: "Day first (31/03/2022)"
        case .monthFirst: "Month first (03/31/2022)"
        case .iso: "Year first (2022-03-31)"
        case .ambiguous: "Day first or month first: the file does not say"
        case .none: "None"
        }
    }
}

extension Export.Status {
    var label: String {
        switch self {
        case .booked: "Booked"
        case .cancelled: "Cancelled"
        case .attended: "Attended"
        case .absent: "Did not come"
        case .host: "Host"
        case .neverMail: "Never mail"
        case .contact: "Contact"
        case .ask: "To be answered"
        }
    }
}

extension Meaning {
    var label: String {
        switch self {
        case .given: "First name"
        case .email: "E-mail address"
        case .order: "Number of the order or answer"
        case .time: "When"
        case .quantity: "How many"
        case .role: "Part in the meeting"
        case .attended: "Whether they came"
        case .session: "Event"
        case .source: "Where from"
        case .question: "Kept as an answer"
        case .unused: "Not kept"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }
}

extension ImportFile {
    var sourceLabel: String { Export.Source(rawValue: source)?.label ?? source }
    var encodingLabel: String { Export.Encoding(rawValue: encoding)?.label ?? encoding }
    var datesLabel: String { Export.Dates(rawValue: dates)?.label ?? dates }
}
