import Similarity

/// Notes to be searched and compared by their words: deterministic, and every answer says which words it rests on.
///
/// It finds notes that say the same in nearly the same words, and notes that contain a word. It does not find themes:
/// real notes about one theme share almost no words (measured near chance), so that stays with people.
public struct Notes: Sendable {
    /// The notes as they were given.
    public let texts: [String]
    let words: [Words]
    /// How many notes contain a stem.
    private let holders: [String: Int]

    /// Cost: O(words).
    public init(_ texts: [String]) {
        self.texts = texts
        words = texts.map { Words($0) }
        holders = words.reduce(into: [:]) { counts, words in
            for stem in Set(words.words.map(\.stem)) { counts[stem, default: 0] += 1 }
        }
    }

    /// What a word weighs: rare words say more (logarithm of how rare), small words a tenth.
    func weight(_ word: Words.Word) -> Double {
        let rarity = rarity(word.stem)
        return Words.small.contains(word.text) ? 0.1 * rarity : rarity
    }

    private func rarity(_ stem: String) -> Double {
        let share = Double(texts.count + 1) / Double((holders[stem] ?? 0) + 1)
        return 1 + logarithm(share)
    }

    /// The different words of a note with their weights, in the order in which they are first used.
    func weighted(_ note: Int) -> [(word: Words.Word, weight: Double)] {
        var seen: Set<String> = []
        return words[note].words.filter { seen.insert($0.stem).inserted }.map { ($0, weight($0)) }
    }
}

/// Whether two words are one but for a slip of the pen: one letter for words of five and more, two from ten on.
func isSlip(_ a: String, _ b: String) -> Bool {
    let shorter = min(a.utf8.count, b.utf8.count)
    guard shorter >= 5, a.first == b.first, !a.contains(where: \.isNumber), !b.contains(where: \.isNumber) else {
        return false
    }
    let allowed = shorter >= 10 ? 2 : 1
    return EditDistance.measure(a, b, limit: allowed) <= allowed
}
