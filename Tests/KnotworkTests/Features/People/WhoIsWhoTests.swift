import Names
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct WhoIsWhoTests {
    private func record(_ id: String, _ name: String, _ email: String, _ organisation: String = "") -> WhoIsWho.Record {
        WhoIsWho.Record(
            id: ID(id), email: EmailAddress(email)?.text ?? "", name: PersonName.key(name),
            organisation: ComparableWords(organisation).text)
    }

    private func groups(_ grouping: WhoIsWho.Grouping) -> [[String]] { grouping.groups.map { $0.map(\.text) } }

    @Test func `the same address, and the same name at the same organisation, are one person`() {
        let grouping = WhoIsWho.byRules(
            [
                record("1", "Ann Lee", "ann@council.example", "Wirral Council"),
                record("2", "A Lee", "Ann@Council.example"),
                record("3", "Dr Ann LEE", "ann.lee@home.example", "The Wirral Council Ltd"),
                record("4", "Bo Lee", "bo@council.example", "Wirral Council"),
            ], [])
        #expect(groups(grouping) == [["1", "2", "3"], ["4"]])
    }

    @Test func `the same name elsewhere waits for a person, whose word decides`() {
        let records = [
            record("1", "Ann Lee", "ann@council.example", "Wirral Council"),
            record("2", "Ann Lee", "ann@home.example"),
        ]
        let waiting = WhoIsWho.byRules(records, [])
        #expect(groups(waiting) == [["1"], ["2"]])
        #expect(waiting.doubts.map(\.a.text) == ["1"])
        let together = WhoIsWho.byRules(records, [WhoIsWho.Verdict(a: ID("1"), b: ID("2"), together: true)])
        #expect(groups(together) == [["1", "2"]])
        #expect(together.doubts.isEmpty)
        let apart = WhoIsWho.byRules(records, [WhoIsWho.Verdict(a: ID("1"), b: ID("2"), together: false)])
        #expect(groups(apart) == [["1"], ["2"]])
        #expect(apart.doubts.isEmpty, "what is decided is not asked again")
    }

    @Test func `a verdict apart stands above every rule, also through third records`() {
        let records = [
            record("1", "Ann Lee", "shared@home.example"), record("2", "Bo Lee", "shared@home.example"),
            record("3", "Bo Lee", "shared@home.example"),
        ]
        let apart = WhoIsWho.byRules(
            records,
            [
                WhoIsWho.Verdict(a: ID("1"), b: ID("2"), together: false),
                WhoIsWho.Verdict(a: ID("2"), b: ID("3"), together: true),
            ])
        #expect(groups(apart) == [["1"], ["2", "3"]])
    }

    @Test func `two people whom somebody kept apart are not asked about again by other records of theirs`() {
        let records = [
            record("1", "Ann Lee", "ann@council.example", "Wirral Council"),
            record("2", "Ann Lee", "ann2@council.example", "Wirral Council"),
            record("3", "Ann Lee", "ann@council.example"), record("4", "Ann Lee", "ann2@council.example"),
        ]
        let grouping = WhoIsWho.byRules(records, [WhoIsWho.Verdict(a: ID("1"), b: ID("2"), together: false)])
        #expect(groups(grouping) == [["1", "3"], ["2", "4"]])
        #expect(grouping.doubts.isEmpty)
    }

    @Test func `one word is never enough to join by, and nothing joins nothing`() {
        let grouping = WhoIsWho.byRules(
            [
                record("1", "Harold", "", "Wirral Council"), record("2", "Harold", "", "Wirral Council"),
                record("3", "", ""), record("4", "", ""),
            ], [])
        #expect(grouping.groups.count == 4)
    }

    @Test func `the order of the records changes nothing`() {
        let records = (0..<60).map { number in
            record(
                "\(100 + number)", "Ann \(number % 7)", number % 3 == 0 ? "a\(number % 11)@x.example" : "",
                "Org \(number % 2)")
        }
        let verdicts = [WhoIsWho.Verdict(a: ID("100"), b: ID("107"), together: false)]
        let expected = WhoIsWho.byRules(records, verdicts)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20 { #expect(WhoIsWho.byRules(records.shuffled(using: &generator), verdicts) == expected) }
    }

    @Test(arguments: [
        ("Dr. José O’Neill (he/him)", "jose oneill"), ("Lee, Ann", "ann lee"), ("  ANN   lee ", "ann lee"),
        ("Mary-Jane Smith", "mary jane smith"), ("", ""), ("(Zoom)", ""),
    ])
    func `names are compared without what varies`(typed: String, key: String) {
        #expect(PersonName.key(typed) == key)
    }

    @Test func `organisations are compared without their legal form`() {
        #expect(ComparableWords("The Sprout Labs Limited").text == "sprout labs")
        #expect(ComparableWords("Health & Care CIC").text == "health and care")
        #expect(ComparableWords("The Company").text == "the company", "something must be left")
    }
}
