import Similarity
import Support

/// Compares rows of traits field by field; the levels of all fields are packed, four bits each, into a pattern.
///
/// A value of this type belongs to one thread: it remembers what it has compared.
struct Comparison {
    static let bits: UInt64 = 4

    private let traits: Traits
    private let width: Int
    private let kinds: [Kind]
    private let words: [Words]
    private let codes: UnsafeBufferPointer<UInt32>
    private let memo: Memo

    /// What comparisons over the same traits share.
    struct Tables {
        let traits: Traits
        let sketches: [[Sketch]]

        init(_ traits: Traits) {
            self.traits = traits
            sketches = Parallel.each(traits.width) { Words.sketches(traits.vocabularies[$0]) }
        }
    }

    /// Calls `body` with a comparison, valid inside the call only.
    static func with<Result>(_ tables: Tables, _ body: (Comparison) -> Result) -> Result {
        let traits = tables.traits
        func open(_ index: Int, _ words: [Words]) -> Result {
            guard index < traits.width else {
                return traits.codes.withUnsafeBufferPointer { codes in
                    Memo.with { body(Comparison(traits, words, codes, $0)) }
                }
            }
            return traits.vocabularies[index].withView { view in
                tables.sketches[index].withUnsafeBufferPointer { sketches in
                    let next = Words(
                        bytes: view.bytes, ends: view.ends.baseAddress!, sketches: sketches.baseAddress!)
                    return open(index + 1, words + [next])
                }
            }
        }
        return open(0, [])
    }

    private init(_ traits: Traits, _ words: [Words], _ codes: UnsafeBufferPointer<UInt32>, _ memo: Memo) {
        self.traits = traits
        self.words = words
        self.codes = codes
        self.memo = memo
        width = traits.width
        kinds = traits.fields.map(\.kind)
    }

    @inline(__always)
    static func level(_ pattern: UInt64, _ field: Int) -> Int {
        Int(truncatingIfNeeded: pattern >> (UInt64(truncatingIfNeeded: field) &* bits)) & 15
    }

    /// The pattern of two rows.
    func pattern(_ i: Int, _ j: Int) -> UInt64 {
        var pattern: UInt64 = 0
        let (a, b) = (i * width, j * width)
        for field in 0..<width {
            let level = level(field, codes[a + field], codes[b + field])
            pattern |= UInt64(level) << (UInt64(truncatingIfNeeded: field) &* Self.bits)
        }
        settleNames(&pattern, a, b)
        settleMailbox(&pattern, i, j)
        return pattern
    }

    @inline(__always)
    private func level(_ field: Int, _ a: UInt32, _ b: UInt32) -> UInt8 {
        if a == 0 || b == 0 { return 0 }
        if a == b { return 1 }
        return compute(field, min(a, b), max(a, b))
    }

    private func compute(_ field: Int, _ a: UInt32, _ b: UInt32) -> UInt8 {
        let words = words[field]
        switch kinds[field] {
        case .given, .name:
            return memo.value(field, a, b) {
                Levels.given(words[a], words[b], related: traits.shortForms.areRelated(a, b))
            }
        case .surname: return surnames(field, a, b, words)
        case .email: return emails(a, b, words)
        case .date: return Levels.date(words[a], words[b], least: words.sketch(a).leastDistance(words.sketch(b)))
        case .postcode:
            return Levels.postcode(words[a], words[b], least: words.sketch(a).leastDistance(words.sketch(b)))
        case .identifier, .phone:
            return words.sketch(a).leastDistance(words.sketch(b)) > 2 ? 4 : Levels.code(words[a], words[b])
        default: return texts(field, a, b, words)
        }
    }

    /// Most pairs of surnames are plainly different: that is told by their marks.
    private func surnames(_ field: Int, _ a: UInt32, _ b: UInt32, _ words: Words) -> UInt8 {
        let (x, y) = (words.sketch(a), words.sketch(b))
        if x.length > 1, y.length > 1, x.leastDistance(y) > 1, !x.hasSpace, !y.hasSpace,
            words.areUnlike(a, b, below: Levels.similarText)
        {
            return 6
        }
        return memo.value(field, a, b) { Levels.surname(words[a], words[b]) }
    }

    private func texts(_ field: Int, _ a: UInt32, _ b: UInt32, _ words: Words) -> UInt8 {
        let (x, y) = (words.sketch(a), words.sketch(b))
        if x.leastDistance(y) > 1, words.areUnlike(a, b, below: Levels.similarText),
            min(x.length, y.length) <= 3 || !Levels.mayContain(words[a], words[b])
        {
            return 4
        }
        return memo.value(field, a, b) { Levels.text(words[a], words[b]) }
    }

    private func emails(_ a: UInt32, _ b: UInt32, _ words: Words) -> UInt8 {
        let (x, y) = (words.sketch(a), words.sketch(b))
        let limit = min(x.length, y.length) > 16 ? 2 : 1
        let near = x.leastDistance(y) <= limit && EditDistance.measure(words[a], words[b], limit: limit) <= limit
        let box = traits.mailboxes[Int(a)]
        if box == traits.mailboxes[Int(b)] {
            if traits.mailboxIsRole[Int(box)] { return 5 }
            return near ? 3 : 2
        }
        if near { return 3 }
        let domain = traits.domains[Int(a)]
        return domain == traits.domains[Int(b)] && !traits.domainIsFree[Int(domain)] ? 4 : 5
    }

    // MARK: Names that stand in each other's place

    private func settleNames(_ pattern: inout UInt64, _ a: Int, _ b: Int) {
        guard let given = traits.given, let surname = traits.surname else { return }
        let left = (codes[a + given], codes[a + surname])
        let right = (codes[b + given], codes[b + surname])
        let levels = (Self.level(pattern, given), Self.level(pattern, surname))
        if levels.0 == 6, levels.1 >= 5 {
            let across = (name(left.0, right.1), name(right.0, left.1))
            if across == (1, 1) { return set(&pattern, given, 7, surname, 0) }
            if Self.near(across.0), Self.near(across.1) { return set(&pattern, given, 8, surname, 0) }
        }
        if (left.1 == 0) != (right.1 == 0), levels.0 == 6 || levels.0 == 0 {
            let (single, surnameThere) = left.1 == 0 ? (left.0, right.1) : (right.0, left.1)
            if single != 0, single == surnameThere { set(&pattern, given, 0, surname, 7) }
        }
        if (left.0 == 0) != (right.0 == 0), levels.1 == 6 {
            let (single, givenThere) = left.0 == 0 ? (left.1, right.0) : (right.1, left.0)
            if single != 0, single == givenThere { set(&pattern, given, 0, surname, 7) }
        }
    }

    private static func near(_ level: UInt8) -> Bool { level == 1 || level == 2 || level == 4 }

    /// What stands as given name in one row against what stands as surname in the other: their numbers are shared.
    private func name(_ a: UInt32, _ b: UInt32) -> UInt8 {
        guard let given = traits.given else { return 0 }
        return level(given, a, b)
    }

    private func set(_ pattern: inout UInt64, _ given: Int, _ first: UInt64, _ surname: Int, _ second: UInt64) {
        let (x, y) = (UInt64(given) * Self.bits, UInt64(surname) * Self.bits)
        pattern = pattern & ~(15 << x) & ~(15 << y) | first << x | second << y
    }

    /// A mailbox made from names that agree already is little new evidence: it gets levels of its own. A surname read
    /// from the mailbox is none beside it. And two mailboxes that are each made from the name are alike because the names
    /// are, not because one is a typing error of the other: such an error would have spoilt the likeness to the name.
    private func settleMailbox(_ pattern: inout UInt64, _ i: Int, _ j: Int) {
        guard let email = traits.email else { return }
        let level = Self.level(pattern, email)
        guard level == 1 || level == 2 || level == 3 else { return }
        if let surname = traits.surname, traits.nameFromMailbox[i] || traits.nameFromMailbox[j] {
            pattern &= ~(15 << (UInt64(surname) * Self.bits))
            return
        }
        let styles = (traits.styles[i], traits.styles[j])
        guard styles.0 != 0, styles.1 != 0 else { return }
        let shift = UInt64(email) * Self.bits
        if let settled = settled(
            level, isSameStyle: styles.0 == styles.1, codes[i * width + email], codes[j * width + email])
        {
            pattern = pattern & ~(15 << shift) | settled << shift
        }
    }

    /// The level of two addresses that are each made from a name; nil where it stays.
    private func settled(_ level: Int, isSameStyle: Bool, _ a: UInt32, _ b: UInt32) -> UInt64? {
        if level == 3, traits.mailboxes[Int(a)] != traits.mailboxes[Int(b)] {
            let domain = traits.domains[Int(a)]
            return domain == traits.domains[Int(b)] && !traits.domainIsFree[Int(domain)] ? 4 : 5
        }
        guard isSameStyle else { return nil }
        return level == 1 ? 6 : 7
    }
}

/// The levels of pairs of values met before: a table that forgets the older of two that fall on one place.
private struct Memo {
    private static let places = 1 << 14
    private let keys: UnsafeMutableBufferPointer<UInt64>
    private let levels: UnsafeMutableBufferPointer<UInt8>

    static func with<Result>(_ body: (Memo) -> Result) -> Result {
        let keys = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: places)
        let levels = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: places)
        keys.initialize(repeating: 0)
        levels.initialize(repeating: 0)
        defer {
            keys.deallocate()
            levels.deallocate()
        }
        return body(Memo(keys: keys, levels: levels))
    }

    @inline(__always)
    func value(_ field: Int, _ a: UInt32, _ b: UInt32, _ compute: () -> UInt8) -> UInt8 {
        let key = (UInt64(a) << 32 | UInt64(b)) ^ UInt64(truncatingIfNeeded: field &+ 1) << 60
        let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 50)
        if keys[place] == key { return levels[place] }
        let level = compute()
        keys[place] = key
        levels[place] = level
        return level
    }
}
