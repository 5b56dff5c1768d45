/// Which names are those of one organisation: they have the same comparable words, or somebody said that they are
/// spellings of one.
///
///     let names = OrganisationNames([(spelling: "Kittiwake NW", name: "Kittiwake North West")])
///     names.isSame("kittiwake nw ltd", "The Kittiwake North West CIC")  // true
///     names.isSame("Kittiwake NW", "Kittiwake")                         // false
///
/// This is the one place where names of organisations are compared: whoever compares them otherwise finds too little.
///
/// Cost: linear in the number of spellings to make; then linear in the length of the names.
public struct OrganisationNames: Sendable {
    private var usual: [String: String] = [:]

    /// - Parameter spellings: each with the name of the organisation that it stands for. How they are written does not
    ///   matter; of two that say the same the first holds.
    public init(_ spellings: [(spelling: String, name: String)] = []) {
        for one in spellings where usual[Self.plain(one.spelling)] == nil {
            usual[Self.plain(one.spelling)] = Self.plain(one.name)
        }
    }

    /// Under what a name is filed: the same for every spelling of one organisation, and never empty unless the name is.
    public func key(_ name: some StringProtocol) -> String {
        let plain = Self.plain(name)
        return usual[plain] ?? plain
    }

    /// Whether two names are of one organisation.
    public func isSame(_ name: some StringProtocol, _ other: some StringProtocol) -> Bool { key(name) == key(other) }

    /// The comparable words; of a name that has none, such as “★★★”, what was typed.
    private static func plain(_ name: some StringProtocol) -> String {
        let words = ComparableWords(name).text
        return words.isEmpty ? name.split(whereSeparator: \.isWhitespace).joined(separator: " ") : words
    }
}
