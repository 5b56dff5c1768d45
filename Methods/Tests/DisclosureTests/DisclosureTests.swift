import Delimited
import Foundation
import Testing

@testable import Disclosure

@Suite struct SuppressionTests {
    @Test(arguments: 0..<40) func `every protected table survives the audit`(seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        let table = SampleTable.random(&dice, cells: 60)
        let protected = try Suppression(table)
        #expect(protected.audit.breaches.isEmpty)
        for cell in table.counts.indices where (1..<5).contains(table.counts[cell]) {
            #expect(protected.status[cell] == .primary)
        }
    }
}
