/// The request flattened into plain numbers, as the board's inner loops read it.
struct Layout {
    struct Option {
        var station: Int
        var seat: Int
        var duration: Int
    }

    struct Rule {
        var a: Int
        var b: Int
        var first: Int
        var then: Int
    }

    var horizon: Int
    /// Stations receive nobody from here on.
    private var end: Int
    /// The station of each seat; seats of one station stand together.
    var seatStation: [Int]
    var options: [Option] = []
    var optionStart: [Int32] = [0]
    var openUntil: [Int32] = []
    var dayStart: [Int32] = [0]
    var day: [Int32] = []
    var absenceStart: [Int32] = [0]
    var mayRepeat: [Bool] = []
    var ruleStart: [Int32] = [0]
    var rules: [Rule] = []
    var guestStart: [Int32] = [0]
    var guests: [Int32] = []
    var previousStart: [Int32] = []
    var previousStation: [Int32] = []

    init(_ request: Request, finish: Int, overtime: Bool) {
        seatStation = request.stations.indices.flatMap { Array(repeating: $0, count: request.stations[$0].seats) }
        // Behind the last visit a seat may stay empty for its changeover.
        let changeover = request.stations.map(\.changeover).max() ?? 0
        horizon = overtime ? Self.overtime(request, finish: finish) : max(1, finish + changeover)
        end = overtime ? horizon : finish
        layOutOptions(request)
        layOutOpening(request)
        layOutVisitors(request)
        layOutGuests(request)
        layOutPrevious(request)
    }

    /// Long enough that every visit finds a place after the day's end, whatever stands before.
    private static func overtime(_ request: Request, finish: Int) -> Int {
        let closed = request.stations.flatMap(\.closed).map(\.upperBound).max() ?? 0
        let load = request.stations.indices.map { station in
            request.visits.reduce(0) { sum, visit in
                let length = visit.choices.filter { $0.station == station }.map(\.duration).max()
                return sum + (length.map { $0 + request.stations[station].changeover } ?? 0)
            }
        }
        let longest = request.visits.flatMap { $0.choices.map(\.duration) }.max() ?? 0
        return max(finish, closed) + (load.max() ?? 0) + longest + 1
    }

    private mutating func layOutOptions(_ request: Request) {
        let firstSeat = request.stations.indices.map { station in seatStation.firstIndex(of: station) ?? 0 }
        for visit in request.visits {
            for choice in visit.choices {
                for seat in 0..<request.stations[choice.station].seats {
                    options.append(
                        Option(
                            station: choice.station, seat: firstSeat[choice.station] + seat, duration: choice.duration))
                }
            }
            optionStart.append(Int32(options.count))
        }
    }

    private mutating func layOutOpening(_ request: Request) {
        for station in request.stations {
            var until = (0..<horizon).map { Int32(max($0, end)) }
            for closed in station.closed {
                for tick in closed where tick >= 0 && tick < horizon { until[tick] = Int32(tick) }
            }
            for tick in stride(from: horizon - 2, through: 0, by: -1) where until[tick] != Int32(tick) {
                until[tick] = until[tick + 1]
            }
            openUntil += until
        }
    }

    private mutating func layOutVisitors(_ request: Request) {
        for (number, visitor) in request.visitors.enumerated() {
            let own = request.visits.indices.filter { request.visits[$0].visitor == number }
            day += own.map { Int32($0) }
            dayStart.append(Int32(day.count))
            let reach = own.flatMap { request.visits[$0].choices.map(\.station) }
            mayRepeat.append(Set(reach).count < reach.count)
            absenceStart.append((absenceStart.last ?? 0) + Int32(visitor.absent.count))
            for order in request.orders where order.visitor == nil || order.visitor == number {
                for a in own where request.visits[a].choices.contains(where: { $0.station == order.first }) {
                    for b in own where a != b && request.visits[b].choices.contains(where: { $0.station == order.then })
                    {
                        rules.append(Rule(a: a, b: b, first: order.first, then: order.then))
                    }
                }
            }
            ruleStart.append(Int32(rules.count))
        }
    }

    private mutating func layOutGuests(_ request: Request) {
        for station in request.stations.indices {
            guests += request.visits.indices.filter { visit in
                request.visits[visit].choices.contains { $0.station == station }
            }.map { Int32($0) }
            guestStart.append(Int32(guests.count))
        }
    }

    private mutating func layOutPrevious(_ request: Request) {
        previousStart = Array(repeating: -1, count: request.visits.count)
        previousStation = previousStart
        for (visit, slot) in request.previousByVisit().enumerated() {
            guard let slot else { continue }
            previousStart[visit] = Int32(slot.start)
            previousStation[visit] = Int32(slot.station)
        }
    }
}

extension Request {
    /// The previous slot of each visit, where there was one: a slot goes to the first visit of its visitor that may
    /// stand there and has none yet.
    func previousByVisit() -> [Slot?] {
        var slots = [Slot?](repeating: nil, count: visits.count)
        for slot in previous {
            let visit = visits.indices.first { index in
                slots[index] == nil && visits[index].visitor == slot.visitor
                    && visits[index].choices.contains { $0.station == slot.station }
            }
            if let visit { slots[visit] = slot }
        }
        return slots
    }
}
