/// Words by which software and people call somebody whose name is not given: "Guest", "Call-in user 3", a number.
enum NamelessWords {
    /// Whether folded words name nobody: numbers and such words only.
    static func areAll(_ words: [[UInt8]]) -> Bool {
        !words.isEmpty
            && words.allSatisfy { $0.allSatisfy(isMasked) || table.contains(String(decoding: $0, as: UTF8.self)) }
            && words.contains { $0.count > 1 }
    }

    /// A digit, or the letter that stands for a hidden one.
    private static func isMasked(_ byte: UInt8) -> Bool { Letters.isDigit(byte) || byte == UInt8(ascii: "x") }

    private static let table: Set<String> = [
        "guest", "user", "caller", "call", "in", "unknown", "attendee", "participant", "visitor", "anonymous",
        "delegate",
        "zoom", "teams", "webex", "phone", "telephone", "mobile", "dial", "host", "cohost", "person", "nobody",
        "somebody",
        "not", "given", "no", "name", "tbc", "tba", "null", "none", "test",
    ]
}
