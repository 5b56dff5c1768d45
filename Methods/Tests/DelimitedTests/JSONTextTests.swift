import Testing

@testable import Delimited

@Suite(.timeLimit(.minutes(20))) struct JSONTextTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONText.parse(Array(text.utf8), file: "day.json") }

    private func refusal(_ work: () throws -> Void) -> InputError? {
        do {
            try work()
            return nil
        } catch { return error as? InputError }
    }

    @Test func `values of every kind are read with their lines`() throws {
        let root = try parse("{\n  \"a\": [1, -2.5e3, true, null],\r\n  \"b\": {\"c\": \"x\"}\n}")
        let elements = try root.member("a").elements()
        #expect(try elements[0].integer() == 1)
        #expect(try elements[1].number() == -2500)
        #expect(try elements[1].digits() == "-2.5e3")
        #expect(try elements[2].boolean())
        #expect(elements[3].content == .null)
        #expect(try root.member("b").member("c").text() == "x")
        #expect(try root.member("b").line == 3)
        #expect(try root.optional("d") == nil)
    }

    @Test func `escapes and surrogate pairs become their characters`() throws {
        let root = try parse(#"["\"\\\/\b\f\n\r\t", "\u00e9\uD83D\uDE00é"]"#)
        #expect(try root.elements().map { try $0.text() } == ["\"\\/\u{8}\u{C}\n\r\t", "é😀é"])
    }

    @Test func `a wrong kind is refused with file, line and path`() throws {
        let root = try parse("{\"visitors\": [\n{\"arrives\": \"soon\"}\n]}")
        let error = refusal { _ = try root.member("visitors").elements()[0].member("arrives").integer() }
        #expect(
            error?.description
                == "day.json, line 2: “visitors[0].arrives” must be a whole number, not “soon”.")
    }

    @Test func `a missing and an unknown member are named`() throws {
        let root = try parse("{\n\"colour\": 1}")
        #expect(refusal { _ = try root.member("color") }?.message == "The file has no “color”.")
        let unknown = refusal { try root.allow(["color"]) }
        #expect(unknown?.line == 2)
        #expect(unknown?.remedy == "Known are “color”.")
    }

    @Test func `bounds are kept`() throws {
        let root = try parse("[5]").elements()[0]
        #expect(try root.integer(atLeast: 5, atMost: 5) == 5)
        #expect(refusal { _ = try root.integer(atLeast: 6) } != nil)
        #expect(refusal { _ = try root.number(atMost: 4) } != nil)
    }

    @Test(arguments: [
        ("", 1), ("{", 1), ("[1,\n]", 2), ("{\"a\":1,\n\"a\":2}", 2), ("[1\n2]", 2), ("nul", 1), ("[01]", 1),
        ("[1.]", 1), ("[-]", 1), ("[\"a\nb\"]", 1), ("\"\\u12\"", 1), ("\"\\uD800\"", 1), ("\"\\x\"", 1), ("1 2", 1),
        ("'a'", 1), ("{a:1}", 1), ("\"open", 1), ("\"\\", 1), ("[1.5e]", 1),
    ])
    func `text that is not JSON is refused at its line`(text: String, line: Int) {
        let error = refusal { _ = try parse(text) }
        #expect(error?.file == "day.json")
        #expect(error?.line == line)
    }

    @Test func `deep nesting is refused, not crashed on`() {
        #expect(refusal { _ = try parse(String(repeating: "[", count: 100_000)) } != nil)
    }

    @Test func `random changes of a request are read or refused, never more`() {
        let sound = Array(#"{"pot": 5000, "bids": [{"id": "a\u00e9", "asks": 1.5e3, "ok": true, "x": null}]}"#.utf8)
        var random = SplitMix(state: 7)
        for _ in 0..<20_000 {
            var bytes = sound
            for _ in 0...(random.next() % 4) {
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1 where bytes.count > 1: bytes.remove(at: place)
                default: bytes.insert(sound[Int(random.next() % UInt64(sound.count))], at: place)
                }
            }
            do {
                _ = try JSONText.parse(bytes, file: "x")
            } catch {
                #expect(error is InputError)
            }
        }
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
