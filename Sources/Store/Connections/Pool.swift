import Dispatch
import Synchronization

/// Connections of one kind and the work that waits for them.
///
/// Each connection has a thread while it works, so that waiting for a disk or a server never holds one of Swift's own
/// threads. A connection that finishes takes the next piece of waiting work at once, without changing threads.
final class Pool<Link: Connection & SendableMetatype>: Sendable {
    /// What is done with a connection, or with the reason why there is none.
    typealias Work = @Sendable (Result<Link, any Error>) -> Void

    private struct Waiting {
        let work: Work
        let deadline: ContinuousClock.Instant
    }

    private struct State {
        var idle: [Worker]
        var waiting: ArraySlice<Waiting> = []
        /// Whether somebody looks after those who wait, so that none waits for ever behind work that hangs.
        var isWatched = false
        /// Workers that have not retired: idle or at work.
        var staff: Int
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    /// A place for one connection, with its thread.
    ///
    /// Unchecked, because the compiler cannot see that `link` is touched on `queue` only.
    private final class Worker: @unchecked Sendable {
        let queue: DispatchQueue
        var link: Link?

        init(label: String) {
            queue = DispatchQueue(label: label)
        }
    }

    private enum Place {
        case at(Worker)
        case inLine(isWatched: Bool)
        case closed
    }

    private let open: @Sendable () throws -> Link
    private let patience: Duration
    private let state: Mutex<State>

    /// - Parameters:
    ///   - size: how many connections there may be, each opened when it is first needed.
    ///   - patience: how long work may wait for a connection before it is refused with `StoreError.busy`.
    init(_ label: String, size: Int, patience: Duration, open: @escaping @Sendable () throws -> Link) {
        self.open = open
        self.patience = patience
        let workers = (1...max(size, 1)).reversed().map { Worker(label: "\(label) \($0)") }
        state = Mutex(State(idle: workers, staff: workers.count))
    }

    /// Runs `body` with a connection and returns what it returns.
    func run<T: Sendable>(_ body: @escaping @Sendable (Link) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            submit { link in continuation.resume(with: Result { try body(link.get()) }) }
        }
    }

    /// Does `work` on a thread of the pool, in the order of asking.
    func submit(_ work: @escaping Work) {
        let place: Place = state.withLock { state in
            if state.isClosed { return .closed }
            if let worker = state.idle.popLast() { return .at(worker) }
            state.waiting.append(Waiting(work: work, deadline: .now + patience))
            defer { state.isWatched = true }
            return .inLine(isWatched: state.isWatched)
        }
        switch place {
        case .at(let worker): worker.queue.async { self.work(work, by: worker) }
        case .inLine(let isWatched): if !isWatched { watch(for: patience) }
        case .closed: work(.failure(StoreError.unreachable("the database was closed")))
        }
    }

    /// Lets work that was already asked for finish, then closes every connection.
    func close() async {
        await withCheckedContinuation { continuation in
            let retiring = state.withLock { state in
                state.isClosed = true
                state.closers.append(continuation)
                defer { state.idle = [] }
                return state.idle
            }
            for worker in retiring { worker.queue.async { self.retire(worker) } }
            if retiring.isEmpty { resumeClosers() }
        }
    }

    private func work(_ work: Work, by worker: Worker) {
        work(Result { try link(of: worker) })
        while let waiting = next(for: worker) { waiting.work(Result { try link(of: worker) }) }
    }

    /// After `time`, refuses those whose patience has ended, and goes on for as long as others wait.
    private func watch(for time: Duration) {
        let seconds = max(time / .seconds(1), 0.001)
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
            let (late, next) = self.state.withLock { state in
                let now = ContinuousClock.now
                let late = state.waiting.prefix { $0.deadline <= now }
                state.waiting.removeFirst(late.count)
                state.isWatched = !state.waiting.isEmpty
                return (late, state.waiting.first.map { $0.deadline - now })
            }
            for waiting in late { waiting.work(.failure(StoreError.busy)) }
            if let next { self.watch(for: next) }
        }
    }

    private func link(of worker: Worker) throws -> Link {
        if let link = worker.link, link.isUsable { return link }
        worker.link = nil
        let link = try open()
        worker.link = link
        return link
    }

    /// The work that has waited longest; when there is none, the worker rests, or retires if the pool is closed.
    private func next(for worker: Worker) -> Waiting? {
        let (waiting, isClosed): (Waiting?, Bool) = state.withLock { state in
            let waiting = state.waiting.popFirst()
            if waiting == nil && !state.isClosed { state.idle.append(worker) }
            return (waiting, state.isClosed)
        }
        if waiting == nil && isClosed { retire(worker) }
        return waiting
    }

    private func retire(_ worker: Worker) {
        worker.link = nil
        state.withLock { $0.staff -= 1 }
        resumeClosers()
    }

    private func resumeClosers() {
        let closers = state.withLock { state in
            guard state.staff == 0 else { return [] as [CheckedContinuation<Void, Never>] }
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }
}
