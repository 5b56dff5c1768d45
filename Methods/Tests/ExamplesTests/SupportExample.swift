import Support
import Testing

extension ExamplesTests {
    @Test func `the example of Support does what it says`() async throws {
        var random = Randomness(seed: 7)
        let numbers = (0..<1_000).map { _ in random.below(100) }
        let sums = try await Checkpoint.run { checkpoint in
            Parallel.pieces(numbers.count, of: 250) { numbers[$0].reduce(0, +) }
        }
        var heap = Heap<Int>()
        for sum in sums { heap.push(sum) }
        print(heap.first == sums.min())  // true
        try check()
    }
}
