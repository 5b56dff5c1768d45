import Simplex
import Testing

extension ExamplesTests {
    @Test func `the example of Simplex does what it says`() throws {
        // The least of 2 x + 3 y with x + y >= 4, x at most 3.
        var programme = LinearProgramme(columnCount: 2)
        programme.cost[0] = 2
        programme.cost[1] = 3
        programme.setBounds(0, 0, 3)
        programme.addRow([0, 1], [1, 1], lower: 4, upper: .infinity)
        print(programme.minimiseFromDual() == .optimal, programme.objective)  // true 9.0
        try check()
    }
}
