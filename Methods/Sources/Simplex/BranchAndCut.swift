import Support

/// A valid inequality over binary columns: sum of coefficients of the chosen columns >= `atLeast`.
public struct Cut: Sendable, Hashable {
    public var columns: [Int]
    public var coefficients: [Double]
    public var atLeast: Double

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
    public struct Result: Sendable {
        public var choice: [Bool]
        public var cost: Int
        /// No feasible choice costs less.
        public var bound: Int
        public var nodes: Int
        public var cuts: Int
        public var isOptimal: Bool { bound >= cost }
    }

    /// The least bound comes first; of equals the deeper one.
    private struct Node: Comparable {
        var bound: Double
        var depth: Int
        var fixed: [(column: Int32, isChosen: Bool)]

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
    private var gains: [Gains]

    /// Costs are lifted by up to this much so that the dual method meets few ties; far below the step of 1.
    private static let lift = 4e-6
    private let liftSum: Double

    private struct Gains {
        var sum = (down: 0.0, up: 0.0)
        var count = (down: 0.0, up: 0.0)
    }

    /// - Parameter start: a feasible choice.
    public init(costs: [Int], start: [Bool]) {
        self.costs = costs
        best = start
        bestCost = zip(costs, start).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
        isFixed = Array(repeating: false, count: costs.count)
        gains = Array(repeating: Gains(), count: costs.count)
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

    private mutating func process(_ start: Node, _ source: inout some CutSource, _ shouldStop: () -> Bool) {
        var node = start
        var history: [Double] = []
        while true {
            guard solve() else { return }
            node.bound = max(node.bound, programme.objective)
            history.append(node.bound)
            let point = self.point
            let isWhole = point.allSatisfy { $0 < 1e-6 || $0 > 1 - 1e-6 }
            if isTimeToGuess(history.count, node) { consider(source.choice(near: point)) }
            if whole(node.bound) >= bestCost { return }
            let cuts = source.cuts(at: point, isWhole: isWhole)
            if cuts.isEmpty, isWhole { return consider(point.map { $0 > 0.5 }) }
            if cuts.isEmpty || (!isWhole && isStalled(history, node)) || shouldStop() {
                if node.depth == 0 { fixByReducedCost() }
                for cut in cuts { add(cut) }
                if shouldStop() || isWhole { return open.push(node) }
                return branch(node, point)
            }
            for cut in cuts { add(cut) }
            purge()
        }
    }

    /// Guesses are dear: at the root in the first rounds and now and then, later at every 24th node.
    private func isTimeToGuess(_ round: Int, _ node: Node) -> Bool {
        node.depth == 0 ? round == 2 || round % 8 == 0 : round == 1 && nodes % 24 == 0
    }

    /// Whether more rounds of cuts would hardly raise the bound.
    private func isStalled(_ history: [Double], _ node: Node) -> Bool {
        let window = node.depth == 0 ? 8 : 3
        guard history.count > window else { return false }
        let gained = history[history.count - 1] - history[history.count - 1 - window]
        return gained < 0.02 * max(1, Double(bestCost) - history[history.count - 1])
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
        let cost = zip(costs, choice).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
        if cost < bestCost { (best, bestCost) = (choice, cost) }
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
    private mutating func branch(_ node: Node, _ point: [Double]) {
        let candidates = costs.indices.filter { point[$0] > 1e-6 && point[$0] < 1 - 1e-6 }
        let sorted = candidates.map { ($0, score($0, point[$0])) }.sorted { ($0.1, -$0.0) > ($1.1, -$1.0) }
        var chosen = sorted[0].0
        var best = -1.0
        var bounds = (down: node.bound, up: node.bound)
        for (rank, (column, guess)) in sorted.prefix(12).enumerated() {
            let isKnown = gains[column].count.down >= 4 && gains[column].count.up >= 4
            if isKnown {
                if guess > best { (best, chosen, bounds) = (guess, column, (node.bound, node.bound)) }
                continue
            }
            if rank > 7, best >= 0 { break }
            let trial = self.trial(column, node)
            learn(column, point[column], trial.down - node.bound, trial.up - node.bound)
            if trial.down > cutoff || trial.up > cutoff {
                (chosen, bounds) = (column, trial)
                break
            }
            let value = product(trial.down - node.bound, trial.up - node.bound)
            if value > best { (best, chosen, bounds) = (value, column, trial) }
        }
        var children: [Node] = []
        for isChosen in [true, false] {
            let bound = isChosen ? bounds.up : bounds.down
            guard bound <= cutoff, whole(bound) < bestCost else { continue }
            children.append(
                Node(
                    bound: max(node.bound, bound), depth: node.depth + 1,
                    fixed: node.fixed + [(Int32(chosen), isChosen)]))
        }
        guard
            let dive = children.first(where: { ($0.fixed.last?.isChosen == true) == (point[chosen] >= 0.4) })
                ?? children.first
        else { return }
        for child in children where child.fixed.last?.isChosen != dive.fixed.last?.isChosen { open.push(child) }
        // Dive while the bound stays near the best open one, else go back to that.
        if dive.bound <= (open.first?.bound ?? dive.bound) + 1 { plunge = dive } else { open.push(dive) }
    }

    /// Both sides of a column for a few pivots on a copy.
    private func trial(_ column: Int, _ node: Node) -> (down: Double, up: Double) {
        func side(_ value: Double) -> Double {
            var copy = programme
            copy.setBounds(column, value, value)
            let outcome = copy.minimiseFromDual(cutoff: cutoff, pivotLimit: 60)
            return outcome == .infeasible || outcome == .reached ? .infinity : max(copy.objective, node.bound)
        }
        return (side(0), side(1))
    }

    private mutating func learn(_ column: Int, _ fraction: Double, _ down: Double, _ up: Double) {
        if down < .infinity {
            gains[column].sum.down += max(down, 0) / max(fraction, 1e-3)
            gains[column].count.down += 1
        }
        if up < .infinity {
            gains[column].sum.up += max(up, 0) / max(1 - fraction, 1e-3)
            gains[column].count.up += 1
        }
    }

    private func score(_ column: Int, _ fraction: Double) -> Double {
        let known = gains[column]
        let down = known.count.down > 0 ? known.sum.down / known.count.down : 1
        let up = known.count.up > 0 ? known.sum.up / known.count.up : 1
        return product(down * fraction, up * (1 - fraction))
    }

    private func product(_ down: Double, _ up: Double) -> Double {
        min(max(down, 1e-4), 1e6) * min(max(up, 1e-4), 1e6)
    }
}
