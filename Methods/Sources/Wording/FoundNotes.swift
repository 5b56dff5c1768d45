extension Notes {
    /// How a word of the question was found in a note.
    public enum Manner: String, Sendable, Hashable, Codable {
        case same
        /// The same but for plural, -ing or -ed.
        case form
        /// The beginning of a longer word.
        case beginning
        /// But for a slip of the pen.
        case slip
    }

    /// A word of the question and the word that was found for it.
    public struct Match: Sendable, Hashable {
        /// The word as it was asked for.
        public var asked: String
        /// The word as the note has it.
        public var found: String
        /// How it was found.
        public var manner: Manner
    }

    /// A note in which words of the question were found.
    public struct Found: Sendable, Hashable {
        /// The number of the note.
        public var note: Int
        /// Weight of the words found; for ordering notes that have equally many.
        public var score: Double
        /// The words that were found, in the order of the question.
        public var matches: [Match]
        /// The words that were not.
        public var missing: [String]
    }

    /// Notes that contain words of `question`: most of them first, then the rarer words and the surer matches, then in
    /// the order of the notes. Text in double quotation marks must stand in the note just so, as words.
    /// Cost: O(words of all notes x words asked).
    public func find(_ question: String) -> [Found] {
        let parts = question.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        let phrases = parts.indices.filter { $0 % 2 == 1 }.map { Words(parts[$0]).words.map(\.text) }.filter {
            !$0.isEmpty
        }
        var seen: Set<String> = []
        let asked = Words(question).words.filter { seen.insert($0.text).inserted }
        let telling = asked.filter { !Words.small.contains($0.text) }
        return texts.indices.compactMap { note in
            guard phrases.allSatisfy({ contains($0, in: note) }) else { return nil }
            return match(telling.isEmpty ? asked : telling, note)
        }.sorted {
            ($1.matches.count, $1.score, $0.note) < ($0.matches.count, $0.score, $1.note)
        }
    }

    private func contains(_ phrase: [String], in note: Int) -> Bool {
        let texts = words[note].words.map(\.text)
        guard texts.count >= phrase.count else { return false }
        return (0...(texts.count - phrase.count)).contains { Array(texts[$0..<($0 + phrase.count)]) == phrase }
    }

    private func match(_ asked: [Words.Word], _ note: Int) -> Found? {
        var found = Found(note: note, score: 0, matches: [], missing: [])
        for word in asked {
            guard let match = best(word, in: words[note].words) else {
                found.missing.append(word.text)
                continue
            }
            found.matches.append(match)
            found.score += weight(word) * Self.worth(match.manner)
        }
        return found.matches.isEmpty ? nil : found
    }

    private func best(_ asked: Words.Word, in words: [Words.Word]) -> Match? {
        func first(_ manner: Manner, _ holds: (Words.Word) -> Bool) -> Match? {
            words.first(where: holds).map { Match(asked: asked.text, found: $0.text, manner: manner) }
        }
        return first(.same) { $0.text == asked.text }
            ?? first(.form) { $0.stem == asked.stem }
            ?? first(.beginning) { asked.text.count >= 3 && $0.text.hasPrefix(asked.text) }
            ?? first(.slip) { isSlip($0.text, asked.text) }
    }

    private static func worth(_ manner: Manner) -> Double {
        switch manner {
        case .same: 1
        case .form: 0.9
        case .beginning: 0.7
        case .slip: 0.5
        }
    }
}
