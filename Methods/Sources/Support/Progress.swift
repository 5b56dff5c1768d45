import Dispatch
import Synchronization

/// Told from time to time how far the work is: so much of a stage is done, of so much in all.
///
/// It may be called on any thread, and often: whoever shows it thins it out. Stages follow one another; `of` may grow
/// while a stage runs, because how much there is to do is often learned on the way.
public typealias Progress = @Sendable (_ stage: String, _ done: Int, _ of: Int) -> Void

/// Where long work looks up: it tells how far it is, and learns that its task was cancelled.
///
/// Work that keeps a processor busy has no place on the threads that tasks share, where it would hold up everybody
/// else's. `run` takes it to a thread of its own and carries the task's cancellation there.
///
/// ```swift
/// let sum = try await Checkpoint.run { checkpoint in
///     try (0..<1_000).reduce(0) { sum, number in
///         try checkpoint.pass("Adding", number, of: 1_000)
///         return sum + number
///     }
/// }
/// ```
public struct Checkpoint: Sendable {
    private final class Flag: Sendable {
        let isRaised = Atomic(false)
    }

    private let cancelled: Flag?
    private let progress: Progress?

    private init(_ cancelled: Flag?, _ progress: Progress?) {
        self.cancelled = cancelled
        self.progress = progress
    }

    /// Tells nobody and is never cancelled.
    public static let none = Checkpoint(nil, nil)

    /// Does the work on a thread of its own while the caller's task waits.
    ///
    /// - Parameters:
    ///   - progress: told what the work reports.
    ///   - work: should look up every few milliseconds.
    /// - Throws: what the work throws, among it `CancellationError` when the calling task is cancelled.
    public static func run<Answer: Sendable>(
        _ progress: Progress? = nil, _ work: @escaping @Sendable (Checkpoint) throws -> Answer
    ) async throws -> Answer {
        let flag = Flag()
        let checkpoint = Checkpoint(flag, progress)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(
                        with: Result {
                            try checkpoint.check()
                            return try work(checkpoint)
                        })
                }
            }
        } onCancel: {
            flag.isRaised.store(true, ordering: .relaxed)
        }
    }

    /// The same work told of to nobody: for a part of it that has stages of its own. It is cancelled with the whole.
    public var silent: Checkpoint { Checkpoint(cancelled, nil) }

    /// Whether the task that waits for the work was cancelled.
    public var isCancelled: Bool { cancelled?.isRaised.load(ordering: .relaxed) ?? false }

    /// Throws `CancellationError` when the task that waits for the work was cancelled.
    public func check() throws { if isCancelled { throw CancellationError() } }

    /// Tells how far the work is.
    public func report(_ stage: String, _ done: Int, of whole: Int) { progress?(stage, done, whole) }

    /// Tells how far the work is, and throws `CancellationError` when it is no longer wanted.
    public func pass(_ stage: String, _ done: Int, of whole: Int) throws {
        report(stage, done, of: whole)
        try check()
    }
}
