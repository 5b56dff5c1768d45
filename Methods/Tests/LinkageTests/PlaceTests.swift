import Support
import Testing

@testable import Linkage

/// Person records with addresses: some of the people have moved between two of their rows.
private struct Town {
    static let schema = Schema([
        .init("given", .given), .init("surname", .surname), .init("born", .date), .init("number", .text),
        .init("street", .address), .init("postcode", .postcode), .init("email", .email),
    ])

    var rows: [[String]] = []
    var person: [Int] = []
    private var random: Randomness

    init(people: Int, moved: Double, seed: UInt64) {
        random = Randomness(seed: seed)
        for number in 0..<people {
            var first = [word(2), word(3), birth(), ""] + ["", "", ""]
            (first[3], first[4], first[5]) = home()
            first[6] = "\(first[0]).\(first[1])\(random.below(40))@gmail.com"
            add(first, number)
            guard random.unit() < 0.6 else { continue }
            var second = first
            if random.unit() < moved { (second[3], second[4], second[5]) = home() }
            if random.unit() < 0.4 { second[2] = "" }
            if random.unit() < 0.4 { second[6] = "" }
            add(second, number)
        }
    }

    private mutating func add(_ values: [String], _ number: Int) {
        rows.append(values)
        person.append(number)
    }

    private mutating func word(_ syllables: Int) -> String {
        let parts = ["ba", "ker", "lo", "min", "tar", "wel", "sto", "dun", "fre", "hol", "quin", "ras", "vel", "yor"]
        return (0..<syllables).map { _ in parts[random.below(14)] }.joined()
    }

    private mutating func birth() -> String {
        "\(1940 + random.below(60))-0\(1 + random.below(9))-\(10 + random.below(18))"
    }

    private mutating func home() -> (String, String, String) {
        ("\(1 + random.below(150))", "\(word(3)) road", "le\(1 + random.below(20)) \(random.below(10))ab")
    }

    func records() throws -> Records {
        var records = Records(schema: Self.schema)
        for (index, row) in rows.enumerated() { try records.append(id: "\(index)", row) }
        return records
    }

    /// Pairs of rows of one person, and whether they were found.
    func pairs(in linked: Linked) -> [(first: Int, second: Int, found: Bool)] {
        rows.indices.dropFirst().filter { person[$0] == person[$0 - 1] }.map {
            ($0 - 1, $0, linked.people.entity[$0] == linked.people.entity[$0 - 1])
        }
    }
}

@Suite(.timeLimit(.minutes(20))) struct PlaceTests {
    @Test func `a removal counts once against a person, not once for every field of the address`() async throws {
        let town = Town(people: 500, moved: 0.3, seed: 4)
        let linked = try await Linkage.solve(try town.records())
        let removals = town.pairs(in: linked).filter { town.rows[$0.first][4] != town.rows[$0.second][4] }
        #expect(removals.count > 50)
        #expect(Double(removals.count { $0.found }) > 0.95 * Double(removals.count))
        #expect(abs(linked.parameters.movedShare - 0.3) < 0.08)
        let told = try linked.explanation("\(removals[0].first)", "\(removals[0].second)")
        #expect(told.steps.contains { $0.label == "they may have moved" && $0.bits > 3 })
    }

    @Test func `where nobody moves, the address stays evidence against`() async throws {
        let linked = try await Linkage.solve(try Town(people: 500, moved: 0, seed: 5).records())
        #expect(linked.parameters.movedShare < 0.03)
    }

    @Test func `without an address nobody is said to have moved`() async throws {
        let linked = try await Linkage.solve(try Invented().records())
        #expect(linked.parameters.movedShare == 0)
    }

    @Test(arguments: [
        ("ann.quinvel28@gmail.com", "ann.quinvel29@gmail.com", 5),
        ("ann.quinvel@gmail.com", "ann.qiunvel@gmail.com", 3),
        ("ann.quinvel@gmail.com", "annquinvel@gmail.com", 5), ("ann.quinvel@gmail.com", "ann.quinvel@gmail.com", 6),
        ("zanzi88@gmail.com", "zanzi89@gmail.com", 3), ("ann.quinvel1@a.org", "ann.quinvel2@a.org", 4),
    ]) func `two mailboxes made from a name are no typing error of each other`(a: String, b: String, level: Int) throws
    {
        var records = Records(schema: Town.schema)
        for (index, address) in [a, b].enumerated() {
            try records.append(id: "\(index)", ["Ann", "Quinvel", "", "", "", "", address])
        }
        let traits = Traits(records)
        let pattern = Sampling(tables: Comparison.Tables(traits)).patterns([1])[0]
        #expect(Comparison.level(pattern, try #require(traits.email)) == level)
    }
}

@Suite(.timeLimit(.minutes(20))) struct CountingTests {
    @Test(arguments: [21, 22, 23]) func `rows that name nobody hardly change the number of people`(seed: UInt64)
        async throws
    {
        var invented = Invented(seed: seed)
        let truth = Double(invented.peopleSeen)
        // They are people with tickets who only call in: the truth stays.
        for number in 0..<60 {
            let name = ["Guest", "Galaxy S9", "07700 900\(100 + number)", "Call-in user \(number)"][number % 4]
            invented.rows.append(
                .init(
                    id: "n\(number)", source: "call_\(number % 6)",
                    values: ["", "", name, "", "", "call_\(number % 6)"],
                    person: 0))
        }
        let linked = try await Linkage.solve(try invented.records())
        #expect(abs(linked.reach.people / truth - 1) < 0.2)
        let unresolved = linked.people.unresolved.map(linked.records.id)
        #expect(unresolved.count { $0.hasPrefix("n") } > 50)
    }

    @Test func `people whose links slips have torn are expected to be fewer than the persons in the file`() async throws
    {
        let invented = Invented(people: 300, events: 4, seed: 31)
        let linked = try await Linkage.solve(try invented.records())
        #expect(linked.reach.low <= Double(invented.peopleSeen) && linked.reach.high >= Double(invented.peopleSeen))
        #expect(linked.reach.low < linked.reach.people && linked.reach.people < linked.reach.high)
    }
}
