import Synchronization

/// Tells whoever delivers in this process that there may be something to deliver.
///
/// It carries nothing and promises nothing: a lost ring costs a wait until the next look, a needless one an empty look.
/// That is why the one bell of the process may be shared where all else is handed down.
final class Bell: Sendable {
    private let listeners = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])
    private let next = Atomic<Int>(0)

    func ring() {
        listeners.withLock { for listener in $0.values { listener.yield() } }
    }

    /// Rings reach `listener` until the returned number is handed to `remove`.
    func add(_ listener: AsyncStream<Void>.Continuation) -> Int {
        let number = next.add(1, ordering: .relaxed).newValue
        listeners.withLock { $0[number] = listener }
        return number
    }

    func remove(_ number: Int) {
        _ = listeners.withLock { $0.removeValue(forKey: number) }
    }
}
