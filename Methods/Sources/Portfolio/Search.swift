import Support

/// Branch and bound on the relaxation (Land and Doig 1960): the candidates whose reduced gains already decide
/// them are set aside, the others are branched on, the more promising side first.
struct Search {
    let problem: Problem
    /// Only sets above this count.
    private(set) var floor: Int
    private(set) var best: Awards?
    /// The score above which nothing can be, as far as the search has come.
    private(set) var bound = Int.max
    private(set) var nodes = 0
    private(set) var isCut = false
    private(set) var rootPrice = 0.0
    /// The first set found is enough.
    let stopsAtFirst: Bool
    private let deadline: ContinuousClock.Instant?
    /// How many sets of decisions are looked at, at most.
    private let mostNodes: Int
    private let checkpoint: Checkpoint
    /// By how much a better set is better at least.
    private let grain: Double
    /// Amounts of all candidates, final for those set aside.
    private var amounts: [Int]
    private var active: [Int] = []
    private var base: Totals
    private var offset = 0.0
    private var relaxation: Relaxation
    private var isCancelledNow = false
    /// When this many nodes are reached the search begins again.
    private var pause = 0
    private var isPaused = false
    /// The best sets found, best first, when more than one is wanted; no two fund the same candidates.
    private(set) var shelf: [(awards: Awards, score: Int)] = []
    private var places: Set<[Bool]> = []
    /// How many sets are wanted.
    private let capacity: Int
}

extension Search {
    init(
        _ problem: Problem, above floor: Int = .min, start: Awards? = nil,
        stopsAtFirst: Bool = false, capacity: Int = 1, mostNodes: Int = .max,
        deadline: ContinuousClock.Instant? = nil,
        checkpoint: Checkpoint
    ) {
        self.problem = problem
        self.floor = floor
        self.stopsAtFirst = stopsAtFirst
        self.capacity = capacity
        self.deadline = deadline
        self.mostNodes = mostNodes
        self.checkpoint = checkpoint
        grain = problem.grain
        amounts = Array(repeating: 0, count: problem.candidates.count)
        base = Totals(problem)
        let rows = Rows(problem)
        relaxation = Relaxation(
            rows, gains: problem.candidates.map { Double($0.score) },
            low: problem.candidates.map { $0.isFunded == true ? $0.share($0.smallest) : 0 },
            high: problem.candidates.map { $0.isFunded == false ? 0 : $0.share($0.amount(upTo: problem.room(for: $0))) }
        )
        if let start { keep(start) }
    }

    /// Looks for the best set. Throws `CancellationError` only.
    mutating func run() throws {
        active = Array(problem.candidates.indices)
        guard zip(relaxation.low, relaxation.high).allSatisfy({ $0 <= $1 }), relaxation.solve() else {
            bound = floor
            return
        }
        bound = relaxation.objective < 1e18 ? Int(relaxation.objective.rounded(.up)) : .max
        rootPrice = (relaxation.prices.first ?? 0) / Double(max(problem.pot, 1))
        round()
        try restart(from: relaxation)
        finish()
    }

    /// Searches a little, and begins again from the root with the better set that was found, because more candidates
    /// can then be set aside; each time it searches longer, and at last as long as it takes.
    private mutating func restart(from root: Relaxation) throws {
        let none = amounts
        let nothing = base
        var patience = 20
        while true {
            (relaxation, amounts, base, offset) = (root, none, nothing, 0)
            if isHopeless { return }
            active = Array(problem.candidates.indices)
            pause = nodes + patience
            isPaused = false
            guard setAside() else { return }
            explore()
            if isCancelledNow { throw CancellationError() }
            if isCut || !isPaused { return }
            patience *= 5
        }
    }

    private mutating func finish() {
        if !isCut { bound = min(bound, max(floor, best.map { $0.score(in: problem) } ?? floor)) }
    }

    private var upper: Double { relaxation.objective + offset }
    /// What a node must exceed to be worth a look.
    private var mark: Double {
        if capacity == 1 || shelf.count == capacity { return floor == .min ? -.infinity : Double(floor) + grain }
        return Double(floor) + 0.5
    }
    private var isHopeless: Bool { upper < mark || (stopsAtFirst && best != nil) }

    private mutating func keep(_ awards: Awards) {
        let score = awards.score(in: problem)
        guard score > floor else { return }
        guard capacity > 1 else {
            floor = score
            best = awards
            return
        }
        shelve(awards, score)
    }

    private mutating func shelve(_ awards: Awards, _ score: Int) {
        let funded = awards.funded
        if !places.insert(funded).inserted {
            guard let place = shelf.firstIndex(where: { $0.awards.funded == funded }), shelf[place].score < score else {
                return
            }
            shelf.remove(at: place)
        }
        let place = shelf.firstIndex { $0.score < score } ?? shelf.count
        shelf.insert((awards, score), at: place)
        if shelf.count > capacity, let last = shelf.popLast() { places.remove(last.awards.funded) }
        if shelf.count == capacity { floor = max(floor, shelf[capacity - 1].score) }
        best = shelf[0].awards
    }

    private var isOver: Bool {
        mutating get {
            if nodes > mostNodes { isCut = true }
            if nodes & 63 == 0 {
                if checkpoint.isCancelled { isCancelledNow = true }
                checkpoint.report("Branching", nodes, of: pause)
                if let deadline, ContinuousClock.now > deadline { isCut = true }
            }
            if nodes > pause { isPaused = true }
            return isCancelledNow || isCut || isPaused
        }
    }
}

// MARK: - Branching

extension Search {
    /// The relaxation has been solved for the bounds of this node.
    private mutating func explore() {
        nodes += 1
        guard !isHopeless, !isOver else { return }
        let trail = tighten()
        defer {
            for (column, low, high) in trail.reversed() {
                relaxation.low[column] = low
                relaxation.high[column] = high
            }
        }
        guard let (column, below, above) = branching() else { return }
        let candidate = problem.candidates[active[column]]
        let share = relaxation.values[column]
        let before = relaxation.mark
        let (low, high) = (relaxation.low[column], relaxation.high[column])
        let middle = (candidate.share(below) + candidate.share(above)) / 2
        for goesUp in share > middle ? [true, false] : [false, true] {
            if goesUp {
                relaxation.low[column] = candidate.share(above)
            } else {
                relaxation.high[column] = candidate.share(below)
            }
            if relaxation.low[column] <= relaxation.high[column], relaxation.solve() {
                round()
                explore()
            }
            relaxation.low[column] = low
            relaxation.high[column] = high
            relaxation.goBack(to: before)
        }
    }

    /// The candidate to branch on and the amounts on its two sides. Nil when the node is settled: its best set is
    /// found, or there is none in it.
    private mutating func branching() -> (column: Int, below: Int, above: Int)? {
        var found: (column: Int, below: Int, above: Int)?
        var farthest = 0.0
        for column in active.indices where relaxation.low[column] < relaxation.high[column] {
            let candidate = problem.candidates[active[column]]
            let (below, above) = candidate.neighbours(of: relaxation.values[column])
            if below == above { continue }
            let share = relaxation.values[column]
            let gain = min(share - candidate.share(below), candidate.share(above) - share) * Double(candidate.score)
            if found == nil || gain > farthest { (found, farthest) = ((column, below, above), gain) }
        }
        return found ?? settled()
    }

    /// All shares are ones that can be awarded. Nil when they make the node's best set; otherwise a candidate to
    /// branch on because of the rule that is broken.
    private mutating func settled() -> (column: Int, below: Int, above: Int)? {
        var totals = base
        let mine = active.indices.map { column in
            problem.candidates[active[column]].neighbours(of: relaxation.values[column]).below
        }
        for (column, number) in active.enumerated() {
            totals.change(problem.candidates[number], from: 0, to: mine[column])
        }
        guard let breach = totals.broken(problem) else {
            keep(mine, totals.score)
            return capacity == 1 ? nil : undecided()
        }
        let column = active.indices.first { column in
            guard relaxation.low[column] < relaxation.high[column] else { return false }
            guard case .awards(let theme) = breach else { return true }
            return relaxation.low[column] == 0 && problem.candidates[active[column]].themes.contains(theme)
        }
        return column.map { column in
            let candidate = problem.candidates[active[column]]
            if relaxation.low[column] == 0 { return (column, 0, candidate.smallest) }
            let low = candidate.neighbours(of: relaxation.low[column]).above
            return (column, low, low + candidate.step)
        }
    }

    /// When more sets are wanted than the best of a node: the candidate about which it is the least decided whether
    /// it is funded at all.
    private func undecided() -> (column: Int, below: Int, above: Int)? {
        let open = active.indices.filter { relaxation.low[$0] == 0 && relaxation.high[$0] > 0 }
        return open.min { abs(relaxation.reducedGain($0)) < abs(relaxation.reducedGain($1)) }
            .map { ($0, 0, problem.candidates[active[$0]].smallest) }
    }

    /// Narrows the shares that would lose too much by moving from where they are. Returns what was before.
    private mutating func tighten() -> [(column: Int, low: Double, high: Double)] {
        var trail: [(column: Int, low: Double, high: Double)] = []
        let spare = upper - mark
        guard spare.isFinite else { return trail }
        for column in active.indices
        where relaxation.isNonbasic(column) && relaxation.low[column] < relaxation.high[column] {
            let gain = relaxation.reducedGain(column)
            let way = distance(column)
            guard abs(gain) * way > spare else { continue }
            trail.append((column, relaxation.low[column], relaxation.high[column]))
            if relaxation.values[column] == relaxation.low[column] {
                relaxation.high[column] = relaxation.low[column]
            } else {
                relaxation.low[column] = relaxation.high[column]
            }
        }
        return trail
    }

    /// How far a nonbasic share has to go to the next one that can be awarded.
    private func distance(_ column: Int) -> Double {
        let candidate = problem.candidates[active[column]]
        let amount = candidate.neighbours(of: relaxation.values[column]).below
        if relaxation.values[column] == relaxation.low[column] {
            return amount == 0 ? candidate.share(candidate.smallest) : candidate.share(candidate.step)
        }
        return amount <= candidate.smallest ? candidate.share(amount) : candidate.share(candidate.step)
    }

    /// Takes the candidates that are decided at the root out of the search. False when nothing is left to look for.
    private mutating func setAside() -> Bool {
        _ = tighten()
        var kept: [Int] = []
        for column in active.indices {
            if relaxation.low[column] < relaxation.high[column] || !relaxation.isNonbasic(column) {
                kept.append(column)
            } else {
                let amount = problem.candidates[column].neighbours(of: relaxation.low[column]).below
                amounts[column] = amount
                base.change(problem.candidates[column], from: 0, to: amount)
            }
        }
        guard kept.count < active.count else { return true }
        let shares = amounts.indices.map { problem.candidates[$0].share(amounts[$0]) }
        offset = amounts.indices.reduce(0) { $0 + shares[$1] * Double(problem.candidates[$1].score) }
        relaxation = Relaxation(
            relaxation.rows.keeping(kept, shares: shares), gains: kept.map { relaxation.gains[$0] },
            low: kept.map { relaxation.low[$0] }, high: kept.map { relaxation.high[$0] })
        active = kept
        return relaxation.solve()
    }
}

// MARK: - Rounding

extension Search {
    /// Makes a set of the relaxed shares: those below what can be awarded go down, and what is left of the pot goes
    /// where the reduced gains are best, themes that lack something first.
    private mutating func round() {
        // Far into the search a new best set is rare, and the relaxation finds it by itself.
        guard nodes < 256 || nodes & 15 == 0 else { return }
        var totals = base
        var mine = [Int](repeating: 0, count: active.count)
        for (column, number) in active.enumerated() {
            let candidate = problem.candidates[number]
            var amount = candidate.neighbours(of: relaxation.values[column]).below
            if amount == 0, relaxation.low[column] > 0 {
                amount = candidate.neighbours(of: relaxation.low[column]).above
            }
            mine[column] = amount
            totals.change(candidate, from: 0, to: amount)
        }
        let order = active.indices.filter { relaxation.high[$0] > relaxation.values[$0] }
            .map { (column: $0, gain: relaxation.reducedGain($0)) }
            .sorted { ($0.gain, $1.column) > ($1.gain, $0.column) }
        for onlyLacking in [true, false] {
            for (column, _) in order { raise(column, &mine, &totals, onlyLacking: onlyLacking) }
        }
        if totals.broken(problem) == nil { keep(mine, totals.score) }
    }

    /// Keeps the set that these amounts make with those that are set aside.
    private mutating func keep(_ mine: [Int], _ score: Int) {
        guard score > floor else { return }
        var awards = Awards(amounts: amounts)
        for (column, number) in active.enumerated() { awards.amounts[number] = mine[column] }
        keep(awards)
    }

    private func raise(
        _ column: Int, _ mine: inout [Int], _ totals: inout Totals, onlyLacking: Bool
    ) {
        let candidate = problem.candidates[active[column]]
        if onlyLacking {
            guard candidate.themes.contains(where: { totals.lacks($0, problem) }) else { return }
        } else if candidate.score <= 0 {
            return
        }
        let old = mine[column]
        let limit = min(
            totals.room(for: candidate, in: problem, counts: old == 0) + old,
            candidate.neighbours(of: relaxation.high[column]).below)
        let amount = candidate.amount(upTo: limit)
        guard amount > old else { return }
        mine[column] = amount
        totals.change(candidate, from: old, to: amount)
    }
}

extension Problem {
    /// The greatest amount that any rule leaves to a candidate.
    func room(for candidate: Candidate) -> Int {
        candidate.themes.reduce(pot) { min($0, themes[$1].awards.upperBound == 0 ? 0 : themes[$1].amount.upperBound) }
    }

    /// Two sets that score differently differ by this at least. Parts are rounded to the millionth, so with them a
    /// difference of some millionths counts as none.
    var grain: Double {
        guard candidates.allSatisfy({ $0.parts == 0 }) else { return 10 }
        let divisor = candidates.reduce(0) { Self.divisor($0, abs($1.score)) }
        return Double(max(divisor, 1)) - 0.5
    }

    private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
}
