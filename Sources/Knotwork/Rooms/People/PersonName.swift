import Foundation

/// Names and organisations in the form in which two are compared.
enum PersonName {
    /// `Dr. José O’Neill (he/him)` → `jose oneill`; `Lee, Ann` → `ann lee`. Empty when nothing of a name is left.
    static func key(_ name: String) -> String {
        var text = withoutBrackets(name)
        if let comma = text.firstIndex(of: ","), text[..<comma].split(separator: " ").count == 1 {
            text = text[text.index(after: comma)...] + " " + text[..<comma]
        }
        var parts = words(text)
        while let first = parts.first, titles.contains(first) { parts.removeFirst() }
        return parts.joined(separator: " ")
    }

    /// The words without what says only of what legal kind an organisation is.
    static func organisationKey(_ organisation: String) -> String {
        let parts = words(withoutBrackets(organisation).replacing("&", with: " and "))
        let telling = parts.filter { !legalForms.contains($0) }
        return (telling.isEmpty ? parts : telling).joined(separator: " ")
    }

    static func surname(ofKey key: String) -> Substring { key.split(separator: " ").last ?? "" }

    static func initial(ofKey key: String) -> Character? { key.first }

    /// Both a given name and a surname: one word alone (`Harold`, `iPhone`) says too little to join people by.
    static func isFull(_ key: String) -> Bool { key.contains(" ") }

    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "sir", "rev",
    ]
    private static let legalForms: Set<String> = [
        "ltd", "limited", "plc", "llp", "cic", "cio", "the", "company", "co", "inc",
    ]

    private static func withoutBrackets(_ text: String) -> String {
        var depth = 0
        return text.filter { character in
            if character == "(" { depth += 1 }
            defer { if character == ")" { depth = max(0, depth - 1) } }
            return depth == 0
        }
    }

    /// Lower case, without accents and apostrophes; everything but letters and digits parts words.
    private static func words(_ text: some StringProtocol) -> [String] {
        let folded = text.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        let joined = folded.filter { !"'’`.".contains($0) }
        return joined.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
