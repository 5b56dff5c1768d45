import Names

/// A title as a piece of an address.
enum Slug {
    static func make(_ title: String) -> String {
        let key = ComparableWords(title).text.split(separator: " ").joined(separator: "-")
        return key.isEmpty ? "untitled" : String(key.prefix(60))
    }

    /// The same, with a number behind it when something else stands under that address.
    static func free(_ title: String, taken: Set<String>) -> String {
        let plain = make(title)
        guard taken.contains(plain) else { return plain }
        return (2...).lazy.map { "\(plain)-\($0)" }.first { !taken.contains($0) } ?? plain
    }
}
