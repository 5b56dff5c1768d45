/// Held and Karp's recursion over sets of visits: the earliest tick at which a visitor has made them and is free.
struct VisitorRound {
    private let request: Request
    private let visitor: Request.Visitor
    private let stops: [(station: Int, duration: Int)]
    /// For each stop, the set of those that must come before.
    private let before: [Int]
    private let lunch: Request.Lunch?

    init(_ request: Request, _ number: Int, _ stops: [(station: Int, duration: Int)]) {
        self.request = request
        self.stops = stops
        visitor = request.visitors[number]
        lunch = visitor.lunches ? request.lunch : nil
        before = stops.map { stop in
            stops.indices.reduce(0) { set, other in
                let ruled = request.orders.contains {
                    ($0.visitor == nil || $0.visitor == number) && $0.first == stops[other].station
                        && $0.then == stop.station
                }
                return ruled ? set | 1 << other : set
            }
        }
    }

    func shortest() -> Int? {
        let all = (1 << stops.count) - 1
        // earliest[lunched][set][last]
        var earliest = [[[Int]]](
            repeating: Array(repeating: Array(repeating: .max, count: stops.count), count: all + 1), count: 2)
        for set in 1...all {
            for last in stops.indices where set & 1 << last != 0 && before[last] & ~set == 0 {
                let rest = set & ~(1 << last)
                guard before[last] & ~rest == 0 else { continue }
                for lunched in 0...1 {
                    earliest[lunched][set][last] = arrive(rest, last, lunched, earliest)
                }
                // Lunch straight after this stop.
                if let fed = lunchEnd(after: earliest[0][set][last]) {
                    earliest[1][set][last] = min(earliest[1][set][last], fed)
                }
            }
        }
        let fed = earliest[1][all].min() ?? .max
        let later = earliest[0][all].filter { lunch == nil || lunchEnd(after: $0) != nil }.min() ?? .max
        // Lunch after the last visit does not lengthen the day.
        let end = min(later, lunch == nil ? later : endWithLunchBefore(all, earliest, fed))
        return end == .max ? nil : end
    }

    /// The end of the last visit among rounds with lunch taken earlier: a lunch at the very end counts as none.
    private func endWithLunchBefore(_ all: Int, _ earliest: [[[Int]]], _ fed: Int) -> Int {
        var best = Int.max
        for last in stops.indices where before[last] & ~(all & ~(1 << last)) == 0 {
            best = min(best, arrive(all & ~(1 << last), last, 1, earliest))
        }
        return best
    }

    /// The earliest end of stop `last` after the stops in `rest`.
    private func arrive(_ rest: Int, _ last: Int, _ lunched: Int, _ earliest: [[[Int]]]) -> Int {
        if rest == 0 {
            if lunched == 1, lunch != nil, !canLunchFirst { return lunchThen(last) }
            return end(last, from: visitor.arrives)
        }
        var best = Int.max
        for previous in stops.indices where rest & 1 << previous != 0 {
            let free = earliest[lunched][rest][previous]
            guard free != .max else { continue }
            // The way may lie before or after lunch, and is left out when lunch lies between: still a bound.
            let way = lunched == 1 ? 0 : request.walking[stops[previous].station][stops[last].station]
            best = min(best, end(last, from: free + way))
        }
        return best
    }

    private var canLunchFirst: Bool {
        guard let lunch else { return true }
        return visitor.arrives >= lunch.window.lowerBound + lunch.duration
    }

    private func lunchThen(_ last: Int) -> Int {
        lunchEnd(after: 0).map { end(last, from: max(visitor.arrives, $0)) } ?? .max
    }

    private func lunchEnd(after tick: Int) -> Int? {
        guard let lunch, tick != .max else { return nil }
        var start = max(tick, lunch.window.lowerBound)
        while start + lunch.duration <= lunch.window.upperBound {
            let block = start..<(start + lunch.duration)
            guard let away = visitor.absent.first(where: { $0.overlaps(block) }) else { return block.upperBound }
            start = away.upperBound
        }
        return nil
    }

    /// The earliest end of a stop begun at or after a tick; `.max` when the visitor has left by then.
    private func end(_ stop: Int, from tick: Int) -> Int {
        var start = tick
        let (station, duration) = stops[stop]
        while true {
            let block = start..<(start + duration)
            if let leaves = visitor.leaves, block.upperBound > leaves { return .max }
            if block.upperBound > RequestFile.lastTick * 2 { return .max }
            let hindrance =
                visitor.absent.first { $0.overlaps(block) }
                ?? request.stations[station].closed.first { $0.overlaps(block) }
            guard let hindrance else { return block.upperBound }
            start = hindrance.upperBound
        }
    }
}
