import Support

extension Board {
    /// Puts every visit where `places` has it. A visit without a place, or with one that is taken, goes where its
    /// station has room; where there is none, the stations concerned are packed anew, in the order the visits had.
    /// False when even that leaves a visit without a place; the board is then of no use.
    mutating func place(_ places: [Plan.Place?]) -> Bool {
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
    private mutating func pack(_ places: [Plan.Place?]) -> Bool {
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
    private func choice(_ visit: Int, _ place: Plan.Place) -> Int? {
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

    @inline(__always) func set(_ visit: Int, _ choice: Int, _ tick: Int32) {
        option[visit] = Int32(choice)
        slot[visit] = Slot(
            start: tick, end: tick + optionDuration[choice], station: stationOf[Int(optionSeat[choice])])
    }

    func mark(_ choice: Int, _ tick: Int32, _ value: Int32) {
        let from = Int(optionSeat[choice]) * horizon + Int(tick)
        for index in from..<(from + Int(optionLength[choice])) { taken[index] = value }
    }

    private mutating func assessAll() {
        sums = Sums()
        for visitor in 0..<assessed.count {
            assessed[visitor] = assess(visitor)
            sums.add(assessed[visitor])
        }
        for visit in 0..<visits { sums.moved += hasMoved(visit) }
    }
}
