import Testing

@testable import Disclosure

@Suite(.timeLimit(.minutes(20))) struct GroupsTests {
    private let parts = [Ledger.Relation(part: "some", whole: "all"), Ledger.Relation(part: "others", whole: "all")]
    private let names = ["all", "some", "others"]

    @Test func `there is a group for each way of belonging that is possible`() {
        func ways(_ apart: [Ledger.Apart]) -> Set<Set<String>> {
            Set(Groups.ways(names, Kinship(parts, apart: apart), .none)?.populations ?? [])
        }
        #expect(ways([]) == [["all"], ["all", "some"], ["all", "others"], ["all", "some", "others"]])
        #expect(ways([Ledger.Apart("some", "others")]) == [["all"], ["all", "some"], ["all", "others"]])
    }

    @Test func `where there are too many ways, the groups are populations and what is left of them`() {
        let kinship = Kinship(parts, apart: [Ledger.Apart("some", "others")])
        #expect(Groups.ways(names, kinship, .none, most: 3)?.count == nil)
        let groups = Groups.wholes(names, kinship, .none)
        #expect(groups.populations == [["all"], ["all", "some"], ["all", "others"], ["all"]])
        #expect(groups.ties.map(\.parts) == [[1, 2, 3]])
    }
}

@Suite(.timeLimit(.minutes(20))) struct KinshipTests {
    private func part(_ part: String, of whole: String) -> Ledger.Relation { Ledger.Relation(part: part, whole: whole) }

    @Test func `a part of a part is a part, and the fewest steps leave such relations out`() {
        let said = [part("a", of: "b"), part("b", of: "c"), part("a", of: "c")]
        #expect(Kinship(Array(said.prefix(2))).relations == said)
        #expect(Kinship(said).steps == Set(said.prefix(2)))
        #expect(Kinship(said).wholes(of: "a") == ["b", "c"])
        // Two that are part of each other are the same people; neither way is left out.
        let circle = [part("a", of: "b"), part("b", of: "a")]
        #expect(Kinship(circle).steps == Set(circle))
    }

    @Test func `parts of populations that share nobody share nobody`() {
        let kinship = Kinship(
            [part("a", of: "A"), part("b", of: "B"), part("A", of: "all"), part("B", of: "all")],
            apart: [Ledger.Apart("B", "A")])
        #expect(kinship.areApart("a", "b"))
        #expect(kinship.areApart("A", "b"))
        #expect(!kinship.areApart("a", "A"))
        let divisions = kinship.divisions(of: "all", among: ["A", "B", "a", "b"])
        #expect(Set(divisions.map(Set.init)) == [["A", "B"], ["A", "b"], ["a", "B"], ["a", "b"]])
    }

    @Test func `three that share nobody are one division`() {
        let names = ["a", "b", "c"]
        let kinship = Kinship(
            names.map { part($0, of: "all") },
            apart: [Ledger.Apart("a", "b"), Ledger.Apart("b", "c"), Ledger.Apart("c", "a")])
        #expect(kinship.divisions(of: "all", among: names) == [names])
    }

    @Test func `strangers are of another family`() {
        let kinship = Kinship([part("a", of: "b"), part("c", of: "b")])
        #expect(kinship.families(["a", "x", "b", "c"]) == [["a", "b", "c"], ["x"]])
    }
}
