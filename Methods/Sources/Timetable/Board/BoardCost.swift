import Support

extension Board {
    var cost: Int { price(breach, waiting, moved) }

    @inline(__always) func price(_ breach: Int, _ waiting: Int, _ moved: Int) -> Int {
        breach * aim.breach + max(0, waiting - aim.freeWaiting) * aim.waiting
            + max(0, moved - aim.freeMoved) * aim.moved
    }

    @inline(__always) func hasMoved(_ visit: Int) -> Int {
        guard previousStart[visit] >= 0 else { return 0 }
        let now = slot[visit]
        return previousStart[visit] == now.start && previousStation[visit] == now.station ? 0 : 1
    }

    /// Ticks of breach (each breach counts one more, so that small ones matter) and of waiting of one visitor.
    func assess(_ visitor: Int) -> (Int32, Int32) {
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
