import Dispatch
import Synchronization

/// Work cut into pieces whose size never depends on the number of threads, so that neither does any result.
enum Parallel {
    /// On how many threads work is done inside `withThreads`; nil: on all cores.
    @TaskLocal private static var threads: Int?

    /// Does everything inside `body` on so many threads at most.
    static func withThreads<Result>(_ threads: Int?, _ body: () throws -> Result) rethrows -> Result {
        try $threads.withValue(threads.map { max(1, $0) }, operation: body)
    }

    /// The results of `body` for consecutive pieces of `0..<count`, in order.
    static func pieces<Result>(_ count: Int, of size: Int, _ body: (Range<Int>) -> Result) -> [Result] {
        let number = (count + size - 1) / size
        return each(number) { body($0 * size..<min(count, ($0 + 1) * size)) }
    }

    /// The results of `body` for `0..<count`, in order.
    static func each<Result>(_ count: Int, _ body: (Int) -> Result) -> [Result] {
        guard count > 1, threads != 1 else { return (0..<count).map(body) }
        return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
            let base = buffer.baseAddress!
            withoutActuallyEscaping(body) { body in
                // Safe to share: every iteration writes one place of its own, and all end before this call does.
                nonisolated(unsafe) let (base, body) = (base, body)
                run(count) { (base + $0).initialize(to: body($0)) }
            }
            initialized = count
        }
    }

    /// Calls `body` once for each number below `count`. Workers take the next number when they are done with one; what
    /// they call in turn stays on their own thread when the number of threads is given.
    private static func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
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

    /// Fills an array by pieces: `body` gets a range of places and the storage.
    static func fill<Element>(
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
}
