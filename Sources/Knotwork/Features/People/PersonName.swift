import Names

/// Names of people in the form in which two are compared.
enum PersonName {
    /// `Dr. José O’Neill (he/him)` → `jose oneill`; `Lee, Ann` → `ann lee`. Empty when nothing of a name is left.
    static func key(_ name: String) -> String {
        var text = ComparableWords.withoutBrackets(name)
        if let comma = text.firstIndex(of: ","), text[..<comma].split(separator: " ").count == 1 {
            text = text[text.index(after: comma)...] + " " + text[..<comma]
        }
        var parts = ComparableWords.words(text)
        while let first = parts.first, titles.contains(first) { parts.removeFirst() }
        return parts.joined(separator: " ")
    }

    static func surname(ofKey key: String) -> Substring { key.split(separator: " ").last ?? "" }

    static func initial(ofKey key: String) -> Character? { key.first }

    /// Both a given name and a surname: one word alone (`Harold`, `iPhone`) says too little to join people by.
    static func isFull(_ key: String) -> Bool { key.contains(" ") }

    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "sir", "rev",
    ]
}
