/// The answers of `count` independent pieces of work, in their order, with at most `threads` of them under way.
///
/// What a piece returns may depend only on its index, so that the whole is the same for any number of threads. The
/// first error thrown, or a cancelled task, cancels the rest and is thrown. Long pieces should `Task.yield()` now and
/// then: they run on the caller's cooperative threads.
public func inOrder<Answer: Sendable>(
    _ count: Int, threads: Int, _ piece: @escaping @Sendable (Int) async throws -> Answer
) async throws -> [Answer] {
    try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
        var answers = [Answer?](repeating: nil, count: count)
        var begun = 0
        func begin() {
            guard begun < count else { return }
            let index = begun
            begun += 1
            group.addTask { (index, try await piece(index)) }
        }
        for _ in 0..<max(1, threads) { begin() }
        while let (index, answer) = try await group.next() {
            answers[index] = answer
            begin()
        }
        return answers.compactMap(\.self)
    }
}
