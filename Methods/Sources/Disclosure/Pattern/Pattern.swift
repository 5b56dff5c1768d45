import Simplex
import Support

/// Which figures to hide, and what it costs: the cell suppression problem.
struct PatternProblem: Sendable {
    let secrecy: Secrecy
    /// The cost of hiding each figure, at least 1 where it is free to choose.
    let cost: [Int]
    let choice: [Choice]

    enum Choice: Sendable {
        /// Known to everybody already.
        case shown
        /// Never published, or primary.
        case hidden
        case free
    }

    /// The cost of a pattern; what nobody publishes costs nothing.
    func cost(of isHidden: [Bool]) -> Int {
        isHidden.indices.reduce(0) { $0 + (isHidden[$1] ? cost[$1] : 0) }
    }

    var start: [Bool] { choice.map { $0 == .hidden } }
}

/// The latest moves, each once.
struct KnownMoves: Sendable {
    private(set) var moves: [Move] = []
    private static let most = 4000

    mutating func keep(_ latest: [Move]) {
        var seen = Set(latest)
        moves = Array((latest + moves.filter { seen.insert($0).inserted }).prefix(Self.most))
    }
}

/// Patterns made by repairing and cleaning up: safe, not always cheapest.
struct PatternBuilder: Sendable {
    let problem: PatternProblem
    private var moves: any CheapMoves
    /// Moves that proved patterns so far; most prove the next one too.
    private(set) var known = KnownMoves()

    init(_ problem: PatternProblem) {
        self.problem = problem
        let secrecy = problem.secrecy
        moves =
            CheapPaths(secrecy.figures, room: secrecy.room) ?? CheapPrograms(secrecy.figures, room: secrecy.room)
    }

    /// Hides more until every protection is fulfilled, cheaply by `weight` (a guide such as a fractional optimum; without
    /// one the costs), then shows again what turns out needless, dearest first.
    ///
    /// Returns the pattern and the gaps that even hiding everything leaves open.
    /// Throws `CancellationError` only.
    mutating func complete(
        _ start: [Bool], weight: [Double]? = nil, _ checkpoint: Checkpoint = .none
    ) throws -> (isHidden: [Bool], gaps: [WitnessBook.Gap]) {
        var isHidden = start
        var book = WitnessBook(problem.secrecy, isHidden: isHidden, known: known.moves)
        var gaps = try book.proveAll(checkpoint)
        known.keep(book.movesInUse)
        while !gaps.isEmpty {
            var grown = false
            for gap in gaps where repair(gap, &isHidden, weight) { grown = true }
            // A gap that neither a cheap move nor anything hidden so far closes may close with everything hidden.
            if !grown {
                let everything = problem.choice.map { $0 != .shown }
                if isHidden == everything { return (isHidden, gaps) }
                isHidden = everything
            }
            book = WitnessBook(problem.secrecy, isHidden: isHidden, known: known.moves)
            gaps = try book.proveAll(checkpoint)
            known.keep(book.movesInUse)
        }
        try cleanUp(&book, weight, checkpoint)
        known.keep(book.movesInUse)
        return (book.isHidden, [])
    }

    mutating func remember(_ moves: [Move]) { known.keep(moves) }

    private mutating func repair(_ gap: WitnessBook.Gap, _ isHidden: inout [Bool], _ weight: [Double]?) -> Bool {
        let cost = problem.choice.indices.map { figure -> Double in
            if problem.choice[figure] == .shown { return .infinity }
            return isHidden[figure] ? 1e-3 : weight?[figure] ?? Double(problem.cost[figure])
        }
        let fixed = Set(gap.attack.map { problem.secrecy.attacks[$0].known } ?? [])
        for change in gap.protection.changes(problem.secrecy.truth[gap.protection.figure]) {
            guard let move = moves.cheapMove(gap.protection.figure, by: change, fixing: fixed, cost: cost) else {
                continue
            }
            let grown = move.contains { !isHidden[$0] }
            for figure in move { isHidden[figure] = true }
            return grown
        }
        return false
    }

    private func cleanUp(_ book: inout WitnessBook, _ weight: [Double]?, _ checkpoint: Checkpoint) throws {
        let candidates = problem.choice.indices.filter { problem.choice[$0] == .free && book.isHidden[$0] }
        let order = candidates.sorted {
            (Double(problem.cost[$0]), weight?[$0] ?? 0, $0) > (Double(problem.cost[$1]), weight?[$1] ?? 0, $1)
        }
        for (done, figure) in order.enumerated() {
            try checkpoint.pass("Showing what need not be hidden", done, of: order.count)
            _ = book.show(figure)
        }
    }
}

/// A pattern of hidden figures with what is proven of its cost.
struct Pattern: Sendable {
    var isHidden: [Bool]
    var cost: Int
    var bound: Int
    var nodes = 0
    var cuts = 0
    /// What stays open even with everything hidden; a pattern with gaps is no pattern to publish.
    var gaps: [WitnessBook.Gap] = []
    /// Moves that proved this pattern or others on the way.
    var moves: [Move] = []

    /// The cheapest safe pattern, or the best one found in the time given. Throws `CancellationError` only.
    static func cheapest(
        _ problem: PatternProblem, seconds: Double, _ checkpoint: Checkpoint
    ) throws -> Pattern {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(seconds)
        var builder = PatternBuilder(problem)
        let first = try builder.complete(problem.start, checkpoint)
        let cost = problem.cost(of: first.isHidden)
        guard first.gaps.isEmpty else {
            return Pattern(isHidden: first.isHidden, cost: cost, bound: 0, gaps: first.gaps)
        }
        var source = PatternCuts(problem, builder: builder)
        var search = BranchAndCut(costs: source.columnCosts, start: source.column(of: first.isHidden))
        let fixed = problem.cost(of: problem.start)
        let result = search.run(
            &source, shouldStop: { clock.now >= deadline || checkpoint.isCancelled },
            progress: { checkpoint.report("Proving", $1 + fixed, of: $0 + fixed) })
        // A search that was told to stop may have left a pattern unchecked.
        try checkpoint.check()
        return Pattern(
            isHidden: source.pattern(result.choice), cost: result.cost + fixed,
            bound: source.isUnsure ? fixed : result.bound + fixed, nodes: result.nodes, cuts: result.cuts,
            moves: source.knownMoves)
    }
}
