/// A timetable, by visit number of the request it answers.
public struct Plan: Sendable, Hashable {
    /// Where and when a visit takes place; times in ticks.
    public struct Place: Sendable, Hashable {
        /// The number of the station.
        public var station: Int
        /// Which of the station's seats, from 0.
        public var seat: Int
        /// The tick at which it begins.
        public var start: Int
        /// How many ticks it lasts.
        public var duration: Int

        /// The tick at which it has ended.
        public var end: Int { start + duration }

        public init(station: Int, seat: Int, start: Int, duration: Int) {
            self.station = station
            self.seat = seat
            self.start = start
            self.duration = duration
        }
    }

    /// By visit number, where and when.
    public var places: [Place]
    /// By visitor number: the lunch, where one is due and there is room.
    public var lunches: [Range<Int>?]

    /// The tick at which the last visit ends.
    public var finish: Int { places.map(\.end).max() ?? 0 }

    /// The plan with these places, one for each visit of the request, and the lunches that it leaves room for. What
    /// breaks the request is kept: `violations(of:)` tells it.
    ///
    /// Cost: O(visits log visits).
    public init(places: [Place], request: Request) {
        self.places = places
        lunches = []
        let days = VisitorDay.all(request, places)
        lunches = days.map(\.lunch)
    }
}

extension Plan {
    /// Ticks that all visitors together wait: between their first and last visit, neither visiting, walking, at lunch
    /// nor absent.
    public func waiting(_ request: Request) -> Int {
        VisitorDay.all(request, places).reduce(0) { $0 + $1.waiting }
    }

    /// Visits of the previous plan that stand elsewhere or at another time now, or have gone.
    public func moved(_ request: Request) -> [Request.Slot] {
        let now = Set(
            request.visits.indices.map {
                Request.Slot(
                    visitor: request.visits[$0].visitor, station: places[$0].station, start: places[$0].start)
            })
        return request.previous.filter { !now.contains($0) }
    }

    /// Everything in the plan that the request forbids, in words; empty when it holds. Code of its own: it shares
    /// nothing with the search but the request.
    public func violations(of request: Request) -> [String] {
        guard places.count == request.visits.count else { return ["There are visits without a place."] }
        return choiceFaults(request) + seatFaults(request)
            + VisitorDay.all(request, places).flatMap { $0.faults(request, dayEnd: request.dayEnd) }
    }

    private func choiceFaults(_ request: Request) -> [String] {
        zip(request.visits, places).compactMap { visit, place in
            let known = visit.choices.contains { $0.station == place.station && $0.duration == place.duration }
            return known ? nil : "\(request.visitors[visit.visitor].name) is sent where no choice leads."
        }
    }

    private func seatFaults(_ request: Request) -> [String] {
        request.stations.indices.flatMap { index -> [String] in
            let station = request.stations[index]
            let here = places.filter { $0.station == index }
            var faults: [String] = []
            for place in here {
                if !(0..<station.seats).contains(place.seat) {
                    faults.append("\(station.name) has no seat \(place.seat).")
                }
                if place.start < 0 { faults.append("\(station.name) receives before the day begins.") }
                for closed in station.closed where closed.overlaps(place.start..<place.end) {
                    faults.append("\(station.name) receives at \(place.start) while it is closed.")
                }
            }
            for seat in 0..<station.seats {
                let taken = here.filter { $0.seat == seat }.sorted { $0.start < $1.start }
                for (one, next) in zip(taken, taken.dropFirst()) where next.start < one.end + station.changeover {
                    faults.append("\(station.name) receives two at \(next.start).")
                }
            }
            return faults
        }
    }
}

/// One visitor's day read from a plan.
private struct VisitorDay {
    let visitor: Request.Visitor
    let stops: [Plan.Place]
    let walking: [[Int]]
    let due: Request.Lunch?
    let orders: [Request.Order]

    static func all(_ request: Request, _ places: [Plan.Place]) -> [VisitorDay] {
        var stops = [[Plan.Place]](repeating: [], count: request.visitors.count)
        for (visit, place) in zip(request.visits, places) { stops[visit.visitor].append(place) }
        return request.visitors.indices.map { index in
            VisitorDay(
                visitor: request.visitors[index],
                stops: stops[index].sorted { ($0.start, $0.end) < ($1.start, $1.end) },
                walking: request.walking, due: request.visitors[index].lunches ? request.lunch : nil,
                orders: request.orders.filter { $0.visitor == nil || $0.visitor == index })
        }
    }

    private struct Gap {
        var range: Range<Int>
        var walk: Int
        var free: Int
    }

    private var gaps: [Gap] {
        zip(stops, stops.dropFirst()).map { one, next in
            let range = one.end..<max(one.end, next.start)
            let walk = walking[one.station][next.station]
            let away = visitor.absent.reduce(0) { $0 + $1.clamped(to: range).count }
            return Gap(range: range, walk: walk, free: max(0, range.count - walk - away))
        }
    }

    /// The lunch that takes most off the waiting: in a gap between two visits when one has room, else before or after.
    var lunch: Range<Int>? {
        guard let due else { return nil }
        for gap in gaps where gap.free >= due.duration {
            if let block = block(due, in: gap.range) { return block }
        }
        guard let first = stops.first, let last = stops.last else { return block(due, in: due.window) }
        let before = min(due.window.lowerBound, first.start)..<first.start
        let after = last.end..<max(due.window.upperBound, last.end)
        return block(due, in: before) ?? block(due, in: after)
    }

    /// The earliest block for lunch in a range, clear of absences.
    private func block(_ due: Request.Lunch, in range: Range<Int>) -> Range<Int>? {
        let room = due.window.clamped(to: range)
        var start = room.lowerBound
        while start + due.duration <= room.upperBound {
            let block = start..<(start + due.duration)
            guard let away = visitor.absent.first(where: { $0.overlaps(block) }) else { return block }
            start = away.upperBound
        }
        return nil
    }

    var waiting: Int {
        let free = gaps.reduce(0) { $0 + $1.free }
        guard let lunch, let first = stops.first, let last = stops.last else { return free }
        return lunch.lowerBound >= first.end && lunch.upperBound <= last.start ? free - lunch.count : free
    }

    func faults(_ request: Request, dayEnd: Int?) -> [String] {
        var faults: [String] = []
        let name = visitor.name
        for (one, next) in zip(stops, stops.dropFirst())
        where next.start < one.end + walking[one.station][next.station] {
            faults.append(
                "\(name) cannot be at \(request.stations[next.station].name) at \(next.start), coming from "
                    + "\(request.stations[one.station].name) at \(one.end).")
        }
        for stop in stops {
            if stop.start < visitor.arrives { faults.append("\(name) is expected before arriving.") }
            if let leaves = visitor.leaves, stop.end > leaves { faults.append("\(name) is expected after leaving.") }
            if let dayEnd, stop.end > dayEnd { faults.append("\(name) is expected after the day's end.") }
            if visitor.absent.contains(where: { $0.overlaps(stop.start..<stop.end) }) {
                faults.append("\(name) is expected at \(stop.start) while absent.")
            }
        }
        if Set(stops.map(\.station)).count < stops.count { faults.append("\(name) is sent to one station twice.") }
        if due != nil, lunch == nil { faults.append("\(name) gets no lunch.") }
        for order in orders {
            guard let first = stops.first(where: { $0.station == order.first }),
                let then = stops.first(where: { $0.station == order.then })
            else { continue }
            if then.start < first.end { faults.append("\(name) does not keep an order rule.") }
        }
        return faults
    }
}
