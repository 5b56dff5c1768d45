import Dispatch
import Support
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(20))) struct CheckpointTests {
    @Test func `work tells how far it is and gives its answer`() async throws {
        let told = Mutex<[String]>([])
        let answer = try await Checkpoint.run { stage, done, of in
            told.withLock { $0.append("\(stage) \(done) \(of)") }
        } _: { checkpoint in
            try checkpoint.pass("Adding", 1, of: 2)
            checkpoint.silent.report("Adding in silence", 2, of: 2)
            return 7
        }
        #expect(answer == 7)
        #expect(told.withLock { $0 } == ["Adding 1 2"])
    }

    @Test func `work whose task is cancelled learns so, its parts too`() async {
        let (isBegun, begun) = AsyncStream.makeStream(of: Void.self)
        let isCancelled = DispatchSemaphore(value: 0)
        let work = Task {
            defer { begun.finish() }
            try await Checkpoint.run { checkpoint in
                begun.yield()
                _ = isCancelled.wait(timeout: .now() + 300)
                #expect(checkpoint.isCancelled && checkpoint.silent.isCancelled)
                try checkpoint.check()
            }
        }
        for await _ in isBegun { break }
        work.cancel()
        isCancelled.signal()
        await #expect(throws: CancellationError.self) { try await work.value }
    }

    @Test func `an error of the work is thrown on`() async {
        struct Broken: Error {}
        await #expect(throws: Broken.self) { try await Checkpoint.run { _ in throw Broken() } }
    }

    @Test func `threads that all tasks share stay free while work is done`() async throws {
        // More work at a time than there are threads in the pool, all waiting for what another task does afterwards.
        let gate = DispatchSemaphore(value: 0)
        let count = 4 * Parallel.processors
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    let isOpen = try await Checkpoint.run { _ in gate.wait(timeout: .now() + 300) }
                    #expect(isOpen == .success)
                }
            }
            group.addTask { for _ in 0..<count { gate.signal() } }
            try await group.waitForAll()
        }
    }
}
