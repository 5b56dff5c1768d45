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
        guard let first = text.first, let last = text.last, closing[first] == last, text.count > 2 else { return text }
        let inside = text.dropFirst().dropLast()
        // `“A” and “B”` is no one thing in quotation marks; a straight one inside is a slip of the tool.
        return first != "\"" && inside.contains(where: { $0 == first || $0 == last }) ? text : String(inside)
    }

    /// What closes a quotation mark.
    private static let closing: [Character: Character] = [
        "\"": "\"", "“": "”", "„": "“", "‘": "’", "‚": "‘", "«": "»",
    ]

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
        if word.hasPrefix("mail"), words.last == "e" {
            let joined = "e" + word
            words[words.count - 1] = spelling[joined] ?? joined
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
        text.isEmpty || text.utf8.count <= 14 && blanks.contains(text.lowercased()) || isFault(text)
    }

    /// What a spreadsheet writes where it could not work something out, in any language (`#NAME?`, `#BEZUG!`, `#NV`,
    /// `Err:508`), and a formula that was never worked out.
    static func isFault(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == 0x23 || first == 0x3D || first == 0x45 else { return false }
        if first == 0x3D { return text.count > 1 && !text.dropFirst().hasPrefix("=") && !text.hasPrefix("= ") }
        if first == 0x45 { return text.hasPrefix("Err:") && Int(text.dropFirst(4)) != nil }
        let rest = text.dropFirst()
        if ["N/A", "NV", "N/D", "NB", "N.D.", "ND", "GETTING_DATA", "BUSY!"].contains(rest) { return true }
        return rest.last.map { "!?".contains($0) } == true && rest.count <= 16
            && rest.dropLast().allSatisfy { $0.isUppercase || $0.isNumber || "/_¡¿".contains($0) }
    }

    /// As `isBlank`, for a part of somebody's name. People are called Null, None and Na: such a word is somebody's name
    /// when it is written like one, and nothing when it is written as programs write it (`null`, `NULL` alone).
    ///
    /// - Parameter other: the other part of the name, as given.
    static func isBlankName(_ text: String, beside other: String = "") -> Bool {
        guard isBlank(text) else { return false }
        guard ["null", "none", "na", "nil"].contains(text.lowercased()) else { return true }
        if text.first?.isUppercase == true, text.dropFirst().allSatisfy(\.isLowercase) { return false }
        return isBlank(other) || !(other == other.uppercased() && text == text.uppercased())
    }

    private static let blanks: Set<String> = [
        "-", "--", "---", "–", "—", "n/a", "na", "none", "null", "nil", "(blank)", "(none)", "not provided",
        "not given", "unknown", "anonymous", "info requested", "#n/a", "anonym", "anonyme", "anónimo", "anonimo",
        "anoniem",
        "anônimo", "dienw", ".", "?", "tbc", "tba",
    ]
}
