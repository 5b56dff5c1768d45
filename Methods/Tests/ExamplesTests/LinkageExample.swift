import Linkage
import Testing

extension ExamplesTests {
    @Test func `the example of Linkage does what it says`() async throws {
        var records = Records(schema: Schema([.init("name", .name), .init("email", .email)]))
        try records.append(id: "a", ["Ann Lee", "ann.lee@lee.org"])
        try records.append(id: "b", ["Ann Lee", "ann.lee@lee.org"])
        try records.append(id: "c", ["Bo May", "bo.may@may.org"])
        try records.append(id: "d", ["Cy Fox", "cy.fox@fox.org"])
        let linked = try await Linkage.solve(records)
        print(linked.people.entityCount)  // 3
        try check()
    }
}
