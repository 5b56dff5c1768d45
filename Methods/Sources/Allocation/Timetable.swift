import Anneal
import Delimited
import Foundation

/// A day's timetable: every visitor goes round the stations, and the day is as short as can be, then the waiting as
/// little, then as little moved against the plan people already have (with `keepsPrevious`, that first of all).
///
/// Method: a lower bound on the finish (each station's load, each visitor's round); simulated annealing over plans in
/// which every seat holds one visit at a time, all else being a breach with a price; as soon as a plan holds at the
/// bound the finish is proven. Small requests are searched exhaustively where bound and plan differ. Several chains
/// from one seed, joined in a fixed order and counted in moves, never in seconds: the same answer for the same
/// request, seed and moves on any machine and any number of threads.
public struct Timetable: Sendable {
    public var plan: TimetablePlan
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

    public var finishIsProven: Bool { finish <= finishBound }

    public struct Options: Sendable {
        public var seed: UInt64 = 1
        /// Changes to try over all chains; nil for a number that suits the size (12 million at the most).
        public var moves: Int?
        /// How many threads may work; changes no answer.
        public var threads = ProcessInfo.processInfo.activeProcessorCount

        public init() {}
    }

    /// There is no plan, and why.
    public enum Failure: Error, Sendable, Hashable {
        /// Proven: these wishes cannot all be met, and without any one of them the proof fails.
        case impossible([TimetableWish])
        /// None was found in so many moves, and nothing proves that there is none.
        case notFound(moves: Int)
    }
}

extension Timetable {
    /// Makes the timetable.
    ///
    /// Throws `InputError` when the request contradicts itself, `Failure` when there is no plan or none was found, and
    /// `CancellationError` when the task is cancelled. `progress` is told the share of the moves made.
    /// Cost: O(moves x visits of a visitor); memory O(seats x ticks of the day) a chain.
    public init(
        _ request: TimetableRequest, options: Options = Options(), progress: (@Sendable (Double) -> Void)? = nil
    ) async throws {
        try request.check()
        var search = TimetableSearch(request, options: options, progress: progress)
        let found = try await search.run()
        plan = TimetablePlan(places: found.best.places, request: request)
        // The checker shares no code with the search: what it would not sign never leaves.
        guard plan.violations(of: request).isEmpty else { throw Failure.notFound(moves: search.spent) }
        finish = plan.finish
        finishBound = found.bound
        waiting = plan.waiting(request)
        moved = plan.moved(request).count
        moves = search.spent
        progress?(1)
    }
}
