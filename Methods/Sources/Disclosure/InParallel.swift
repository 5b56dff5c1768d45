import Dispatch
import Synchronization

/// The answers of `count` independent questions, in their order, by at most `threads` threads, each with its own copy
/// of `state`. An answer may depend on nothing but its index and the state as it was given.
func inParallel<State: Sendable, Answer: Sendable>(
    _ count: Int, threads: Int, state: State, _ answer: @Sendable (Int, inout State) -> Answer
) -> [Answer] {
    let workers = max(1, min(threads, count / 8))
    guard workers > 1 else {
        var state = state
        return (0..<count).map { answer($0, &state) }
    }
    let answers = Mutex([Answer?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
        var state = state
        for index in stride(from: worker, to: count, by: workers) {
            let found = answer(index, &state)
            answers.withLock { $0[index] = found }
        }
    }
    return answers.withLock { $0.compactMap(\.self) }
}
