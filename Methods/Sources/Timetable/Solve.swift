public import Support

/// How to look for a timetable.
public struct Options: Sendable, Hashable {
    /// Any number; the same number gives the same answer.
    public var seed: UInt64 = 1
    /// Changes to try over all chains; nil for a number that suits the size (12 million at the most).
    public var moves: Int?
    /// How many threads may work; changes no answer.
    public var threads = Parallel.processors

    public init() {}
}

/// A day's timetable, and how good it is. Times are ticks of the request.
public struct Solution: Sendable {
    /// Where and when each visit takes place.
    public var plan: Plan
    /// The tick at which the last visit ends.
    public var finish: Int
    /// No plan can end before this tick.
    public var finishBound: Int
    /// What all visitors together wait, in ticks.
    public var waiting: Int
    /// Visits that stand elsewhere or at another time than in the previous plan.
    public var moved: Int
    /// Changes tried.
    public var moves: Int

    /// Whether no plan can end earlier.
    public var finishIsProven: Bool { finish <= finishBound }
}

/// There is no plan, and why.
public enum Failure: Error, Sendable, Hashable {
    /// Proven: these wishes cannot all be met, and without any one of them the proof fails.
    case impossible([Wish])
    /// None was found in so many moves, and nothing proves that there is none.
    case notFound(moves: Int)
}

/// Makes a day's timetable: every visitor goes round the stations, and the day is as short as can be, then the waiting as
/// little, then as little moved against the plan people already have (with `Request.keepsPrevious`, that first of all).
///
/// Method: a lower bound on the finish (each station's load, each visitor's round); simulated annealing over plans in
/// which every seat holds one visit at a time, all else being a breach with a price; as soon as a plan holds at the
/// bound the finish is proven. Small requests are searched exhaustively where bound and plan differ. Several chains
/// from one seed, joined in a fixed order and counted in moves, never in seconds: the same answer for the same
/// request, seed and moves on any machine and any number of threads.
///
/// - Parameters:
///   - request: what is asked.
///   - options: how to look.
///   - progress: told of “Trying changes”.
/// - Throws: `InputError` when the request contradicts itself; `Failure` when there is no plan or none was found;
///   `CancellationError`.
/// - Complexity: O(moves x visits of a visitor); memory O(seats x ticks of the day) a chain.
public func solve(
    _ request: Request, options: Options = Options(), progress: Progress? = nil
) async throws -> Solution {
    try request.check()
    return try await Checkpoint.run(progress) { checkpoint in
        try Parallel.withThreads(options.threads) { try Solution(request, options, checkpoint) }
    }
}

extension Solution {
    fileprivate init(_ request: Request, _ options: Options, _ checkpoint: Checkpoint) throws {
        var search = Search(request, options: options, checkpoint: checkpoint)
        let found = try search.run()
        plan = Plan(places: found.best.places, request: request)
        // The checker shares no code with the search: what it would not sign never leaves.
        guard plan.violations(of: request).isEmpty else { throw Failure.notFound(moves: search.spent) }
        finish = plan.finish
        finishBound = found.bound
        waiting = plan.waiting(request)
        moved = plan.moved(request).count
        moves = search.spent
    }
}
