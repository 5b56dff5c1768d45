import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Work done on several threads, in pieces whose size never depends on how many there are, so that neither does any
/// answer.
///
/// ```swift
/// let squares = Parallel.each(1_000) { $0 * $0 }
/// ```
///
/// The pieces run on the machine's threads while the caller waits: call it from `Checkpoint.run`, not from a task of
/// Swift's own pool. A piece's answer may depend on nothing but its number.
public enum Parallel {
    /// On how many threads work is done inside `withThreads`; nil: on all cores.
    @TaskLocal private static var threads: Int?

    /// Does everything inside `body` on so many threads at most; nil for as many as there are cores.
    public static func withThreads<Result>(_ threads: Int?, _ body: () throws -> Result) rethrows -> Result {
        try $threads.withValue(threads.map { max(1, $0) }, operation: body)
    }

    /// How many pieces this machine can work on at a time.
    public static let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    @usableFromInline static var mostThreads: Int { threads ?? processors }

    /// The answers of `body` for `0..<count`, in order.
    @inlinable public static func each<Answer>(_ count: Int, _ body: (Int) -> Answer) -> [Answer] {
        guard count > 1, mostThreads > 1 else { return (0..<count).map(body) }
        return [Answer](unsafeUninitializedCapacity: count) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            withoutActuallyEscaping(body) { body in
                // Safe to share: every call writes one place of its own, and all end before this one does.
                nonisolated(unsafe) let (base, body) = (base, body)
                run(count) { (base + $0).initialize(to: body($0)) }
            }
            initialized = count
        }
    }

    /// The answers of `body` for `0..<count`, in order. What the first piece to fail throws is thrown, first by number;
    /// pieces that have not begun by then are left out.
    public static func eachTrying<Answer>(_ count: Int, _ body: (Int) throws -> Answer) throws -> [Answer] {
        let hasFailed = Atomic(false)
        let results = each(count) { number -> Result<Answer, any Error>? in
            guard !hasFailed.load(ordering: .relaxed) else { return nil }
            let result = Result { try body(number) }
            if case .failure = result { hasFailed.store(true, ordering: .relaxed) }
            return result
        }
        if let failure = results.lazy.compactMap(\.?.failure).first { throw failure }
        return try results.compactMap { try $0?.get() }
    }

    /// The answers of `body` for `0..<count`, in order, where every thread works on a copy of `state` of its own. An
    /// answer may depend on nothing but its number and the state as it was given, so `body` leaves it as it found it.
    ///
    /// - Parameters:
    ///   - count: how many pieces there are.
    ///   - state: what each thread gets a copy of.
    ///   - least: how many pieces make another copy worth its while.
    ///   - body: gives the answer of a piece from its number.
    @inlinable public static func each<State, Answer>(
        _ count: Int, copying state: State, least: Int = 8, _ body: (Int, inout State) -> Answer
    ) -> [Answer] {
        let workers = max(1, min(mostThreads, count / least))
        let shares = each(workers) { worker in
            var state = state
            return stride(from: worker, to: count, by: workers).map { body($0, &state) }
        }
        return (0..<count).map { shares[$0 % workers][$0 / workers] }
    }

    /// The answers of `body` for consecutive pieces of `0..<count` of so many numbers each, in order.
    @inlinable public static func pieces<Answer>(_ count: Int, of size: Int, _ body: (Range<Int>) -> Answer) -> [Answer]
    {
        let number = (count + size - 1) / size
        return each(number) { body($0 * size..<min(count, ($0 + 1) * size)) }
    }

    /// Fills an array by pieces: `body` gets a range of places and the storage, and may write to these places alone.
    @inlinable public static func fill<Element>(
        _ count: Int, of size: Int = 1 << 15, repeating zero: Element,
        _ body: (Range<Int>, UnsafeMutableBufferPointer<Element>) -> Void
    ) -> [Element] {
        [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
            buffer.initialize(repeating: zero)
            let all = buffer
            _ = pieces(count, of: size) { body($0, all) }
            initialized = count
        }
    }

    /// Calls `body` once for each number below `count`. Workers take the next number when they are done with one; what
    /// they call in turn stays on their own thread when the number of threads is given.
    @usableFromInline static func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
        guard let threads else { return DispatchQueue.concurrentPerform(iterations: count, execute: body) }
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            $threads.withValue(1) {
                while true {
                    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard number < count else { return }
                    body(number)
                }
            }
        }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { return failure }
        return nil
    }
}
