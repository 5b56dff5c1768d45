import Support

/// Counts of people that are tied by sums, of which some are to be published: tables that share people without being one
/// table, and one table at two moments. Only what is published or can be worked out from it matters: a count that is never
/// published starts as hidden and costs nothing, and is protected all the same where it is small.
public struct LinkedCounts: Sendable {
    /// What becomes of a count.
    public enum Role: Sendable, Hashable {
        /// Everybody knows it, or it was published before.
        case known
        /// It is published unless it must be hidden, which costs as much as this, at least 1.
        case printed(cost: Int)
        /// It is never published. Where it is small nobody may work it out.
        case unprinted
        /// So many came to a count, or left it, between two moments: never published, and protected like a count.
        case change
        /// What is left when one count is at most another: no count of people that could point at any.
        case slack
    }

    /// Each count.
    public private(set) var counts: [Int] = []
    /// The role of each count.
    public private(set) var roles: [Role] = []
    private var sums: [Sum] = []

    public init() {}

    /// Takes in a count of at least 0, and returns its number.
    public mutating func add(_ count: Int, _ role: Role) -> Int {
        precondition(count >= 0, "nobody can be counted less than not at all")
        counts.append(count)
        roles.append(role)
        return counts.count - 1
    }

    /// Says that a count is the sum of others, as it must be for these.
    ///
    /// - Parameter isEssential: whether it follows from no other sums.
    public mutating func tie(_ total: Int, to parts: [Int], isEssential: Bool = true) {
        precondition(parts.reduce(0) { $0 + counts[$1] } == counts[total], "the sum holds")
        sums.append(Sum(total: total, parts: parts, isEssential: isEssential))
    }
}

/// Which of linked counts are shown.
public struct ShownCounts: Sendable {
    /// Whether each count is shown; what is never printed is not.
    public let isShown: [Bool]
    /// What the hidden ones cost.
    public let cost: Int
    /// No safe choice costs less.
    public let bound: Int
    /// Counts that are of few and that a reader finds out more of than is right even where nothing of the printed ones is shown.
    public let open: [Int]
    /// The attack on what is shown, which shares no code with the search. What is open is not in it.
    public let audit: Audit

    fileprivate init(_ linked: LinkedCounts, _ options: Options, _ checkpoint: Checkpoint) throws {
        let system = LinkedSystem(linked)
        var (thresholds, open) = (system.thresholds(options.threshold), Set<Int>())
        var secrecy = system.secrecy(thresholds, options)
        let choice = system.choice(secrecy)
        let everything = choice.map { $0 != .shown }
        // What fails with everything hidden is told by what is known: then less is asked for, and at last nothing.
        while case let failing = secrecy.excuse(whatFailsWith: everything), !failing.isEmpty {
            for protection in failing {
                let (figure, least) = (protection.figure, secrecy.truth[protection.figure] + 1)
                open.insert(figure)
                thresholds[figure] = protection.kind == .above && thresholds[figure] > least ? least : 0
            }
            secrecy = system.secrecy(thresholds, options)
        }
        let problem = PatternProblem(secrecy: secrecy, cost: system.cost, choice: choice)
        let pattern = try Pattern.cheapest(problem, seconds: options.seconds, checkpoint)
        isShown = linked.counts.indices.map { count in
            if case .printed = linked.roles[count] { return !pattern.isHidden[system.figureOf[count]] }
            return linked.roles[count] == .known
        }
        (cost, bound) = (pattern.cost, pattern.bound)
        self.open = linked.counts.indices.filter { open.contains(system.figureOf[$0]) }
        audit = try Audit(secrecy, isHidden: pattern.isHidden, known: pattern.moves, checkpoint)
    }
}

/// Chooses what of linked counts is shown, so that no reader can work out a small one, nor that it is small, at least cost.
///
/// - Parameters:
///   - linked: the counts, and what ties them.
///   - options: what is to be safe, from whom, and how long to look for less to hide.
/// - Throws: `CancellationError`.
/// - Complexity: `Options.seconds` at most, beside the first safe choice and the audit.
public func solve(_ linked: LinkedCounts, options: Options = Options()) async throws -> ShownCounts {
    try await Checkpoint.run(nil) { checkpoint in
        try Parallel.withThreads(options.threads) { try ShownCounts(linked, options, checkpoint) }
    }
}

/// Linked counts as figures: those that must be equal are one.
private struct LinkedSystem {
    let figures: Figures
    let truth: [Int]
    let cost: [Int]
    private let roles: [[LinkedCounts.Role]]

    var figureOf: [Int] { figures.figureOf }

    init(_ linked: LinkedCounts) {
        figures = linked.figures
        var (truth, cost) = ([Int](repeating: 0, count: figures.count), [Int](repeating: 0, count: figures.count))
        var roles = [[LinkedCounts.Role]](repeating: [], count: figures.count)
        for (count, figure) in figures.figureOf.enumerated() {
            truth[figure] = linked.counts[count]
            roles[figure].append(linked.roles[count])
            if case .printed(let own) = linked.roles[count] { cost[figure] += max(1, own) }
        }
        for figure in roles.indices where roles[figure].contains(.known) { cost[figure] = 0 }
        (self.truth, self.cost, self.roles) = (truth, cost, roles)
    }

    /// What everybody knows is no secret, and what counts no people has none.
    func thresholds(_ threshold: Int) -> [Int] {
        roles.map { $0.contains(.known) || $0.allSatisfy { $0 == .slack } ? 0 : threshold }
    }

    func secrecy(_ thresholds: [Int], _ options: Options) -> Secrecy {
        Secrecy(
            figures: figures, truth: truth, threshold: thresholds, isWatched: truth.map { _ in false },
            isUnknown: roles.map { $0.allSatisfy { $0 == .slack || $0 == .change } },
            contributors: options.contributors)
    }

    /// A small count is hidden even where nothing can keep it a secret.
    func choice(_ secrecy: Secrecy) -> [PatternProblem.Choice] {
        roles.indices.map { figure in
            if roles[figure].contains(.known) { return .shown }
            return cost[figure] > 0 && !secrecy.isPrimary(figure) ? .free : .hidden
        }
    }
}

extension LinkedCounts {
    fileprivate var figures: Figures { Figures(cellCount: counts.count, sums: sums) }
}
