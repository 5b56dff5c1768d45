import Disclosure
import Testing

extension ExamplesTests {
    @Test func `the example of Disclosure does what it says`() async throws {
        let area = TableDimension(name: "area", leaves: ["north", "south"])
        let answer = TableDimension(name: "answer", leaves: ["yes", "no"])
        let table = CountTable(
            dimensions: [area, answer], inner: [[0, 0]: 2, [0, 1]: 18, [1, 0]: 30, [1, 1]: 25])
        let hidden = try await Disclosure.solve(Request(table))
        print(hidden.status.count { $0 != .shown }, hidden.audit.isSafe)  // 4 true
        try check()
    }
}
