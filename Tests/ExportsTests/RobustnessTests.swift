import Delimited
import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct RobustnessTests {
    @Test func `a workbook that is cut off is refused with the way out`() throws {
        let error = try #require(throws: InputError.self) {
            try Export.read([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00], name: "people.xlsx")
        }
        #expect(error.description.contains("was cut off") && error.description.contains("as CSV"))
    }

    @Test func `an unknown table is refused with what was looked for`() throws {
        let error = try #require(throws: InputError.self) { try export("product,price\napple,1.20\n") }
        #expect(error.description.contains("“product”"))
        #expect(error.description.contains("Eventbrite attendees"))
    }

    @Test(arguments: ["", " \n\n", "\u{FEFF}"])
    func `an empty file is refused`(text: String) {
        #expect(throws: InputError.self) { try export(text) }
    }

    @Test func `too large a file is refused`() {
        #expect(throws: InputError.self) {
            try Export.read([UInt8](repeating: 0x61, count: Export.largestFile + 1), name: "a.csv")
        }
    }

    @Test func `too many rows are refused`() {
        #expect(throws: InputError.self) {
            try export("Name,Email\n" + String(repeating: "a,b@c.example\n", count: Export.mostRows))
        }
    }

    @Test func `a quotation mark that is never closed costs its own row only`() throws {
        let file = try export(
            """
            Name,Email,Organisation
            Ann Lee,ann@quay.example,"Quay Data
            Bo Ray,bo@ray.example,"Ray, Roe & Co"
            Cy Roe,cy@roe.example,Roe
            Di Orr,di@orr.example,"Orr
            """)
        #expect(file.people.map(\.name) == ["Bo Ray", "Cy Roe"])
        #expect(file.refused.map(\.line) == [2, 5])
        #expect(file.rows == 4)
    }

    @Test func `an answer over several lines with commas in it stays one answer`() throws {
        let file = try export(
            "Name,Email,Notes\nAnn,ann@quay.example,\"plums, pears\nfigs, dates, nuts\"\nBo,bo@ray.example,\n")
        #expect(file.people.count == 2)
        #expect(file.refused.isEmpty)
        #expect(file.people[0].answers.first?.text == "plums, pears\nfigs, dates, nuts")
    }

    @Test func `a row with too many cells is refused`() throws {
        let file = try export("Name,Email,Organisation\nAnn,ann@quay.example,Quay,Data\nBo,bo@ray.example\nCy,,,\n")
        #expect(file.people.map(\.name) == ["Bo", "Cy"])
        #expect(file.refused.map(\.line) == [2])
        #expect(file.refused.map(\.reason) == ["The row has 4 cells, the headings are 3."])
    }

    @Test func `rows are always those taken and those refused, and nothing crashes, on damaged files`() {
        var random = Generator(seed: 20_220_127)
        let wholes = [
            Array(EventbriteTests.british.utf8), TeamsTests.utf16(TeamsTests.report, mark: true),
            Array("Timestamp,Email Address,Q\n2022/02/16 8:24:52 PM GMT,a@b.example,\"x;y;\"\n".utf8),
        ]
        for round in 0..<600 {
            var bytes = wholes[round % wholes.count]
            for _ in 0..<Int.random(in: 1...12, using: &random) { damage(&bytes, &random) }
            guard let file = try? Export.read(bytes, name: "damaged.csv") else { continue }
            #expect(file.rows == file.taken + file.refused.count)
            #expect(file.taken >= 0)
        }
    }

    @Test func `random bytes never crash`() {
        var random = Generator(seed: 7)
        for _ in 0..<300 {
            let length = Int.random(in: 0...400, using: &random)
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = (0..<length).map { _ in
                Array("\",;\t\nNameEmail@.-:/0129 ".utf8).randomElement(using: &random) ?? 0
            }
            for name in ["a.csv", "miro.csv"] {
                _ = try? Export.read(bytes, name: name)
                _ = try? Export.read(text, name: name)
                _ = try? Export.read(Array("Name,Email\n".utf8) + text, name: name)
            }
        }
    }

    private func damage(_ bytes: inout [UInt8], _ random: inout Generator) {
        guard !bytes.isEmpty else { return }
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...4, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(UInt8(ascii: "\""), at: at)
        case 3: bytes.insert(UInt8(ascii: "\n"), at: at)
        default: if Bool.random(using: &random) { bytes.removeLast(min(bytes.count, at / 4)) }
        }
    }
}

/// SplitMix64: the same bytes on each run.
struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
