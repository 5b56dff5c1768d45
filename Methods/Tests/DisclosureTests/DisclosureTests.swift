import Dispatch
import Support
import Synchronization
import Testing

@testable import Disclosure

@Suite(.timeLimit(.minutes(20))) struct SuppressionTests {
    @Test(arguments: 0..<20) func `every protected table survives the audit`(seed: Int) throws {
        var dice = Randomness(seed: UInt64(seed))
        let table = SampleTable.random(&dice, cells: 40)
        let protected = try Suppression(table, settings: SuppressionSettings(contributors: seed % 2 == 0, seconds: 0.3))
        #expect(protected.audit.breaches.isEmpty)
        for cell in table.counts.indices where (1..<5).contains(table.counts[cell]) {
            #expect(protected.status[cell] == .primary)
        }
        #expect(protected.bound <= protected.cost)
    }

    @Test(arguments: 0..<5) func `no pattern of a small table costs less than the one called optimal`(seed: Int) throws
    {
        var dice = Randomness(seed: UInt64(108 + seed))
        let table = SampleTable.tiny(&dice, nested: seed % 3 == 0)
        let force = BruteForce(table, threshold: 3, cap: 6)
        for contributors in [false, true] {
            let settings = SuppressionSettings(threshold: 3, contributors: contributors, seconds: 60)
            let protected = try Suppression(table, settings: settings)
            #expect(protected.isOptimal)
            #expect(protected.cost == force.optimum(contributors: contributors))
        }
    }

    @Test(arguments: 0..<8) func `what trying every table finds possible, the audit finds too`(seed: Int) throws {
        var dice = Randomness(seed: UInt64(200 + seed))
        let cube = ["a", "b", "c"].map { TableDimension(name: $0, leaves: ["1", "2"]) }
        let table = SampleTable.filled(cube, &dice, most: 2)
        let force = BruteForce(table, threshold: 3, cap: 3)
        let isHidden = table.counts.indices.map { force.isPrimary($0) || Int.random(in: 0..<3, using: &dice) == 0 }
        for contributors in [false, true] where force.isSafe(isHidden, contributors: contributors) {
            #expect(try Audit(Secrecy(table, threshold: 3, contributors: contributors), isHidden: isHidden).isSafe)
        }
    }

    private func cube(_ size: Int, _ dice: inout Randomness) -> CountTable {
        let leaves = (0..<size).map(String.init)
        return SampleTable.filled(["a", "b", "c"].map { TableDimension(name: $0, leaves: leaves) }, &dice)
    }

    @Test func `the bound never falls and the cost never rises`() async throws {
        var dice = Randomness(seed: 12)
        let told = Mutex<[(stage: String, done: Int, whole: Int)]>([])
        let result = try await Disclosure.solve(Request(cube(3, &dice)), options: Options(seconds: 600)) {
            (stage, done, whole) in told.withLock { $0.append((stage, done, whole)) }
        }
        let reports = told.withLock { $0 }
        #expect(
            Set(reports.map(\.stage)) == ["Looking for witnesses", "Showing what need not be hidden", "Proving"])
        #expect(reports.allSatisfy { $0.stage == "Proving" || (0..<$0.whole).contains($0.done) })
        let (bounds, costs) = (
            reports.filter { $0.stage == "Proving" }.map(\.done), reports.filter { $0.stage == "Proving" }.map(\.whole)
        )
        #expect(bounds == bounds.sorted())
        #expect(costs == costs.sorted(by: >))
        #expect(costs.last == result.cost)
    }

    @Test func `cancelled work stops at once and gives no table`() async {
        var dice = Randomness(seed: 12)
        let table = cube(4, &dice)
        for stage in ["", "Looking for witnesses", "Proving"] {
            let (isReached, reached) = AsyncStream.makeStream(of: Void.self)
            let isCancelled = DispatchSemaphore(value: 0)
            let task = Task {
                defer { reached.finish() }
                return try await Disclosure.solve(Request(table), options: Options(seconds: 600)) { now, _, _ in
                    guard stage.isEmpty || now == stage else { return }
                    reached.yield()
                    _ = isCancelled.wait(timeout: .now() + 300)
                }
            }
            for await _ in isReached { break }
            task.cancel()
            // As often as it may be asked for again before the work learns that it was cancelled.
            for _ in 0..<1_000 { isCancelled.signal() }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func `any number of threads gives the same pattern`() throws {
        var dice = Randomness(seed: 11)
        let table = SampleTable.filled(
            [("a", 4), ("b", 3), ("c", 3)].map { name, size in
                TableDimension(name: name, leaves: (0..<size).map(String.init))
            }, &dice)
        let results = try [1, 2, 5].map { threads in
            try Suppression(table, settings: SuppressionSettings(seconds: 600, threads: threads))
        }
        #expect(results[0].isOptimal)
        #expect(results[0].status == results[1].status)
        #expect(results[0].status == results[2].status)
    }

    @Test func `a line with one blank is found out`() throws {
        let table = CountTable(
            dimensions: [TableDimension(name: "a", leaves: ["x", "y", "z"])], inner: [[0]: 3, [1]: 20, [2]: 30])
        let audit = try Audit(Secrecy(table, threshold: 5), isHidden: [true, false, false, false])
        #expect(Set(audit.breaches.map(\.kind)) == [.below, .above])
    }

    /// The table with the codes of each dimension, and the dimensions, in another order.
    private func turned(_ table: CountTable, _ dice: inout Randomness) -> CountTable {
        let order = table.dimensions.indices.shuffled(using: &dice)
        let dimensions = order.map { d in
            let dimension = table.dimensions[d]
            let leaves = dimension.codes.indices.filter { dimension.isLeaf($0) }.map { dimension.codes[$0] }
            let parents = zip(dimension.codes, dimension.parent).compactMap { code, parent in
                parent.map { (code, dimension.codes[$0]) }
            }
            return TableDimension(
                name: dimension.name, leaves: leaves.shuffled(using: &dice),
                parentOf: Dictionary(uniqueKeysWithValues: parents))
        }
        var inner: [[Int]: Int] = [:]
        for cell in table.counts.indices where table.kind(cell) == .inner {
            let labels = table.labels(cell)
            let codes = zip(order, dimensions).map { $1.codes.firstIndex(of: labels[$0]) ?? 0 }
            inner[codes] = table.counts[cell]
        }
        return CountTable(dimensions: dimensions, inner: inner)
    }

    private func rows(_ table: PublishedTable) -> Set<[String]> {
        Set(
            table.rows.map { row in
                zip(table.dimensions, row.labels).map { "\($0)=\($1)" }.sorted() + [row.count, row.status.rawValue]
            })
    }

    @Test(arguments: 0..<8) func `the order of rows and columns changes nothing`(seed: Int) throws {
        var dice = Randomness(seed: UInt64(300 + seed))
        let table = SampleTable.random(&dice, cells: 16)
        let other = turned(table, &dice)
        let settings = SuppressionSettings(seconds: 600)
        let published = try [table, other].map {
            rows(try Suppression($0, settings: settings).published(countColumn: "n"))
        }
        #expect(published[0] == published[1])
        let rounded = try [table, other].map {
            try Perturbation.rounded($0, threshold: 5)?.perturbation.published(countColumn: "n")
        }
        #expect(rounded[0].map(rows) == rounded[1].map(rows))
    }

    @Test func `the same table gives the same pattern again`() throws {
        var dice = Randomness(seed: 8)
        let table = SampleTable.filled(
            ["a", "b", "c"].map { TableDimension(name: $0, leaves: ["1", "2", "3"]) }, &dice)
        let settings = SuppressionSettings(seconds: 600)
        let results = try [table, table].map { try Suppression($0, settings: settings) }
        #expect(results[0].status == results[1].status)
    }
}

@Suite(.timeLimit(.minutes(20))) struct WitnessTests {
    @Test func `a forged witness is not believed`() throws {
        var dice = Randomness(seed: 9)
        let table = SampleTable.filled(
            [TableDimension(name: "a", leaves: ["1", "2", "3"]), TableDimension(name: "b", leaves: ["u", "v", "w"])],
            &dice)
        let protected = try Suppression(table)
        var forged = protected.audit.witnesses
        #expect(forged.check(protected.secrecy, isHidden: protected.isHidden).isEmpty)
        for index in forged.moves.indices { forged.moves[index].changes[0] += 1 }
        #expect(!forged.check(protected.secrecy, isHidden: protected.isHidden).isEmpty)
    }

    @Test func `a witness that touches a shown cell is not believed`() throws {
        let table = CountTable(dimensions: [TableDimension(name: "a", leaves: ["x", "y"])], inner: [[0]: 2, [1]: 20])
        let secrecy = Secrecy(table, threshold: 5, contributors: false)
        var witnesses = Witnesses()
        for (index, protection) in secrecy.protections(of: 0).enumerated() {
            let change = protection.kind == .below ? -1 : 3
            witnesses.moves.append(Move(figures: [0, 1], changes: [change, -change]))
            witnesses.tablesOf[protection] = [index]
        }
        #expect(witnesses.check(secrecy, isHidden: [true, true, false]).allSatisfy { $0.figure == 1 })
        #expect(witnesses.check(secrecy, isHidden: [true, false, false]).count == 2)
    }
}
