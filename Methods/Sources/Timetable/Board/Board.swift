import Support

/// What is looked for: no breach first of all, then the weighted rest.
struct Aim: Sendable, Hashable {
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
/// A change touches at most three visits and is weighed by looking at their visitors' days only. What is stored here is
/// for the board's own files alone: placing, assessing, changing.
struct Board: ~Copyable {
    let aim: Aim

    let visits: Int
    let horizon: Int
    let seats: Int

    // The request, flattened. Options of visit v stand in optionStart[v]..<optionStart[v + 1]: one for each seat.
    let visitorOf: Run<Int32>
    let optionStart: Run<Int32>
    let optionSeat: Run<Int32>
    let optionDuration: Run<Int32>
    let optionLength: Run<Int32>
    let stationOf: Run<Int32>
    let walk: Run<Int32>
    let stations: Int
    /// The first closed tick at or after a tick, by station.
    let openUntil: Run<Int32>
    let previousStart: Run<Int32>
    let previousStation: Run<Int32>

    // Visitors: their visits in order of time, their limits, absences and order rules.
    let dayStart: Run<Int32>
    let day: Run<Int32>
    let arrives: Run<Int32>
    let leaves: Run<Int32>
    let lunches: Run<Bool>
    /// Whether choices could send the visitor to one station twice.
    let mayRepeat: Run<Bool>
    let absenceStart: Run<Int32>
    let absences: Run<Absence>
    let ruleStart: Run<Int32>
    let rules: Run<Rule>
    let lunchFrom: Int32
    let lunchTo: Int32
    let lunchLength: Int32

    // Which visits may stand at a station.
    let guestStart: Run<Int32>
    let guests: Run<Int32>

    // The plan: each visit's start, end and station, and the choice that they follow from.
    let slot: Run<Slot>
    let option: Run<Int32>
    let taken: Run<Int32>
    let assessed: Run<Assessment>
    var sums = Sums()

    // The change under trial.
    var trialCount = 0
    var trialSums = Sums()
    let trial: Run<Trial>

    /// One visitor's ticks of breach (each breach counts one more, so that small ones matter) and of waiting.
    struct Assessment: BitwiseCopyable {
        var breach: Int32 = 0
        var waiting: Int32 = 0
    }

    /// What all visitors' days come to, and how many visits are not where they were.
    struct Sums: BitwiseCopyable {
        var breach = 0
        var waiting = 0
        var moved = 0

        mutating func add(_ assessment: Assessment) {
            breach += Int(assessment.breach)
            waiting += Int(assessment.waiting)
        }

        mutating func subtract(_ assessment: Assessment) {
            breach -= Int(assessment.breach)
            waiting -= Int(assessment.waiting)
        }
    }

    struct Absence: BitwiseCopyable {
        var from: Int32
        var to: Int32

        init(_ range: Range<Int>) { (from, to) = (Int32(range.lowerBound), Int32(range.upperBound)) }
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

        init(_ rule: Layout.Rule) {
            (a, b, first, then) = (Int32(rule.a), Int32(rule.b), Int32(rule.first), Int32(rule.then))
        }
    }

    struct Trial: BitwiseCopyable {
        var visit: Int32 = 0
        var oldStart: Int32 = 0
        var oldOption: Int32 = 0
        var newStart: Int32 = 0
        var newOption: Int32 = 0
        /// The visitor's day as it would be.
        var assessment = Assessment()
    }
}

// MARK: - Laying out

extension Board {
    /// An empty board: call `place`. It ends where the day shall end, so that a station without slack has no slack on
    /// the board either; with `overtime` there is room behind for whatever finds none before.
    init(_ request: Request, aim: Aim, overtime: Bool) {
        let layout = Layout(request, finish: aim.finish, overtime: overtime)
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
        absences = Run(request.visitors.flatMap { $0.absent.map(Absence.init) })
        ruleStart = Run(layout.ruleStart)
        rules = Run(layout.rules.map(Rule.init))
        lunchFrom = Int32(request.lunch?.window.lowerBound ?? 0)
        lunchTo = Int32(request.lunch?.window.upperBound ?? 0)
        lunchLength = Int32(request.lunch?.duration ?? 0)
        guestStart = Run(layout.guestStart)
        guests = Run(layout.guests)
        slot = Run(repeating: Slot(), count: visits)
        option = Run(repeating: -1, count: visits)
        taken = Run(repeating: -1, count: seats * horizon)
        assessed = Run(repeating: Assessment(), count: request.visitors.count)
        trial = Run(repeating: Trial(), count: 3)
    }

    /// The plan on the board.
    func places() -> [Plan.Place] {
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
            return Plan.Place(
                station: station, seat: seat - firstSeat[station], start: Int(slot[visit].start),
                duration: Int(optionDuration[choice]))
        }
    }
}
