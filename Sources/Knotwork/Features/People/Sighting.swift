import Names
import Store

enum People {}

/// Somebody seen once: a raw row of a form, a file or a page of ours, kept as it came.
struct Sighting: Sendable, Hashable {
    enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        case contact, booking, attendance, application, help

        var label: String {
            switch self {
            case .contact: "In a contact list"
            case .booking: "Booked"
            case .attendance: "Attended"
            case .application: "Applied"
            case .help: "Was helped"
            }
        }
    }

    /// Whom reach does not count: those who run the programme.
    enum Exclusion: String, Sendable, SQLConvertible {
        case no = ""
        case host, team, panel
    }

    /// What people booked for or came to. Only its id is known here: what it is, a later part says, as Events does.
    enum Occasion {}

    var id: ID<Sighting>
    var programme: ID<Programme>
    var importFile: ID<ImportFile>?
    var occasion: ID<Occasion>?
    /// The line in the file; 0 when it came from a page of ours.
    var line = 0
    var kind: Kind
    var name: String
    var email: String
    var organisation: String
    var status = ""
    var minutes: Int?
    var seenAt: Instant?
    var raw = ""
    var excluded = Exclusion.no
}

/// One human being as far as we know: a group of sightings.
struct Person: Sendable, Hashable {
    var id: ID<Person>
}

extension Sighting {
    /// The address in the form in which two are compared; empty for none and for what is no address.
    var emailKey: String { EmailAddress(email)?.text ?? "" }

    var nameKey: String { PersonName.key(name) }
}
