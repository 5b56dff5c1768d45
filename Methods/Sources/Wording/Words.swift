import Foundation

/// A note taken apart into words, each brought to a stem so that `carers` finds `carer`.
///
/// Words are runs of letters and digits; case, accents and apostrophes are dropped. The stem is light on purpose: it
/// takes off plural, -ing and -ed and nothing else, so that a person can see why two words were taken for one.
public struct Words: Sendable, Hashable {
    /// One word of a note.
    public struct Word: Sendable, Hashable {
        /// As it is shown: lower case, without accents.
        public var text: String
        /// What it is compared by.
        public var stem: String
    }

    /// The words in their order.
    public var words: [Word]

    /// The words of a note. Cost: O(characters).
    public init(_ note: String) {
        // Apostrophes inside words are dropped before accents are folded: don't, don’t and dont are one word.
        let joined = note.filter { $0 != "'" && $0 != "’" }
        let folded = joined.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
        words = folded.split { !$0.isLetter && !$0.isNumber }.map(String.init).map { text in
            // In whatever way something is denied, it is one word.
            Word(text: text, stem: Self.denials.contains(text) ? "not" : Self.stem(text))
        }
    }

    /// Whether something is denied in the note.
    public var denies: Bool { words.contains { Self.denials.contains($0.text) } }

    /// The numbers in the note, sorted.
    public var numbers: [String] { words.map(\.text).filter { $0.contains(where: \.isNumber) }.sorted() }

    private static let denials: Set<String> = [
        "not", "no", "never", "none", "nobody", "nothing", "nor", "neither", "without", "cannot", "cant", "dont",
        "doesnt", "didnt", "wont", "wouldnt", "couldnt", "shouldnt", "isnt", "arent", "wasnt", "werent", "hasnt",
        "havent", "hadnt", "lack", "lacks", "lacking",
    ]

    /// Words that carry little: they weigh a tenth.
    static let small: Set<String> = [
        "a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "by", "for", "with", "from", "as", "is",
        "are", "was", "were", "be", "been", "it", "its", "this", "that", "these", "those", "there", "we", "our", "us",
        "they", "them", "their", "i", "my", "you", "your", "he", "she", "his", "her", "have", "has", "had", "do",
        "does", "did", "can", "could", "will", "would", "should", "so", "if", "than", "then", "very", "more", "some",
    ]
}

extension Words {
    static func stem(_ word: String) -> String {
        guard word.count > 3, word.allSatisfy(\.isLetter) else { return word }
        return withoutEnding(withoutPlural(word))
    }

    private static func withoutPlural(_ word: String) -> String {
        if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
        for ending in ["sses", "shes", "ches", "xes", "zes"] where word.hasSuffix(ending) {
            return String(word.dropLast(2))
        }
        if word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"), !word.hasSuffix("is") {
            return String(word.dropLast())
        }
        return word
    }

    private static func withoutEnding(_ word: String) -> String {
        for ending in ["ing", "ed"] where word.hasSuffix(ending) && word.count - ending.count >= 3 {
            let rest = String(word.dropLast(ending.count))
            guard rest.contains(where: { "aeiouy".contains($0) }) else { continue }
            return closed(rest)
        }
        return word.hasSuffix("e") && word.count > 4 ? String(word.dropLast()) : word
    }

    /// planning -> plan: a consonant doubled before the ending is single again.
    private static func closed(_ rest: String) -> String {
        let letters = Array(rest)
        guard letters.count > 3, letters[letters.count - 1] == letters[letters.count - 2],
            !"aeioulsz".contains(letters[letters.count - 1])
        else { return rest.hasSuffix("e") && rest.count > 4 ? String(rest.dropLast()) : rest }
        return String(letters.dropLast())
    }
}
