import Delimited
import Foundation
import Support
import Testing

@testable import Linkage

@Suite(.timeLimit(.minutes(20))) struct LinkageTests {
    @Test(arguments: [5, 6, 7]) func `people of an invented series are found, and their number lies in the interval`(
        seed: UInt64
    ) async throws {
        let invented = Invented(seed: seed)
        let linked = try await Linkage.solve(try invented.records())
        let score = invented.score(linked.people)
        #expect(score.f1 > 0.95, "precision \(score.precision), recall \(score.recall)")
        let truth = Double(invented.peopleSeen)
        #expect(abs(linked.reach.people / truth - 1) < 0.05)
        #expect(linked.reach.low <= truth * 1.01 && linked.reach.high >= truth * 0.99)
        #expect(linked.faults().isEmpty)
    }

    @Test func `two rows that agree in all they say are one person in a file of four rows`() async throws {
        var records = Records(schema: Schema([.init("n", .name), .init("e", .email)]))
        let people = ["Ann Lee", "Ann Lee", "Bo May", "Cy Fox"]
        for (number, name) in people.enumerated() {
            let box = name.lowercased().replacingOccurrences(of: " ", with: ".")
            try records.append(id: "\(number)", [name, "\(box)@\(box.suffix(3)).org"])
        }
        let linked = try await Linkage.solve(records)
        #expect(linked.people.entity[0] == linked.people.entity[1])
        #expect(Set(linked.people.entity).count == 3)
    }

    @Test func `rows that give nothing but a name that many have are not as many persons`() async throws {
        let invented = Invented(people: 300, events: 16)
        var records = try invented.records()
        let names = ["Ann", "Robert", "Margaret", "Thomas", "Priya", "Imran", "Gwen", "Harold", "Elaine", "Victor"]
        for number in 0..<160 {
            try records.append(
                id: "only:\(number)", ["", "", names[number / 16], "", "", "call_\(number % 16)"])
        }
        let linked = try await Linkage.solve(records)
        let more = linked.reach.people / Double(invented.peopleSeen)
        #expect(linked.people.unresolved.count > 60 && more < 1.03, "\(more), \(linked.people.unresolved.count)")
    }

    @Test func `more links may be missed than were expected, and half of them in the mean`() {
        let rows = 1000
        let reach = ReachSampling(
            person: (0..<UInt32(rows)).map { $0 }, weak: Array(repeating: false, count: rows), pairs: [], odds: [],
            alone: [], missed: 200
        ).sample()
        #expect(abs(reach.people - 900) < 20)
        #expect(reach.low < 760 && reach.high > 970)
    }

    @Test func `the order of rows and files changes nothing`() async throws {
        let invented = Invented()
        let plain = try await Linkage.solve(try invented.records())
        var random = Randomness(seed: 99)
        let order = Array(invented.rows.indices).shuffled(using: &random)
        let shuffled = try await Linkage.solve(try invented.records(order, files: true))
        #expect(order.indices.allSatisfy { shuffled.people.entity[$0] == plain.people.entity[order[$0]] })
        #expect(order.indices.allSatisfy { shuffled.people.probability[$0] == plain.people.probability[order[$0]] })
        #expect(shuffled.reach == plain.reach)
        #expect(shuffled.parameters == plain.parameters)
    }

    @Test func `several runs at once give the same answer`() async throws {
        let records = try Invented().records()
        let tables = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<4 { group.addTask { try await Linkage.solve(records).table() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(tables).count == 1)
    }

    @Test func `what people have said holds`() async throws {
        let invented = Invented()
        let records = try invented.records()
        let first = try await Linkage.solve(records)
        var random = Randomness(seed: 3)
        var together: [Couple] = []
        var apart: [Couple] = []
        for _ in 0..<12 {
            let (a, b) = (random.below(records.count), random.below(records.count))
            if first.people.entity[a] != first.people.entity[b] {
                together.append(Couple(records.id(a), records.id(b)))
            }
            let c = random.below(records.count)
            if let d = records.rows(with: first.people.entity[c], in: first).first(where: { $0 != c }) {
                apart.append(Couple(records.id(c), records.id(d)))
            }
        }
        let linked = try await Linkage.solve(records, options: Options(together: together, apart: apart))
        #expect(linked.faults(together: together, apart: apart) == [])
        #expect(together.count > 5 && apart.count > 5)
    }

    @Test func `couples that contradict each other or name nobody are refused`() async throws {
        let records = try Invented().records()
        let (a, b, c) = (records.id(0), records.id(1), records.id(2))
        await #expect(throws: InputError.self) {
            try await Linkage.solve(
                records, options: Options(together: [Couple(a, b), Couple(b, c)], apart: [Couple(c, a)]))
        }
        await #expect(throws: InputError.self) {
            try await Linkage.solve(records, options: Options(together: [Couple(a, "nobody")]))
        }
    }

    @Test func `a row with too little stays unresolved, one with a single candidate does not`() async throws {
        var invented = Invented(people: 60, events: 1)
        let source = "tickets_0"
        func add(_ id: String, _ values: [String], _ source: String) {
            invented.rows.append(
                .init(id: id, source: source, values: values + [source], person: 1000 + invented.rows.count))
        }
        add("h1", ["Rosalind", "Quinvelras", "", "rosalind.quinvelras@gmail.com", ""], source)
        add("h2", ["Rosalind", "Stodunfre", "", "rosalind.stodunfre@gmail.com", ""], source)
        add("who", ["", "", "Rosalind's iPad", "", ""], "call_0")
        add("w1", ["Wilhelmina", "Tarholyor", "", "wilhelmina.tarholyor@gmail.com", ""], source)
        add("clear", ["", "", "Wilhelmina", "", ""], "call_0")
        let linked = try await Linkage.solve(try invented.records())
        let unresolved = linked.people.unresolved.map(linked.records.id)
        #expect(unresolved.contains("who"))
        #expect(!unresolved.contains("clear"))
        let row = try #require(linked.records.row(of: "who"))
        #expect(Set(linked.choices(row).prefix(2).map { linked.records.id($0.row) }) == ["h1", "h2"])
        // It stands under an id of its own, with the probability that it is somebody else again.
        #expect(linked.people.entity[row] == "who")
        #expect(linked.people.probability[row] < 0.5)
        let open = Set(linked.people.unresolved)
        let resolved = Set(linked.people.entity.indices.filter { !open.contains($0) }.map { linked.people.entity[$0] })
        #expect(linked.peopleLinked == resolved.count)
        #expect(open.allSatisfy { !resolved.contains(linked.people.entity[$0]) })
    }

    @Test func `the steps of an explanation add up to the log-odds`() async throws {
        let linked = try await Linkage.solve(try Invented().records())
        let doubt = try #require(linked.doubts().first)
        let told = try linked.explanation(linked.records.id(doubt.first), linked.records.id(doubt.second))
        let bits = told.steps.reduce(0) { $0 + $1.bits }
        #expect(abs(1 / (1 + pow(2, -bits)) - told.probability) < 0.01)
        #expect(abs(told.probability - doubt.probability) < 0.01)
        #expect(told.waterfall.contains("probability"))
    }

    @Test func `persons keep their ids when rows come in later`() async throws {
        let invented = Invented()
        let early = invented.rows.indices.filter { invented.rows[$0].source.hasSuffix("_0") || $0 % 2 == 0 }
        let before = try await Linkage.solve(try invented.records(early))
        var previous: [String: String] = [:]
        for row in early.indices { previous[before.records.id(row)] = "person \(before.people.entity[row])" }
        let after = try await Linkage.solve(try invented.records(), options: Options(previous: previous))
        let kept = after.records.count { row in
            previous[after.records.id(row)].map { $0 == after.people.entity[row] } ?? false
        }
        #expect(Double(kept) > 0.97 * Double(early.count))
        #expect(after.faults().isEmpty)
    }

    @Test func `between files only, no two rows of one file are compared`() async throws {
        var records = Records(schema: Schema([.init("n", .name), .init("e", .email)]))
        for (index, file) in ["a", "a", "b", "b"].enumerated() {
            try records.append(id: "\(index)", ["Ann Lee", "ann@example.org"], from: file)
        }
        var options = Options()
        options.linkOnly = true
        let pairs = Blocking(Traits(records), linkOnly: true).pairs
        #expect(pairs.count == 4)
        _ = try await Linkage.solve(records, options: options)
    }

    @Test(arguments: [0, 1, 2]) func `few rows are no trouble`(count: Int) async throws {
        var records = Records(schema: Invented.schema)
        for row in 0..<count { try records.append(id: "\(row)", ["Ann", "Lee", "", "ann.lee@example.org", "", "x"]) }
        let linked = try await Linkage.solve(records)
        #expect(linked.people.entity.count == count)
        #expect(linked.faults().isEmpty)
    }
}

extension Records {
    func rows(with person: String, in linked: Linked) -> [Int] {
        (0..<count).filter { linked.people.entity[$0] == person }
    }

    func count(where test: (Int) -> Bool) -> Int { (0..<count).count(where: test) }
}
