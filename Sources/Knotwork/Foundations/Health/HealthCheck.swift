import Store
import Synchronization

/// Whether something can be saved just now: for whoever watches the installation, and for `doctor`.
///
/// It saves something, as people do, and waits until that is on disk: when a disk is full or a server hangs, reading goes on as if
/// nothing were wrong. Asking often costs no more than asking once, and nobody waits longer than a few seconds.
final class HealthCheck: Sendable {
    /// For so long an answer is given out again.
    static let life = Span.seconds(10)

    /// Nil is well.
    typealias Outcome = (any Error)?

    private struct State {
        var last: (at: Instant, outcome: Outcome)?
        /// The trial that is under way: whoever comes meanwhile waits for it too.
        var trial: Task<Outcome, Never>?
    }

    private let database: Database
    private let clock: @Sendable () -> Instant
    /// How long the database may take: three seconds, where a statement may take fifteen.
    private let limit: Duration
    private let state = Mutex(State())

    init(_ database: Database, clock: @escaping @Sendable () -> Instant) {
        self.database = database
        self.clock = clock
        limit = database.settings.longestStatement / 5
    }

    /// What keeps people from saving; nil when nothing does.
    func obstacle() async -> Outcome {
        switch answer(at: clock()) {
        case .known(let outcome): return outcome
        case .coming(let trial): return await within(limit) { await trial.value } ?? noAnswer
        }
    }

    private enum Answer {
        case known(Outcome)
        case coming(Task<Outcome, Never>)
    }

    private func answer(at now: Instant) -> Answer {
        state.withLock { state in
            if let last = state.last, now >= last.at, now - last.at < Self.life { return .known(last.outcome) }
            let trial = state.trial ?? Task { await self.tryToSave() }
            state.trial = trial
            return .coming(trial)
        }
    }

    private var noAnswer: Outcome {
        StoreError.unreachable("it did not answer within \(limit.components.seconds) seconds")
    }

    private func tryToSave() async -> Outcome {
        let outcome = await Self.save(in: database, at: clock())
        state.withLock { state in
            state.last = (clock(), outcome)
            state.trial = nil
        }
        return outcome
    }

    /// Saves the moment, and sees that there is feature for more.
    static func save(in database: Database, at now: Instant) async -> Outcome {
        do {
            try await database.write { tx in
                // A file needs as much feature for it as for what people save; a server is asked for feature in another way.
                let room = tx.engine == .sqlite ? [UInt8](repeating: 0, count: 16 << 10) : []
                try tx.execute("UPDATE heartbeat SET at = \(now), room = \(room) WHERE id = 1")
            }
            try await database.takeRoom()
            return nil
        } catch {
            return error
        }
    }
}

/// What `work` comes to; nil when that takes longer than `limit`. The work is not ended then, only waited for no longer.
func within<T: Sendable>(_ limit: Duration, _ work: @escaping @Sendable () async -> T) async -> T? {
    let (outcomes, outcome) = AsyncStream.makeStream(of: T?.self)
    Task { outcome.yield(await work()) }
    let waiting = Task {
        try? await Task.sleep(for: limit)
        outcome.yield(nil)
    }
    defer { waiting.cancel() }
    var first = outcomes.makeAsyncIterator()
    return await first.next() ?? nil
}
