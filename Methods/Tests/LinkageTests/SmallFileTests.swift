import Testing

@testable import Linkage

/// One, two or three rows: nothing can be learned, and what is known beforehand decides.
@Suite(.timeLimit(.minutes(20))) struct SmallFileTests {
    private func linked(_ rows: [[String]]) async throws -> Linked {
        var records = Records(
            schema: Schema([
                .init("name", .name), .init("email", .email), .init("organisation", .organisation),
                .init("source", .source),
            ]))
        for (number, row) in rows.enumerated() { try records.append(id: "\(number)", row) }
        let linked = try await Linkage.solve(records)
        let parameters = linked.parameters
        #expect(parameters.sameShare > 0 && parameters.sameShare + parameters.relatedShare < 1)
        #expect(
            parameters.fields.allSatisfy {
                $0.levels.allSatisfy { $0.same.isFinite && $0.related.isFinite && $0.chance.isFinite }
            })
        let reach = linked.reach
        #expect(reach.low <= reach.people && reach.people <= reach.high + 0.1 && reach.high < Double(rows.count) + 1)
        #expect(linked.faults().isEmpty)
        for row in rows.indices.dropFirst() { #expect(try !linked.explanation("0", "\(row)").waterfall.isEmpty) }
        return linked
    }

    private func people(_ rows: [[String]]) async throws -> [Int] {
        let entity = try await linked(rows).people.entity
        return entity.map { name in entity.firstIndex(of: name) ?? -1 }
    }

    @Test func `no row is nobody, and one row is one person`() async throws {
        #expect(try await Linkage.solve(Records(schema: Schema([.init("name", .name)]))).people.entity.isEmpty)
        #expect(try await people([["Ann Lee", "ann@home.example", "", "a"]]) == [0])
        #expect(try await people([["", "", "", ""]]) == [0])
    }

    @Test(arguments: [
        (["Ann Lee", "ann@home.example"], ["Ann Lee", "ann@home.example"]),
        (["Ann Lee", "ann.lee@home.example"], ["Ann Lee", "ann.lee@home.example"]),
        (["Ann Lee", "al@home.example"], ["A Lee", "al@home.example"]),
        (["Ann Lee", "alee@home.example"], ["A Lee", "alee@home.example"]),
        (["Ann Lee", "ann@council.example", "Council"], ["Ann Lee", "ann@council.example", "Council"]),
        (["Ann Lee", "ann@council.example", "Council", "a"], ["Ann Lee", "ann@council.example", "", "b"]),
    ])
    func `two rows of one person are one`(a: [String], b: [String]) async throws {
        #expect(try await people([a, b]) == [0, 0])
        #expect(try await people([a, b, a]) == [0, 0, 0])
        #expect(try await people([a, b, ["Bo May", "bo@work.example"]]) == [0, 0, 2])
    }

    @Test(arguments: [
        (["Ann Lee", "ann@home.example"], ["Bo May", "bo@work.example"]),
        (["Ann Lee", "info@work.example"], ["Bo May", "info@work.example"]),
        (["Ann Lee", "info@work.example", "Work"], ["Bo May", "info@work.example", "Work"]),
        (["Ann Lee", "home@lee.example"], ["Bo Lee", "home@lee.example"]),
        (["Ann Lee", "", "Work"], ["Bo May", "", "Work"]),
    ])
    func `two rows of two people are two`(a: [String], b: [String]) async throws {
        #expect(try await people([a, b]) == [0, 1])
        #expect(try await people([a, b, ["Cy Fox", "cy@fox.example"]]) == [0, 1, 2])
    }

    @Test func `three different full names behind one address are three people`() async throws {
        let rows = ["Ann Lee", "Bo May", "Cy Fox"].map { [$0, "info@work.example", "Work"] }
        #expect(try await people(rows) == [0, 1, 2])
    }
}
