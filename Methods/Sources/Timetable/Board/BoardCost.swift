import Support

extension Board {
    var cost: Int { price(sums) }

    @inline(__always) func price(_ sums: Sums) -> Int {
        sums.breach * aim.breach + max(0, sums.waiting - aim.freeWaiting) * aim.waiting
            + max(0, sums.moved - aim.freeMoved) * aim.moved
    }

    @inline(__always) func hasMoved(_ visit: Int) -> Int {
        guard previousStart[visit] >= 0 else { return 0 }
        let now = slot[visit]
        return previousStart[visit] == now.start && previousStation[visit] == now.station ? 0 : 1
    }

    /// What is wrong with one visitor's day, and what they wait.
    func assess(_ visitor: Int) -> Assessment {
        let stops = Int(dayStart[visitor])..<Int(dayStart[visitor + 1])
        let away = Int(absenceStart[visitor])..<Int(absenceStart[visitor + 1])
        let isHungry = lunches[visitor]
        sort(stops.lowerBound, stops.upperBound)
        var reading = DayReading()
        for index in stops {
            let stop = slot[Int(day[index])]
            reading.breach += absence(at: stop, arrives[visitor], leaves[visitor], away)
            if index > stops.lowerBound {
                readGap(before: stop, away, isHungry, &reading)
            } else if isHungry {
                reading.room = lunchRoom(from: lunchFrom, to: stop.start, away)
            }
            if stop.end > reading.end { (reading.end, reading.station) = (stop.end, Int(stop.station)) }
        }
        if isHungry { readLunch(away, &reading) }
        for index in Int(ruleStart[visitor])..<Int(ruleStart[visitor + 1]) { reading.breach += assess(rules[index]) }
        if mayRepeat[visitor] { reading.breach += repeats(stops) }
        return Assessment(breach: reading.breach, waiting: reading.waiting)
    }

    /// A day as far as it was read.
    private struct DayReading {
        var breach: Int32 = 0
        var waiting: Int32 = 0
        /// Where and when the visits so far end.
        var end: Int32 = -1
        var station = 0
        /// The best room for lunch so far.
        var room: Int32 = 0
        /// Whether lunch lies between two visits, where it takes waiting away.
        var hasLunchInside = false
    }

    /// Ticks of a visit at which the visitor is not there.
    @inline(__always)
    private func absence(at stop: Slot, _ arrives: Int32, _ leaves: Int32, _ away: Range<Int>) -> Int32 {
        var breach: Int32 = 0
        if stop.start < arrives { breach += min(arrives - stop.start, stop.end - stop.start) + 1 }
        if stop.end > leaves { breach += stop.end - leaves + 1 }
        for index in away {
            let overlap = min(stop.end, absences[index].to) - max(stop.start, absences[index].from)
            if overlap > 0 { breach += overlap + 1 }
        }
        return breach
    }

    /// The way from the visit before, what is left as waiting, and whether lunch has room there.
    @inline(__always)
    private func readGap(before stop: Slot, _ away: Range<Int>, _ isHungry: Bool, _ reading: inout DayReading) {
        var free = stop.start - reading.end - walk[reading.station * stations + Int(stop.station)]
        if free < 0 {
            reading.breach += min(-free, 20) + 1
        } else if free > 0 {
            for index in away {
                free -= max(0, min(stop.start, absences[index].to) - max(reading.end, absences[index].from))
            }
            reading.waiting += max(0, free)
        }
        guard isHungry, !reading.hasLunchInside else { return }
        let found = lunchRoom(from: reading.end, to: stop.start, away)
        if found >= lunchLength, free >= lunchLength { reading.hasLunchInside = true }
        reading.room = max(reading.room, min(found, free))
    }

    /// Lunch between two visits, else before the first or after the last.
    @inline(__always)
    private func readLunch(_ away: Range<Int>, _ reading: inout DayReading) {
        if reading.hasLunchInside {
            reading.waiting -= lunchLength
            return
        }
        let room = max(reading.room, lunchRoom(from: max(reading.end, lunchFrom), to: lunchTo, away))
        if room < lunchLength { reading.breach += lunchLength - max(0, room) + 1 }
    }

    private func repeats(_ stops: Range<Int>) -> Int32 {
        var breach: Int32 = 0
        for index in stops {
            let station = slot[Int(day[index])].station
            for other in stops.lowerBound..<index where slot[Int(day[other])].station == station { breach += 8 }
        }
        return breach
    }

    @inline(__always) private func assess(_ rule: Rule) -> Int32 {
        let (a, b) = (slot[Int(rule.a)], slot[Int(rule.b)])
        guard a.station == rule.first, b.station == rule.then else { return 0 }
        let late = a.end - b.start
        return late > 0 ? min(late, 20) + 1 : 0
    }

    /// The longest stretch in a range that lies in the lunch window and clear of absences.
    @inline(__always) private func lunchRoom(from: Int32, to: Int32, _ away: Range<Int>) -> Int32 {
        let (low, high) = (max(from, lunchFrom), min(to, lunchTo))
        if high - low < lunchLength || away.isEmpty { return high - low }
        var (best, at): (Int32, Int32) = (0, low)
        // Absences are in order of time.
        for absence in away where absences[absence].to > low && absences[absence].from < high {
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
