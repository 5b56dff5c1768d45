import Foundation

/// The name of a host on the internet, in the form in which it is looked up: lower case, each label of ASCII letters,
/// digits and hyphens (RFC 1123), one beyond ASCII as `xn--` and its Punycode (RFC 5891).
///
///     HostName("München.example")?.text  // "xn--mnchen-3ya.example"
///     HostName("xn--mnchen-3ya.example")?.shown  // "münchen.example"
///
/// Labels beyond ASCII are brought to lower case and to Unicode's form KC, and may hold letters, digits and the marks on
/// letters. The rules of RFC 5892 and 5893 about neighbours and directions are left to who registers names.
public struct HostName: Hashable, Sendable, CustomStringConvertible {
    /// The name as it is looked up: ASCII, lower case.
    public let text: String

    public var description: String { text }

    /// Nil for what no host is called. One label alone, such as `localhost`, is enough; an address of numbers is none.
    ///
    /// Cost: linear in the length.
    public init?(_ typed: some StringProtocol) {
        guard typed.utf8.count <= Self.mostBytes else { return nil }
        let isPlain = typed.utf8.allSatisfy { $0 < 0x80 }
        let dotted = isPlain ? typed.lowercased() : String(String.UnicodeScalarView(typed.unicodeScalars.map(Self.dot)))
        let labels = dotted.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(
            Substring.init)
        let coded = labels.compactMap(Self.coded)
        guard coded.count == labels.count, let last = coded.last, last.utf8.contains(where: Self.isLetter) else {
            return nil
        }
        let text = isPlain ? dotted : coded.joined(separator: ".")
        guard text.utf8.count <= 253 else { return nil }
        self.text = text
    }

    /// How many parts the dots separate.
    public var labels: Int { text.utf8.count { $0 == UInt8(ascii: ".") } + 1 }

    /// The name in the letters of its language, where `text` is the coded form of them and of nothing else.
    public var shown: String {
        guard text.contains(Self.prefix) else { return text }
        return text.split(separator: ".").map(Self.decoded).joined(separator: ".")
    }

    /// No name of 253 bytes takes more before it is coded.
    private static let mostBytes = 2_048
    private static let prefix = "xn--"

    /// The three further dots of RFC 3490, which keyboards of East Asia write.
    private static func dot(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        [0x3002, 0xFF0E, 0xFF61].contains(scalar.value) ? "." : scalar
    }

    /// A label as it is looked up; nil for one that cannot be.
    private static func coded(_ label: Substring) -> String? {
        if label.utf8.allSatisfy({ $0 < 0x80 }) { return isLabel(label.lowercased()) ? label.lowercased() : nil }
        let plain = label.lowercased().precomposedStringWithCompatibilityMapping.lowercased()
        if plain.utf8.allSatisfy({ $0 < 0x80 }) { return isLabel(plain) ? plain : nil }
        guard isWord(plain), let code = Punycode.encode(plain.unicodeScalars), isLabel(prefix + code) else {
            return nil
        }
        return prefix + code
    }

    /// RFC 1123, section 2.1, and RFC 1035, section 2.3.4.
    private static func isLabel(_ label: String) -> Bool {
        let (bytes, hyphen) = (label.utf8, UInt8(ascii: "-"))
        guard (1...63).contains(bytes.count), bytes.first != hyphen, bytes.last != hyphen else { return false }
        return bytes.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == hyphen }
    }

    /// RFC 5891, section 4.2.3.
    private static func isWord(_ label: String) -> Bool {
        let scalars = Array(label.unicodeScalars)
        guard let first = scalars.first, first != "-", scalars.last != "-", !isMark(first) else { return false }
        if scalars.count > 3, scalars[2] == "-", scalars[3] == "-" { return false }
        return scalars.allSatisfy { $0 == "-" || isMark($0) || isLetterOrDigit($0) }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        [.lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber].contains(scalar.properties.generalCategory)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }

    private static func decoded(_ label: Substring) -> String {
        guard label.hasPrefix(prefix), let scalars = Punycode.decode(label.dropFirst(prefix.count)) else {
            return String(label)
        }
        let word = String(String.UnicodeScalarView(scalars))
        return coded(word[...]).map { $0 == label } == true ? word : String(label)
    }
}
