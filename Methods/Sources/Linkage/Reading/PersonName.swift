import Names

/// A person's name as read from one cell: what is left of it may be a given name alone, or nothing.
struct PersonName: Sendable, Equatable {
    /// Given names, folded, separated by spaces; an initial is one letter.
    var given: [UInt8] = []
    /// The surname, folded; an initial is one letter.
    var surname: [UInt8] = []
    /// What stood in brackets or on the other side of a dash: an affiliation, perhaps.
    var aside: [UInt8] = []
}

/// Reads names as people and their devices write them: "Dr Ann Lee", "Lee, Ann", "Ann Lee (Tate Council)",
/// "Tate Council - Ann Lee", "ann.lee", "Ann L", "Ann's iPad".
struct NameReader: Sendable {
    /// Given names seen in this data, folded: they tell on which side of a dash the person stands.
    private(set) var givenNames: Set<[UInt8]> = []

    mutating func learn(given: [UInt8]) {
        guard let first = Letters.words(Letters.fold(given)).first, Self.mayBeGiven(first) else { return }
        givenNames.insert(first)
    }

    /// Learns the first word of a name that is nothing but two words.
    mutating func learn(name: [UInt8]) {
        guard name.allSatisfy({ Letters.isLetter($0) || $0 == Letters.space || $0 == 39 || $0 == 45 }) else { return }
        let words = Letters.words(Letters.fold(name))
        if words.count == 2, Self.mayBeGiven(words[0]), !OrganisationWords.any(in: words) {
            givenNames.insert(words[0])
        }
    }

    private static func mayBeGiven(_ word: [UInt8]) -> Bool {
        word.count > 1 && !titles.contains(word) && !isDevice(word)
    }

    /// Whether two columns, one meant for given names, hold one text that was cut in two, such as "Mrs" and "Ann Lee", or
    /// "Ann's" and "iPad": known from one of them alone.
    static func isCut(given: [UInt8]) -> Bool {
        let words = Letters.words(Letters.fold(given))
        return !words.isEmpty && (words.allSatisfy(titles.contains) || words.contains(where: isDevice))
    }

    /// The same, known from the column meant for surnames.
    static func isCut(surname: [UInt8]) -> Bool {
        surname.contains(where: cutMarks.contains) || Letters.words(Letters.fold(surname)).contains(where: isDevice)
    }

    private static let cutMarks = Set("([/|".utf8)

    /// Reads a given name and a surname that stand in columns of their own.
    func read(given: [UInt8], surname: [UInt8]) -> PersonName {
        if surname.isEmpty, given.contains(where: { $0 == Letters.space || $0 == 46 }) { return read(name: given) }
        if given.isEmpty, surname.contains(Letters.space), surname.contains(44) { return read(name: surname) }
        var name = PersonName()
        name.given = Letters.joined(Self.withoutTitles(Letters.words(Letters.fold(given))))
        name.surname = Letters.joined(Self.withoutEndings(Letters.words(Letters.fold(surname))))
        return name
    }

    /// Reads a whole name.
    func read(name text: [UInt8]) -> PersonName {
        var result = PersonName()
        var rest = Letters.lower(text)
        if let (inside, outside) = Self.brackets(rest) {
            rest = outside
            if !Self.isPronouns(inside) { result.aside = inside }
        }
        rest = Self.withoutPronouns(rest)
        if let (person, other) = sides(rest) {
            rest = person
            result.aside = other
        }
        if NamelessWords.areAll(Letters.words(Letters.fold(rest))) { return result }
        if let owner = owner(ofDevice: rest) {
            result.given = owner
            return result
        }
        fill(&result, from: rest)
        return result
    }

    private func fill(_ result: inout PersonName, from text: [UInt8]) {
        var words = Self.words(text.firstIndex(of: UInt8(ascii: "@")).map { Array(text[..<$0]) } ?? text)
        if let comma = text.firstIndex(of: UInt8(ascii: ",")) {
            let (before, after) = (Self.words(Array(text[..<comma])), Self.words(Array(text[(comma + 1)...])))
            if !before.isEmpty, !after.isEmpty {
                if Self.isStyle(after) || before.drop(while: Self.particles.contains).count > 2 {
                    words = before
                } else if isAffiliation(after, of: before) {
                    words = before
                    if result.aside.isEmpty { result.aside = Letters.joined(after) }
                } else {
                    result.surname = Letters.joined(before)
                    result.given = Letters.joined(after)
                    return
                }
            }
        }
        guard let last = words.last else { return }
        guard words.count > 1 else {
            result.given = last
            return
        }
        var start = words.count - 1
        while start > 1, Self.particles.contains(words[start - 1]) { start -= 1 }
        result.given = Letters.joined(words[..<start])
        result.surname = Letters.joined(words[start...])
    }

    /// "Ann Lee, Tate Council", but not "Lee Moss, Ann Mary".
    private func isAffiliation(_ after: [[UInt8]], of before: [[UInt8]]) -> Bool {
        guard before.count > 1 else { return false }
        if OrganisationWords.any(in: after) { return true }
        return after.count > 1 && givenNames.contains(before[0]) && !givenNames.contains(after[0])
    }

    /// "Tate Council - Ann Lee" or "Ann Lee | Tate Council": the person's side and the other.
    private func sides(_ text: [UInt8]) -> (person: [UInt8], other: [UInt8])? {
        for mark in Self.dividers {
            let parts = Self.split(text, at: mark).filter { !Letters.fold($0).isEmpty }
            guard parts.count > 1 else { continue }
            let scores = parts.map(personScore)
            let best = scores.indices.max { (scores[$0], $1) < (scores[$1], $0) } ?? 0
            let others = parts.indices.filter { $0 != best }.map { parts[$0] }
            return (parts[best], Letters.joined(others))
        }
        return nil
    }

    private func personScore(_ text: [UInt8]) -> Int {
        let words = Self.withoutTitles(Letters.words(Letters.fold(text)))
        var score = words.count == 2 ? 1 : 0
        if OrganisationWords.any(in: words) { score -= 4 }
        if let first = words.first, givenNames.contains(first) { score += 2 }
        if let first = words.first, Nicknames.isKnown(first) { score += 1 }
        return score
    }

    private static let dividers: [[UInt8]] = [" - ", " – ", " | ", " / ", " @ ", " from "].map { Array($0.utf8) }

    private static func split(_ text: [UInt8], at mark: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var (start, index) = (0, 0)
        while index + mark.count <= text.count {
            if text[index..<index + mark.count].elementsEqual(mark) {
                parts.append(Array(text[start..<index]))
                index += mark.count
                start = index
            } else {
                index += 1
            }
        }
        return parts + [Array(text[start...])]
    }

    private static func brackets(_ text: [UInt8]) -> (inside: [UInt8], outside: [UInt8])? {
        let open = text.firstIndex { $0 == 40 || $0 == 91 }
        guard let open else { return nil }
        let close = text[open...].firstIndex { $0 == 41 || $0 == 93 } ?? text.count
        let tail = close < text.count ? Array(text[(close + 1)...]) : []
        return (Array(text[(open + 1)..<close]), Array(text[..<open]) + [Letters.space] + tail)
    }

    private static func isPronouns(_ text: [UInt8]) -> Bool {
        Letters.words(Letters.fold(text)).allSatisfy {
            pronouns.contains($0) || $0 == Array("guest".utf8) || $0 == Array("host".utf8)
        }
    }

    private static let pronouns: Set<[UInt8]> = Set(
        ["she", "her", "hers", "he", "him", "his", "they", "them", "their", "theirs"].map { Array($0.utf8) })

    /// "ann lee she/her" without the pronouns: two or more at the end with a stroke between them.
    private static func withoutPronouns(_ text: [UInt8]) -> [UInt8] {
        guard let stroke = text.lastIndex(of: UInt8(ascii: "/")) else { return text }
        let tail = text[(stroke + 1)...].split(whereSeparator: { !Letters.isLetter($0) })
        guard tail.count == 1, pronouns.contains(Array(tail[0])) else { return text }
        var rest = text[..<stroke]
        let before = rest.split(whereSeparator: { !Letters.isLetter($0) })
        guard before.count > 1, let last = before.last, pronouns.contains(Array(last)) else { return text }
        for word in before.reversed() {
            guard pronouns.contains(Array(word)), word.startIndex > 0 else { break }
            rest = rest[..<word.startIndex]
        }
        return Array(rest)
    }

    /// The words of a name, titles and endings gone: "ann.lee" is two words, a double-barrelled surname one.
    private static func words(_ text: [UInt8]) -> [[UInt8]] {
        let pieces = text.split { byte in
            byte != UInt8(ascii: "-") && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "`")
                && !Letters.isLetter(byte)
                && !Letters.isDigit(byte)
        }
        return withoutEndings(withoutTitles(pieces.map { Letters.fold(Array($0)) }.filter { !$0.isEmpty }))
    }

    /// The given name of a device's owner; empty when the device names nobody; nil when it is no device.
    private func owner(ofDevice text: [UInt8]) -> [UInt8]? {
        let words = Self.withoutTitles(Letters.words(Letters.fold(text)))
        guard let place = words.firstIndex(where: Self.isDevice) else { return nil }
        guard place > 0 else {
            if words.count > 1, givenNames.contains(words[1]) || Nicknames.isKnown(words[1]) { return words[1] }
            return words.count > 2 && words[1].count <= 3 ? words[2] : []
        }
        var owner = words[0]
        // The apostrophe is gone: "ann's" has become "anns".
        if text.contains(39) || text.contains(0xE2) || text.contains(0x60), owner.count > 2, owner.last == 115 {
            owner.removeLast()
        }
        return owner
    }

    private static func isDevice(_ word: [UInt8]) -> Bool {
        devices.contains(String(decoding: word, as: UTF8.self))
    }

    private static let devices: Set<String> = [
        "iphone", "ipad", "macbook", "imac", "galaxy", "samsung", "android", "pixel", "huawei", "laptop", "desktop",
        "phone",
        "tablet", "pc", "chromebook", "surface", "kindle", "oneplus", "xiaomi", "redmi", "nokia", "motorola",
        "computer",
    ]

    private static let particles: Set<[UInt8]> = Set(
        [
            "van", "von", "de", "der", "den", "du", "da", "di", "del", "della", "la", "le", "ten", "ter", "al", "el",
            "bin", "ibn",
            "st", "san", "mac", "mc", "of", "o", "dos", "dal", "af", "zu", "ap",
        ].map { Array($0.utf8) })

    private static let titles: Set<[UInt8]> = Set(
        [
            "dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "revd",
            "reverend",
            "cllr", "councillor", "capt", "captain", "sister", "fr", "hon", "doctor",
        ].map { Array($0.utf8) })

    private static let endings: Set<[UInt8]> = Set(
        [
            "jr", "jnr", "sr", "snr", "phd", "mbe", "obe", "cbe", "msc", "bsc", "ba", "ma", "md", "frcp", "rn", "esq",
            "mp", "jp",
            "qc", "kc", "ii", "iii", "mba", "pgce", "frsa", "dphil",
        ].map { Array($0.utf8) })

    private static func withoutTitles(_ words: [[UInt8]]) -> [[UInt8]] {
        var words = words[...]
        while words.count > 1, let first = words.first, titles.contains(first) { words = words.dropFirst() }
        return Array(words)
    }

    private static func withoutEndings(_ words: [[UInt8]]) -> [[UInt8]] {
        var words = words[...]
        while words.count > 1, let last = words.last, endings.contains(last) { words = words.dropLast() }
        return Array(words)
    }

    /// "1st baron of …" or "MBE" behind a comma is a style, no given name.
    private static func isStyle(_ words: [[UInt8]]) -> Bool {
        words.count > 2 || words.allSatisfy(endings.contains)
            || words.contains { $0.contains(where: Letters.isDigit) || $0 == Array("of".utf8) }
    }
}

/// Words that only organisations have in their names.
enum OrganisationWords {
    static func any(in words: [[UInt8]]) -> Bool {
        words.contains { table.contains(String(decoding: $0, as: UTF8.self)) }
    }

    private static let table = ComparableWords.legalForms.union([
        "council", "nhs", "trust", "university", "uni", "univ", "college", "hospital", "hospitals", "housing",
        "association", "group", "charity", "foundation", "borough", "county", "metropolitan", "mbc", "society",
        "services", "solutions", "partnership", "health", "school", "academy", "community", "digital", "data", "labs",
        "tech", "analytics", "consulting", "care", "institute", "department", "ft", "network", "alliance", "authority",
        "police", "centre", "center", "agency", "carers", "hospice", "team", "federation", "homes", "systems",
    ])
}
