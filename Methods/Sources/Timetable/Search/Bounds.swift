/// When the day can end at the earliest, proven: what every plan must obey, looked at one station and one visitor at a
/// time. Code of its own, apart from the search.
///
/// A station: its visits, each inside the visitor's own window, must fit into the ticks it is open, cut up at will
/// (a flow), and uncut into its open stretches when all last alike (a matching). A visitor: the shortest round of the
/// stations (a dynamic programme over sets, Held and Karp), as if alone.
struct Bounds {
    /// What a bound rests on.
    enum Reason: Sendable, Hashable {
        case visitor(Int)
        case station(Int)
    }

    private let request: Request
    private let windows: [Window]

    /// When a visit may take place as far as its visitor knows: `from` the earliest start, `tail` ticks needed after.
    private struct Window {
        var visit: Int
        var station: Int
        var duration: Int
        var from: Int
        var tail: Int
    }

    init(_ request: Request) {
        self.request = request
        windows = Self.windows(request)
    }

    /// The earliest finish that no bound forbids, and what forbids the tick before; nil when no day is long enough.
    func finish() -> (finish: Int, reason: Reason?)? {
        var best: (finish: Int, reason: Reason?) = (0, nil)
        for visitor in request.visitors.indices {
            guard let end = round(of: visitor) else { return nil }
            if end > best.finish { best = (end, .visitor(visitor)) }
        }
        for station in request.stations.indices {
            guard holds(station, by: best.finish) == false else { continue }
            guard let end = earliest(station, after: best.finish) else { return nil }
            best = (end, .station(station))
        }
        return best
    }

    /// What proves that no plan ends by `finish`; nil when nothing here does.
    func obstacle(toFinishBy finish: Int) -> Reason? {
        for visitor in request.visitors.indices {
            guard let end = round(of: visitor), end <= finish else { return .visitor(visitor) }
        }
        return request.stations.indices.first { !holds($0, by: finish) }.map { .station($0) }
    }

    private func earliest(_ station: Int, after low: Int) -> Int? {
        var (low, high) = (low, Bounds.latest(request))
        guard holds(station, by: high) else { return nil }
        while high - low > 1 {
            let middle = (low + high) / 2
            if holds(station, by: middle) { high = middle } else { low = middle }
        }
        return high
    }

    /// A finish by which everything fits that ever will.
    static func latest(_ request: Request) -> Int {
        let times =
            request.stations.flatMap(\.closed).map(\.upperBound).filter { $0 < RequestFile.lastTick }
            + request.visitors.flatMap { [$0.arrives] + $0.absent.map(\.upperBound) }
            + [request.lunch?.window.upperBound ?? 0]
        let load = request.visits.reduce(0) { sum, visit in
            let longest = visit.choices.map { $0.duration + request.stations[$0.station].changeover }.max() ?? 0
            return sum + longest + (request.walking.flatMap(\.self).max() ?? 0)
        }
        return (times.max() ?? 0) + load
    }
}

// MARK: - One station

extension Bounds {
    private static func windows(_ request: Request) -> [Window] {
        var sole: [Int: [Int: Window]] = [:]
        for (visit, asked) in request.visits.enumerated() where asked.choices.count == 1 {
            let choice = asked.choices[0]
            sole[asked.visitor, default: [:]][choice.station] = Window(
                visit: visit, station: choice.station, duration: choice.duration,
                from: request.visitors[asked.visitor].arrives, tail: 0)
        }
        for order in request.orders {
            for visitor in order.visitor.map({ [$0] }) ?? Array(request.visitors.indices) {
                guard let first = sole[visitor]?[order.first], let then = sole[visitor]?[order.then] else { continue }
                let way = request.walking[order.first][order.then]
                let arrives = request.visitors[visitor].arrives
                sole[visitor]?[order.then]?.from = max(then.from, arrives + first.duration + way)
                sole[visitor]?[order.first]?.tail = max(first.tail, way + then.duration)
            }
        }
        return sole.values.flatMap(\.values).sorted { $0.visit < $1.visit }
    }

    /// False when the station's visits provably do not fit by `finish`.
    func holds(_ station: Int, by finish: Int) -> Bool {
        let here = windows.filter { $0.station == station }
        if here.isEmpty { return true }
        return fitsCutUp(here, finish) && fitsUncut(here, finish)
    }

    private func isOpen(_ station: Int, _ tick: Int) -> Bool {
        !request.stations[station].closed.contains { $0.contains(tick) }
    }

    /// Ticks at which a visit can be under way: inside its window and clear of absences, in stretches long enough.
    private func ticks(_ window: Window, _ finish: Int) -> [Int] {
        let visitor = request.visitors[request.visits[window.visit].visitor]
        let last = min(visitor.leaves ?? finish, finish) - window.tail
        var ticks: [Int] = []
        var stretch: [Int] = []
        for tick in window.from..<max(window.from, last) {
            if isOpen(window.station, tick), !visitor.absent.contains(where: { $0.contains(tick) }) {
                stretch.append(tick)
            } else {
                if stretch.count >= window.duration { ticks += stretch }
                stretch = []
            }
        }
        return stretch.count >= window.duration ? ticks + stretch : ticks
    }

    /// Preemptive relaxation: a flow of visit ticks into station ticks.
    private func fitsCutUp(_ here: [Window], _ finish: Int) -> Bool {
        let changeover = request.stations[here[0].station].changeover
        // The last visit needs no changeover within the day.
        var flow = BinMatching(
            capacity: Array(repeating: request.stations[here[0].station].seats, count: max(0, finish) + changeover))
        for window in here.sorted(by: { ($0.from, $0.visit) < ($1.from, $1.visit) }) {
            let own = ticks(window, finish)
            let reach = changeover == 0 ? own : Array(Set(own + own.flatMap { ($0...($0 + changeover)) })).sorted()
            guard flow.place(window.duration + changeover, into: reach) else { return false }
        }
        return true
    }

    /// Visits of one length: each lies whole in one open stretch, which holds so many.
    private func fitsUncut(_ here: [Window], _ finish: Int) -> Bool {
        guard let length = here.map(\.duration).min() else { return true }
        let station = request.stations[here[0].station]
        let stretches = openStretches(station, until: finish)
        var flow = BinMatching(
            capacity: stretches.map { ($0.count + station.changeover) / (length + station.changeover) * station.seats })
        return here.allSatisfy { window in
            let own = ticks(window, finish)
            let reach = stretches.indices.filter { index in
                holdsRun(of: window.duration, in: own.filter { stretches[index].contains($0) })
            }
            return flow.place(1, into: reach)
        }
    }

    private func openStretches(_ station: Request.Station, until finish: Int) -> [Range<Int>] {
        var stretches: [Range<Int>] = []
        var from = 0
        for closed in station.closed.sorted(by: { $0.lowerBound < $1.lowerBound }) where closed.lowerBound < finish {
            if closed.lowerBound > from { stretches.append(from..<closed.lowerBound) }
            from = max(from, closed.upperBound)
        }
        return from < finish ? stretches + [from..<finish] : stretches
    }

    private func holdsRun(of length: Int, in ticks: [Int]) -> Bool {
        var run = 0
        for (index, tick) in ticks.enumerated() {
            run = index > 0 && ticks[index - 1] == tick - 1 ? run + 1 : 1
            if run >= length { return true }
        }
        return false
    }
}

// MARK: - One visitor

extension Bounds {
    /// The earliest end of a visitor's round if nobody else were there; nil when there is none at all. Visits beyond
    /// twelve, and those with choices, are left out, which keeps it a bound.
    func round(of visitor: Int) -> Int? {
        let own = Array(windows.filter { request.visits[$0.visit].visitor == visitor }.prefix(12))
        if own.isEmpty { return 0 }
        return VisitorRound(request, visitor, own.map { ($0.station, $0.duration) }).shortest()
    }
}
