import Support

/// What a search is to find, and how far it may go.
struct SearchLimits {
    /// Only sets above this score count.
    var floor = Int.min
    /// The first set found is enough.
    var stopsAtFirst = false
    /// How many sets are wanted.
    var capacity = 1
    /// How many sets of decisions are looked at, at most.
    var mostNodes = Int.max
    var deadline: ContinuousClock.Instant?
}

/// Branch and bound on the relaxation (Land and Doig 1960): the candidates whose reduced gains already decide them are
/// set aside, the others are branched on, the more promising side first.
struct Search {
    let problem: Problem
    private let stopsAtFirst: Bool
    /// By how much a better set is better at least.
    private let grain: Double
    private var found: BestSets
    private var effort: Effort
    private var open: OpenCandidates
    /// The score above which nothing can be, as far as the search has come.
    private(set) var bound = Int.max
    /// What one more unit of money is worth at the root.
    private(set) var rootPrice = 0.0

    init(
        _ problem: Problem, _ limits: SearchLimits, start: Awards? = nil, _ checkpoint: Checkpoint
    ) {
        self.problem = problem
        stopsAtFirst = limits.stopsAtFirst
        grain = problem.grain
        found = BestSets(capacity: limits.capacity, above: limits.floor)
        effort = Effort(mostNodes: limits.mostNodes, deadline: limits.deadline, checkpoint)
        open = OpenCandidates(problem)
        if let start { found.keep(start, in: problem) }
    }

    var best: Awards? { found.best }
    /// The best sets, best first.
    var sets: [Awards] { found.entries.map(\.awards) }
    var nodes: Int { effort.nodes }
    /// Whether the search was given up.
    var isCut: Bool { effort.isCut }
}

extension Search {
    /// Looks for the best set. Throws `CancellationError` only.
    mutating func run() throws {
        guard open.hasShares, open.relaxation.solve() else {
            bound = found.floor
            return
        }
        let objective = open.relaxation.objective
        bound = objective < 1e18 ? Int(objective.rounded(.up)) : .max
        rootPrice = (open.relaxation.prices.first ?? 0) / Double(max(problem.pot, 1))
        round()
        try restart()
        if !isCut { bound = min(bound, max(found.floor, best.map { $0.score(in: problem) } ?? found.floor)) }
    }

    /// Searches a little, and begins again from the root with the better set that was found, because more candidates
    /// can then be set aside; each time it searches longer, and at last as long as it takes.
    private mutating func restart() throws {
        let root = open
        var patience = 20
        while true {
            open = root
            if isHopeless { return }
            effort.begin(pausingAfter: patience)
            guard open.setAside(spare: spare) else { return }
            explore()
            if effort.isCancelled { throw CancellationError() }
            if effort.isCut || !effort.isPaused { return }
            patience *= 5
        }
    }

    /// What a node must exceed to be worth a look.
    private var mark: Double {
        guard found.capacity == 1 || found.isFull else { return Double(found.floor) + 0.5 }
        return found.floor == .min ? -.infinity : Double(found.floor) + grain
    }

    /// By how much a node may get worse and still be worth a look.
    private var spare: Double { open.upper - mark }

    private var isHopeless: Bool { open.upper < mark || (stopsAtFirst && best != nil) }

    /// Looks at a node, for whose bounds the relaxation has been solved.
    private mutating func explore() {
        effort.count()
        guard !isHopeless, !effort.isOver() else { return }
        let before = open.tighten(spare: spare)
        if let branch = branch() { explore(branch) }
        open.widen(before)
    }

    /// Looks at both sides of a branch, the nearer one first.
    private mutating func explore(_ branch: OpenCandidates.Branch) {
        let candidate = open.candidate(branch.column)
        let (below, above) = (candidate.share(branch.below), candidate.share(branch.above))
        let (bounds, basis) = (open.bounds(branch.column), open.relaxation.mark)
        let isUpper = open.relaxation.values[branch.column] > (below + above) / 2
        for goesUp in [isUpper, !isUpper] {
            if goesUp {
                open.relaxation.low[branch.column] = above
            } else {
                open.relaxation.high[branch.column] = below
            }
            if open.relaxation.low[branch.column] <= open.relaxation.high[branch.column], open.relaxation.solve() {
                round()
                explore()
            }
            open.set(bounds)
            open.relaxation.goBack(to: basis)
        }
    }

    /// The branch to take; nil when the node is settled: its best set is found, or there is none in it.
    private mutating func branch() -> OpenCandidates.Branch? {
        if let branch = open.fractional() { return branch }
        let draft = open.lowered()
        if let breach = draft.totals.broken(problem) { return open.branch(against: breach) }
        keep(draft)
        return found.capacity == 1 ? nil : open.undecided()
    }

    private mutating func round() {
        // Far into the search a new best set is rare, and the relaxation finds it by itself.
        guard nodes < 256 || nodes & 15 == 0 else { return }
        let draft = open.rounded()
        if draft.totals.broken(problem) == nil { keep(draft) }
    }

    private mutating func keep(_ draft: OpenCandidates.Draft) {
        if draft.totals.score > found.floor { found.keep(open.awards(draft), in: problem) }
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
