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

    /// Whether two keys are whole names that nobody has both of: neither has all words of the other, and no initial or short
    /// form explains it. What is spelt otherwise counts as contradicting, too: whoever asks has no time to weigh it.
    static func contradict(_ a: String, _ b: String) -> Bool {
        guard isFull(a), isFull(b), a != b else { return false }
        let (few, many) = (a.split(separator: " "), b.split(separator: " "))
        if Set(few).isSubset(of: many) || Set(many).isSubset(of: few) { return false }
        return surname(ofKey: a) != surname(ofKey: b) || !mayAbbreviate(few[0], many[0])
    }

    /// Whether two keys can be ways to write one name: all words of one are words of the other, or initials or short forms of them.
    static func mayBeOne(_ a: String, _ b: String) -> Bool {
        let (one, other) = (a.split(separator: " "), b.split(separator: " "))
        let (few, many) = one.count < other.count ? (one, other) : (other, one)
        return few.allSatisfy { word in many.contains { $0 == word || mayAbbreviate(word, $0) } }
    }

    /// Whether two keys are whole names without anything in common: not even an initial, a short form or one of the names.
    static func haveNothingInCommon(_ a: String, _ b: String) -> Bool {
        guard isFull(a), isFull(b) else { return false }
        let (one, other) = (a.split(separator: " "), b.split(separator: " "))
        return !one.contains { word in other.contains { $0.first == word.first } }
    }

    private static func mayAbbreviate(_ a: Substring, _ b: Substring) -> Bool {
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        return (short.count == 1 || short.count > 2) && long.hasPrefix(short)
    }

    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "sir", "rev",
    ]
}
