import Markup
import Store

enum Events {}

/// A launch, a webinar, a roundtable: something people come to.
struct Event: Sendable, Hashable {
    enum Kind: String, CaseIterable, Sendable, SQLConvertible {
        case launch, webinar, roundtable, finals, other

        var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    /// Where it takes place. It can change late: registrations stay as they are.
    enum Mode: String, CaseIterable, Sendable, SQLConvertible {
        case online, hybrid
        case inPerson = "in_person"

        var label: String {
            switch self {
            case .online: "Online"
            case .hybrid: "In person and online"
            case .inPerson: "In person"
            }
        }
    }

    var id: ID<Event>
    var programme: ID<Programme>
    var slug: String
    var kind: Kind
    var mode: Mode
    var title: String
    var description: String
    var place: String
    /// Shown to the registered only.
    var joinURL: String
    var startsAt: Instant
    var endsAt: Instant
    /// Nil when there is room for everybody.
    var capacity: Int?
    /// What came out of it, published soon after.
    var summary: String
    var summaryPublishedAt: Instant?
    var cancelledAt: Instant?
    /// Why it was cancelled: published, and told to those who booked.
    var cancelledBecause = ""
    /// How often what stands in people's calendars has changed since it was announced.
    var changes = 0
}

extension Event {
    /// `Tuesday 22 February 2022, 10 am to 11 am`
    var when: String {
        let (start, end) = (startsAt.london, endsAt.london)
        return start.day == end.day ? "\(start.full) to \(end.clock)" : "\(start.full) to \(end.full)"
    }

    /// Where the summary of an event stands. It is due within a week: the evaluation of the first programme asks for it.
    enum SummaryState: Sendable, Hashable {
        case notYet, due, late, published
    }

    /// When the summary must be out.
    var summaryDue: Instant { endsAt + .days(7) }

    func summaryState(at now: Instant) -> SummaryState {
        if summaryPublishedAt != nil { return .published }
        if endsAt > now || isCancelled { return .notYet }
        return summaryDue < now ? .late : .due
    }

    var isCancelled: Bool { cancelledAt != nil }

    /// Whether it is still to come, or on.
    func isAhead(at now: Instant) -> Bool { endsAt > now && !isCancelled }

    /// Whether people can be checked in: from the half day before, and afterwards from a list on paper.
    func isCheckInOpen(at now: Instant) -> Bool { startsAt - .hours(12) <= now && !isCancelled }

    /// How People files records of those who booked for it or came.
    var occasion: ID<Sighting.Occasion> { ID(id.text) }

    func teamLink(in programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/events/\(slug)") }

    func link(in programme: Programme) -> Link { Link("\(Programmes.link(programme))/events/\(slug)") }
}

/// Somebody's place at an event.
struct Registration: Sendable, Hashable {
    enum State: String, Sendable, SQLConvertible {
        case booked, waiting, cancelled

        var label: String {
            switch self {
            case .booked: "Booked"
            case .waiting: "On the waiting list"
            case .cancelled: "Cancelled"
            }
        }
    }

    var id: ID<Registration>
    var event: ID<Event>
    var state: State
}
