import Delimited
import Support
import Testing

@testable import Disclosure

@Suite(.timeLimit(.minutes(20))) struct PerturbationTests {
    @Test(arguments: 0..<20) func `a rounded table adds up, each count next to the true one`(seed: Int) throws {
        var dice = Randomness(seed: UInt64(700 + seed))
        let table = SampleTable.random(&dice, cells: 40)
        guard let found = try Perturbation.rounded(table, threshold: 5) else { return }
        let (rounded, audit) = (found.perturbation, found.audit)
        #expect(audit.isSafe)
        let values = rounded.shown.compactMap { Int($0) }
        #expect(values.allSatisfy { $0 % 5 == 0 })
        for sum in table.sums {
            let parts = sum.parts.reduce(0) { $0 + values[$1] }
            #expect(parts == values[sum.total])
        }
        let steps = rounded.parameters["steps"] ?? 0
        for (value, count) in zip(values, table.counts) {
            #expect(abs(value - count) < 5 * steps)
            if count % 5 == 0 { #expect(value == count) }
        }
        for (known, count) in zip(rounded.known, table.counts) { #expect(known.contains(count)) }
    }

    @Test func `a flat table in two dimensions always rounds to neighbours`() throws {
        var dice = Randomness(seed: 800)
        let leaves = (0..<7).map(String.init)
        let table = SampleTable.filled(["a", "b"].map { TableDimension(name: $0, leaves: leaves) }, &dice)
        let rounded = try #require(try Perturbation.rounded(table, threshold: 5)).perturbation
        #expect(rounded.parameters["steps"] == 1)
    }

    @Test func `the NHS rule marks 1 to 7 and rounds the rest`() {
        let table = CountTable(
            dimensions: [TableDimension(name: "a", leaves: (0..<6).map(String.init))],
            inner: [[0]: 0, [1]: 1, [2]: 7, [3]: 8, [4]: 12, [5]: 13])
        let result = Perturbation.nhs(table)
        #expect(result.shown == ["0", "*", "*", "10", "10", "15", "40"])
        for (known, count) in zip(result.known, table.counts) { #expect(known.contains(count)) }
    }

    @Test func `SipHash agrees with its authors' test vector`() {
        let key = SipHash(0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908)
        #expect(key.hash(Array(0..<15)) == 0xA129_CA61_49BE_45E5)
    }

    @Test func `changes have mean 0, the variance, and never lead to a small count`() throws {
        let key = try CellKey(secret: Array(0..<32))
        for (count, row) in key.rows.enumerated() where count > 0 {
            let mean = row.reduce(0) { $0 + Double($1.change) * $1.probability }
            let square = row.reduce(0) { $0 + Double($1.change * $1.change) * $1.probability }
            let whole = row.reduce(0) { $0 + $1.probability }
            #expect(abs(whole - 1) < 1e-9)
            #expect(abs(mean) < 1e-6 && abs(square - 3) < 1e-6)
            for (change, _) in row { #expect(count + change == 0 || count + change > 2) }
        }
    }

    @Test func `a cell asked for again, in any table, shows the same number`() throws {
        var dice = Randomness(seed: 900)
        let key = try CellKey(secret: Array(0..<32))
        let a = TableDimension(name: "a", leaves: ["1", "2", "3"])
        let b = TableDimension(name: "b", leaves: ["u", "v"])
        let both = SampleTable.filled([a, b], &dice)
        let first = Perturbation.cellKey(both, key)
        let margin = CountTable(
            dimensions: [a],
            inner: Dictionary(uniqueKeysWithValues: (0..<3).map { ([$0], both.counts[both.cell([$0, 2])]) }))
        let second = Perturbation.cellKey(margin, key)
        for code in 0..<4 { #expect(first.shown[both.cell([code, 2])] == second.shown[code]) }
        #expect(first.shown == Perturbation.cellKey(both, key).shown)
        #expect(first.shown != Perturbation.cellKey(both, try CellKey(secret: Array(1..<33))).shown)
    }

    @Test func `parameters that no distribution has are refused`() {
        #expect(throws: InputError.self) { try CellKey(secret: [1], noise: 2, variance: 30) }
        #expect(throws: InputError.self) { try CellKey(secret: [1], noise: 0) }
    }
}
