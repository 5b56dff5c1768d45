import Delimited

/// A table in which counts of few people, and enough others, are hidden.
public struct Suppression: Sendable {
    public enum Status: String, Sendable, Hashable, Codable {
        case shown, primary, secondary
    }

    public let table: CountTable
    /// The status of each cell of the table.
    public let status: [Status]
    /// What the hidden cells cost (`CellKind.cost`).
    public let cost: Int
    /// No safe pattern costs less.
    public let bound: Int
    /// The size of the search.
    public let nodes: Int
    public let cuts: Int
    public let audit: Audit
    public let secrecy: Secrecy

    public var isOptimal: Bool { bound >= cost }

    /// What a cell shows; nil where it is hidden.
    public func shown(_ cell: Int) -> Int? { status[cell] == .shown ? table.counts[cell] : nil }
}

/// How to hide.
public struct SuppressionSettings: Sendable {
    /// Counts from 1 to below this are primary.
    public var threshold: Int
    /// Whether the table must also be safe from each single contributor.
    public var contributors: Bool
    /// The time for the proof of the optimum; the table is safe at any time.
    public var seconds: Double

    public init(threshold: Int = 5, contributors: Bool = true, seconds: Double = 10) {
        self.threshold = threshold
        self.contributors = contributors
        self.seconds = seconds
    }
}

extension Suppression {
    /// Hides cells of a table on its own so that it is safe as `Secrecy` defines it, at least cost.
    ///
    /// Throws `InputError` for a threshold under 1. Cost: the budget in `settings` at most, beside the first safe
    /// pattern and the audit.
    public init(_ table: CountTable, settings: SuppressionSettings = SuppressionSettings()) throws {
        guard settings.threshold >= 1 else {
            throw InputError("The threshold is \(settings.threshold).", remedy: "Give a whole number of at least 1.")
        }
        let figures = Figures(cellCount: table.cellCount, sums: table.sums)
        var truth = [Int](repeating: 0, count: figures.count)
        var cost = truth
        for cell in table.counts.indices {
            truth[figures.figureOf[cell]] = table.counts[cell]
            cost[figures.figureOf[cell]] += table.kind(cell).cost
        }
        let secrecy = Secrecy(
            figures: figures, truth: truth, threshold: truth.map { _ in settings.threshold },
            isWatched: truth.map { _ in true }, contributors: settings.contributors)
        let choice = truth.indices.map { secrecy.isPrimary($0) ? PatternProblem.Choice.hidden : .free }
        let problem = PatternProblem(secrecy: secrecy, cost: cost, choice: choice)
        let pattern = Pattern.cheapest(problem, seconds: settings.seconds)
        self.table = table
        self.secrecy = secrecy
        self.cost = pattern.cost
        bound = pattern.bound
        nodes = pattern.nodes
        cuts = pattern.cuts
        audit = Audit(secrecy, isHidden: pattern.isHidden)
        status = table.counts.indices.map { cell in
            let figure = figures.figureOf[cell]
            if !pattern.isHidden[figure] { return .shown }
            return secrecy.isPrimary(figure) ? .primary : .secondary
        }
    }
}
