import Names
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct WhoIsWhoTests {
    private func record(
        _ number: Int, _ name: String, _ email: String, _ organisation: String = "", source: String = "contact"
    ) -> WhoIsWho.Record {
        WhoIsWho.Record(
            id: ID("\(1000 + number)"), programme: ID("p"), name: name, email: email, organisation: organisation,
            nameKey: PersonName.key(name), emailKey: EmailAddress(email)?.text ?? "", source: source)
    }

    private func grouping(
        _ records: [WhoIsWho.Record], _ verdicts: [(Int, Int, Bool)] = []
    ) async throws -> WhoIsWho.Grouping {
        let verdicts = verdicts.map { WhoIsWho.Verdict(a: ID("\(1000 + $0)"), b: ID("\(1000 + $1)"), together: $2) }
        return try await WhoIsWho.learned(records, verdicts) { _, _, _ in }
    }

    private func groups(_ grouping: WhoIsWho.Grouping) -> [[Int]] {
        grouping.groups.map { $0.map { (Int($0.text) ?? 0) - 1000 } }
    }

    /// Forty people who are nobody else, seen two or three times each, from number 100 on.
    private var crowd: [WhoIsWho.Record] {
        (0..<40).flatMap { person in
            let given = ["Harold", "Imogen", "Jasper", "Kirsty", "Lionel", "Maud", "Nigel", "Olive"][person % 8]
            let surname = ["Abbott", "Brierley", "Coxon", "Dunkley", "Entwistle"][person / 8] + "sford"
            let mail = "\(given.lowercased()).\(surname.lowercased())@org\(person % 9).example"
            let place = "Org \(["North", "South", "East", "West"][person % 4]) \(person % 9)"
            return (0..<(2 + person % 2)).map { time in
                record(
                    100 + 3 * person + time, time == 1 ? "\(given.prefix(1)) \(surname)" : "\(given) \(surname)", mail,
                    time == 2 ? "" : place, source: ["contact", "booking 1", "attendance 1"][time])
            }
        }
    }

    @Test func `the same address and name are one person, in a file of two rows as in one of many`() async throws {
        let few = [
            record(1, "Ann Lee", "ann@council.example", "Wirral Council"), record(2, "A Lee", "Ann@Council.example"),
        ]
        #expect(try await groups(grouping(few)) == [[1, 2]])
        let many = try await groups(grouping(few + crowd))
        #expect(many.count == 41 && many.contains([1, 2]))
    }

    @Test func `an address that is nobody else's makes one person of all who write from it`() async throws {
        let records = ["Ann Lee", "", "Lee, Ann", "Ann", "A Lee"].enumerated().map {
            record($0.offset + 1, $0.element, "al@home.example")
        }
        #expect(try await groups(grouping(records)) == [[1, 2, 3, 4, 5]])
        let nameless = [record(1, "", "al@home.example"), record(2, "", "al@home.example")]
        #expect(try await groups(grouping(nameless)) == [[1, 2]])
    }

    @Test(arguments: [true, false])
    func `people of other names behind one address are never joined unasked`(isAmongMany: Bool) async throws {
        let shared = ["Ann Lee", "Bo May", "Cy Fox", ""].enumerated().map {
            record($0.offset + 1, $0.element, "info@work.example", "Work")
        }
        let found = try await groups(grouping(shared + (isAmongMany ? crowd : []))).filter { $0[0] < 100 }
        #expect(found.filter { $0 != [4] }.count == 3, "\(found)")
        let said = try await groups(grouping(shared, [(1, 2, true)]))
        #expect(said.contains { $0.contains(1) && $0.contains(2) && !$0.contains(3) })
    }

    @Test func `what people said stands above everything, also through third records`() async throws {
        let records =
            [
                record(1, "Ann Lee", "ann@home.example"), record(2, "Ann Lee", "ann@home.example"),
                record(3, "Ann Lee", "ann@home.example"), record(4, "Zoe Quill", "zoe@else.example"),
            ] + crowd
        let found = try await groups(grouping(records, [(1, 2, false), (2, 3, true), (1, 4, true)]))
        #expect(found.prefix(2) == [[1, 4], [2, 3]])
    }

    @Test func `of what contradicts what keeps people apart nothing is kept`() async throws {
        let records = [
            record(1, "Ann Lee", "a@x.example"), record(2, "Bo May", "b@x.example"), record(3, "Cy Fox", ""),
        ]
        let found = try await groups(grouping(records, [(1, 2, true), (2, 3, true), (1, 3, false)]))
        #expect(found == [[1, 2], [3]])
    }

    @Test func `a doubtful pair is asked about in words, and not again once somebody has answered`() async throws {
        let records = [record(1, "Ann Leeson", "ann@home.example", "Tate"), record(2, "Ann Leeson", "")] + crowd
        let asked = try await grouping(records)
        for doubt in asked.doubts { #expect(!doubt.why.isEmpty && !doubt.why.contains { $0.isNumber }, "\(doubt.why)") }
        for doubt in asked.doubts {
            let (a, b) = (Int(doubt.a.text) ?? 0, Int(doubt.b.text) ?? 0)
            let answered = try await grouping(records, [(a - 1000, b - 1000, false)])
            #expect(!answered.doubts.contains { $0.a == doubt.a && $0.b == doubt.b })
        }
    }

    @Test func `one word is never enough to join by, and nothing joins nothing`() async throws {
        let records = [
            record(1, "Harold", "", "Wirral Council", source: "a"),
            record(2, "Harold", "", "Wirral Council", source: "b"),
            record(3, "", ""), record(4, "", ""),
        ]
        let found = try await groups(grouping(records + crowd)).filter { $0[0] < 100 }
        #expect(found == [[1], [2], [3], [4]])
    }

    @Test func `the order of records, of files and of their ids changes nothing`() async throws {
        let records = crowd
        let verdicts = [(100, 103, true), (106, 107, false)]
        let expected = try await groups(grouping(records, verdicts))
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3 {
            #expect(try await groups(grouping(records.shuffled(using: &generator), verdicts)) == expected)
        }
        // As if the files had come in the other order.
        let numbers = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id, 999 - $0) })
        let turned = records.map { record in
            var record = record
            record.id = ID("\(1000 + (numbers[record.id] ?? 0))")
            return record
        }
        let old = Dictionary(uniqueKeysWithValues: zip(turned, records).map { ($0.id, (Int($1.id.text) ?? 0) - 1000) })
        let said = verdicts.map { a, b, together in
            (numbers[ID("\(1000 + a)")] ?? 0, numbers[ID("\(1000 + b)")] ?? 0, together)
        }
        let found = try await grouping(turned, said).groups.map { $0.compactMap { old[$0] }.sorted() }
        #expect(found.sorted { $0[0] < $1[0] } == expected)
    }

    @Test(arguments: [
        ("ann lee", "bo lee", true), ("ann lee", "a lee", false), ("ann lee", "ann lee", false),
        ("ann", "bo may", false),
        ("", "bo may", false), ("chris may", "christopher may", false), ("ann lee", "lee ann", false),
        ("ann lee", "ann may lee", false), ("ann lee", "ann may", true), ("ann lee", "bo may", true),
    ])
    func `names of two people are told from ways to write one`(a: String, b: String, isContradiction: Bool) {
        #expect(PersonName.contradict(a, b) == isContradiction && PersonName.contradict(b, a) == isContradiction)
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
