import Dispatch
import Support
import Synchronization
import Testing

@testable import Linkage

@Suite(.timeLimit(.minutes(20))) struct StabilityTests {
    @Test func `the number of threads and the order of rows and files change nothing`() async throws {
        let invented = Invented(people: 80, events: 5, seed: 11)
        var random = Randomness(seed: 17)
        var answers: Set<String> = []
        for threads in [1, 2, 3, 8] {
            let order = Array(invented.rows.indices).shuffled(using: &random)
            var options = Options()
            options.threads = threads
            let linked = try await Linkage.solve(try invented.records(order, files: threads > 1), options: options)
            answers.insert(Self.told(linked))
        }
        let unlimited = try await Linkage.solve(try invented.records())
        #expect(answers == [Self.told(unlimited)])
    }

    /// Everything a result says, whatever the order of its rows.
    private static func told(_ linked: Linked) -> String {
        let rows = (0..<linked.records.count).map { row in
            "\(linked.records.id(row)) \(linked.people.entity[row]) \(linked.people.probability[row])"
        }
        let open = linked.people.unresolved.map(linked.records.id).sorted()
        return "\(rows.sorted()) \(linked.reach) \(linked.parameters) \(open) \(linked.doubts().map(\.probability))"
    }

    @Test func `progress grows stage by stage`() async throws {
        let told = Mutex<[(stage: String, done: Int)]>([])
        _ = try await Linkage.solve(try Invented(people: 40, events: 3).records()) { stage, done, whole in
            #expect(whole == 100)
            told.withLock { $0.append((stage, done)) }
        }
        let stages = told.withLock { $0 }
        #expect(stages.first?.done == 0)
        #expect(zip(stages, stages.dropFirst()).allSatisfy { $0.done < $1.done })
        #expect(stages.allSatisfy { !$0.stage.isEmpty && $0.done < 100 })
        #expect(stages.count > 5)
    }

    @Test(arguments: [0, 15, 50, 70, 90]) func `every stage can be cancelled`(share: Int) async throws {
        let records = try Invented(people: 30, events: 3).records()
        let (isReached, reached) = AsyncStream.makeStream(of: Void.self)
        let isCancelled = DispatchSemaphore(value: 0)
        let work = Task {
            defer { reached.finish() }
            return try await Linkage.solve(records) { _, done, _ in
                guard done >= share else { return }
                reached.yield()
                _ = isCancelled.wait(timeout: .now() + 300)
            }
        }
        for await _ in isReached { break }
        work.cancel()
        isCancelled.signal()
        await #expect(throws: CancellationError.self) { try await work.value }
    }

    // MARK: Ids that stay

    private static func names(_ linked: Linked) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: (0..<linked.records.count).map { ($0, $0) }.map {
                (linked.records.id($0.0), linked.people.entity[$0.1])
            })
    }

    /// The rows of each person, by the person's id, the persons of most rows first.
    private static func persons(_ linked: Linked) -> [(id: String, rows: [String])] {
        Dictionary(grouping: (0..<linked.records.count), by: { linked.people.entity[$0] })
            .map { ($0.key, $0.value.map(linked.records.id)) }
            .sorted { ($1.rows.count, $0.id) < ($0.rows.count, $1.id) }
    }

    @Test func `running again with the ids of before changes no id`() async throws {
        let records = try Invented().records()
        let first = try await Linkage.solve(records)
        let again = try await Linkage.solve(records, options: Options(previous: Self.names(first)))
        #expect(again.table() == first.table())
    }

    @Test func `when two persons turn out to be one, the id with more rows stays and the other is given to nobody`()
        async throws
    {
        let records = try Invented().records()
        let first = try await Linkage.solve(records)
        let persons = Self.persons(first)
        let (large, small) = (persons[0], persons[persons.count / 2])
        #expect(large.rows.count > small.rows.count)
        let couple = Couple(large.rows[0], small.rows[0])
        let joined = try await Linkage.solve(records, options: Options(together: [couple], previous: Self.names(first)))
        let row = try #require(records.row(of: small.rows[0]))
        #expect(joined.people.entity[row] == large.id)
        #expect(joined.faults(together: [couple]).isEmpty)
    }

    @Test func `when one person turns out to be two, one keeps the id and the other gets a new one`() async throws {
        let records = try Invented().records()
        let first = try await Linkage.solve(records)
        let person = Self.persons(first)[0]
        let couple = Couple(person.rows[0], person.rows[1])
        let parted = try await Linkage.solve(records, options: Options(apart: [couple], previous: Self.names(first)))
        let names = try couple.rows(in: records)
        let ids = Set([parted.people.entity[names.0], parted.people.entity[names.1]])
        #expect(ids.count == 2)
        #expect(Self.persons(parted).contains { $0.id == person.id && !Set($0.rows).isDisjoint(with: person.rows) })
        #expect(ids.subtracting([person.id]).isDisjoint(with: Self.names(first).values))
    }

    @Test func `a new person never gets an id that was somebody else's before`() async throws {
        let invented = Invented()
        let records = try invented.records()
        // Every row is said to have been of a person called by the id of another row.
        var previous: [String: String] = [:]
        for row in 0..<records.count where row % 3 == 0 {
            previous[records.id(row)] = records.id((row + 7) % records.count)
        }
        let linked = try await Linkage.solve(records, options: Options(previous: previous))
        for person in Self.persons(linked) where previous.values.contains(person.id) {
            #expect(person.rows.contains { previous[$0] == person.id })
        }
    }
}
