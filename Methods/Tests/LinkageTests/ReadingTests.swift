import Delimited
import Foundation
import Support
import Testing

@testable import Linkage

@Suite(.timeLimit(.minutes(20))) struct ReadingTests {
    private func name(_ text: String) -> [String] {
        var reader = NameReader()
        for given in ["Ann", "Alfredo", "Jimmy"] { reader.learn(given: Array(given.utf8)) }
        let found = reader.read(name: Array(text.utf8))
        return [found.given, found.surname, found.aside].map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("Ann Lee", ["ann", "lee", ""]),
        ("Dr Ann Lee", ["ann", "lee", ""]),
        ("Miller, Alfredo", ["alfredo", "miller", ""]),
        ("Ann Lee (Tate Council)", ["ann", "lee", "tate council"]),
        ("Ann Lee (she/her)", ["ann", "lee", ""]),
        ("Ann Lee she/they", ["ann", "lee", ""]),
        ("Ann Lee she/her/hers", ["ann", "lee", ""]),
        ("Ann Lee - she / her", ["ann", "lee", ""]),
        ("Ann Lee, Tate Council", ["ann", "lee", "tate council"]),
        ("Ann Lee, Brook Minds", ["ann", "lee", "brook minds"]),
        ("Ann Lee, MBE", ["ann", "lee", ""]),
        ("Garcia Lopez, Ann Mary", ["ann mary", "garcia lopez", ""]),
        ("van der Berg, Ludwig", ["ludwig", "van der berg", ""]),
        ("iPhone Ann", ["ann", "", ""]),
        ("iPad de Ann", ["ann", "", ""]),
        ("Tate Council - Ann Lee", ["ann", "lee", "tate council"]),
        ("NHS - Orm Hospitals - Ann Lee", ["ann", "lee", "nhs orm hospitals"]),
        ("Ann's iPad", ["ann", "", ""]),
        ("Dr Ann’s MacBook", ["ann", "", ""]),
        ("Galaxy S9", ["", "", ""]),
        ("Guest", ["", "", ""]),
        ("Call-In User_3", ["", "", ""]),
        ("+44 7700 900xxx", ["", "", ""]),
        ("Guest (Tate Council)", ["", "", "tate council"]),
        ("Christopher Guest", ["christopher", "guest", ""]),
        ("ann.lee", ["ann", "lee", ""]),
        ("Ann L", ["ann", "l", ""]),
        ("Siân O'Hara-Wyn", ["sian", "ohara wyn", ""]),
        ("Ludwig van der Berg", ["ludwig", "van der berg", ""]),
        ("thomas clifford, 1st baron clifford", ["thomas", "clifford", ""]),
        ("", ["", "", ""]),
    ]) func `names are read as people write them`(text: String, parts: [String]) {
        let found = name(text)
        #expect(
            found == parts || Array(found.prefix(2)) == Array(parts.prefix(2)) && !parts[2].isEmpty && !found[2].isEmpty
        )
    }

    @Test(arguments: [
        ("1971-06-24", "19710624"), ("24/06/1971", "19710624"), ("24 Jun 1971", "19710624"), ("19710624", "19710624"),
        ("4.6.1971", "19710604"), ("06/24/1971", "19710624"), ("n/a", ""),
    ]) func `dates become eight digits`(text: String, digits: String) {
        #expect(String(decoding: PlainValues.date(Array(text.utf8)), as: UTF8.self) == digits)
    }

    @Test func `addresses that are none say nothing`() {
        #expect(AddressParts(Array("anonymous".utf8)) == nil)
        #expect(AddressParts(Array("Ann.Lee+news@GoogleMail.com".utf8))?.domain == Array("gmail.com".utf8))
        #expect(AddressParts(Array("Ann.Lee+news@GoogleMail.com".utf8))?.mailbox == Array("ann.lee".utf8))
    }

    @Test func `a host beyond ASCII is the one that is looked up`() {
        let typed = AddressParts(Array("Ann@München.example".utf8))
        #expect(typed == AddressParts(Array("ann@xn--mnchen-3ya.example".utf8)))
        #expect(AddressParts(Array("mailto:Jos\u{E9} @ Müller.example\u{A0}".utf8))?.mailbox == Array("jose".utf8))
    }

    @Test func `spellings of one organisation share a core, bodies of one town do not agree`() {
        func read(_ text: String) -> OrganisationParts { OrganisationParts(Array(text.utf8)) }
        let council = read("Mersley Council")
        for other in [
            "Mersley Borough Council", "Mersley MBC", "Adult Social Care, Mersley Council", "MERSLEY COUNCIL",
        ] {
            #expect(read(other) == council, "\(other)")
        }
        #expect(read("Umiversity of Kirkshaw") == read("Kirkshaw University"))
        #expect(read("North Data Ltd").core == read("NorthData").core)
        #expect(read("Burymere Hospitals NHHS Foundtaion Trust").core == read("NHS - Burymere Hospitals").core)
        #expect(!read("Mersley Hospitals").agrees(with: council))
    }

    @Test func `columns that cannot be compared are refused with what to do`() {
        #expect(throws: InputError.self) { try Schema(parsing: "first_name") }
        #expect(throws: InputError.self) { try Schema(parsing: "first_name=forename") }
        #expect(throws: InputError.self) { try Schema(parsing: "a=given,a=surname") }
        #expect(throws: InputError.self) { try Schema(parsing: "s=source") }
        #expect(throws: Never.self) { try Schema(parsing: "a=b=given, last name = surname") }
    }

    @Test func `files with different headers are read together, faults name file and line`() throws {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appending(path: "linkage-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String, _ text: String) throws -> String {
            let place = folder.appending(path: name)
            try Data(text.utf8).write(to: place)
            return place.path
        }
        let schema = try Schema(parsing: "First=given,Name=name,Mail=email")
        let tickets = try file("tickets.csv", "id,First,Mail\nt1,Ann,ann@x.org\nt2,Bo,\n")
        let call = try file("call.csv", "id,Name,Join\nc1,\"Lee, Ann\",10:00\n")
        let records = try Records(contentsOf: [tickets, call], id: "id", schema: schema)
        #expect(records.count == 3)
        #expect(records.text(2, 1) == "Lee, Ann")
        #expect(records.fileNames == ["tickets", "call"])

        let twice = try file("twice.csv", "id,First\nt9,Ann\nt1,Bo\n")
        #expect {
            try Records(contentsOf: [tickets, twice], id: "id", schema: try Schema(parsing: "First=given"))
        } throws: { error in
            (error as? InputError)?.line == 3 && (error as? InputError)?.file == twice
        }
        #expect(throws: InputError.self) { try Records(contentsOf: [tickets], id: "row", schema: schema) }
        #expect(throws: InputError.self) { try Records(contentsOf: [tickets], id: "id", schema: schema) }
    }

    @Test func `bytes that are no UTF-8 are read as they can be, and stop nothing`() async throws {
        var records = Records(schema: Schema([.init("n", .name), .init("e", .email)]))
        let spoilt = String(decoding: [90, 111, 0xEB, 32, 76, 101, 101] as [UInt8], as: UTF8.self)
        for id in ["a", "b"] { try records.append(id: id, [spoilt, "zo\u{0}e@example.org"]) }
        let linked = try await Linkage.solve(records)
        #expect(linked.people.entity.count == 2 && linked.faults().isEmpty)
        #expect(linked.records.text(0, 0) == spoilt)
    }

    @Test(arguments: [
        ("Ann’s", "iPad"), ("iPhone", "Ann"), ("Mrs", "Ann Lee"), ("Ann", "Lee (Tate Council)"), ("Ann", "Lee she/her"),
    ]) func `a text cut at its space to fill two columns is read as the whole`(given: String, surname: String) throws {
        var records = Records(schema: Schema([.init("g", .given), .init("s", .surname)]))
        for (id, name) in [("a", (given, surname)), ("b", ("Ann", "Lee")), ("c", ("Ann", "Moss"))] {
            try records.append(id: id, [name.0, name.1])
        }
        let traits = Traits(records)
        let (first, last) = (try #require(traits.given), try #require(traits.surname))
        let row = try #require(traits.order.firstIndex(of: 0))
        #expect(traits.text(row, first) == "ann")
        #expect(traits.text(row, last) == (surname.contains("Lee") ? "lee" : ""))
    }

    @Test func `a mailbox made from the name is told from one that is not`() {
        func style(_ box: String, _ given: String, _ surname: String) -> MailboxStyle.Form {
            Array(box.utf8).withUnsafeBufferPointer { box in
                Array(given.utf8).withUnsafeBufferPointer { given in
                    Array(surname.utf8).withUnsafeBufferPointer {
                        MailboxStyle(mailbox: box, given: given, surname: $0) { _ in false }.form
                    }
                }
            }
        }
        #expect(style("ann.lee", "ann", "lee") == .givenSurname)
        #expect(style("alee12", "ann", "lee") == .initialSurname)
        #expect(style("leeann", "ann", "lee") == .surnameGiven)
        #expect(style("ann", "ann", "lee") == .given)
        #expect(style("sparrow7", "ann", "lee") == .none)
    }

    @Test func `sorting by bits agrees with sorting`() {
        var random = Randomness(seed: 8)
        for count in [0, 1, 3, 64, 65, 5_000] {
            var keys = (0..<count).map { _ in random.next() }
            let sorted = keys.sorted()
            Radix.sort(&keys, width: 64)
            #expect(keys == sorted)
        }
    }
}
