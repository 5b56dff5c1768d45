/// An e-mail address to which any mail server can send, in the form in which two are compared.
///
/// A dot-atom of ASCII, an @, and the name of a host (RFC 5321, section 4.1.2; RFC 5322, section 3.2.3). White space and
/// characters that cannot be seen are taken off its ends, and nothing is taken out of it: a blank inside is a slip, and
/// to guess what was meant would write to somebody else. Case is not told apart. A host beyond ASCII is the host that
/// is looked up for it.
///
///     EmailAddress(" Info@München.example ")?.text  // "info@xn--mnchen-3ya.example"
///     EmailAddress("josé@example.org")              // nil: it takes an extension (RFC 6531) that few servers have
///
/// Cost: linear in the length.
public struct EmailAddress: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// What stands on the envelope: ASCII, lower case.
    public let text: String

    public var description: String { text }

    /// Nil for what no mail could be sent to.
    public init?(_ typed: some StringProtocol) {
        guard let address = try? EmailAddress(checking: typed) else { return nil }
        self = address
    }

    /// - Parameters:
    ///   - typed: the address as somebody wrote it.
    ///   - localHost: whether a host of one label, such as `localhost`, is enough: for who mail comes from on
    ///     one machine.
    /// - Throws: what is wrong with it, the first fault alone.
    public init(checking typed: some StringProtocol, localHost: Bool = false) throws(Fault) {
        let plain = try Self.visible(typed)
        let at = UInt8(ascii: "@")
        let halves = plain.utf8.split(separator: at, maxSplits: 2, omittingEmptySubsequences: false).map(Substring.init)
        guard halves.count == 2 else { throw halves.count < 2 ? .noAt : .severalAts }
        try Self.checkMailbox(halves[0])
        guard !halves[1].isEmpty else { throw .noHost }
        guard let host = HostName(halves[1]) else { throw .host }
        guard host.labels > 1 && Self.hasEnding(host) || localHost else { throw .hostWithoutEnding }
        text = "\(halves[0].lowercased())@\(host.text)"
        guard text.utf8.count <= 254 else { throw .tooLong }
    }

    /// The part before the @.
    public var mailbox: Substring { text.prefix { $0 != "@" } }

    /// The host as it is looked up.
    public var host: Substring { text[mailbox.endIndex...].dropFirst() }

    /// The address with its host in the letters of its language: for people to read, never for an envelope.
    public var shown: String { HostName(host).map { "\(mailbox)@\($0.shown)" } ?? text }

    public static func < (a: EmailAddress, b: EmailAddress) -> Bool { a.text < b.text }
}

extension EmailAddress {
    /// Why a text is no address, in words for the person who typed it.
    public enum Fault: String, Error, Hashable, Sendable, CaseIterable, CustomStringConvertible {
        case empty = "Enter an e-mail address, like name@example.org"
        case space = "An e-mail address has no spaces: write it like name@example.org"
        case unseen = "There is a character in it that cannot be seen: type the address anew"
        case noAt = "An e-mail address has an @ in it: write it like name@example.org"
        case severalAts = "Enter one e-mail address, with one @, like name@example.org"
        case noMailbox = "Something must stand before the @: write it like name@example.org"
        case mailboxLetters =
            "Mail cannot be sent to an address with these letters before the @: use one with a to z alone, like name@example.org"
        case mailboxDots = "Before the @, a dot cannot come first or last, nor can two come together"
        case mailboxMarks = "Before the @ can stand letters, digits, dots, hyphens and such, like name@example.org"
        case mailboxTooLong = "Before the @ can stand 64 characters at most"
        case noHost = "Something must stand after the @: write it like name@example.org"
        case host = "What stands after the @ is not the name of a place on the internet, like example.org"
        case hostWithoutEnding = "After the @ must stand a name with an ending, like example.org"
        case tooLong = "An e-mail address can have 254 characters at most"

        public var description: String { rawValue }
    }

    /// The text without what cannot be seen at its ends. What cannot be seen inside it is a fault.
    private static func visible(_ typed: some StringProtocol) throws(Fault) -> Substring {
        if typed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            guard !typed.isEmpty else { throw .empty }
            return Substring(typed)
        }
        let scalars = String(typed).unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { throw .empty }
        let inside = scalars[first...last]
        if inside.contains(where: \.properties.isWhitespace) { throw .space }
        if inside.contains(where: isBlank) { throw .unseen }
        return Substring(inside)
    }

    /// White space, control characters, and those that only say how others are set: zero width, direction, soft hyphen.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || [.control, .format].contains(scalar.properties.generalCategory)
    }

    private static func checkMailbox(_ mailbox: Substring) throws(Fault) {
        let bytes = mailbox.utf8
        if bytes.isEmpty { throw .noMailbox }
        if bytes.contains(where: { $0 >= 0x80 }) { throw .mailboxLetters }
        if !bytes.allSatisfy({ isOfAtom($0) || $0 == dot }) { throw .mailboxMarks }
        if bytes.first == dot || bytes.last == dot || mailbox.contains("..") { throw .mailboxDots }
        if bytes.count > 64 { throw .mailboxTooLong }
    }

    private static let dot = UInt8(ascii: ".")
    private static let marks = Array("!#$%&'*+-/=?^_`{|}~".utf8)

    /// RFC 5322, section 3.2.3.
    private static func isOfAtom(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 0x20) || marks.contains(byte)
    }

    /// No ending that anybody has is of one letter; one of digits is an address of numbers.
    private static func hasEnding(_ host: HostName) -> Bool {
        host.text.utf8.suffix(while: { $0 != dot }).count >= 2
    }
}

extension BidirectionalCollection {
    fileprivate func suffix(while fits: (Element) -> Bool) -> SubSequence {
        self[(lastIndex { !fits($0) }.map(index(after:)) ?? startIndex)...]
    }
}
