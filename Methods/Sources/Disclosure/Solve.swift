public import Support

/// A table to be published, and what was published before.
public struct Request: Sendable {
    /// The table with its true counts.
    public var table: CountTable
    /// What was released before; not changed.
    public var ledger: Ledger
    /// Which people the table counts, checked by `Ledger.check`; only of use with a ledger.
    public var placement: Ledger.Placement

    /// - Parameters:
    ///   - table: the table with its true counts.
    ///   - ledger: none before, unless said otherwise.
    ///   - placement: which people the table counts.
    public init(
        _ table: CountTable, ledger: Ledger = Ledger(),
        placement: Ledger.Placement = Ledger.Placement(population: "all")
    ) {
        self.table = table
        self.ledger = ledger
        self.placement = placement
    }
}

/// What is to be safe, from whom, and how long to look.
public struct Options: Sendable, Hashable {
    /// Counts from 1 to below this are primary: of too few people.
    public var threshold: Int
    /// Whether the table must also be safe from each single contributor, who knows that their own cell counts 1.
    public var contributors: Bool
    /// Seconds for the proof of the cheapest pattern; the table is safe at any time.
    public var seconds: Double
    /// How many threads may work; changes no answer.
    public var threads: Int

    /// What suits small public tables: fewer than 5 people are few, contributors are attackers, and the proof may take
    /// 10 seconds.
    public init(
        threshold: Int = 5, contributors: Bool = true, seconds: Double = 10, threads: Int = Parallel.processors
    ) {
        self.threshold = threshold
        self.contributors = contributors
        self.seconds = seconds
        self.threads = threads
    }
}

/// Hides cells of a table so that it is safe as `Secrecy` defines it, on its own or together with everything in a ledger,
/// at least cost.
///
/// - Parameters:
///   - request: the table, and what was released before.
///   - options: what is to be safe, from whom, and how long to look.
///   - progress: told of “Looking for witnesses”, “Showing what need not be hidden” and, while the cheapest
///     pattern is sought, “Proving”, where what is done is the bound and the whole the cost of the best pattern so far.
/// - Throws: `InputError` for a threshold under 1 and when what was released before tells too much already;
///   `CancellationError`.
/// - Complexity: `Options.seconds` at most, beside the first safe pattern and the audit.
public func solve(
    _ request: Request, options: Options = Options(), progress: Progress? = nil
) async throws -> Suppression {
    try await work(options, progress) { try Suppression(request, options, $0) }
}

/// Rounds the counts of a table to multiples of `base` so that it still adds up and no small count is proven, on its own
/// or together with everything in a ledger (`Perturbation.rounded`).
///
/// - Parameters:
///   - request: the table, and what was released before.
///   - base: 2 or more.
///   - options: what is to be safe, and from whom.
///   - progress: told of “Rounding”, in tries.
/// - Throws: `CancellationError`.
/// - Returns: nil when none of 20 roundings is safe.
/// - Complexity: one linear programme and one audit a try.
public func round(
    _ request: Request, base: Int = 5, options: Options = Options(), progress: Progress? = nil
) async throws -> Rounded? {
    try await work(options, progress) { checkpoint in
        try Perturbation.rounded(
            request.table, base: base, threshold: options.threshold, ledger: request.ledger,
            placement: request.placement, contributors: options.contributors, checkpoint)
    }
}

/// A rounded table, and the attack that found nothing in it.
public struct Rounded: Sendable {
    /// The rounded table.
    public var perturbation: Perturbation
    /// The attack on it, which found nothing.
    public var audit: LedgerAudit
}

/// Attacks a table whose counts were changed, together with a ledger: is a count known exactly, or known to be of a few
/// people?
///
/// - Parameters:
///   - perturbation: the table as it would be published.
///   - request: the table is that of the perturbation.
///   - options: a threshold of 1 or 0 asks for exact counts only, as for a method that marks small counts openly.
///   - progress: told of “Looking for witnesses”.
/// - Throws: `CancellationError`.
/// - Complexity: about one linear programme for each small count and direction.
public func audit(
    _ perturbation: Perturbation, in request: Request, options: Options = Options(), progress: Progress? = nil
) async throws -> LedgerAudit {
    try await work(options, progress) { checkpoint in
        try perturbation.audit(
            threshold: options.threshold, ledger: request.ledger, placement: request.placement,
            contributors: options.contributors, checkpoint)
    }
}

/// Attacks everything in a ledger at once, with each release's own threshold.
///
/// - Parameters:
///   - ledger: everything released.
///   - options: from whom it is to be safe.
///   - progress: told of “Looking for witnesses”.
/// - Throws: `CancellationError`.
/// - Complexity: about one shortest path in a network, or one linear programme, for each hidden figure and direction.
public func audit(
    _ ledger: Ledger, options: Options = Options(), progress: Progress? = nil
) async throws -> LedgerAudit {
    try await work(options, progress) { try LedgerAudit(ledger, contributors: options.contributors, $0) }
}

/// Attacks a suppressed table anew: finds and checks all witness tables without those that made it.
///
/// - Throws: `CancellationError`.
/// - Complexity: as for a ledger.
public func audit(
    _ suppression: Suppression, options: Options = Options(), progress: Progress? = nil
) async throws -> Audit {
    try await work(options, progress) { try Audit(suppression.secrecy, isHidden: suppression.isHidden, $0) }
}

/// Attacks tables whose true counts nobody gives: what can be computed of their hidden cells?
///
/// - Parameters:
///   - tables: as they were published, of one population; equal codes of equal columns are equal cells.
///   - options: of use is the threshold: counts from 1 to below it should not be recognisable.
///   - progress: told of “Attacking”, in rows of each table.
/// - Throws: `InputError` when the shown counts contradict each other; `CancellationError`.
/// - Complexity: one linear programme of all cells, then a few for each hidden cell.
public func attack(
    _ tables: [OpenTable], options: Options = Options(), progress: Progress? = nil
) async throws -> OpenAttack {
    try await work(options, progress) { try OpenAttack(tables, threshold: options.threshold, $0) }
}

private func work<Answer: Sendable>(
    _ options: Options, _ progress: Progress?, _ body: @escaping @Sendable (Checkpoint) throws -> Answer
) async throws -> Answer {
    try await Checkpoint.run(progress) { checkpoint in
        try Parallel.withThreads(options.threads) { try body(checkpoint) }
    }
}
