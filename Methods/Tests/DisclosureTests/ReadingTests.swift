import Delimited
import Support
import Testing

import struct Foundation.Data

@testable import Disclosure

@Suite(.timeLimit(.minutes(20))) struct ReadingTests {
    private func read(_ text: String, areas: String? = nil) throws -> CountTable {
        let hierarchies = try areas.map { ["area": try Hierarchy(try Sheet(Data($0.utf8), file: "areas.csv"))] } ?? [:]
        return try CountTable(try Sheet(Data(text.utf8), file: "t.csv"), count: "count", hierarchies: hierarchies)
    }

    private func fault(_ text: String, areas: String? = nil) -> InputError? {
        do {
            _ = try read(text, areas: areas)
            return nil
        } catch { return error as? InputError }
    }

    @Test func `margins are added up over levels`() throws {
        let table = try read(
            "area,group,count\na,x,1\nb,x,2\nc,y,4\n", areas: "child,parent\na,north\nb,north\nc,south\n")
        #expect(table.dimensions[0].codes == ["a", "b", "c", "north", "south", "Total"])
        let at = { (area: Int, group: Int) in table.counts[table.cell([area, group])] }
        let found = [at(3, 0), at(3, 2), at(5, 1), at(5, 2)]
        #expect(found == [3, 3, 4, 7])
        for sum in table.sums {
            let parts = sum.parts.reduce(0) { $0 + table.counts[$1] }
            #expect(parts == table.counts[sum.total])
        }
    }

    @Test func `faults name the line`() {
        #expect(fault("area,n\na,1\n")?.line == 1)
        #expect(fault("area,count\na,1\na,2\n")?.line == 3)
        #expect(fault("area,count\na,1\nb,-2\n")?.line == 3)
        #expect(fault("area,count\na,1\nb,two\n")?.line == 3)
        #expect(fault("area,count\na,1\n,2\n")?.line == 3)
        #expect(fault("area,count\na,1\nTotal,1\n")?.line == 3)
        #expect(fault("count\n1\n")?.line == 1)
        #expect(fault("area,count\n") != nil)
    }

    @Test func `faults of a hierarchy name the line of its file`() {
        let table = "area,count\na,1\nb,2\n"
        let cycle = fault(table, areas: "child,parent\na,b1\nb1,b2\nb2,b1\n")
        #expect(cycle?.file == "areas.csv" && cycle?.line != nil)
        #expect(fault(table, areas: "child,parent\na,north\na,south\n")?.line == 3)
        #expect(fault(table, areas: "child,parent\na,a\n") != nil)
        #expect(fault(table, areas: "child,parent\nz,a\n")?.file == "t.csv")
        #expect(fault(table, areas: "child\na\n") != nil)
    }

    @Test func `whatever the bytes, reading ends with a table or an error`() {
        var dice = Randomness(seed: 1)
        let seeds = ["area,group,count\na,x,1\nb,y,2\n", "child,parent\na,north\nnorth,all\n"]
        for round in 0..<600 {
            var bytes = Array(seeds[round % 2].utf8)
            for _ in 0..<Int.random(in: 1...6, using: &dice) {
                let at = Int.random(in: 0..<bytes.count, using: &dice)
                switch Int.random(in: 0..<3, using: &dice) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &dice)
                case 1: bytes.remove(at: at)
                default: bytes.insert(Array(",\n\"-9".utf8).randomElement(using: &dice) ?? 44, at: at)
                }
                if bytes.isEmpty { bytes = [44] }
            }
            do {
                let sheet = try Sheet(Data(bytes), file: "f")
                if round % 2 == 0 {
                    let table = try CountTable(sheet, count: "count")
                    #expect(table.counts.allSatisfy { $0 >= 0 })
                    _ = try OpenTable(sheet, count: "count")
                } else {
                    _ = try Hierarchy(sheet)
                }
            } catch { #expect(error is InputError) }
        }
    }

    @Test func `whatever the bytes, a ledger is read or refused`() throws {
        var dice = Randomness(seed: 2)
        var ledger = Ledger()
        let table = CountTable(dimensions: [TableDimension(name: "a", leaves: ["x", "y"])], inner: [[0]: 8, [1]: 9])
        try ledger.add(Release(name: "r", population: "p", threshold: 5, try Suppression(table)))
        for _ in 0..<400 {
            var bytes = Array(ledger.text.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &dice) {
                let at = Int.random(in: 0..<bytes.count, using: &dice)
                bytes[at] = Array("0123456789,[]{}\"-nul".utf8).randomElement(using: &dice) ?? 48
            }
            do { _ = try Ledger(try JSONText.parse(bytes, file: "l")).audit() } catch { #expect(error is InputError) }
        }
    }
}

@Suite(.timeLimit(.minutes(20))) struct OpenAttackTests {
    private func attack(_ text: String) throws -> OpenAttack {
        try OpenAttack([try OpenTable(try Sheet(Data(text.utf8), file: "o.csv"), count: "count")], threshold: 5)
    }

    @Test func `one blank in a line is computed`() throws {
        let found = try attack("area,count\nx,\ny,20\nTotal,23\n")
        #expect(found.breaches.map(\.verdict) == [.exact])
        #expect(found.breaches.first?.low == 3)
    }

    @Test func `two blanks with a small sum are known to be small`() throws {
        let found = try attack("area,count\nx,\ny,\nz,20\nTotal,23\n")
        #expect(found.breaches.map(\.verdict) == [.small, .small])
        #expect(found.breaches.first?.high == 3)
    }

    @Test func `a small count that is shown needs no computing`() throws {
        let found = try attack("area,count\nx,2\ny,\nz,\nTotal,40\n")
        #expect(found.breaches.map(\.verdict) == [.shown])
        #expect(found.breaches.first?.low == 2 && found.hiddenCount == 2)
        #expect(try attack("area,count\nx,0\ny,5\nTotal,5\n").breaches.isEmpty)
    }

    @Test(arguments: 0..<20) func `what is protected here, an attacker without the counts cannot break`(seed: Int)
        throws
    {
        var dice = Randomness(seed: UInt64(600 + seed))
        let table = SampleTable.filled(
            [
                TableDimension(name: "area", leaves: (0..<5).map(String.init)),
                TableDimension(name: "b", leaves: ["u", "v", "w"]),
            ], &dice)
        let text = try Suppression(table).published(countColumn: "count").text
        #expect(try attack(text).breaches.isEmpty)
    }

    @Test func `counts that contradict each other are refused`() {
        #expect(throws: InputError.self) { try attack("area,count\nx,5\ny,20\nTotal,23\n") }
    }
}
