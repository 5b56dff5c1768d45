import Support
import Testing

@Suite(.timeLimit(.minutes(20))) struct ParallelTests {
    @Test(arguments: [1, 2, 5, 50]) func `answers come in order whatever the number of threads`(threads: Int) throws {
        Parallel.withThreads(threads) {
            #expect(Parallel.each(20) { $0 * $0 } == (0..<20).map { $0 * $0 })
            #expect(Parallel.pieces(20, of: 7) { $0.count } == [7, 7, 6])
            #expect(
                Parallel.fill(20, of: 3, repeating: 0) { range, all in for i in range { all[i] = i } } == Array(0..<20))
        }
    }

    @Test(arguments: [1, 2, 5, 50]) func `every thread has a state of its own`(threads: Int) {
        let answers = Parallel.withThreads(threads) {
            Parallel.each(100, copying: 7) { number, state -> Int in
                state += number
                defer { state -= number }
                return state
            }
        }
        #expect(answers == (7..<107).map { $0 })
    }

    @Test(arguments: [1, 2, 50]) func `the first error by number is thrown`(threads: Int) {
        struct Broken: Error, Equatable { var number: Int }
        let error = #expect(throws: Broken.self) {
            try Parallel.withThreads(threads) {
                try Parallel.eachTrying(8) { number in
                    if number >= 3 { throw Broken(number: number) }
                }
            }
        }
        #expect(threads > 1 || error?.number == 3)
    }
}
