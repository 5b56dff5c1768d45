import Names

/// E-mail addresses in cells.
enum Address {
    /// The valid addresses of a cell, as typed, in their order and each once; `mailto:`, angle brackets and names
    /// around them taken off. The rest of the cell is in `faulty` when it pretends to be an address.
    static func parse(_ cell: String) -> (valid: [String], faulty: String?) {
        let text = Words.tidy(cell)
        if Words.isBlank(text) { return ([], nil) }
        if isBare(text) { return ([text], nil) }
        var valid: [String] = []
        var seen: Set<EmailAddress> = []
        var faulty: String?
        for piece in pieces(text) {
            let address = bare(piece)
            if let known = EmailAddress(address) {
                if seen.insert(known).inserted { valid.append(address) }
            } else if piece.contains("@") || !text.contains("@") {
                faulty = faulty ?? Words.tidy(piece)
            }
        }
        return (valid, faulty)
    }

    /// What is said about a text that is no address.
    static func fault(of text: String) -> String {
        let shown = text.prefix(80)
        do {
            _ = try EmailAddress(checking: text)
            return "“\(shown)” is not an e-mail address."
        } catch {
            return "“\(shown)” is not an address to which mail can be sent. \(error.rawValue)."
        }
    }

    /// True for nearly every cell: one address and nothing else.
    private static func isBare(_ text: String) -> Bool {
        !text.utf8.contains { "|/?'".utf8.contains($0) } && EmailAddress(text) != nil
    }

    private static func pieces(_ text: String) -> [Substring] {
        // Google's address book parts several addresses of one kind by three colons.
        let parts = text.replacing(" ::: ", with: ";").replacing(":::", with: ";").split { ";,|/".contains($0) }
        return parts.flatMap { part -> [Substring] in
            if let open = part.lastIndex(of: "<"), let close = part.lastIndex(of: ">"), open < close {
                return [part[part.index(after: open)..<close]]
            }
            return words(part)
        }
    }

    /// The addresses among other words, when it is plain where each begins and ends. One stray blank is a fault of one
    /// address: who is written to must not be guessed.
    private static func words(_ part: Substring) -> [Substring] {
        let words = part.split(separator: " ")
        let found = words.indices.filter { words[$0].contains("@") }
        guard words.count > 1, !found.isEmpty, found.allSatisfy({ standsApart($0, in: words) }) else { return [part] }
        return found.map { words[$0] }
    }

    private static func standsApart(_ place: Int, in words: [Substring]) -> Bool {
        let (before, after) = (words[..<place].last ?? "and", words[(place + 1)...].first ?? "and")
        return (isJoint(before) || before.hasSuffix(":") || "<([\"".contains(words[place].prefix(1)))
            && (isJoint(after) || "<([\"".contains(after.prefix(1)) || ">)]\"".contains(words[place].suffix(1)))
    }

    private static func isJoint(_ word: Substring) -> Bool {
        word.contains("@") || ["and", "or", "&", "+", "und", "oder", "et", "ou", "y", "a"].contains(word.lowercased())
    }

    private static func bare(_ piece: Substring) -> String {
        var text = Words.tidy(piece)
        if text.lowercased().hasPrefix("mailto:") { text.removeFirst(7) }
        if let query = text.firstIndex(of: "?") { text = String(text[..<query]) }
        while let last = text.last, ".,:;>)]'\"".contains(last) { text.removeLast() }
        while let first = text.first, "<([:'\"".contains(first) { text.removeFirst() }
        return text
    }
}

extension Export.Person {
    /// The address in the form in which two are compared.
    var comparableEmail: String? { email.flatMap { EmailAddress($0)?.text } }
}
