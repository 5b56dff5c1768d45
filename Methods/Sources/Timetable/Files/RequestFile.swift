public import Delimited

/// A timetable request as a JSON file gives it, with the names and the clock that its numbers stand for. Stations and
/// visitors are numbered in the order of their names.
public struct RequestFile: Sendable {
    /// What is asked, in numbers.
    public var request: Request
    /// Minutes after midnight at which the day starts: tick 0.
    public var dayStart: Int
    /// How many minutes a tick has.
    public var tickMinutes: Int
    /// The seed, where the file names one.
    public var seed: UInt64?
    /// How many changes to try, where the file says so.
    public var moves: Int?
    /// The line on which each visit, each order rule and each visitor was asked for.
    public var lines: Lines

    /// Where the parts of a request stand, counted from 1.
    public struct Lines: Sendable {
        /// By station.
        public var stations: [Int] = []
        /// By visitor.
        public var visitors: [Int] = []
        /// By visit.
        public var visits: [Int] = []
        /// By order rule.
        public var orders: [Int] = []
        /// Of the day's end.
        public var dayEnd: Int?
        /// Of the lunch.
        public var lunch: Int?
    }

    /// Throws `InputError` with the line when the request is not one, names something that is not there, or asks for
    /// what no plan could mean.
    public init(_ json: JSONValue) throws {
        var reader = try RequestReader(json)
        self = try reader.file(json).inOrderOfNames()
    }

    init(request: Request, dayStart: Int, tickMinutes: Int, seed: UInt64?, moves: Int?, lines: Lines) {
        self.request = request
        self.dayStart = dayStart
        self.tickMinutes = tickMinutes
        self.seed = seed
        self.moves = moves
        self.lines = lines
    }

    /// A tick as a clock shows it: `09:35`.
    public func clock(_ tick: Int) -> String {
        let minutes = dayStart + tick * tickMinutes
        let (hours, rest) = (minutes / 60, minutes % 60)
        return (hours < 10 ? "0" : "") + "\(hours):" + (rest < 10 ? "0" : "") + "\(rest)"
    }
}

/// Reads a request piece by piece; each function takes the value it reads and knows the pieces read before.
private struct RequestReader {
    let tick: Int
    let dayStart: Int
    var request = Request()
    var lines = RequestFile.Lines()
    var stationNumbers: [String: Int] = [:]
    var visitorNumbers: [String: Int] = [:]
    /// What a visit at each station lasts unless the visitor says otherwise; nil when each visit must say.
    var durations: [Int?] = []
    var everyone: [Int] = []

    init(_ json: JSONValue) throws {
        try json.allow([
            "tick_minutes", "day", "stations", "visitors", "walking", "lunch", "order", "previous", "prefer", "seed",
            "moves",
        ])
        tick = try json.optional("tick_minutes")?.integer(atLeast: 1, atMost: 120) ?? 5
        dayStart = try clock(try json.member("day").member("start"))
    }

    mutating func file(_ json: JSONValue) throws -> RequestFile {
        try readDay(try json.member("day"))
        try readStations(try json.member("stations"))
        if let lunch = try json.optional("lunch") { try readLunch(lunch) }
        try readVisitors(try json.member("visitors"))
        try readWalking(try json.optional("walking"))
        for order in try json.optional("order")?.elements() ?? [] { try readOrder(order) }
        for slot in try json.optional("previous")?.elements() ?? [] { try readPrevious(slot) }
        if let prefer = try json.optional("prefer") { request.keepsPrevious = try keeps(prefer) }
        return RequestFile(
            request: request, dayStart: dayStart, tickMinutes: tick,
            seed: try json.optional("seed").map { UInt64(try $0.integer(atLeast: 0)) },
            moves: try json.optional("moves")?.integer(atLeast: 0, atMost: 10_000_000_000), lines: lines)
    }

    private func keeps(_ prefer: JSONValue) throws -> Bool {
        switch try prefer.text() {
        case "shortest": return false
        case "unchanged": return true
        default: throw prefer.fault("must be “shortest” or “unchanged”.")
        }
    }
}

// MARK: - Times

/// Minutes after midnight of a clock time such as `09:30`; a day may run past midnight, to `47:59`.
private func clock(_ value: JSONValue) throws -> Int {
    let parts = try value.text().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]),
        (0..<48).contains(hours), (0..<60).contains(minutes), parts.allSatisfy({ $0.allSatisfy(\.isNumber) })
    else { throw value.fault("must be a time of day.", remedy: "Write it as \"09:30\".") }
    return hours * 60 + minutes
}

extension RequestReader {
    private func ticks(_ value: JSONValue, atLeast low: Int) throws -> Int {
        let minutes = try value.integer(atLeast: low, atMost: 24 * 60)
        guard minutes % tick == 0 else {
            throw value.fault(
                "is \(minutes) minutes, which is no multiple of the plan's \(tick)-minute step.",
                remedy: "Round it, or set a smaller “tick_minutes”.")
        }
        return minutes / tick
    }

    /// A time of day as a tick. Times before the day's start count as its start when `clamps`.
    private func time(_ value: JSONValue, clamps: Bool = false) throws -> Int {
        let minutes = try clock(value) - dayStart
        if minutes < 0, clamps { return 0 }
        guard minutes >= 0 else {
            throw value.fault("lies before the day's start.", remedy: "Give a later time, or begin the day earlier.")
        }
        guard minutes % tick == 0 else {
            throw value.fault(
                "is not on the plan's \(tick)-minute step, counted from the day's start.",
                remedy: "Move it, or set a smaller “tick_minutes”.")
        }
        return minutes / tick
    }

    private func span(_ value: JSONValue) throws -> Range<Int> {
        try value.allow(["from", "to"])
        let (from, to) = (
            try time(try value.member("from"), clamps: true), try time(try value.member("to"), clamps: true)
        )
        guard from <= to else { throw value.fault("ends before it begins.", remedy: "Exchange the two times.") }
        return from..<to
    }

    /// The spans in order of time, overlapping ones joined, empty ones left out.
    private func spans(_ value: JSONValue?) throws -> [Range<Int>] {
        let all = try value?.elements().map(span) ?? []
        var joined: [Range<Int>] = []
        for span in all.sorted(by: { $0.lowerBound < $1.lowerBound }) where !span.isEmpty {
            if let last = joined.last, span.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                joined.append(span)
            }
        }
        return joined
    }
}

// MARK: - The day, its stations and visitors

extension RequestReader {
    private mutating func readDay(_ day: JSONValue) throws {
        try day.allow(["start", "end"])
        guard let end = try day.optional("end") else { return }
        request.dayEnd = try time(end)
        lines.dayEnd = end.line
    }

    private mutating func readLunch(_ lunch: JSONValue) throws {
        try lunch.allow(["from", "to", "minutes"])
        let window =
            try time(
                try lunch.member("from"))..<max(try time(try lunch.member("from")), try time(try lunch.member("to")))
        let duration = try ticks(try lunch.member("minutes"), atLeast: 1)
        guard duration <= window.count else {
            throw lunch.fault("is longer than its window.", remedy: "Shorten it, or widen the window.")
        }
        request.lunch = .init(window: window, duration: duration)
        lines.lunch = lunch.line
    }

    private mutating func readStations(_ list: JSONValue) throws {
        for value in try list.elements() {
            try value.allow(["id", "minutes", "seats", "changeover_minutes", "closed", "opens", "closes", "everyone"])
            let name = try value.member("id").name()
            guard stationNumbers.updateValue(request.stations.count, forKey: name) == nil else {
                throw value.fault("is “\(name)” a second time.", remedy: "Give every station its own id.")
            }
            if try value.optional("everyone")?.boolean() ?? false { everyone.append(request.stations.count) }
            durations.append(try value.optional("minutes").map { try ticks($0, atLeast: 1) })
            request.stations.append(
                Request.Station(
                    name, seats: try value.optional("seats")?.integer(atLeast: 1, atMost: 1_000) ?? 1,
                    changeover: try value.optional("changeover_minutes").map { try ticks($0, atLeast: 0) } ?? 0,
                    closed: try closed(value)))
            lines.stations.append(value.line)
        }
        guard !request.stations.isEmpty else { throw list.fault("is empty.", remedy: "Name at least one station.") }
    }

    private func closed(_ station: JSONValue) throws -> [Range<Int>] {
        var closed = try spans(station.optional("closed"))
        if let opens = try station.optional("opens") { closed.append(0..<(try time(opens, clamps: true))) }
        if let closes = try station.optional("closes") { closed.append((try time(closes))..<RequestFile.lastTick) }
        return closed.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    }

    private mutating func readVisitors(_ list: JSONValue) throws {
        for value in try list.elements() {
            try value.allow(["id", "arrives", "leaves", "absent", "lunch", "visits"])
            let name = try value.member("id").name()
            guard visitorNumbers.updateValue(request.visitors.count, forKey: name) == nil else {
                throw value.fault("is “\(name)” a second time.", remedy: "Give every visitor their own id.")
            }
            let visitor = Request.Visitor(
                name, arrives: try value.optional("arrives").map { try time($0, clamps: true) } ?? 0,
                leaves: try value.optional("leaves").map { try time($0) },
                absent: try spans(value.optional("absent")),
                lunches: try value.optional("lunch")?.boolean() ?? true)
            request.visitors.append(visitor)
            lines.visitors.append(value.line)
            try readVisits(value, of: request.visitors.count - 1)
        }
    }

    private mutating func readVisits(_ visitor: JSONValue, of number: Int) throws {
        var named: Set<Int> = []
        if let list = try visitor.optional("visits") {
            for value in try list.elements() {
                for visit in try visits(value, of: number) {
                    if visit.choices.count == 1, !named.insert(visit.choices[0].station).inserted {
                        throw value.fault("sends the visitor to one station twice.", remedy: "Remove one of the two.")
                    }
                    request.visits.append(visit)
                    lines.visits.append(value.line)
                }
            }
        }
        let all = try visitor.optional("visits") == nil ? Array(request.stations.indices) : everyone
        for station in all where !named.contains(station) {
            request.visits.append(.init(visitor: number, choices: [try choice(station, nil, visitor)]))
            lines.visits.append(visitor.line)
        }
    }

    /// A visit is a station's id, an object with a duration of its own, or so many of several stations.
    private func visits(_ value: JSONValue, of number: Int) throws -> [Request.Visit] {
        if case .text = value.content {
            return [.init(visitor: number, choices: [try choice(try station(value), nil, value)])]
        }
        try value.allow(["station", "any", "count", "minutes"])
        let own = try value.optional("minutes").map { try ticks($0, atLeast: 1) }
        guard let any = try value.optional("any") else {
            return [.init(visitor: number, choices: [try choice(try station(try value.member("station")), own, value)])]
        }
        let stations = try any.elements().map(station)
        let count = try value.optional("count")?.integer(atLeast: 1) ?? 1
        guard Set(stations).count == stations.count else {
            throw any.fault("names a station twice.", remedy: "Remove one of the two.")
        }
        guard count <= stations.count else {
            throw value.fault("asks for \(count) of \(stations.count) stations.", remedy: "Lower the count.")
        }
        let choices = try stations.map { try choice($0, own, value) }
        return Array(repeating: .init(visitor: number, choices: choices), count: count)
    }

    private func station(_ value: JSONValue) throws -> Int {
        let name = try value.name()
        guard let number = stationNumbers[name] else {
            throw value.fault("is “\(name)”, which is no station.", remedy: "Write it as under “stations”.")
        }
        return number
    }

    private func visitor(_ value: JSONValue) throws -> Int {
        let name = try value.name()
        guard let number = visitorNumbers[name] else {
            throw value.fault("is “\(name)”, which is no visitor.", remedy: "Write it as under “visitors”.")
        }
        return number
    }

    private func choice(_ station: Int, _ own: Int?, _ value: JSONValue) throws -> Request.Choice {
        guard let duration = own ?? durations[station] else {
            throw value.fault(
                "does not say how long the visit to “\(request.stations[station].name)” lasts.",
                remedy: "Give “minutes” here or with the station.")
        }
        return .init(station: station, duration: duration)
    }
}

// MARK: - Ways, rules and the previous plan

extension RequestReader {
    private mutating func readWalking(_ walking: JSONValue?) throws {
        let count = request.stations.count
        try walking?.allow(["minutes", "between"])
        let usual = try walking?.optional("minutes").map { try ticks($0, atLeast: 0) } ?? 0
        request.walking = (0..<count).map { from in (0..<count).map { $0 == from ? 0 : usual } }
        for value in try walking?.optional("between")?.elements() ?? [] {
            try value.allow(["from", "to", "minutes"])
            let (from, to) = (try station(try value.member("from")), try station(try value.member("to")))
            let ticks = try ticks(try value.member("minutes"), atLeast: 0)
            request.walking[from][to] = ticks
            request.walking[to][from] = ticks
        }
    }

    private mutating func readOrder(_ value: JSONValue) throws {
        try value.allow(["first", "then", "visitors"])
        let (first, then) = (try station(try value.member("first")), try station(try value.member("then")))
        guard first != then else { throw value.fault("sets a station before itself.", remedy: "Name two stations.") }
        let who = try value.optional("visitors")?.elements().map(visitor)
        for visitor in who.map({ $0.map(Optional.some) }) ?? [nil] {
            request.orders.append(.init(visitor: visitor, first: first, then: then))
            lines.orders.append(value.line)
        }
    }

    /// A previous slot of somebody or something that has gone since is passed over: that is what changes are.
    private mutating func readPrevious(_ value: JSONValue) throws {
        try value.allow(["visitor", "station", "seat", "start", "end"])
        guard let visitor = visitorNumbers[try value.member("visitor").name()],
            let station = stationNumbers[try value.member("station").name()]
        else { return }
        request.previous.append(.init(visitor: visitor, station: station, start: try time(try value.member("start"))))
    }
}

extension RequestFile {
    /// Later than any day.
    static let lastTick = 48 * 60
}
