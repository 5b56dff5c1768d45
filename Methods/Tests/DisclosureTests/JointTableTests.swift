import Delimited
import Dispatch
import Foundation
import Support
import Testing

@testable import Disclosure

/// The table that nobody publishes.
@Suite(.timeLimit(.minutes(20))) struct JointTableTests {
    private let a = TableDimension(name: "a", leaves: ["a1", "a2", "a3"])
    private let b = TableDimension(name: "b", leaves: ["b1", "b2"])
    private let c = TableDimension(name: "c", leaves: ["c1", "c2"])
    private let someOfAll = Ledger.Relation(part: "some", whole: "all")

    private func table(_ dimensions: [TableDimension], _ counts: [Int]) -> CountTable {
        var inner: [[Int]: Int] = [:]
        let width = dimensions.count > 1 ? dimensions[1].codes.count - 1 : 1
        for (index, count) in counts.enumerated() {
            inner[dimensions.count > 1 ? [index / width, index % width] : [index]] = count
        }
        return CountTable(dimensions: dimensions, inner: inner)
    }

    /// Protects tables one after the other as the command does, populations as they are said.
    private func release(
        _ tables: [(String, CountTable)], _ relations: [Ledger.Relation] = [], apart: [Ledger.Apart] = [],
        threads: Int = 1
    ) throws -> Ledger {
        var ledger = Ledger()
        for (index, (population, table)) in tables.enumerated() {
            let known = Set(ledger.populations + [population])
            let placement = Ledger.Placement(
                population: population,
                relations: relations.filter { known.contains($0.part) && known.contains($0.whole) },
                apart: apart.filter { known.contains($0.one) && known.contains($0.other) })
            try ledger.check(placement, of: table)
            let result = try Suppression(
                table, settings: SuppressionSettings(contributors: false, seconds: 2, threads: threads), ledger: ledger,
                placement: placement)
            #expect(result.unjoined.isEmpty)
            try ledger.add(
                Release(name: "\(index)", population: population, threshold: 5, result), placement)
        }
        return ledger
    }

    /// What the attacker who tries everything finds, as the audit says it: names with the kind of breach.
    private func tried(_ ledger: Ledger, ways: [Set<String>]) throws -> Set<String> {
        let attacker = JointBruteForce(ledger, ways: ways)
        let secrecy = try JointFigures(ledger).secrecy(contributors: false)
        let names = try JointFigures(ledger).names
        var found: Set<String> = []
        for (figure, name) in names.enumerated() {
            guard let range = attacker.range(of: name) else { continue }
            for protection in try isHidden(figure, ledger) ? secrecy.protections(of: figure) : [] {
                let isPossible = range.contains {
                    protection.isFulfilled(by: $0 - secrecy.truth[figure], secrecy.truth[figure])
                }
                if !isPossible { found.insert("\(name) \(protection.kind)") }
            }
        }
        return found
    }

    private func isHidden(_ figure: Int, _ ledger: Ledger) throws -> Bool { try !JointFigures(ledger).isKnown(figure) }

    private func audited(_ ledger: Ledger, mostWays: Int = Groups.mostWays) throws -> Set<String> {
        let joint = try JointFigures(ledger, mostWays: mostWays)
        let audit = try Audit(
            joint.secrecy(contributors: false), isHidden: joint.truth.indices.map { !joint.isKnown($0) })
        return Set(audit.breaches.map { "\(joint.names[$0.figure]) \($0.kind)" })
    }

    /// A release that hides what it is told to.
    private func hide(
        _ population: String, _ table: CountTable, _ hidden: Set<[String]>, name: String, threshold: Int = 5
    ) -> Release {
        let known = table.counts.indices.map { cell in
            hidden.contains(table.labels(cell)) ? nil : table.counts[cell]...table.counts[cell]
        }
        return Release(
            name: name, population: population, method: "suppress", threshold: threshold, table: table,
            known: known)
    }

    // MARK: - Three tables of two dimensions each

    /// Six by two people, of whom three tables count two dimensions each.
    private var threeTables: [(String, CountTable)] {
        [
            ("all", table([a, b], [2, 8, 5, 5, 11, 12])), ("all", table([b, c], [10, 8, 8, 17])),
            ("all", table([a, c], [5, 5, 10, 0, 3, 20])),
        ]
    }

    @Test func `three tables of two out of three dimensions bound a cell that no two of them bound`() throws {
        // What the ledger hid before it looked at the joint table.
        var careless = Ledger()
        let hidden: [Set<[String]>] = [
            [["a1", "b1"], ["a1", "b2"], ["a2", "b1"], ["a2", "b2"]], [],
            [["a1", "c1"], ["a1", "c2"], ["a3", "c1"], ["a3", "c2"]],
        ]
        for (index, (population, table)) in threeTables.enumerated() {
            try careless.add(hide(population, table, hidden[index], name: "\(index)"))
        }
        #expect(try tried(careless, ways: [["all"]]) == ["all: a3, c1 below"])
        #expect(try audited(careless) == ["all: a3, c1 below"])
        for pair in [[0, 1], [0, 2], [1, 2]] {
            var two = Ledger()
            for index in pair { try two.add(careless.releases[index]) }
            #expect(try audited(two).isEmpty)
        }

        // In this order the first two bound it, so the third is refused; in another there is a way for all three.
        #expect(throws: InputError.self) { try release(threeTables) }
        let careful = try release(threeTables.reversed())
        #expect(try tried(careful, ways: [["all"]]).isEmpty)
        #expect(try careful.audit(contributors: false).isSafe)
    }

    @Test func `three published tables are attacked over their joint table too`() throws {
        let shown = [
            "a,b,count\na1,b1,\na1,b2,\na2,b1,\na2,b2,\na3,b1,11\na3,b2,12\na1,Total,10\na2,Total,10\n",
            "b,c,count\nb1,c1,10\nb1,c2,8\nb2,c1,8\nb2,c2,17\n",
            "a,c,count\na1,c1,\na1,c2,\na2,c1,10\na2,c2,0\na3,c1,\na3,c2,\na1,Total,10\na3,Total,23\n",
        ]
        let tables = try shown.enumerated().map { index, text in
            try OpenTable(try Sheet(Data(text.utf8), file: "\(index).csv"), count: "count")
        }
        let attack = try OpenAttack(tables, threshold: 5)
        #expect(!attack.isUnjoined)
        // a3, c1: only the joint table bounds it from below.
        func low(_ attack: OpenAttack, table: Int) -> Int? {
            attack.findings.first { $0.table == table && $0.row == 4 }?.low
        }
        #expect(low(attack, table: 2) == 3)
        #expect(low(try OpenAttack([tables[2], tables[0]], threshold: 5), table: 0) == 0)
    }

    // MARK: - A part and its whole, cut differently

    @Test func `two cuts of a part bound what is left of a whole that is cut by both`() throws {
        let pair = TableDimension(name: "a", leaves: ["a1", "a2"])
        let tables = [
            ("all", table([pair, b], [9, 12, 0, 20])), ("some", table([pair], [8, 12])), ("some", table([b], [8, 12])),
        ]
        // Nobody of a2 is in b1, so twelve of the part at least are in b2, and one in b1 at least is left out.
        var careless = Ledger()
        for (index, (population, table)) in tables.enumerated() {
            let hidden: Set<[String]> = index == 2 ? [["b1"], ["b2"]] : []
            try careless.add(
                hide(population, table, hidden, name: "\(index)"), relations: index == 1 ? [someOfAll] : [])
        }
        let ways: [Set<String>] = [["all"], ["all", "some"]]
        #expect(try tried(careless, ways: ways) == ["all without some: some: b1 below"])
        #expect(try audited(careless) == ["all without some: some: b1 below"])

        let careful = try release([tables[2], tables[0]], [someOfAll])
        #expect(try tried(careful, ways: ways).isEmpty)
    }

    // MARK: - The attacker who tries everything

    /// Tables of populations by some of the dimensions, and how people can belong to these.
    private struct Shape: Sendable {
        var tables: [(population: String, axes: [Int])]
        var ways: [Set<String>] = [["all"], ["all", "some"]]
        var parts: [String] = ["some"]
        var apart: [Ledger.Apart] = []
    }

    private static let shapes = [
        Shape(tables: [("all", [0, 1]), ("all", [1, 2]), ("all", [0, 2])], ways: [["all"]], parts: []),
        Shape(tables: [("all", [0, 1]), ("some", [0]), ("some", [1])]),
        Shape(tables: [("some", [0, 1]), ("all", [0]), ("all", [1])]),
        Shape(tables: [("all", [0]), ("some", [0, 1]), ("all", [1]), ("some", [2])]),
        Shape(
            tables: [("all", [0, 1]), ("some", [0]), ("few", [1])], ways: [["all"], ["all", "some"], ["all", "few"]],
            parts: ["some", "few"], apart: [Ledger.Apart("some", "few")]),
        Shape(
            tables: [("some", [0, 1]), ("few", [0, 1]), ("all", [0])],
            ways: [["all"], ["all", "some"], ["all", "few"], ["all", "some", "few"]], parts: ["some", "few"]),
    ]

    /// A ledger of few people with cells hidden at random, grand totals shown.
    private func random(_ dice: inout Randomness, _ shape: Shape) throws -> Ledger {
        let dimensions = ["a", "b", "c"].map { name in
            TableDimension(name: name, leaves: ["\(name)1", "\(name)2"])
        }
        let axes = Set(shape.tables.flatMap(\.axes)).count
        let most = axes * shape.ways.count > 4 ? 6 : 9
        var people: [(codes: [Int], way: Set<String>)] = []
        for _ in 0..<Int.random(in: 5...most, using: &dice) {
            let codes = (0..<3).map { _ in Int.random(in: 0...1, using: &dice) }
            people.append((codes, shape.ways[Int.random(in: 0..<shape.ways.count, using: &dice)]))
        }
        var ledger = Ledger()
        for (index, (population, axes)) in shape.tables.enumerated() {
            var inner: [[Int]: Int] = [:]
            for person in people where person.way.contains(population) {
                inner[axes.map { person.codes[$0] }, default: 0] += 1
            }
            let table = CountTable(dimensions: axes.map { dimensions[$0] }, inner: inner)
            let share = Int.random(in: 1...3, using: &dice)
            let hidden = table.counts.indices.filter { cell in
                table.kind(cell) != .grandTotal && Int.random(in: 0..<4, using: &dice) < share
            }
            let relations = shape.parts.map { Ledger.Relation(part: $0, whole: "all") }
            try ledger.add(
                hide(population, table, Set(hidden.map { table.labels($0) }), name: "\(index)", threshold: 3),
                Ledger.Placement(population: population, relations: relations, apart: shape.apart))
        }
        return ledger
    }

    @Test(arguments: 0..<60) func `an attacker who tries every joint table finds what the audit finds`(seed: Int) throws
    {
        var dice = Randomness(seed: UInt64(7000 + seed))
        let shape = Self.shapes[seed % Self.shapes.count]
        let ledger = try random(&dice, shape)
        let found = try tried(ledger, ways: shape.ways)
        let isKnownWhole = Halves(ledger, ledger.kinships[0]).all.isEmpty
        // By ways of belonging, and by populations and what is left of them, as where there are too many ways.
        for most in [Groups.mostWays, 0] {
            let audited = try audited(ledger, mostWays: most).filter {
                !$0.hasSuffix(" shown") && !$0.contains(" and ")
            }
            #expect(found.isSubset(of: audited))
            // Where two populations make up a third by chance, the audit takes them for all of it.
            if isKnownWhole { #expect(found == audited) }
        }
        #expect(try ledger.audit().unjoined.isEmpty)
    }

    @Test(arguments: 0..<8) func `what a ledger lets out no attacker who tries every joint table can use`(seed: Int)
        throws
    {
        var dice = Randomness(seed: UInt64(9000 + seed))
        let tables = [[a, b], [b, c], [a, c]]
        let people = (0..<11).map { _ in [3, 2, 2].map { Int.random(in: 0..<$0, using: &dice) } }
        var given: [(String, CountTable)] = []
        for dimensions in tables {
            var inner: [[Int]: Int] = [:]
            let axes = dimensions.map { ["a": 0, "b": 1, "c": 2][$0.name] ?? 0 }
            for person in people { inner[axes.map { person[$0] }, default: 0] += 1 }
            given.append(("all", CountTable(dimensions: dimensions, inner: inner)))
        }
        let ledger: Ledger
        do { ledger = try release(given) } catch is InputError { return }
        #expect(try tried(ledger, ways: [["all"]]).isEmpty)
    }

    // MARK: - Populations that share nobody

    private let parts = [Ledger.Relation(part: "some", whole: "all"), Ledger.Relation(part: "others", whole: "all")]
    private let pair = [Ledger.Apart("some", "others")]

    @Test func `what is left of a whole beside two parts that share nobody is guarded`() throws {
        let tables = [
            ("all", table([a], [40, 30, 20])), ("some", table([a], [20, 10, 8])), ("others", table([a], [17, 12, 6])),
        ]
        // Nobody says that they share nobody: the three left in a1 cannot be seen.
        let unsaid = try release(tables, parts)
        #expect(unsaid.releases.allSatisfy { !$0.known.contains(nil) })
        var said = Ledger()
        for release in unsaid.releases {
            let isLast = release.population == "others"
            try said.add(
                release,
                Ledger.Placement(
                    population: release.population, relations: isLast ? parts : [], apart: isLast ? pair : []))
        }
        #expect(
            try audited(said) == [
                "all without others and some: others: a1 below", "all without others and some: others: a1 above",
            ])

        let careful = try release(tables, parts, apart: pair)
        #expect(try careful.audit(contributors: false).isSafe)
        #expect(careful.releases[2].known.contains(nil))
    }

    @Test func `counts that contradict populations that share nobody are refused with the place and the remedy`() throws
    {
        var ledger = Ledger()
        try ledger.add(hide("all", table([a], [40, 30, 20]), [], name: "all"))
        try ledger.add(hide("some", table([a], [20, 10, 8]), [], name: "some"), relations: [parts[0]])
        let others = table([a], [17, 25, 6])
        let placement = Ledger.Placement(population: "others", relations: [parts[1]], apart: pair)
        let fault = #expect(throws: InputError.self) { try ledger.check(placement, of: others) }
        #expect(
            fault?.message
                == "“others” has 25 at “a2” and “some” 10: more than the 30 of “all”, though they share nobody.")
        #expect(fault?.remedy == "Leave out --apart-from some, or mend the counts.")
        let unknown = Ledger.Placement(population: "others", apart: [Ledger.Apart("others", "nobody")])
        #expect(throws: InputError.self) { try ledger.check(unknown, of: others) }
        let part = Ledger.Placement(
            population: "few", relations: [Ledger.Relation(part: "few", whole: "some")],
            apart: [Ledger.Apart("few", "some")])
        #expect(throws: InputError.self) { try ledger.check(part, of: table([a], [1, 0, 0])) }
    }

    @Test func `a ledger keeps who shares nobody, and one from before that could be said is read`() throws {
        var ledger = Ledger()
        for name in ["all", "some", "others"] { try ledger.add(hide(name, table([a], [9, 9, 9]), [], name: name)) }
        func read(_ text: String) throws -> Ledger { try Ledger(try JSONText.parse(Array(text.utf8), file: "l.json")) }
        #expect(!ledger.text.contains("apart"))
        #expect(try read(ledger.text) == ledger)
        try ledger.add(
            hide("few", table([a], [1, 1, 1]), [], name: "few"),
            Ledger.Placement(population: "few", apart: [Ledger.Apart("few", "others")]))
        #expect(try read(ledger.text) == ledger)
        #expect(throws: InputError.self) {
            try read(ledger.text.replacing(#"{"one": "few""#, with: #"{"one": "strangers""#))
        }
    }

    // MARK: - What is not looked at

    @Test func `tables whose joint table is too large are named, with all else still looked at`() throws {
        let wide = ["d", "e", "f"].map { name in
            TableDimension(name: name, leaves: (10..<26).map { "\(name)\($0)" })
        }
        let tables = [[0, 1], [1, 2], [0, 2]].map { axes in
            table(axes.map { wide[$0] }, Array(repeating: 20, count: 256))
        }
        var ledger = Ledger()
        for (index, table) in tables.prefix(2).enumerated() { try ledger.add(hide("all", table, [], name: "\(index)")) }
        try ledger.add(hide("strangers", table([a], [9, 9, 9]), [], name: "strangers"))
        let settings = SuppressionSettings(contributors: false, seconds: 1)
        let third = try Suppression(
            tables[2], settings: settings, ledger: ledger, placement: Ledger.Placement(population: "all"))
        #expect(third.unjoined == ["0", "1"])
        try ledger.add(Release(name: "2", population: "all", threshold: 5, third))
        #expect(try ledger.audit(contributors: false).unjoined == [["0", "1", "2"]])
        let other = try Suppression(
            table([b], [9, 9]), settings: settings, ledger: ledger, placement: Ledger.Placement(population: "nobody"))
        #expect(other.unjoined.isEmpty)
    }

    @Test func `a joint table that is looked at is not named`() throws {
        #expect(try release(threeTables.reversed()).audit().unjoined.isEmpty)
    }

    @Test func `relations that no joint table can keep are not looked at, and the releases named`() throws {
        // In each cut the part fits into the whole, but the whole has nobody where both cuts of the part must meet.
        let two = TableDimension(name: "a", leaves: ["a1", "a2"])
        var ledger = Ledger()
        try ledger.add(hide("all", table([two, b], [0, 9, 9, 0]), [], name: "all"))
        try ledger.add(hide("some", table([two], [9, 0]), [], name: "by a"), relations: [someOfAll])
        try ledger.add(hide("some", table([b], [9, 0]), [], name: "by b"))
        #expect(try ledger.audit().unjoined == [["all", "by a", "by b"]])
        // A relation that was only guessed goes, and the rest is looked at.
        var guessed = Ledger()
        for release in ledger.releases {
            let relations = release.name == "by a" ? [someOfAll] : []
            try guessed.add(
                release, Ledger.Placement(population: release.population, relations: relations, isGuess: true))
        }
        #expect(try guessed.audit().unjoined.isEmpty)
    }

    @Test func `two parts that make up a whole by chance are not taken for all of it where no joint table has that`()
        throws
    {
        let two = TableDimension(name: "a", leaves: ["a1", "a2"])
        let few = Ledger.Relation(part: "few", whole: "all")
        var ledger = Ledger()
        try ledger.add(hide("all", table([two, b], [5, 4, 4, 5]), [], name: "0"))
        // Nine and nine make eighteen, but all of a1 and all of b1 share the five of both.
        try ledger.add(hide("some", table([two], [9, 0]), [], name: "1"), relations: [someOfAll])
        try ledger.add(hide("few", table([b], [9, 0]), [], name: "2"), relations: [few])
        #expect(!Halves(ledger, ledger.kinships[0]).all.isEmpty)
        #expect(try ledger.audit().unjoined.isEmpty)
    }

    @Test func `a part with people under a code that its whole does not have is not looked at`() throws {
        let wide = TableDimension(name: "a", leaves: ["a1", "a2"])
        var ledger = Ledger()
        try ledger.add(hide("all", table([wide, b], Array(repeating: 9, count: 4)), [], name: "0"))
        try ledger.add(hide("some", table([b], [9, 9]), [], name: "1"), relations: [someOfAll])
        var sound = ledger
        try sound.add(hide("some", table([a], [9, 9, 0]), [], name: "2"))
        #expect(try sound.audit().unjoined.isEmpty)
        try ledger.add(hide("some", table([a], [9, 7, 2]), [], name: "2"))
        #expect(try ledger.audit().unjoined == [["0", "1", "2"]])
    }

    @Test func `a dimension of which two tables give different levels is not looked at`() throws {
        func levels(_ parentOf: [String: String]) -> TableDimension {
            TableDimension(name: "a", leaves: ["a1", "a2", "a3"], parentOf: parentOf)
        }
        var ledger = Ledger()
        let north = levels(["a1": "north", "a2": "north"])
        try ledger.add(hide("all", table([north, b], Array(repeating: 9, count: 6)), [], name: "0"))
        try ledger.add(hide("all", table([b, c], [14, 13, 13, 14]), [], name: "1"))
        let regions = TableDimension(name: "a", leaves: ["north", "a3"])
        var same = ledger
        try same.add(hide("all", table([regions, c], [18, 18, 9, 9]), [], name: "2"))
        #expect(try same.audit().unjoined.isEmpty)
        let south = levels(["a1": "south", "a2": "south"])
        try ledger.add(hide("all", table([south, c], Array(repeating: 9, count: 6)), [], name: "2"))
        #expect(try ledger.audit().unjoined == [["0", "1", "2"]])
    }

    @Test func `tables that fit together whatever they hold need no joint table`() throws {
        func needs(_ cuts: [(String, [TableDimension])], _ relations: [Ledger.Relation] = []) throws -> Bool {
            var ledger = Ledger()
            for (index, (population, dimensions)) in cuts.enumerated() {
                let cells = dimensions.reduce(1) { $0 * ($1.codes.count - 1) }
                try ledger.add(
                    hide(population, table(dimensions, Array(repeating: 9, count: cells)), [], name: "\(index)"))
            }
            return Family.all(ledger, Kinship(relations)).contains { !$0.needsNoJointTable }
        }
        let d = TableDimension(name: "d", leaves: ["d1", "d2"])
        #expect(try !needs([("all", [a, b]), ("all", [b, c]), ("all", [a]), ("all", [c, d])]))
        #expect(try needs([("all", [a, b]), ("all", [b, c]), ("all", [a, c])]))
        #expect(try needs([("all", [a, b]), ("all", [b, c]), ("all", [c, d]), ("all", [a, d])]))
        #expect(try !needs([("all", [a, b]), ("some", [b, c])], [someOfAll]))
        #expect(try needs([("all", [a, b]), ("some", [a]), ("some", [b])], [someOfAll]))
        #expect(try !needs([("all", [a, b]), ("some", [a, b]), ("some", [b])], [someOfAll]))
        #expect(try !needs([("all", [a, b]), ("some", [a]), ("some", [b])]))
    }

    // MARK: - How it is worked out

    @Test(arguments: 0..<6) func `what figures are made of adds up to them`(seed: Int) throws {
        var dice = Randomness(seed: UInt64(80 + seed))
        let joint = try JointFigures(try random(&dice, Self.shapes[seed % Self.shapes.count]))
        let folded = joint.figures.folded
        func sum(_ terms: [Figures.Term]) -> Int { terms.reduce(0) { $0 + $1.sign * joint.truth[$1.figure] } }
        #expect(folded.made.contains { $0 != nil })
        for (figure, terms) in folded.made.enumerated() where terms != nil {
            #expect(sum(terms ?? []) == joint.truth[figure])
        }
        for row in folded.rows { #expect(sum(row) == 0) }
    }

    @Test(arguments: 0..<10) func `whole counts are found that agree with all margins of a table`(seed: Int) throws {
        var dice = Randomness(seed: UInt64(300 + seed))
        let sizes = [4, 4, 3]
        var ledger = Ledger()
        let people = (0..<60).map { _ in sizes.map { Int.random(in: 0..<$0, using: &dice) } }
        for axes in [[0, 1], [1, 2], [0, 2]] {
            let dimensions = axes.map { axis in
                TableDimension(name: "\(axis)", leaves: (0..<sizes[axis]).map { "\(axis)-\($0)" })
            }
            var inner: [[Int]: Int] = [:]
            for person in people { inner[axes.map { person[$0] }, default: 0] += 1 }
            try ledger.add(hide("all", CountTable(dimensions: dimensions, inner: inner), [], name: "\(axes)"))
        }
        let joint = try JointFigures(ledger)
        #expect(joint.unjoined.isEmpty)
        #expect(joint.isUnknown.count { $0 } == 48)
        #expect(joint.figures.brokenSum(joint.truth) == nil)
        #expect(joint.truth.allSatisfy { $0 >= 0 })
    }

    @Test func `nobody is alone in a cell of which nobody knows the count`() throws {
        let two = TableDimension(name: "a", leaves: ["a1", "a2"])
        var ledger = Ledger()
        try ledger.add(hide("all", table([two, b], [1, 18, 18, 18]), [["a1", "b1"]], name: "0"))
        try ledger.add(hide("all", table([b, c], [10, 9, 18, 18]), [], name: "1"))
        try ledger.add(hide("all", table([two, c], [10, 9, 18, 18]), [], name: "2"))
        let joint = try JointFigures(ledger)
        #expect(joint.truth.indices.contains { joint.isUnknown[$0] && joint.truth[$0] == 1 })
        #expect(
            joint.secrecy(contributors: true).attacks.map { $0.known.map { joint.names[$0] } } == [["all: a1, b1"]])
    }

    @Test func `the number of threads changes nothing`() throws {
        #expect(try release(threeTables.reversed(), threads: 1) == release(threeTables.reversed(), threads: 4))
    }

    @Test func `work on a joint table can be cancelled`() async throws {
        let ledger = try release(threeTables.reversed())
        let (isBegun, begun) = AsyncStream.makeStream(of: Void.self)
        let isCancelled = DispatchSemaphore(value: 0)
        let task = Task {
            defer { begun.finish() }
            try await Checkpoint.run { checkpoint in
                begun.yield()
                _ = isCancelled.wait(timeout: .now() + 300)
                _ = try JointFigures(ledger, checkpoint)
            }
        }
        for await _ in isBegun { break }
        task.cancel()
        isCancelled.signal()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
