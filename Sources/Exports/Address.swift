/// E-mail addresses in cells.
public enum Address {
    /// The form in which two addresses are compared: trimmed, lower case throughout. Mail systems could tell the case
    /// of the part before the @ apart; none that people use does.
    public static func comparable(_ address: String) -> String { Words.tidy(address).lowercased() }

    /// The valid addresses of a cell, as typed, in their order and each once; `mailto:`, angle brackets and names
    /// around them taken off. The rest of the cell is in `faulty` when it pretends to be an address.
    static func parse(_ cell: String) -> (valid: [String], faulty: String?) {
        let text = Words.tidy(cell)
        if Words.isBlank(text) { return ([], nil) }
        if isBare(text) { return ([text], nil) }
        var valid: [String] = []
        var seen: Set<String> = []
        var faulty: String?
        for piece in pieces(text) {
            let address = bare(piece)
            if isValid(address) {
                if seen.insert(comparable(address)).inserted { valid.append(address) }
            } else if piece.contains("@") || !text.contains("@") {
                faulty = faulty ?? Words.tidy(piece)
            }
        }
        return (valid, faulty)
    }

    /// True for nearly every cell: one address and nothing else.
    private static func isBare(_ text: String) -> Bool {
        !text.utf8.contains { "|/?'".utf8.contains($0) } && isValid(text)
    }

    private static func pieces(_ text: String) -> [Substring] {
        let parts = text.split { ";,|/".contains($0) }
        return parts.flatMap { part -> [Substring] in
            if let open = part.lastIndex(of: "<"), let close = part.lastIndex(of: ">"), open < close {
                return [part[part.index(after: open)..<close]]
            }
            let words = part.split(separator: " ")
            let addresses = words.filter { $0.contains("@") }
            // One stray space is a fault of one address; two with an @ are two addresses.
            return addresses.count > 1 || addresses.contains(where: { isValid(bare($0)) }) ? addresses : [part]
        }
    }

    private static func bare(_ piece: Substring) -> String {
        var text = Words.tidy(piece)
        if text.lowercased().hasPrefix("mailto:") { text.removeFirst(7) }
        if let query = text.firstIndex(of: "?") { text = String(text[..<query]) }
        while let last = text.last, ".,:;>)]'\"".contains(last) { text.removeLast() }
        while let first = text.first, "<([:'\"".contains(first) { text.removeFirst() }
        return text
    }

    /// A dot-atom, an @ and a host name of at least two labels (RFC 5321 without quoted local parts, which nobody
    /// has; letters beyond ASCII as RFC 6531 allows).
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count <= 254, let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return false }
        let host = bytes[(at + 1)...].split(separator: dot, omittingEmptySubsequences: false)
        guard isLocal(bytes[..<at]), host.count >= 2, let top = host.last else { return false }
        return host.allSatisfy(isLabel) && top.count >= 2 && top.contains(where: isLetter)
    }

    private static let dot = UInt8(ascii: ".")

    private static func isLocal(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (1...64).contains(bytes.count) else { return false }
        return bytes.split(separator: dot, omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { isLetter($0) || isDigit($0) || marks.contains($0) }
        }
    }

    private static let marks = Array("!#$%&'*+-/=?^_`{|}~".utf8)

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard (1...63).contains(label.count), label.first != hyphen, label.last != hyphen else { return false }
        return label.allSatisfy { isLetter($0) || isDigit($0) || $0 == hyphen }
    }

    /// Any byte beyond ASCII counts as part of a letter.
    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
