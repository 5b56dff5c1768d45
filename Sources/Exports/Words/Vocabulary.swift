/// The languages of `Language.all`, made ready to be looked up in. All keys are as `plain(Words.key(…))` gives them.
enum Vocabulary {
    /// What a language has for an English phrase or word.
    struct Term: Sendable {
        /// Position in `Language.all`.
        var language: Int
        var english: String
    }

    static let headings = terms(\.headings)
    static let words = terms(\.words)

    /// What stands in cells, whatever the language: a cell is not told by its neighbours. Where two languages have one
    /// word, the first of `Language.all` holds.
    static let values: [String: String] = {
        var values: [String: String] = [:]
        for term in terms(\.values) where values[term.key] == nil { values[term.key] = term.value.first?.english }
        return values
    }()

    /// The number of a month by its name in any language, whole or by its beginning of three letters or more where
    /// that is one month's alone.
    static let months: [String: Int] = {
        let english =
            "January | February | March | April | May | June | July | August | September | October | November | December"
        var months: [String: Set<Int>] = [:]
        var whole: [String: Int] = [:]
        for list in [english] + Language.all.map(\.months) {
            for (index, names) in list.split(separator: "|").enumerated() {
                for name in names.split(separator: " ").map({ plain($0.lowercased()) }) {
                    if whole[name] == nil { whole[name] = index + 1 }
                    for length in 3...max(3, name.count) {
                        months[String(name.prefix(length)), default: []].insert(index + 1)
                    }
                }
            }
        }
        return months.filter { $0.value.count == 1 }.compactMapValues(\.first).merging(whole) { $1 }
    }()

    /// Seconds of a unit of time by its name in any language.
    static let units: [String: Int] = {
        let sizes = ["d": 86_400, "h": 3_600, "m": 60, "s": 1]
        let english =
            "d: day days d\nh: hour hours hr hrs h\nm: minute minutes min mins m\ns: second seconds sec secs s"
        var units: [String: Int] = [:]
        for list in [english] + Language.all.map(\.units) {
            for line in list.split(separator: "\n") {
                let parts = line.split(separator: ":")
                guard parts.count == 2, let size = sizes[Words.tidy(parts[0])] else { continue }
                for name in parts[1].split(separator: " ") { units[plain(name.lowercased())] = size }
            }
        }
        return units
    }()

    /// All English headings that some language has a word for.
    static let english: Set<String> = Set(headings.values.joined().map(\.english))

    /// Lower case without accents: people leave them out, and so do tools.
    static func plain(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return String(text) }
        var result = ""
        for character in text.lowercased() {
            // A letter with marks of its own is its letter and its marks.
            let base = character.unicodeScalars.count > 1 ? Character(character.unicodeScalars.first ?? " ") : character
            result += folds[base] ?? String(base)
        }
        return result
    }

    private static let folds: [Character: String] = {
        let table = [
            "a": "àáâãäåāăą", "c": "çćčĉ", "d": "ďđ", "e": "èéêëēĕęě", "g": "ğĝģ", "i": "ìíîïīĭįı", "l": "łľĺ",
            "n": "ñńňņ",
            "o": "òóôõöøōő", "r": "řŕ", "s": "śšşș", "ss": "ß", "t": "ťţț", "u": "ùúûüūůűų", "w": "ŵẁẃẅ", "y": "ýÿŷỳ",
            "z": "źżž", "ae": "æ", "oe": "œ",
        ]
        var folds: [Character: String] = [:]
        for (letter, marked) in table { for one in marked { folds[one] = letter } }
        return folds
    }()

    /// What stands in a cell, in English where some language has a word for it: `Nicht teilgenommen` is
    /// `not attended`.
    static func value(_ cell: some StringProtocol) -> String {
        let key = Words.key(cell)
        return values[plain(key)] ?? key
    }

    private static func terms(_ part: KeyPath<Language, String>) -> [String: [Term]] {
        var terms: [String: [Term]] = [:]
        for (index, language) in Language.all.enumerated() {
            for entry in Language.entries(language[keyPath: part]) where !entry.foreign.isEmpty {
                terms[entry.foreign, default: []].append(Term(language: index, english: entry.english))
            }
        }
        return terms
    }
}

extension Vocabulary {
    /// The language of a heading line: the one that knows most of its headings; nil when English knows as many.
    static func language(of keys: [String]) -> Int? {
        var known = [Int](repeating: 0, count: Language.all.count)
        var own = known
        var english = 0
        for key in keys where !key.isEmpty && key.utf8.count <= 120 {
            let isEnglish = Self.english.contains(key) || Meaning.identity(key) != nil
            if isEnglish { english += 1 }
            let found = Set(languages(of: plain(key)))
            for language in known.indices where isEnglish || found.contains(language) {
                known[language] += 1
                if !isEnglish { own[language] += 1 }
            }
        }
        guard let best = known.indices.max(by: { (known[$0], -$0) < (known[$1], -$1) }), own[best] > 0 else {
            return nil
        }
        return known[best] > english ? best : nil
    }

    private static func languages(of key: String) -> [Int] {
        if let terms = headings[key] { return terms.map(\.language) }
        return Language.all.indices.filter { Self.identity(key, in: $0) != nil }
    }

    /// The English for a heading in a language, in the form of `Words.key`; nil when it is none that is known.
    static func english(_ key: String, in language: Int) -> String? {
        let plain = plain(key)
        if let term = headings[plain]?.first(where: { $0.language == language }) { return term.english }
        return identity(plain, in: language)
    }

    /// A question that asks who somebody is, word by word: `Wie heißt Ihre Organisation?` is `organisation`.
    private static func identity(_ key: String, in language: Int) -> String? {
        let parts = key.split(separator: " ")
        guard (1...16).contains(parts.count) else { return nil }
        var english: [String] = []
        for part in parts {
            guard let term = words[String(part)]?.first(where: { $0.language == language }) else { return nil }
            if !term.english.isEmpty { english.append(term.english) }
        }
        let joined = english.joined(separator: " ")
        return Meaning.identity(joined) == nil ? nil : joined
    }
}

extension Vocabulary {
    /// The English of a heading that stands there in two languages, `Enw / Name` or `Cyfenw (Surname)`: every part that
    /// is known has to mean the same, and one of them has to be in another language. Nil for everything else.
    static func bilingual(_ text: String) -> String? {
        let parts = text.split { "/|()\n–—".contains($0) }.map { Words.key($0) }.filter { !$0.isEmpty }
        let pieces = parts.count > 1 ? parts : text.split(separator: " - ").map { Words.key($0) }
        guard (2...3).contains(pieces.count) else { return nil }
        var meanings: Set<String> = []
        var found: String?
        var hasForeign = false
        for piece in pieces {
            let foreign = Language.all.indices.lazy.compactMap { english(piece, in: $0) }.first
            let known = self.english.contains(piece) || Meaning.identity(piece) != nil ? piece : nil
            guard let english = known ?? foreign else { continue }
            hasForeign = hasForeign || known == nil
            meanings.insert(Meaning.identity(english).map { $0.isOfName ? "name" : $0.rawValue } ?? english)
            found = known ?? found ?? english
        }
        return hasForeign && meanings.count == 1 ? found : nil
    }
}
