/// Who was heard, came, booked and applied, and what follows from that: one pass over the records.
struct Turnout {
    let sessions: [WebinarTally]
    let sources: [String]
    let figures: [Figure]
    let crossings: [Crossing]

    init(_ evidence: Evidence) {
        let seen = Seen(evidence)
        sessions = evidence.webinars.map { WebinarTally($0, seen, evidence.traffic[$0.id] ?? []) }
        sources = Self.sources(evidence)
        let counts = PeopleFigures(seen, sessions)
        figures = counts.figures + WebinarFigures(sessions).figures
        crossings = Crossing.all(seen.stages)
    }

    private static func sources(_ evidence: Evidence) -> [String] {
        let counted = evidence.traffic.values.joined().map { ($0.source, $0.views) }
        return Dictionary(counted, uniquingKeysWith: +).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    /// The records that count, by what they say.
    struct Seen {
        private(set) var heard: Set<ID<Person>> = []
        private(set) var launched: Set<ID<Person>> = []
        private(set) var booked: Set<ID<Person>> = []
        private(set) var applied: Set<ID<Person>> = []
        /// Bookings of each webinar, and webinars of which it was written down who came.
        private(set) var bookings: [ID<Event>: [Events.Seen]] = [:]
        private(set) var attended: Set<ID<Event>> = []
        /// How it is known who came to the launch.
        private(set) var isLaunchImported = false
        private(set) var isLaunchNoted = false

        init(_ evidence: Evidence) {
            let (launch, webinars) = (evidence.launch?.id, Set(evidence.webinars.map(\.id)))
            for one in evidence.seen where one.counts {
                switch one.kind {
                case .contact: heard.insert(one.person)
                case .application: applied.insert(one.person)
                case .booking: if let event = one.event, webinars.contains(event) { book(one, event) }
                case .attendance: if let event = one.event { come(one, to: event, launch, webinars) }
                case .help: break
                }
            }
        }

        private mutating func book(_ one: Events.Seen, _ event: ID<Event>) {
            bookings[event, default: []].append(one)
            booked.insert(one.person)
        }

        private mutating func come(
            _ one: Events.Seen, to event: ID<Event>, _ launch: ID<Event>?, _ webinars: Set<ID<Event>>
        ) {
            if webinars.contains(event) { attended.insert(event) }
            guard event == launch else { return }
            launched.insert(one.person)
            if one.isImported { isLaunchImported = true } else { isLaunchNoted = true }
        }

        /// Who was in each stage, in the order of `Crossing.stageNames`.
        var stages: [Set<ID<Person>>] { [heard, launched, booked, applied] }
    }
}

/// What is known of one webinar: its page, its bookings, and how many of them were by people from the launch.
struct WebinarTally: Sendable {
    var event: Event
    var views: Int
    var viewsBySource: [String: Int]
    /// The records of the bookings that stand.
    var bookingIDs: [String]
    /// Who booked and was at the launch: one for each booking.
    var launchPeople: [String]
    /// Whether it was written down who came.
    var isAttendanceKnown: Bool

    var bookings: Int { bookingIDs.count }
    var fromLaunch: Int { launchPeople.count }
    /// Bookings as a share of views.
    var rate: Figure.Value { .share(of: bookings, in: views) }
    /// Bookings by people from the launch as a share of bookings.
    var launchShare: Figure.Value { .share(of: fromLaunch, in: bookings) }

    init(_ event: Event, _ seen: Turnout.Seen, _ traffic: [(source: String, views: Int)]) {
        let booked = seen.bookings[event.id] ?? []
        self.event = event
        views = traffic.reduce(0) { $0 + $1.views }
        viewsBySource = Dictionary(traffic.map { ($0.source, $0.views) }, uniquingKeysWith: +)
        bookingIDs = booked.map(\.sighting.text)
        launchPeople = booked.map(\.person).filter(seen.launched.contains).map(\.text)
        isAttendanceKnown = seen.attended.contains(event.id)
    }
}

extension Figure.Value {
    static func share(of part: Int, in whole: Int) -> Figure.Value {
        whole > 0 ? .share(Double(part) / Double(whole) * 100) : .none
    }

    /// The mean of shares, each of which counts alike.
    static func mean(of shares: [Figure.Value]) -> Figure.Value {
        let known = shares.compactMap { value in if case .share(let share) = value { share } else { nil } }
        return known.isEmpty ? .none : .share(known.reduce(0, +) / Double(known.count))
    }

    /// For charts: nil when there is nothing to draw.
    var number: Double? {
        switch self {
        case .count(let count): Double(count)
        case .share(let share): share
        case .money(let money): Double(money.pence) / 100
        case .none: nil
        }
    }
}
