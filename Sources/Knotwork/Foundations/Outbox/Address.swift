/// Whom a mail goes to or comes from: an address and the name beside it.
struct Address: Hashable, Sendable {
    var email: String
    var name: String

    init(email: String, name: String = "") {
        self.email = OneLine.clean(email)
        self.name = OneLine.clean(name)
    }

    /// Reads `Name <name@example.org>` or the address alone.
    init?(parsing text: String) {
        let halves = text.split(separator: "<", maxSplits: 1, omittingEmptySubsequences: false)
        if halves.count == 2 {
            guard halves[1].trimmingWhitespace.hasSuffix(">") else { return nil }
            let name = OneLine.clean(String(halves[0])).filter { $0 != "\"" }
            self.init(email: String(halves[1].trimmingWhitespace.dropLast()), name: name)
        } else {
            self.init(email: text)
        }
        guard isMailable else { return nil }
    }

    /// Whether mail can be addressed to it without extensions that few servers have (RFC 5321, section 4.1.2: a
    /// dot-atom in ASCII, at a host name). Nothing of this form can end a header line or an SMTP command.
    var isMailable: Bool {
        let halves = email.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, email.utf8.count <= 254, halves[0].utf8.count <= 64 else { return false }
        return Self.isDotted(halves[0], of: Self.isAtom) && Self.isDotted(halves[1], of: Self.isLabel)
    }

    var domain: String { email.split(separator: "@").last.map(String.init) ?? "localhost" }

    private static func isDotted(_ text: Substring, of isPiece: (Substring) -> Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isPiece)
    }

    private static func isAtom(_ piece: Substring) -> Bool {
        !piece.isEmpty && piece.utf8.allSatisfy { isAlphanumeric($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }

    private static func isLabel(_ piece: Substring) -> Bool {
        (1...63).contains(piece.utf8.count) && piece.first != "-" && piece.last != "-"
            && piece.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}

/// Text made fit for a place that has one line.
enum OneLine {
    /// Control characters and line ends become spaces, runs of spaces one, none at the ends.
    static func clean(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
            .map { String($0) }.joined(separator: " ")
    }

    /// Whether a header can hold it without ending early.
    static func isSafe(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
