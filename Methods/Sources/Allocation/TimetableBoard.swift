import Anneal

/// What is looked for: no breach first of all, then the weighted rest.
struct TimetableAim: Sendable, Hashable {
    /// All visits end by this tick; each tick beyond is a breach.
    var finish: Int
    /// The price of a tick of breach, of waiting, of a moved visit.
    var breach: Int
    var waiting: Int
    var moved: Int
    /// Waiting, and moved visits, up to here cost nothing.
    var freeWaiting = 0
    var freeMoved = 0
}

/// One timetable under change: every seat holds one visit at a time always; what else the request forbids is a breach
/// with a price, so that the search can pass through plans that do not hold.
///
/// A change touches at most three visits and is weighed by looking at their visitors' days only.
struct TimetableBoard: ~Copyable {
    let aim: TimetableAim

    private let visits: Int
    private let horizon: Int
    private let seats: Int

    // The request, flattened. Options of visit v stand in optionStart[v]..<optionStart[v + 1]: one for each seat.
    private let visitorOf: Run<Int32>
    private let optionStart: Run<Int32>
    private let optionSeat: Run<Int32>
    private let optionDuration: Run<Int32>
    private let optionLength: Run<Int32>
    private let stationOf: Run<Int32>
    private let walk: Run<Int32>
    private let stations: Int
    /// The first closed tick at or after a tick, by station.
    private let openUntil: Run<Int32>
    private let previousStart: Run<Int32>
    private let previousStation: Run<Int32>

    // The three kinds of entries are not private: the compiler (6.3) needs them wherever a board is destroyed.
    // Visitors: their visits in order of time, their limits, absences and order rules.
    private let dayStart: Run<Int32>
    private let day: Run<Int32>
    private let arrives: Run<Int32>
    private let leaves: Run<Int32>
    private let lunches: Run<Bool>
    /// Whether choices could send the visitor to one station twice.
    private let mayRepeat: Run<Bool>
    private let absenceStart: Run<Int32>
    private let absences: Run<Absence>
    private let ruleStart: Run<Int32>
    private let rules: Run<Rule>
    private let lunchFrom: Int32
    private let lunchTo: Int32
    private let lunchLength: Int32

    // Which visits may stand at a station.
    private let guestStart: Run<Int32>
    private let guests: Run<Int32>

    // The plan: each visit's start, end and station, and the choice that they follow from.
    private let slot: Run<Slot>
    private let option: Run<Int32>
    private let taken: Run<Int32>
    private let breachOf: Run<Int32>
    private let waitingOf: Run<Int32>
    private(set) var breach = 0
    private(set) var waiting = 0
    private(set) var moved = 0

    // The change under trial.
    private var trialCount = 0
    private var trialBreach = 0
    private var trialWaiting = 0
    private var trialMoved = 0
    private let trial: Run<Trial>

    struct Absence: BitwiseCopyable {
        var from: Int32
        var to: Int32
    }

    struct Slot: BitwiseCopyable {
        var start: Int32 = -1
        var end: Int32 = -1
        var station: Int32 = -1
    }

    /// Visits a and b, when they stand at these stations, come in this order.
    struct Rule: BitwiseCopyable {
        var a: Int32
        var b: Int32
        var first: Int32
        var then: Int32
    }

    struct Trial: BitwiseCopyable {
        var visit: Int32 = 0
        var oldStart: Int32 = 0
        var oldOption: Int32 = 0
        var newStart: Int32 = 0
        var newOption: Int32 = 0
        var breach: Int32 = 0
        var waiting: Int32 = 0
    }
}

// MARK: - Laying out

extension TimetableBoard {
    /// An empty board: call `place`. It ends where the day shall end, so that a station without slack has no slack on
    /// the board either; with `overtime` there is room behind for whatever finds none before.
    init(_ request: TimetableRequest, aim: TimetableAim, overtime: Bool) {
        let layout = TimetableLayout(request, finish: aim.finish, overtime: overtime)
        self.aim = aim
        visits = request.visits.count
        horizon = layout.horizon
        seats = layout.seatStation.count
        stations = request.stations.count
        visitorOf = Run(request.visits.map { Int32($0.visitor) })
        optionStart = Run(layout.optionStart)
        optionSeat = Run(layout.options.map { Int32($0.seat) })
        optionDuration = Run(layout.options.map { Int32($0.duration) })
        optionLength = Run(layout.options.map { Int32($0.duration + request.stations[$0.station].changeover) })
        stationOf = Run(layout.seatStation.map { Int32($0) })
        walk = Run(request.walking.flatMap { $0.map { Int32($0) } })
        openUntil = Run(layout.openUntil)
        previousStart = Run(layout.previousStart)
        previousStation = Run(layout.previousStation)
        dayStart = Run(layout.dayStart)
        day = Run(layout.day)
        arrives = Run(request.visitors.map { Int32($0.arrives) })
        leaves = Run(request.visitors.map { Int32(min($0.leaves ?? aim.finish, aim.finish)) })
        lunches = Run(request.visitors.map { $0.lunches && request.lunch != nil })
        mayRepeat = Run(layout.mayRepeat)
        absenceStart = Run(layout.absenceStart)
        absences = Run(
            request.visitors.flatMap {
                $0.absent.map { Absence(from: Int32($0.lowerBound), to: Int32($0.upperBound)) }
            })
        ruleStart = Run(layout.ruleStart)
        rules = Run(
            layout.rules.map { Rule(a: Int32($0.a), b: Int32($0.b), first: Int32($0.first), then: Int32($0.then)) })
        lunchFrom = Int32(request.lunch?.window.lowerBound ?? 0)
        lunchTo = Int32(request.lunch?.window.upperBound ?? 0)
        lunchLength = Int32(request.lunch?.duration ?? 0)
        guestStart = Run(layout.guestStart)
        guests = Run(layout.guests)
        slot = Run(repeating: Slot(), count: visits)
        option = Run(repeating: -1, count: visits)
        taken = Run(repeating: -1, count: seats * horizon)
        breachOf = Run(repeating: 0, count: request.visitors.count)
        waitingOf = Run(repeating: 0, count: request.visitors.count)
        trial = Run(repeating: Trial(), count: 3)
    }

    /// The plan on the board.
    func places() -> [TimetablePlan.Place] {
        var seatsBefore = [Int](repeating: 0, count: stations)
        var firstSeat = [Int](repeating: -1, count: stations)
        for seat in 0..<seats {
            let station = Int(stationOf[seat])
            if firstSeat[station] < 0 { firstSeat[station] = seat }
            seatsBefore[station] += 1
        }
        return (0..<visits).map { visit in
            let choice = Int(option[visit])
            let seat = Int(optionSeat[choice])
            let station = Int(stationOf[seat])
            return TimetablePlan.Place(
                station: station, seat: seat - firstSeat[station], start: Int(slot[visit].start),
                duration: Int(optionDuration[choice]))
        }
    }

    /// Puts every visit where `places` has it. A visit without a place, or with one that is taken, goes where its
    /// station has room; where there is none, the stations concerned are packed anew, in the order the visits had.
    /// False when even that leaves a visit without a place; the board is then of no use.
    mutating func place(_ places: [TimetablePlan.Place?]) -> Bool {
        clear()
        var homeless: [Int] = []
        for (visit, place) in places.enumerated() {
            guard let place, let choice = choice(visit, place), fits(choice, Int32(place.start)) else {
                homeless.append(visit)
                continue
            }
            put(visit, choice, Int32(place.start))
        }
        let settled = homeless.allSatisfy { putAnywhere($0) }
        guard settled || pack(places) else { return false }
        assessAll()
        return true
    }

    private mutating func clear() {
        for index in 0..<(seats * horizon) { taken[index] = -1 }
        for visit in 0..<visits { slot[visit] = Slot() }
    }

    /// Every seat filled from the front, longest visits first where there was no order yet.
    private mutating func pack(_ places: [TimetablePlan.Place?]) -> Bool {
        clear()
        let order = (0..<visits).sorted { a, b in
            (places[a]?.start ?? .max, a) < (places[b]?.start ?? .max, b)
        }
        return order.allSatisfy { visit in
            let choices = Int(optionStart[visit])..<Int(optionStart[visit + 1])
            let found = choices.compactMap { choice in earliest(visit, choice, clear: false).map { (choice, $0) } }
            guard let first = found.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return false }
            put(visit, first.0, first.1)
            return true
        }
    }

    /// The seat that the place names, or another of its station that is free then.
    private func choice(_ visit: Int, _ place: TimetablePlan.Place) -> Int? {
        let here = (Int(optionStart[visit])..<Int(optionStart[visit + 1])).filter {
            Int(stationOf[Int(optionSeat[$0])]) == place.station
        }
        if here.indices.contains(place.seat), fits(here[place.seat], Int32(place.start)) { return here[place.seat] }
        return here.first { fits($0, Int32(place.start)) }
    }

    private mutating func putAnywhere(_ visit: Int) -> Bool {
        let choices = Int(optionStart[visit])..<Int(optionStart[visit + 1])
        var best: (choice: Int, start: Int32, clash: Bool)?
        for choice in choices {
            for clear in [true, false] {
                guard let tick = earliest(visit, choice, clear: clear) else { continue }
                if best.map({ ($0.clash ? 1 : 0, $0.start) > (clear ? 0 : 1, tick) }) ?? true {
                    best = (choice, tick, !clear)
                }
            }
        }
        guard let best else { return false }
        put(visit, best.choice, best.start)
        return true
    }

    private func earliest(_ visit: Int, _ choice: Int, clear: Bool) -> Int32? {
        let visitor = Int(visitorOf[visit])
        let last = clear ? leaves[visitor] - optionDuration[choice] : Int32(horizon) - optionLength[choice]
        var tick = clear ? arrives[visitor] : 0
        while tick <= last {
            if fits(choice, tick), !clear || isFree(visitor, choice, tick) { return tick }
            tick += 1
        }
        return nil
    }

    private func isFree(_ visitor: Int, _ choice: Int, _ tick: Int32) -> Bool {
        let end = tick + optionDuration[choice]
        for index in Int(absenceStart[visitor])..<Int(absenceStart[visitor + 1])
        where absences[index].from < end && absences[index].to > tick { return false }
        for index in Int(dayStart[visitor])..<Int(dayStart[visitor + 1]) {
            let other = Int(day[index])
            let there = slot[other]
            guard there.start >= 0 else { continue }
            let (a, b) = (stationOf[Int(optionSeat[choice])], there.station)
            if a == b { return false }
            if tick < there.end + walk[Int(b) * stations + Int(a)],
                there.start < end + walk[Int(a) * stations + Int(b)]
            {
                return false
            }
        }
        return true
    }

    private func fits(_ choice: Int, _ tick: Int32) -> Bool {
        guard tick >= 0, Int(tick + optionLength[choice]) <= horizon else { return false }
        let seat = Int(optionSeat[choice])
        guard openUntil[Int(stationOf[seat]) * horizon + Int(tick)] >= tick + optionDuration[choice] else {
            return false
        }
        for index in (seat * horizon + Int(tick))..<(seat * horizon + Int(tick + optionLength[choice]))
        where taken[index] >= 0 { return false }
        return true
    }

    private func put(_ visit: Int, _ choice: Int, _ tick: Int32) {
        set(visit, choice, tick)
        mark(choice, tick, Int32(visit))
    }

    @inline(__always) private func set(_ visit: Int, _ choice: Int, _ tick: Int32) {
        option[visit] = Int32(choice)
        slot[visit] = Slot(
            start: tick, end: tick + optionDuration[choice], station: stationOf[Int(optionSeat[choice])])
    }

    private func mark(_ choice: Int, _ tick: Int32, _ value: Int32) {
        let from = Int(optionSeat[choice]) * horizon + Int(tick)
        for index in from..<(from + Int(optionLength[choice])) { taken[index] = value }
    }

    private mutating func assessAll() {
        (breach, waiting, moved) = (0, 0, 0)
        for visitor in 0..<waitingOf.count {
            let (bad, wait) = assess(visitor)
            breachOf[visitor] = bad
            waitingOf[visitor] = wait
            breach += Int(bad)
            waiting += Int(wait)
        }
        for visit in 0..<visits { moved += hasMoved(visit) }
    }
}

// MARK: - What a day costs

extension TimetableBoard {
    var cost: Int { price(breach, waiting, moved) }

    @inline(__always) private func price(_ breach: Int, _ waiting: Int, _ moved: Int) -> Int {
        breach * aim.breach + max(0, waiting - aim.freeWaiting) * aim.waiting
            + max(0, moved - aim.freeMoved) * aim.moved
    }

    @inline(__always) private func hasMoved(_ visit: Int) -> Int {
        guard previousStart[visit] >= 0 else { return 0 }
        let now = slot[visit]
        return previousStart[visit] == now.start && previousStation[visit] == now.station ? 0 : 1
    }

    /// Ticks of breach (each breach counts one more, so that small ones matter) and of waiting of one visitor.
    private func assess(_ visitor: Int) -> (Int32, Int32) {
        let (low, high) = (Int(dayStart[visitor]), Int(dayStart[visitor + 1]))
        sort(low, high)
        let (here, away) = (arrives[visitor], leaves[visitor])
        let (firstAbsence, lastAbsence) = (Int(absenceStart[visitor]), Int(absenceStart[visitor + 1]))
        let hungry = lunches[visitor]
        var (bad, wait): (Int32, Int32) = (0, 0)
        var end: Int32 = -1
        var station = 0
        // The best room for lunch: inside the day it takes waiting away too.
        var room: Int32 = 0
        var inside = false
        for index in low..<high {
            let stop = slot[Int(day[index])]
            let next = Int(stop.station)
            let (begin, finish) = (stop.start, stop.end)
            if begin < here { bad += min(here - begin, finish - begin) + 1 }
            if finish > away { bad += finish - away + 1 }
            for absence in firstAbsence..<lastAbsence {
                let overlap = min(finish, absences[absence].to) - max(begin, absences[absence].from)
                if overlap > 0 { bad += overlap + 1 }
            }
            if index > low {
                let needed = walk[station * stations + next]
                var free = begin - end - needed
                if free < 0 {
                    bad += min(-free, 20) + 1
                } else if free > 0 {
                    for absence in firstAbsence..<lastAbsence {
                        free -= max(0, min(begin, absences[absence].to) - max(end, absences[absence].from))
                    }
                    wait += max(0, free)
                }
                if hungry, !inside {
                    let found = lunchRoom(from: end, to: begin, firstAbsence, lastAbsence)
                    if found >= lunchLength, free >= lunchLength { inside = true }
                    room = max(room, min(found, free))
                }
            } else if hungry {
                room = lunchRoom(from: lunchFrom, to: begin, firstAbsence, lastAbsence)
            }
            if finish > end {
                end = finish
                station = next
            }
        }
        if hungry {
            if inside {
                wait -= lunchLength
            } else {
                room = max(room, lunchRoom(from: max(end, lunchFrom), to: lunchTo, firstAbsence, lastAbsence))
                if room < lunchLength { bad += lunchLength - max(0, room) + 1 }
            }
        }
        for index in Int(ruleStart[visitor])..<Int(ruleStart[visitor + 1]) { bad += assess(rules[index]) }
        if mayRepeat[visitor] { bad += repeats(low, high) }
        return (bad, wait)
    }

    private func repeats(_ low: Int, _ high: Int) -> Int32 {
        var bad: Int32 = 0
        for index in low..<high {
            let station = slot[Int(day[index])].station
            for other in low..<index where slot[Int(day[other])].station == station { bad += 8 }
        }
        return bad
    }

    @inline(__always) private func assess(_ rule: Rule) -> Int32 {
        let (a, b) = (slot[Int(rule.a)], slot[Int(rule.b)])
        guard a.station == rule.first, b.station == rule.then else { return 0 }
        let late = a.end - b.start
        return late > 0 ? min(late, 20) + 1 : 0
    }

    /// The longest stretch in a range that lies in the lunch window and clear of absences.
    @inline(__always) private func lunchRoom(from: Int32, to: Int32, _ firstAbsence: Int, _ lastAbsence: Int) -> Int32 {
        let (low, high) = (max(from, lunchFrom), min(to, lunchTo))
        if high - low < lunchLength || firstAbsence == lastAbsence { return high - low }
        var (best, at): (Int32, Int32) = (0, low)
        // Absences are in order of time.
        for absence in firstAbsence..<lastAbsence where absences[absence].to > low && absences[absence].from < high {
            best = max(best, absences[absence].from - at)
            at = max(at, absences[absence].to)
        }
        return max(best, high - at)
    }

    /// Insertion sort by start: a day has few visits and is nearly in order.
    @inline(__always) private func sort(_ low: Int, _ high: Int) {
        var index = low + 1
        while index < high {
            let visit = day[index]
            let key = slot[Int(visit)].start
            var place = index
            while place > low, slot[Int(day[place - 1])].start > key {
                day[place] = day[place - 1]
                place -= 1
            }
            day[place] = visit
            index += 1
        }
    }
}

// MARK: - Changing

extension TimetableBoard {
    /// Tries one random change and keeps it when the cost rises by no more than the schedule allows.
    mutating func step(_ random: inout Randomness, _ cooling: Cooling) {
        trialCount = 0
        guard propose(&random) else { return }
        let allowed = cost + Int(cooling.allowance(&random))
        if weigh(atMost: allowed) { keep() } else { drop() }
    }

    private mutating func propose(_ random: inout Randomness) -> Bool {
        var visit = random.below(visits)
        if isAtEase(visit) { visit = random.below(visits) }
        let first = Int(optionStart[visit])
        let choice = first + random.below(Int(optionStart[visit + 1]) - first)
        switch random.below(16) {
        case 0..<7: return proposeBesideOwn(visit, choice, &random)
        case 7..<13: return proposeExchange(visit, &random)
        case 13: return proposeCycle(visit, &random)
        case 14: return proposeSlide(visit, &random)
        default: return propose(visit, choice, Int32(random.below(max(1, aim.finish))), &random)
        }
    }

    private func isAtEase(_ visit: Int) -> Bool {
        let visitor = Int(visitorOf[visit])
        return breachOf[visitor] == 0 && waitingOf[visitor] == 0
    }

    /// Along its seat: up to the neighbour before or behind, or half the way; a gap wanders by such slides.
    private mutating func proposeSlide(_ visit: Int, _ random: inout Randomness) -> Bool {
        let choice = Int(option[visit])
        let seat = Int(optionSeat[choice]) * horizon
        let early = random.next() & 1 == 0
        var room: Int32 = 0
        let edge = Int(slot[visit].start) + (early ? -1 : Int(optionLength[choice]))
        var tick = edge
        while tick >= 0, tick < horizon, taken[seat + tick] < 0, room < 64 {
            room += 1
            tick += early ? -1 : 1
        }
        guard room > 0 else { return false }
        let distance = random.next() & 1 == 0 ? room : 1 + Int32(random.below(Int(room)))
        attempt(visit, choice, slot[visit].start + (early ? -distance : distance))
        return fitsTrial(0)
    }

    /// Straight after or before another visit of the same visitor.
    private mutating func proposeBesideOwn(_ visit: Int, _ choice: Int, _ random: inout Randomness) -> Bool {
        let visitor = Int(visitorOf[visit])
        let low = Int(dayStart[visitor])
        let other = Int(day[low + random.below(Int(dayStart[visitor + 1]) - low)])
        guard other != visit else { return false }
        let (here, there) = (Int(stationOf[Int(optionSeat[choice])]), slot[other])
        let tick =
            random.next() & 1 == 0
            ? there.end + walk[Int(there.station) * stations + here]
            : there.start - walk[here * stations + Int(there.station)] - optionDuration[choice]
        return propose(visit, choice, tick, &random)
    }

    /// To a tick; whoever stands there takes the place left behind.
    private mutating func propose(_ visit: Int, _ choice: Int, _ tick: Int32, _ random: inout Randomness) -> Bool {
        guard tick >= 0, Int(tick + optionLength[choice]) <= horizon else { return false }
        let seat = Int(optionSeat[choice])
        let from = seat * horizon + Int(tick)
        for index in from..<(from + Int(optionLength[choice])) {
            let other = taken[index]
            if other >= 0, other != Int32(visit) { return exchange(visit, Int(other), random.next() & 1 == 0) }
        }
        guard tick != slot[visit].start || choice != Int(option[visit]) else { return false }
        attempt(visit, choice, tick)
        return fitsTrial(0)
    }

    private mutating func proposeExchange(_ visit: Int, _ random: inout Randomness) -> Bool {
        guard let other = guest(besides: visit, &random) else { return false }
        return exchange(visit, other, random.next() & 1 == 0)
    }

    private func guest(besides visit: Int, _ random: inout Randomness) -> Int? {
        let station = Int(slot[visit].station)
        let low = Int(guestStart[station])
        let other = Int(guests[low + random.below(Int(guestStart[station + 1]) - low)])
        return other == visit ? nil : other
    }

    /// Two visits take one another's places; with unlike lengths, aligned at their starts or at their ends.
    private mutating func exchange(_ visit: Int, _ other: Int, _ atEnds: Bool) -> Bool {
        guard let mine = sameSeat(visit, as: other), let theirs = sameSeat(other, as: visit) else { return false }
        let (mineLength, theirLength) = (optionLength[Int(option[visit])], optionLength[Int(option[other])])
        var (to, back) = (slot[other].start, slot[visit].start)
        if mineLength != theirLength || mine != Int(option[visit]) {
            if atEnds {
                to += theirLength - optionLength[mine]
                back += mineLength - optionLength[theirs]
            } else if mine == Int(option[visit]) || optionSeat[mine] == optionSeat[Int(option[visit])] {
                // Neighbours on one seat change order inside the stretch they hold together.
                if slot[visit].start + mineLength == slot[other].start {
                    (to, back) = (slot[visit].start + theirLength, slot[visit].start)
                }
                if slot[other].start + theirLength == slot[visit].start {
                    (to, back) = (slot[other].start, slot[other].start + mineLength)
                }
            }
        }
        attempt(visit, mine, to)
        attempt(other, theirs, back)
        return fitsTrial(0) && fitsTrial(1) && areApart(0, 1)
    }

    private mutating func proposeCycle(_ visit: Int, _ random: inout Randomness) -> Bool {
        guard let second = guest(besides: visit, &random), let third = guest(besides: visit, &random), second != third,
            let a = sameSeat(visit, as: second), let b = sameSeat(second, as: third),
            let c = sameSeat(third, as: visit)
        else { return false }
        attempt(visit, a, slot[second].start)
        attempt(second, b, slot[third].start)
        attempt(third, c, slot[visit].start)
        return fitsTrial(0) && fitsTrial(1) && fitsTrial(2) && areApart(0, 1) && areApart(1, 2) && areApart(0, 2)
    }

    /// The choice by which a visit takes the seat that another holds; nil when it may not go there.
    @inline(__always) private func sameSeat(_ visit: Int, as other: Int) -> Int? {
        let seat = optionSeat[Int(option[other])]
        for choice in Int(optionStart[visit])..<Int(optionStart[visit + 1]) where optionSeat[choice] == seat {
            return choice
        }
        return nil
    }

    @inline(__always) private mutating func attempt(_ visit: Int, _ choice: Int, _ tick: Int32) {
        trial[trialCount] = Trial(
            visit: Int32(visit), oldStart: slot[visit].start, oldOption: option[visit], newStart: tick,
            newOption: Int32(choice))
        trialCount += 1
    }

    /// Whether the seat is open and held by nobody but the visits under trial.
    @inline(__always) private func fitsTrial(_ number: Int) -> Bool {
        let (tick, choice) = (trial[number].newStart, Int(trial[number].newOption))
        guard tick >= 0, Int(tick + optionLength[choice]) <= horizon else { return false }
        let seat = Int(optionSeat[choice])
        guard openUntil[Int(stationOf[seat]) * horizon + Int(tick)] >= tick + optionDuration[choice] else {
            return false
        }
        let from = seat * horizon + Int(tick)
        for index in from..<(from + Int(optionLength[choice])) where taken[index] >= 0 {
            var own = false
            for entry in 0..<trialCount where trial[entry].visit == taken[index] { own = true }
            if !own { return false }
        }
        return true
    }

    @inline(__always) private func areApart(_ one: Int, _ other: Int) -> Bool {
        let (a, b) = (trial[one], trial[other])
        guard optionSeat[Int(a.newOption)] == optionSeat[Int(b.newOption)] else { return true }
        return a.newStart + optionLength[Int(a.newOption)] <= b.newStart
            || b.newStart + optionLength[Int(b.newOption)] <= a.newStart
    }

    /// Whether the change would cost no more than `limit`. Leaves the new places in place; looks no further once the
    /// visitors still to be looked at could not make good what the others cost.
    private mutating func weigh(atMost limit: Int) -> Bool {
        var (bad, wait, shifted) = (breach, waiting, moved)
        for number in 0..<trialCount {
            let visitor = Int(visitorOf[Int(trial[number].visit)])
            shifted -= hasMoved(Int(trial[number].visit))
            if !isRepeated(number) {
                bad -= Int(breachOf[visitor])
                wait -= Int(waitingOf[visitor])
            }
        }
        for number in 0..<trialCount {
            set(Int(trial[number].visit), Int(trial[number].newOption), trial[number].newStart)
            shifted += hasMoved(Int(trial[number].visit))
        }
        for number in 0..<trialCount {
            var entry = trial[number]
            (entry.breach, entry.waiting) = assess(Int(visitorOf[Int(entry.visit)]))
            trial[number] = entry
            if isRepeated(number) { continue }
            bad += Int(entry.breach)
            wait += Int(entry.waiting)
            if price(bad, wait, shifted) > limit { return false }
        }
        (trialBreach, trialWaiting, trialMoved) = (bad, wait, shifted)
        return true
    }

    /// Whether an earlier visit under trial is the same visitor's.
    @inline(__always) private func isRepeated(_ number: Int) -> Bool {
        let visitor = visitorOf[Int(trial[number].visit)]
        for earlier in 0..<number where visitorOf[Int(trial[earlier].visit)] == visitor { return true }
        return false
    }

    private mutating func keep() {
        for number in 0..<trialCount { mark(Int(trial[number].oldOption), trial[number].oldStart, -1) }
        for number in 0..<trialCount {
            let entry = trial[number]
            mark(Int(entry.newOption), entry.newStart, entry.visit)
            let visitor = Int(visitorOf[Int(entry.visit)])
            (breachOf[visitor], waitingOf[visitor]) = (entry.breach, entry.waiting)
        }
        (breach, waiting, moved) = (trialBreach, trialWaiting, trialMoved)
    }

    private mutating func drop() {
        for number in 0..<trialCount {
            set(Int(trial[number].visit), Int(trial[number].oldOption), trial[number].oldStart)
        }
    }
}
