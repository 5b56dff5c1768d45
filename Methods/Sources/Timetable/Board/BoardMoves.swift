import Support

extension Board {
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
        return assessed[visitor].breach == 0 && assessed[visitor].waiting == 0
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
        guard let other = guest(otherThan: visit, &random) else { return false }
        return exchange(visit, other, random.next() & 1 == 0)
    }

    private func guest(otherThan visit: Int, _ random: inout Randomness) -> Int? {
        let station = Int(slot[visit].station)
        let low = Int(guestStart[station])
        let other = Int(guests[low + random.below(Int(guestStart[station + 1]) - low)])
        return other == visit ? nil : other
    }

    /// Two visits take one another's places; with unlike lengths, aligned at their starts or at their ends.
    private mutating func exchange(_ visit: Int, _ other: Int, _ atEnds: Bool) -> Bool {
        guard let mine = sameSeat(visit, as: other), let theirs = sameSeat(other, as: visit) else { return false }
        let starts = starts(visit, mine, other, theirs, atEnds)
        attempt(visit, mine, starts.visit)
        attempt(other, theirs, starts.other)
        return fitsTrial(0) && fitsTrial(1) && areApart(0, 1)
    }

    /// When two visits would begin that take one another's places.
    private struct Starts {
        var visit: Int32
        var other: Int32
    }

    @inline(__always)
    private func starts(_ visit: Int, _ mine: Int, _ other: Int, _ theirs: Int, _ atEnds: Bool) -> Starts {
        let (here, there) = (slot[visit].start, slot[other].start)
        let (length, otherLength) = (optionLength[Int(option[visit])], optionLength[Int(option[other])])
        let aligned = Starts(visit: there, other: here)
        if length == otherLength, mine == Int(option[visit]) { return aligned }
        if atEnds {
            return Starts(
                visit: there + otherLength - optionLength[mine], other: here + length - optionLength[theirs])
        }
        guard optionSeat[mine] == optionSeat[Int(option[visit])] else { return aligned }
        // Neighbours on one seat change order inside the stretch they hold together.
        if there + otherLength == here { return Starts(visit: there, other: there + length) }
        if here + length == there { return Starts(visit: here + otherLength, other: here) }
        return aligned
    }

    private mutating func proposeCycle(_ visit: Int, _ random: inout Randomness) -> Bool {
        guard let second = guest(otherThan: visit, &random), let third = guest(otherThan: visit, &random),
            second != third,
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
        trialSums = sums
        for number in 0..<trialCount {
            let visit = Int(trial[number].visit)
            trialSums.moved -= hasMoved(visit)
            if !isRepeated(number) { trialSums.subtract(assessed[Int(visitorOf[visit])]) }
        }
        for number in 0..<trialCount {
            set(Int(trial[number].visit), Int(trial[number].newOption), trial[number].newStart)
            trialSums.moved += hasMoved(Int(trial[number].visit))
        }
        for number in 0..<trialCount {
            var entry = trial[number]
            entry.assessment = assess(Int(visitorOf[Int(entry.visit)]))
            trial[number] = entry
            if isRepeated(number) { continue }
            trialSums.add(entry.assessment)
            if price(trialSums) > limit { return false }
        }
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
            assessed[Int(visitorOf[Int(entry.visit)])] = entry.assessment
        }
        sums = trialSums
    }

    private mutating func drop() {
        for number in 0..<trialCount {
            set(Int(trial[number].visit), Int(trial[number].oldOption), trial[number].oldStart)
        }
    }
}
