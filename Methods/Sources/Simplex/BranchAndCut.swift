import Support

/// A valid inequality over binary columns: sum of coefficients of the chosen columns >= `atLeast`.
public struct Cut: Sendable, Hashable {
    /// The columns that have a coefficient.
    public var columns: [Int]
    /// The coefficients, in the order of `columns`.
    public var coefficients: [Double]
    /// What the sum must reach.
    public var atLeast: Double

    /// Columns, each once, and as many coefficients.
    public init(columns: [Int], coefficients: [Double], atLeast: Double) {
        self.columns = columns
        self.coefficients = coefficients
        self.atLeast = atLeast
    }

    /// How far a point is from satisfying it; positive when violated.
    public func violation(at point: [Double]) -> Double {
        zip(columns, coefficients).reduce(atLeast) { $0 - point[$1.0] * $1.1 }
    }
}

/// What knows the constraints of a binary programme.
public protocol CutSource {
    /// Inequalities that every feasible choice satisfies and `point` does not. For a point of whole numbers an empty
    /// answer means that it is feasible.
    mutating func cuts(at point: [Double], isWhole: Bool) -> [Cut]
    /// A feasible choice near a point, if one comes to mind.
    mutating func choice(near point: [Double]) -> [Bool]?
}

/// Minimises the cost of a choice of binary columns whose constraints come as cuts: one search tree, cuts at every
/// node, best bound first with dives, pseudo-costs started by short trial solves, columns fixed by reduced cost.
///
/// Costs are whole numbers of at least 0, so bounds are rounded up. Deterministic: the clock decides only when to
/// stop. Source: Fischetti and Salazar 2000 for the frame; Achterberg, Koch, Martin 2005 for branching.
public struct BranchAndCut {
    /// What was found.
    public struct Result: Sendable {
        /// The best choice, by column.
        public var choice: [Bool]
        /// What it costs.
        public var cost: Int
        /// No feasible choice costs less.
        public var bound: Int
        /// How many nodes were looked at.
        public var nodes: Int
        /// How many cuts were taken in.
        public var cuts: Int
        /// Whether it is proven that no choice costs less.
        public var isOptimal: Bool { bound >= cost }
    }

    /// A column whose value is decided in a node.
    private struct Fixing {
        var column: Int32
        var isChosen: Bool
    }

    /// A node of the tree; the least bound comes first, of equals the deeper one.
    private struct Node: Comparable {
        var bound: Double
        var depth: Int
        var fixed: [Fixing]

        /// On which side of its last branch it lies.
        var isChosen: Bool { fixed.last?.isChosen == true }

        static func < (a: Node, b: Node) -> Bool { (a.bound, -a.depth) < (b.bound, -b.depth) }
        static func == (a: Node, b: Node) -> Bool { (a.bound, a.depth) == (b.bound, b.depth) }
    }

    private let costs: [Int]
    private var programme: LinearProgramme
    private var isFixed: [Bool]
    private var best: [Bool]
    private var bestCost: Int
    private var open = Heap<Node>()
    private var plunge: Node?
    private var nodes = 0
    private var cutCount = 0
    private var nextPurge = 0
    private var current: [Int32: Bool] = [:]
    private var pseudoCosts: [PseudoCost]

    /// Costs are lifted by up to this much so that the dual method meets few ties; far below the step of 1.
    private static let lift = 4e-6
    private let liftSum: Double

    /// - Parameters:
    ///   - costs: what each column costs, 0 or more.
    ///   - start: a feasible choice.
    public init(costs: [Int], start: [Bool]) {
        self.costs = costs
        best = start
        bestCost = Self.cost(start, costs)
        isFixed = Array(repeating: false, count: costs.count)
        pseudoCosts = Array(repeating: PseudoCost(), count: costs.count)
        programme = LinearProgramme(columnCount: costs.count)
        var sum = 0.0
        for j in costs.indices {
            let lift = Self.lift * Double((j &* 2_654_435_761) & 1023) / 1023
            programme.cost[j] = Double(costs[j]) + lift
            programme.setBounds(j, 0, 1)
            sum += lift
        }
        liftSum = sum
    }

    /// Runs until the optimum is proven or `shouldStop` says so (asked between linear programmes).
    public mutating func run(
        _ source: inout some CutSource, shouldStop: () -> Bool,
        progress: (_ cost: Int, _ bound: Int) -> Void = { _, _ in }
    ) -> Result {
        open.removeAll()
        open.push(Node(bound: 0, depth: 0, fixed: []))
        var proven = 0
        while let node = next() {
            let least = min(node.bound, open.first?.bound ?? node.bound)
            proven = max(proven, min(whole(least), bestCost))
            if shouldStop() {
                open.push(node)
                break
            }
            guard whole(node.bound) < bestCost else { continue }
            nodes += 1
            enter(node)
            process(node, &source, shouldStop)
            progress(bestCost, proven)
        }
        let rest = min(open.first?.bound ?? .infinity, plunge?.bound ?? .infinity)
        let bound = rest == .infinity ? bestCost : min(bestCost, max(proven, whole(rest)))
        return Result(choice: best, cost: bestCost, bound: bound, nodes: nodes, cuts: cutCount)
    }

    /// A bound of the lifted programme as a whole number of the true one.
    private func whole(_ bound: Double) -> Int {
        bound == .infinity ? .max : Int((bound - liftSum - 1e-6).rounded(.up))
    }

    private var cutoff: Double { Double(bestCost) - 1 + liftSum + 1e-6 }
}

// MARK: - Nodes

extension BranchAndCut {
    private mutating func next() -> Node? {
        if let dive = plunge {
            plunge = nil
            return dive
        }
        return open.pop()
    }

    /// Sets the bounds of the columns as the node has them.
    private mutating func enter(_ node: Node) {
        let wanted = Dictionary(node.fixed.map { ($0.column, $0.isChosen) }, uniquingKeysWith: { _, last in last })
        for column in current.keys where wanted[column] == nil && !isFixed[Int(column)] {
            programme.setBounds(Int(column), 0, 1)
        }
        for (column, isChosen) in wanted where current[column] != isChosen && !isFixed[Int(column)] {
            programme.setBounds(Int(column), isChosen ? 1 : 0, isChosen ? 1 : 0)
        }
        current = wanted
    }

    /// Solves and cuts in turn until the node is settled, gives no more, or has to be parted.
    private mutating func process(_ start: Node, _ source: inout some CutSource, _ shouldStop: () -> Bool) {
        var node = start
        var bounds: [Double] = []
        while solve() {
            node.bound = max(node.bound, programme.objective)
            bounds.append(node.bound)
            let point = self.point
            let isWhole = point.allSatisfy { $0 < 1e-6 || $0 > 1 - 1e-6 }
            if isTimeToGuess(bounds.count, node) { consider(source.choice(near: point)) }
            if whole(node.bound) >= bestCost { return }
            let cuts = source.cuts(at: point, isWhole: isWhole)
            if cuts.isEmpty, isWhole { return consider(point.map { $0 > 0.5 }) }
            let isDone = cuts.isEmpty || (!isWhole && isStalled(bounds, node)) || shouldStop()
            if isDone, node.depth == 0 { fixByReducedCost() }
            for cut in cuts { add(cut) }
            guard isDone else {
                purge()
                continue
            }
            if shouldStop() || isWhole { open.push(node) } else { branch(node, point) }
            return
        }
    }

    /// Guesses are dear: at the root in the first rounds and now and then, later at every 24th node.
    private func isTimeToGuess(_ round: Int, _ node: Node) -> Bool {
        node.depth == 0 ? round == 2 || round % 8 == 0 : round == 1 && nodes % 24 == 0
    }

    /// Whether more rounds of cuts would hardly raise the bound.
    private func isStalled(_ bounds: [Double], _ node: Node) -> Bool {
        let window = node.depth == 0 ? 8 : 3
        guard bounds.count > window, let last = bounds.last else { return false }
        let gained = last - bounds[bounds.count - 1 - window]
        return gained < 0.02 * max(1, Double(bestCost) - last)
    }

    private mutating func solve() -> Bool {
        var outcome = programme.minimiseFromDual(cutoff: cutoff)
        if outcome == .stopped {
            programme.refactor()
            outcome = programme.minimiseFromDual(cutoff: cutoff)
        }
        return outcome == .optimal || outcome == .stopped
    }

    private var point: [Double] { (0..<costs.count).map { min(max(programme.value[$0], 0), 1) } }

    private mutating func consider(_ choice: [Bool]?) {
        guard let choice else { return }
        let cost = Self.cost(choice, costs)
        if cost < bestCost { (best, bestCost) = (choice, cost) }
    }

    private static func cost(_ choice: [Bool], _ costs: [Int]) -> Int {
        zip(costs, choice).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
    }

    private mutating func add(_ cut: Cut) {
        cutCount += 1
        programme.addRow(cut.columns, cut.coefficients, lower: cut.atLeast, upper: .infinity)
    }

    /// Forgets cuts that have long been slack, so that the programme stays small; they can be found again.
    private mutating func purge() {
        guard programme.rowCount > 400 + costs.count / 2, cutCount > nextPurge else { return }
        nextPurge = cutCount + 200
        let slack = (0..<programme.rowCount).map { programme.slack(ofRow: $0) }
        _ = programme.removeSlackRows { slack[$0] > 0.5 }
    }

    private mutating func fixByReducedCost() {
        let room = cutoff - programme.objective
        for j in costs.indices where !isFixed[j] && programme.isOutside(j) {
            let d = programme.reducedCosts[j]
            if programme.value[j] < 1e-9, d > room + 1e-6 {
                isFixed[j] = true
                programme.setBounds(j, 0, 0)
            } else if programme.value[j] > 1 - 1e-9, -d > room + 1e-6 {
                isFixed[j] = true
                programme.setBounds(j, 1, 1)
            }
        }
    }
}

// MARK: - Branching

extension BranchAndCut {
    /// A column to branch on, and what is known of the bounds on its two sides.
    private struct Branch {
        var column: Int
        var bounds: Sides
    }

    private struct Candidate {
        var column: Int
        var score: Double
    }

    /// Parts a node by a column whose value is fractional, and dives into the side nearer to the value while its bound
    /// stays near the best open one; else the search goes back to that.
    private mutating func branch(_ node: Node, _ point: [Double]) {
        let branch = bestBranch(node, point)
        let children = [true, false].compactMap { child(of: node, branch, isChosen: $0) }
        let isNearer = point[branch.column] >= 0.4
        guard let dive = children.first(where: { $0.isChosen == isNearer }) ?? children.first else { return }
        for child in children where child.isChosen != dive.isChosen { open.push(child) }
        if dive.bound <= (open.first?.bound ?? dive.bound) + 1 { plunge = dive } else { open.push(dive) }
    }

    /// The node on one side of a branch; nil when nothing in it can be better than the best choice so far.
    private func child(of node: Node, _ branch: Branch, isChosen: Bool) -> Node? {
        let bound = isChosen ? branch.bounds.up : branch.bounds.down
        guard bound <= cutoff, whole(bound) < bestCost else { return nil }
        return Node(
            bound: max(node.bound, bound), depth: node.depth + 1,
            fixed: node.fixed + [Fixing(column: Int32(branch.column), isChosen: isChosen)])
    }

    /// Reliability branching: pseudo-costs where they rest on enough branches, trial solves where they do not.
    private mutating func bestBranch(_ node: Node, _ point: [Double]) -> Branch {
        let candidates = candidates(point)
        var best = Branch(column: candidates[0].column, bounds: Sides(both: node.bound))
        var bestScore = -1.0
        for (rank, candidate) in candidates.prefix(12).enumerated() {
            var (branch, score) = (Branch(column: candidate.column, bounds: Sides(both: node.bound)), candidate.score)
            if !pseudoCosts[candidate.column].isReliable {
                if rank > 7, bestScore >= 0 { break }
                branch.bounds = trial(candidate.column, node)
                let gain = branch.bounds.above(node.bound)
                pseudoCosts[candidate.column].learn(gain, at: point[candidate.column])
                if branch.bounds.down > cutoff || branch.bounds.up > cutoff { return branch }
                score = gain.score
            }
            if score > bestScore { (best, bestScore) = (branch, score) }
        }
        return best
    }

    /// The columns with a fractional value, those of the highest pseudo-costs first.
    private func candidates(_ point: [Double]) -> [Candidate] {
        costs.indices.filter { point[$0] > 1e-6 && point[$0] < 1 - 1e-6 }
            .map { Candidate(column: $0, score: pseudoCosts[$0].gain(at: point[$0]).score) }
            .sorted { ($0.score, -$0.column) > ($1.score, -$1.column) }
    }

    /// The bounds on both sides of a column after a few pivots, on a copy.
    private func trial(_ column: Int, _ node: Node) -> Sides {
        func side(_ value: Double) -> Double {
            var copy = programme
            copy.setBounds(column, value, value)
            let outcome = copy.minimiseFromDual(cutoff: cutoff, pivotLimit: 60)
            return outcome == .infeasible || outcome == .reached ? .infinity : max(copy.objective, node.bound)
        }
        return Sides(down: side(0), up: side(1))
    }
}
