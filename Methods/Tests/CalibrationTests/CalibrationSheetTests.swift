import Foundation
import Support
import Testing

@testable import Calibration
@testable import Delimited

private func read(_ text: String) throws -> ScoreSheet {
    try ScoreSheet(try Sheet(Data(text.utf8), file: "scores.csv"))
}

@Suite(.timeLimit(.minutes(20))) struct CalibrationSheetTests {
    @Test func `columns may stand in any order, with others between`() throws {
        let sheet = try read("score,panel,judge,item\n7,A,Ann,Wheels\n5.5,A,Bo,Wheels\n8,A,Ann,Bridge\n")
        #expect(sheet.items == ["Bridge", "Wheels"])
        #expect(sheet.judges == ["Ann", "Bo"])
        #expect(sheet.reviews.map(\.score) == [7, 5.5, 8])
        #expect(sheet.reviews.map(\.item) == [1, 1, 0])
    }

    @Test func `a fault names its line and its remedy`() {
        for (text, line) in [
            ("item,judge\nA,B\n", 1), ("item,judge,score\nA,Ann,7\nB,Ann,seven\n", 3),
            ("item,judge,score\n,Ann,7\n", 2), ("item,judge,score\nA,Ann,7\nA,Bo,7\nA,Ann,8\n", 4),
        ] {
            let error = #expect(throws: InputError.self) { try read(text) }
            #expect(error?.file == "scores.csv")
            #expect(error?.line == line)
        }
        #expect(throws: InputError.self) { try read("item,judge,score\n") }
    }

    @Test func `the table is written best first with raw beside`() async throws {
        let sheet = try read("item,judge,score\nA,Ann,2\nA,Bo,3\nB,Ann,8\nB,Bo,9\nC,Ann,5\nC,Cy,6\n")
        var options = Calibration.Options()
        options.top = 1
        let table = sheet.table(try await Calibration.solve(sheet.reviews, options: options))
        #expect(
            table[0] == ["item", "reviews", "raw", "raw_rank", "calibrated", "error", "rank", "in_top", "above_next"])
        #expect(table.dropFirst().map(\.first) == ["B", "C", "A"])
        #expect(table[1][2] == "8.500")
        #expect(table[3][8] == "")
    }

    @Test func `any bytes are read or refused, never fatal`() {
        var random = Randomness(seed: 21)
        let seed = Array("item,judge,score\nA,Ann,7\n\"B, b\",\"Bo\",5.5\n".utf8)
        for _ in 0..<2_000 {
            var bytes = seed
            for _ in 0..<(1 + random.below(6)) {
                let place = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes[place] = UInt8(random.below(256))
                case 1: bytes.insert(Array("\",\n\r 9e-".utf8)[random.below(8)], at: place)
                default: bytes.remove(at: place)
                }
            }
            do {
                let sheet = try ScoreSheet(try Sheet(Data(bytes), file: "f"))
                #expect(sheet.reviews.allSatisfy { $0.score.isFinite && $0.item < sheet.items.count })
            } catch {
                #expect(error is InputError)
            }
        }
    }

    @Test func `numbers are written with fixed decimals`() {
        #expect(fixed(1.0005, 3) == "1.001" || fixed(1.0005, 3) == "1.000")
        #expect(fixed(-0.04, 1) == "0.0")
        #expect(fixed(-2.25, 1) == "-2.3")
        #expect(fixed(0.5, 0) == "1")
        #expect(fixed(12, 2) == "12.00")
    }
}
