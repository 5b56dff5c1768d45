/// What a day's timetable has to fit: visitors who go round stations. Times are ticks counted from the day's start, a
/// tick being the step in which the plan is made (five minutes, say); a range `a..<b` holds from the start of tick a
/// to the start of tick b.
public struct Request: Sendable, Hashable {
    /// The stations, by number.
    public var stations: [Station] = []
    /// The visitors, by number.
    public var visitors: [Visitor] = []
    /// The visits to be made, by number.
    public var visits: [Visit] = []
    /// Which stations come before which.
    public var orders: [Order] = []
    /// Ticks to walk from one station (row) to another (column); 0 to itself.
    public var walking: [[Int]] = []
    /// The lunch, where the day has one.
    public var lunch: Lunch?
    /// All visits end by this tick; nil when the day has no fixed end.
    public var dayEnd: Int?
    /// The plan that people already have; what it holds for a visit is kept where possible.
    public var previous: [Slot] = []
    /// With a previous plan: as few moved visits as possible, before a shorter day and less waiting.
    public var keepsPrevious = false

    public init() {}

    /// Where visitors go.
    public struct Station: Sendable, Hashable {
        /// The name, for what is said about it.
        public var name: String
        /// How many visits it can hold at once, 1 or more.
        public var seats: Int
        /// Ticks a seat stays empty between two visits.
        public var changeover: Int
        /// When nobody can be received.
        public var closed: [Range<Int>]

        public init(_ name: String, seats: Int = 1, changeover: Int = 0, closed: [Range<Int>] = []) {
            self.name = name
            self.seats = seats
            self.changeover = changeover
            self.closed = closed
        }
    }

    /// Who goes round; times in ticks.
    public struct Visitor: Sendable, Hashable {
        /// The name, for what is said about it.
        public var name: String
        /// The tick from which on the visitor is there.
        public var arrives: Int
        /// nil: stays to the end.
        public var leaves: Int?
        /// When the visitor is away in between.
        public var absent: [Range<Int>]
        /// Whether this visitor must get the request's lunch.
        public var lunches: Bool

        public init(
            _ name: String, arrives: Int = 0, leaves: Int? = nil, absent: [Range<Int>] = [], lunches: Bool = true
        ) {
            self.name = name
            self.arrives = arrives
            self.leaves = leaves
            self.absent = absent
            self.lunches = lunches
        }
    }

    /// One visit that a visitor must make: at one of the choices.
    public struct Visit: Sendable, Hashable {
        /// The number of the visitor.
        public var visitor: Int
        /// The stations that will do, one at least.
        public var choices: [Choice]

        public init(visitor: Int, choices: [Choice]) {
            self.visitor = visitor
            self.choices = choices
        }
    }

    /// A station that will do, and for how long.
    public struct Choice: Sendable, Hashable {
        /// The number of the station.
        public var station: Int
        /// Ticks, 1 or more.
        public var duration: Int

        public init(station: Int, duration: Int) {
            self.station = station
            self.duration = duration
        }
    }

    /// A visitor who goes to both stations ends at `first` before starting at `then`.
    public struct Order: Sendable, Hashable {
        /// nil: everybody.
        public var visitor: Int?
        /// The station that comes first.
        public var first: Int
        /// The station that comes after it.
        public var then: Int

        public init(visitor: Int? = nil, first: Int, then: Int) {
            self.visitor = visitor
            self.first = first
            self.then = then
        }
    }

    /// A block of `duration` ticks inside `window` that is free of visits and of the visitor's absences. Before
    /// arriving and after leaving a visitor may lunch too.
    public struct Lunch: Sendable, Hashable {
        /// Between which ticks it lies.
        public var window: Range<Int>
        /// How many ticks it lasts.
        public var duration: Int

        public init(window: Range<Int>, duration: Int) {
            self.window = window
            self.duration = duration
        }
    }

    /// A visitor at a station from a tick on.
    public struct Slot: Sendable, Hashable {
        /// The number of the visitor.
        public var visitor: Int
        /// The number of the station.
        public var station: Int
        /// The tick from which on.
        public var start: Int

        public init(visitor: Int, station: Int, start: Int) {
            self.visitor = visitor
            self.station = station
            self.start = start
        }
    }
}
