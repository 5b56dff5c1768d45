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
        guard text.utf8.count <= 254 else { return false }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, isLocal(parts[0]) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let top = labels.last else { return false }
        return labels.allSatisfy(isLabel) && top.count >= 2 && top.contains(where: \.isLetter)
    }

    private static func isLocal(_ text: Substring) -> Bool {
        guard (1...64).contains(text.utf8.count) else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { $0.isLetter || $0.isNumber || "!#$%&'*+-/=?^_`{|}~".contains($0) }
        }
    }

    private static func isLabel(_ label: Substring) -> Bool {
        guard (1...63).contains(label.utf8.count), label.first != "-", label.last != "-" else { return false }
        return label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
}
