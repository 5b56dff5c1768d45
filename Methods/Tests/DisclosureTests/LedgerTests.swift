import Delimited
import Support
import Testing

@testable import Disclosure

@Suite(.timeLimit(.minutes(20))) struct LedgerTests {
    private let areas = TableDimension(name: "area", leaves: ["north", "south", "east"])
    private let groups = TableDimension(name: "group", leaves: ["young", "old"])

    private func table(_ dimensions: [TableDimension], _ counts: [Int]) -> CountTable {
        var inner: [[Int]: Int] = [:]
        if dimensions.count == 1 {
            for (a, count) in counts.enumerated() { inner[[a]] = count }
        } else {
            let width = dimensions[1].codes.count - 1
            for (index, count) in counts.enumerated() { inner[[index / width, index % width]] = count }
        }
        return CountTable(dimensions: dimensions, inner: inner)
    }

    /// Protects one table after the other as the command does.
    private func release(_ tables: [CountTable], contributors: Bool = true) throws -> Ledger {
        var ledger = Ledger()
        for (index, table) in tables.enumerated() {
            let placement = ledger.placement(of: table, named: "\(index)")
            let result = try Suppression(
                table, settings: SuppressionSettings(contributors: contributors, seconds: 0.5), ledger: ledger,
                placement: placement)
            #expect(result.audit.isSafe)
            try ledger.add(
                Release(name: "\(index)", population: placement.population, threshold: 5, result),
                placement)
        }
        return ledger
    }

    @Test func `two tables that are safe alone expose a cell together, and the ledger sees it`() throws {
        // The remainder nobody publishes counts 3 in the north: both totals shown would give it away.
        let all = table([areas], [40, 30, 20])
        let some = table([areas], [37, 10, 8])
        var careless = Ledger()
        for (name, table) in [("all", all), ("some", some)] {
            let alone = try Suppression(table)
            #expect(alone.audit.isSafe)
            #expect(alone.cost == 0)
            try careless.add(
                Release(name: name, population: name, threshold: 5, alone),
                relations: name == "some" ? [Ledger.Relation(part: "some", whole: "all")] : [])
        }
        let audit = try careless.audit()
        #expect(!audit.isSafe)
        #expect(audit.audit.breaches.map { audit.names[$0.figure] }.contains("all without some: some: north"))

        let careful = try release([all, some])
        #expect(try careful.audit().isSafe)
        #expect(careful.releases[1].known.contains(nil))
    }

    @Test func `what is left of all beside a part is known when somebody publishes it`() throws {
        let tables = [table([areas], [40, 30, 20]), table([areas], [10, 13, 17]), table([areas], [30, 17, 3])]
        // Each hides two cells, which is safe for two of the three; all three together show every one.
        let hidden: [Set<String>] = [[], ["north", "east"], ["south", "east"]]
        var careless = Ledger()
        for (index, table) in tables.enumerated() {
            let known = table.counts.indices.map { cell in
                hidden[index].contains(table.labels(cell)[0]) ? nil : table.counts[cell]...table.counts[cell]
            }
            let placement = careless.placement(of: table, named: "\(index)")
            try careless.add(
                Release(
                    name: "\(index)", population: placement.population, method: "suppress", threshold: 5, table: table,
                    known: known), placement)
            #expect(try careless.audit().isSafe == (index < 2))
        }
        #expect(try release(tables).audit().isSafe)
    }

    @Test func `a table of the same people by another cut shares its margins`() throws {
        let byGroup = table([areas, groups], [3, 17, 12, 18, 9, 11])
        let byArea = table([areas], [20, 30, 20])
        let ledger = try release([byGroup, byArea])
        #expect(ledger.populations == ["0"])
        #expect(try ledger.audit().isSafe)
    }

    @Test func `a growing table is known as such`() throws {
        var ledger = Ledger()
        let march = table([areas], [20, 30, 20])
        try ledger.add(Release(name: "march", population: "march", threshold: 5, try Suppression(march)))
        let april = ledger.placement(of: table([areas], [22, 30, 25]), named: "april")
        #expect(april.relations == [Ledger.Relation(part: "march", whole: "april")])
        #expect(ledger.placement(of: march, named: "again").population == "march")
        #expect(ledger.placement(of: table([areas], [25, 20, 20]), named: "other").relations.isEmpty)
    }

    @Test func `a table whose margin agrees by chance is not of the same people when a part would exceed it`() throws {
        let ages = TableDimension(name: "age", leaves: ["low", "high"])
        let ledger = try release([table([areas], [20, 30, 20]), table([ages], [25, 15])])
        #expect(ledger.populations == ["0", "1"])
        // 70 as the first in all, but fewer young than the part of it has.
        let other = table([ages], [24, 46])
        let placement = ledger.placement(of: other, named: "2")
        #expect(placement.population == "2")
        // Who says that they are the same all the same knows better than a guess, but not better than what was said.
        #expect(throws: Never.self) { try ledger.check(Ledger.Placement(population: "0"), of: other) }
        var said = ledger
        said.relate(Ledger.Placement(population: "1", relations: ledger.relations))
        #expect(throws: InputError.self) { try said.check(Ledger.Placement(population: "0"), of: other) }
        // A ledger in which it stands all the same is attacked, not tripped over.
        try said.add(
            Release(
                name: "2", population: "0", method: "suppress", threshold: 5, table: other,
                known: other.counts.map { $0...$0 }))
        _ = try said.audit()
    }

    @Test func `a guess of who is part of whom goes when later counts contradict it`() throws {
        let ages = TableDimension(name: "age", leaves: ["low", "high"])
        // The second has fewer people than the first, so it is taken for a part of it.
        var ledger = try release([table([areas], [20, 30, 20]), table([groups], [25, 15])])
        #expect(ledger.relations == [Ledger.Relation(part: "1", whole: "0")])
        #expect(ledger.guesses == Set(ledger.relations))
        let read = try Ledger(try JSONText.parse(Array(ledger.text.utf8), file: "ledger.json"))
        #expect(read == ledger)
        // More tables of the first by both: it has fewer young than the second, which is no part of it then.
        let both = table([areas, groups], [5, 15, 5, 25, 5, 15])
        #expect(ledger.placement(of: both, named: "2").population == "0")
        try ledger.check(Ledger.Placement(population: "0"), of: both)
        try ledger.add(
            Release(
                name: "2", population: "0", method: "suppress", threshold: 5, table: both,
                known: both.counts.map { $0...$0 }))
        #expect(ledger.relations.isEmpty && ledger.guesses.isEmpty)
        // What a person says is no guess.
        var said = try release([table([areas], [20, 30, 20])])
        try said.add(
            Release(name: "1", population: "1", threshold: 5, Suppression(table([ages], [25, 15]))),
            relations: [Ledger.Relation(part: "1", whole: "0")])
        #expect(said.guesses.isEmpty)
    }

    @Test(arguments: 0..<12) func `no sequence of releases lets anything small be derived`(seed: Int) throws {
        var dice = Randomness(seed: UInt64(500 + seed))
        var counts = (0..<6).map { _ in Int.random(in: 0...14, using: &dice) }
        var tables: [CountTable] = []
        for _ in 0..<Int.random(in: 2...4, using: &dice) {
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: tables.append(table([areas, groups], counts))
            case 1: tables.append(table([areas], stride(from: 0, to: 6, by: 2).map { counts[$0] + counts[$0 + 1] }))
            case 2:
                for index in counts.indices { counts[index] += max(0, Int.random(in: -4...4, using: &dice)) }
                tables.append(table([areas, groups], counts))
            default:
                let part = counts.map { Int.random(in: 0...$0, using: &dice) }
                tables.append(table([areas, groups], part))
            }
        }
        let ledger: Ledger
        do { ledger = try release(tables) } catch is InputError { return }
        #expect(try ledger.audit().isSafe)
    }

    @Test func `a ledger is read back as it was written`() throws {
        let ledger = try release([table([areas, groups], [3, 17, 12, 18, 9, 11]), table([areas], [21, 35, 20])])
        let read = try Ledger(try JSONText.parse(Array(ledger.text.utf8), file: "ledger.json"))
        #expect(read == ledger)
    }

    @Test func `an altered ledger is refused`() throws {
        let ledger = try release([table([areas], [20, 30, 20])])
        let altered = ledger.text.split(separator: "20,30,20,70").joined(separator: "20,30,21,70")
        #expect(altered != ledger.text)
        #expect(throws: InputError.self) { try Ledger(try JSONText.parse(Array(altered.utf8), file: "ledger.json")) }
    }

    @Test func `a part larger than its whole is refused with the place`() throws {
        var ledger = Ledger()
        let all = table([areas], [20, 30, 20])
        try ledger.add(Release(name: "all", population: "all", threshold: 5, try Suppression(all)))
        let placement = Ledger.Placement(population: "some", relations: [Ledger.Relation(part: "some", whole: "all")])
        #expect(throws: InputError.self) { try ledger.check(placement, of: table([areas], [21, 3, 2])) }
    }
}
