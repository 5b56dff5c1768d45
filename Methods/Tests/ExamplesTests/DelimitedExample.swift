import Delimited
import Foundation
import Testing

extension ExamplesTests {
    @Test func `the example of Delimited does what it says`() throws {
        let sheet = try Sheet(Data("item,score\nA,7\nB,5.5\n".utf8), file: "scores.csv")
        let score = try sheet.column("score")
        let sum = try sheet.records.reduce(0) { $0 + (try sheet.number($1, score)) }
        print(sum)  // 12.5
        try check()
    }
}
