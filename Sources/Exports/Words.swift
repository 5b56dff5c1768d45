/// Text as people type it, tidied.
enum Words {
    /// Every run of white space (no-break and narrow spaces, line breaks) becomes one space; what cannot be seen (zero
    /// width characters, direction marks) goes, and so do quotation marks that stand around the whole.
    static func tidy(_ text: some StringProtocol) -> String {
        isTidy(text) ? String(text) : rebuilt(text)
    }

    /// True for printable ASCII without spaces at its ends, two in a row, or quotation marks: nearly every cell.
    private static func isTidy(_ text: some StringProtocol) -> Bool {
        var last = UInt8(ascii: " ")
        for byte in text.utf8 {
            guard byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") || byte == 0x20 && last != 0x20
            else { return false }
            last = byte
        }
        return last != 0x20 || text.isEmpty
    }

    private static func rebuilt(_ text: some StringProtocol) -> String {
        var result = ""
        var gap = false
        for scalar in text.unicodeScalars where !isInvisible(scalar) {
            if scalar.properties.isWhitespace {
                gap = true
                continue
            }
            if gap, !result.isEmpty { result.unicodeScalars.append(" ") }
            gap = false
            result.unicodeScalars.append(scalar)
        }
        return withoutQuotes(result)
    }

    /// An answer keeps its line breaks; only its ends are trimmed.
    static func trimmed(_ text: some StringProtocol) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    private static func withoutQuotes(_ text: String) -> String {
        guard text.count > 2, text.first == "\"", text.last == "\"" else { return text }
        return String(text.dropFirst().dropLast())
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0x00AD: true
        case 0x00...0x08, 0x0E...0x1F, 0x7F: true
        default: false
        }
    }

    /// A heading reduced to what tells it from others: lower case, words only, British spelling, `e-mail` one word;
    /// `(UTC)` is dropped. `Order no.` and `ORDER NO` are one key.
    static func key(_ heading: some StringProtocol) -> String {
        var words: [String] = []
        var word = ""
        for scalar in heading.lowercased().unicodeScalars {
            if isOfWord(scalar) {
                word.unicodeScalars.append(scalar)
            } else if scalar != "'", scalar != "’", !word.isEmpty {
                append(word, to: &words)
                word = ""
            }
        }
        if !word.isEmpty { append(word, to: &words) }
        return words.count == 1 ? words[0] : words.joined(separator: " ")
    }

    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39, 0x23: true
        case 0..<0x80: false
        default:
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
        }
    }

    private static func append(_ word: String, to words: inout [String]) {
        if word == "utc" { return }
        if word == "mail", words.last == "e" {
            words[words.count - 1] = "email"
        } else {
            words.append(spelling[word] ?? word)
        }
    }

    private static let spelling = [
        "organization": "organisation", "organizations": "organisation", "organisations": "organisation",
        "organizer": "organiser", "emails": "email", "canceled": "cancelled", "panellist": "panelist",
        "emailaddress": "email", "emailaddresses": "email",
    ]

    /// What people and tools write into a cell to say that there is nothing.
    static func isBlank(_ text: String) -> Bool {
        text.isEmpty || text.utf8.count <= 14 && blanks.contains(text.lowercased())
    }

    private static let blanks: Set<String> = [
        "-", "--", "---", "–", "—", "n/a", "na", "none", "null", "nil", "(blank)", "(none)", "not provided",
        "not given", "unknown", "anonymous", "info requested", "#n/a", ".", "?", "tbc", "tba",
    ]
}
