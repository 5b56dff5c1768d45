import Delimited
import Support

/// A table in which counts of few people, and enough others, are hidden.
public struct Suppression: Sendable {
    /// What a cell is.
    public enum Status: String, Sendable, Hashable, Codable {
        case shown, primary, secondary
    }

    /// The table with its true counts.
    public let table: CountTable
    /// The status of each cell of the table.
    public let status: [Status]
    /// What the hidden cells cost (`CellKind.cost`).
    public let cost: Int
    /// No safe pattern costs less.
    public let bound: Int
    /// How many nodes the search looked at.
    public let nodes: Int
    /// How many cuts the search found.
    public let cuts: Int
    /// The attack on the pattern, which shares no code with the search.
    public let audit: Audit
    /// What had to stay hidden.
    public let secrecy: Secrecy
    /// Whether each figure of the joint system is hidden.
    public let isHidden: [Bool]
    /// Which figure of the joint system each cell is.
    public let figureOf: [Int]
    /// What each figure counts, for people.
    public let names: [String]
    /// Earlier releases with which this one has a joint table that was not looked at, by name.
    public let unjoined: [String]

    /// Whether it is proven that no safe pattern costs less.
    public var isOptimal: Bool { bound >= cost }

    /// What a cell shows; nil where it is hidden.
    public func shown(_ cell: Int) -> Int? { status[cell] == .shown ? table.counts[cell] : nil }
}

extension Suppression {
    /// Hides cells of a table on the thread of the caller, as `solve` does elsewhere.
    init(_ request: Request, _ options: Options, _ checkpoint: Checkpoint) throws {
        let (table, ledger, placement, settings) = (request.table, request.ledger, request.placement, options)
        guard settings.threshold >= 1 else {
            throw InputError("The threshold is \(settings.threshold).", remedy: "Give a whole number of at least 1.")
        }
        let (ordered, places) = table.inOrder
        var new = Release(
            name: "", population: placement.population, method: "suppress", threshold: settings.threshold,
            table: ordered, known: ordered.counts.map { _ in nil })
        let whole = ledger.adding(new, placement)
        let joint = try JointFigures(whole, checkpoint)
        let own = joint.figureOf[ledger.releases.count]
        let problem = try PatternProblem(joint, own, ordered, settings, hasLedger: !ledger.releases.isEmpty)
        let pattern = try Pattern.cheapest(problem, seconds: settings.seconds, checkpoint)
        self.table = table
        secrecy = problem.secrecy
        isHidden = pattern.isHidden
        cost = pattern.cost
        bound = pattern.bound
        nodes = pattern.nodes
        cuts = pattern.cuts
        audit = try Audit(problem.secrecy, isHidden: pattern.isHidden, known: pattern.moves, checkpoint)
        figureOf = places.map { own[$0] }
        names = joint.names
        unjoined = joint.unjoinedWithLast(of: whole)
        status = places.map { place in
            let figure = own[place]
            if !pattern.isHidden[figure] { return .shown }
            return problem.secrecy.isPrimary(figure) ? .primary : .secondary
        }
        guard !ledger.releases.isEmpty else { return }
        new.known = zip(own, ordered.counts).map { pattern.isHidden[$0] ? nil : $1...$1 }
        try check(ledger.adding(new, placement), checkpoint)
    }

    /// The audit of the ledger with this release in it, which excuses less than the search for a pattern does.
    private func check(_ ledger: Ledger, _ checkpoint: Checkpoint) throws {
        let whole = try LedgerAudit(
            ledger, contributors: !secrecy.attacks.isEmpty, known: audit.witnesses.moves, checkpoint)
        guard let breach = whole.audit.breaches.first else { return }
        throw InputError(
            "What was released before tells too much already: \(whole.names[breach.figure]).",
            remedy: "Audit the ledger; no way of hiding this table can mend it.")
    }
}

extension PatternProblem {
    /// The choice of what to hide of one new table. Throws `InputError` when even hiding all of it leaves something
    /// open.
    fileprivate init(
        _ joint: JointFigures, _ own: [Int], _ table: CountTable, _ settings: Options, hasLedger: Bool
    ) throws {
        var secrecy = joint.secrecy(contributors: settings.contributors)
        var cost = [Int](repeating: 0, count: joint.truth.count)
        var choice = joint.truth.indices.map { joint.isKnown($0) ? Choice.shown : .hidden }
        for (cell, figure) in own.enumerated() where !joint.isKnown(figure) {
            cost[figure] += table.kind(cell).cost
            if !secrecy.isPrimary(figure) { choice[figure] = .free }
        }
        if hasLedger {
            let open = secrecy.excuse(whatFailsWith: choice.map { $0 != .shown })
            // A count of many people that earlier releases already give away is no secret: it may as well be shown.
            for protection in open where choice[protection.figure] == .free { choice[protection.figure] = .shown }
            let left =
                open.allSatisfy { choice[$0.figure] != .shown }
                ? open : secrecy.excuse(whatFailsWith: choice.map { $0 != .shown })
            if let protection = left.first {
                throw InputError(
                    "What was released before tells too much already: \(joint.names[protection.figure]).",
                    remedy: "Audit the ledger; no way of hiding this table can mend it.")
            }
        }
        self.init(secrecy: secrecy, cost: cost, choice: choice)
    }
}
