import Testing
import Wording

extension ExamplesTests {
    @Test func `the example of Wording does what it says`() throws {
        let notes = Notes(["The ward has no lift", "The ward has no lifts", "Buses are always late"])
        print(notes.near().map { [$0.a, $0.b] })  // [[0, 1]]
        print(notes.find("bus").map(\.note))  // [2]
        try check()
    }
}
