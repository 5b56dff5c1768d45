import Similarity

/// How far two values agree, per kind of value. 0 is "one of them is missing", 1 "the same", the last "different".
enum Levels {
    static func names(_ kind: Kind) -> [String] {
        switch kind {
        case .given, .name:
            [
                "missing", "same", "short form", "initial", "one typing error", "similar", "different", "swapped",
                "nearly swapped",
            ]
        case .surname:
            ["missing", "same", "part", "initial", "one typing error", "similar", "different", "stands as given name"]
        case .email:
            [
                "missing", "same", "same mailbox elsewhere", "typing error", "same domain", "different",
                "same, made from the name",
                "same mailbox elsewhere, made from the name",
            ]
        case .date: ["missing", "same", "one typing error", "two parts", "year", "different"]
        case .postcode: ["missing", "same", "one typing error", "district", "area", "different"]
        case .identifier, .phone: ["missing", "same", "one typing error", "two typing errors", "different"]
        default: ["missing", "same", "nearly same", "similar", "different"]
        }
    }

    static func given(_ a: Bytes, _ b: Bytes, related: Bool) -> UInt8 {
        if related || isExtension(a, b) { return 2 }
        if a.count == 1 || b.count == 1 { return a[0] == b[0] ? 3 : 6 }
        return likeness(a, b, near: 4, similar: 5, different: 6)
    }

    static func surname(_ a: Bytes, _ b: Bytes) -> UInt8 {
        if a.count == 1 || b.count == 1 { return a[0] == b[0] ? 3 : 6 }
        if sharesWord(a, b) || isSameWithoutSpaces(a, b) { return 2 }
        return likeness(a, b, near: 4, similar: 5, different: 6)
    }

    private static func isSameWithoutSpaces(_ a: Bytes, _ b: Bytes) -> Bool {
        guard a.contains(Letters.space) != b.contains(Letters.space) else { return false }
        return a.lazy.filter { $0 != Letters.space }.elementsEqual(b.lazy.filter { $0 != Letters.space })
    }

    private static func likeness(_ a: Bytes, _ b: Bytes, near: UInt8, similar: UInt8, different: UInt8) -> UInt8 {
        if min(a.count, b.count) > 2, EditDistance.measure(a, b, limit: 1) <= 1 { return near }
        let measure = JaroWinkler.measure(a, b)
        if measure >= 0.93 { return near }
        return measure >= 0.82 ? similar : different
    }

    /// "mary" and "mary ann": one begins with all words of the other.
    private static func isExtension(_ a: Bytes, _ b: Bytes) -> Bool {
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        return long.count > short.count && long[short.count] == Letters.space && long.starts(with: short)
    }

    /// Two names of which one is made of several words share a word of three letters or more.
    private static func sharesWord(_ a: Bytes, _ b: Bytes) -> Bool {
        guard a.contains(Letters.space) || b.contains(Letters.space) else { return false }
        let words = b.split(separator: Letters.space)
        return a.split(separator: Letters.space).contains { word in
            word.count > 2 && words.contains { $0.elementsEqual(word) }
        }
    }

    /// `least` is a distance that the edit distance cannot be below.
    static func date(_ a: Bytes, _ b: Bytes, least: Int = 0) -> UInt8 {
        if least <= 1, EditDistance.measure(a, b, limit: 1) <= 1 { return 2 }
        guard a.count == 8, b.count == 8 else { return 5 }
        let year = same(a, b, 0..<4)
        let month = same(a, b, 4..<6)
        let day = same(a, b, 6..<8)
        if year, a[4] == b[6], a[5] == b[7], a[6] == b[4], a[7] == b[5] { return 2 }
        if year ? month || day : month && day { return 3 }
        return year ? 4 : 5
    }

    private static func same(_ a: Bytes, _ b: Bytes, _ range: Range<Int>) -> Bool {
        for index in range where a[index] != b[index] { return false }
        return true
    }

    static func postcode(_ a: Bytes, _ b: Bytes, least: Int = 0) -> UInt8 {
        if least <= 1, EditDistance.measure(a, b, limit: 1) <= 1 { return 2 }
        let (x, y) = (outwardCount(a), outwardCount(b))
        if x == y, same(a, b, 0..<x) { return 3 }
        var letters = 0
        while letters < min(a.count, b.count), !Letters.isDigit(a[letters]), a[letters] == b[letters] { letters += 1 }
        guard letters > 0, letters < min(a.count, b.count) else { return 5 }
        return Letters.isDigit(a[letters]) && Letters.isDigit(b[letters]) ? 4 : 5
    }

    /// The outward part of a British postcode, the first half of any other.
    static func outward(_ code: Bytes) -> Bytes { Bytes(rebasing: code[0..<outwardCount(code)]) }

    @inline(__always)
    private static func outwardCount(_ code: Bytes) -> Int {
        code.count - (code.count >= 5 && Letters.isLetter(code[0]) ? 3 : code.count / 2)
    }

    static func code(_ a: Bytes, _ b: Bytes) -> UInt8 {
        let distance = EditDistance.measure(a, b, limit: 2)
        return distance <= 1 ? 2 : distance == 2 && min(a.count, b.count) > 5 ? 3 : 4
    }

    /// From which likeness on texts are similar.
    static let similarText = 0.82

    static func text(_ a: Bytes, _ b: Bytes) -> UInt8 {
        if min(a.count, b.count) > 3, EditDistance.measure(a, b, limit: 1) <= 1 { return 2 }
        if containsAllWords(a, b) { return 2 }
        let measure = JaroWinkler.measure(a, b)
        if measure >= 0.93, min(a.count, b.count) > 3 { return 2 }
        return measure >= similarText ? 3 : 4
    }

    /// Whether one of two texts could be made of words of the other.
    @inline(__always)
    static func mayContain(_ a: Bytes, _ b: Bytes) -> Bool {
        let (few, many) = a.count < b.count ? (a, b) : (b, a)
        guard few.count > 3, few.count < many.count else { return false }
        return many.first == few.first || contains(many, word: Bytes(rebasing: few.prefix { $0 != Letters.space }))
    }

    private static func containsAllWords(_ a: Bytes, _ b: Bytes) -> Bool {
        let (few, many) = a.count < b.count ? (a, b) : (b, a)
        guard few.count > 3, few.count < many.count else { return false }
        var start = 0
        while start < few.count {
            var end = start
            while end < few.count, few[end] != Letters.space { end += 1 }
            guard contains(many, word: Bytes(rebasing: few[start..<end])) else { return false }
            start = end + 1
        }
        return true
    }

    /// Whether a text has a word between spaces.
    private static func contains(_ text: Bytes, word: Bytes) -> Bool {
        guard text.count >= word.count else { return false }
        for start in 0...(text.count - word.count) {
            if start > 0, text[start - 1] != Letters.space { continue }
            let end = start + word.count
            if end < text.count, text[end] != Letters.space { continue }
            if same(word, Bytes(rebasing: text[start..<end]), 0..<word.count) { return true }
        }
        return false
    }
}
