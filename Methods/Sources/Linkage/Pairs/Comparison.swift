import Similarity

/// Compares rows of traits field by field; the levels of all fields are packed, four bits each, into a pattern.
///
/// A value of this type belongs to one thread: it remembers what it has compared.
struct Comparison {
    static let bits: UInt64 = 4

    private let traits: Traits
    private let views: [Vocabulary.View]
    private let codes: UnsafeBufferPointer<UInt32>
    private let memo: Memo

    /// Calls `body` with a comparison over `traits`, valid inside the call only.
    static func with<Result>(_ traits: Traits, _ body: (Comparison) -> Result) -> Result {
        func open(_ index: Int, _ views: [Vocabulary.View]) -> Result {
            if index < traits.vocabularies.count {
                return traits.vocabularies[index].withView { open(index + 1, views + [$0]) }
            }
            return traits.codes.withUnsafeBufferPointer { body(Comparison(traits, views, $0)) }
        }
        return open(0, [])
    }

    private init(_ traits: Traits, _ views: [Vocabulary.View], _ codes: UnsafeBufferPointer<UInt32>) {
        self.traits = traits
        self.views = views
        self.codes = codes
        memo = Memo()
    }

    static func level(_ pattern: UInt64, _ field: Int) -> Int { Int(pattern >> (UInt64(field) * bits)) & 15 }

    /// The pattern of two rows.
    func pattern(_ i: Int, _ j: Int) -> UInt64 {
        var pattern: UInt64 = 0
        let (a, b) = (i * traits.width, j * traits.width)
        for field in 0..<traits.width {
            pattern |= UInt64(level(field, codes[a + field], codes[b + field])) << (UInt64(field) * Self.bits)
        }
        settleNames(&pattern, a, b)
        settleMailbox(&pattern, i, j)
        return pattern
    }

    private func level(_ field: Int, _ a: UInt32, _ b: UInt32) -> UInt8 {
        if a == 0 || b == 0 { return 0 }
        if a == b { return 1 }
        return memo.value(field, a, b) { compute(field, min(a, b), max(a, b)) }
    }

    private func compute(_ field: Int, _ a: UInt32, _ b: UInt32) -> UInt8 {
        let (x, y) = (views[field][a], views[field][b])
        switch traits.fields[field].kind {
        case .given, .name: return Levels.given(x, y, related: related(a, b))
        case .surname: return Levels.surname(x, y)
        case .email: return emails(a, b, x, y)
        case .date: return Levels.date(x, y)
        case .postcode: return Levels.postcode(x, y)
        case .identifier, .phone: return Levels.code(x, y)
        default: return Levels.text(x, y)
        }
    }

    private func related(_ a: UInt32, _ b: UInt32) -> Bool {
        let lines = traits.nicknames[Int(a)]
        return !lines.isEmpty && traits.nicknames[Int(b)].contains(where: lines.contains)
    }

    private func emails(_ a: UInt32, _ b: UInt32, _ x: Bytes, _ y: Bytes) -> UInt8 {
        let sameDomain = traits.domains[Int(a)] == traits.domains[Int(b)]
        let near = EditDistance.measure(x, y, limit: 2) <= (min(x.count, y.count) > 16 ? 2 : 1)
        if traits.mailboxes[Int(a)] == traits.mailboxes[Int(b)] {
            if traits.mailboxIsRole[Int(traits.mailboxes[Int(a)])] { return 5 }
            return near ? 3 : 2
        }
        if near { return 3 }
        return sameDomain && !traits.domainIsFree[Int(traits.domains[Int(a)])] ? 4 : 5
    }

    // MARK: Names that stand in each other's place

    private func settleNames(_ pattern: inout UInt64, _ a: Int, _ b: Int) {
        guard let given = traits.given, let surname = traits.surname else { return }
        let left = (codes[a + given], codes[a + surname])
        let right = (codes[b + given], codes[b + surname])
        let levels = (Self.level(pattern, given), Self.level(pattern, surname))
        if levels.0 == 6, levels.1 >= 5 {
            let across = (name(left.0, right.1), name(left.1, right.0))
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

    /// Given names and surnames share their numbers.
    private func name(_ a: UInt32, _ b: UInt32) -> UInt8 {
        guard let surname = traits.surname else { return 0 }
        return level(surname, a, b)
    }

    private func set(_ pattern: inout UInt64, _ given: Int, _ first: UInt64, _ surname: Int, _ second: UInt64) {
        let (x, y) = (UInt64(given) * Self.bits, UInt64(surname) * Self.bits)
        pattern = pattern & ~(15 << x) & ~(15 << y) | first << x | second << y
    }

    /// A mailbox made from names that agree already is little new evidence: it gets levels of its own. A surname read
    /// from the mailbox is none beside it.
    private func settleMailbox(_ pattern: inout UInt64, _ i: Int, _ j: Int) {
        guard let email = traits.email else { return }
        let level = Self.level(pattern, email)
        guard level == 1 || level == 2 || level == 3 else { return }
        if let surname = traits.surname, traits.nameFromMailbox[i] || traits.nameFromMailbox[j] {
            pattern &= ~(15 << (UInt64(surname) * Self.bits))
            return
        }
        guard level != 3, traits.styles[i] != 0, traits.styles[i] == traits.styles[j] else { return }
        let shift = UInt64(email) * Self.bits
        pattern = pattern & ~(15 << shift) | UInt64(level == 1 ? 6 : 7) << shift
    }
}

/// The levels of pairs of values met before: a table that forgets the older of two that fall on one place.
private final class Memo {
    private static let places = 1 << 15
    private var keys = [UInt64](repeating: 0, count: places)
    private var levels = [UInt8](repeating: 0, count: places)

    @inline(__always)
    func value(_ field: Int, _ a: UInt32, _ b: UInt32, _ compute: () -> UInt8) -> UInt8 {
        let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
        let tagged = key ^ UInt64(field + 1) << 60
        let place = Int(truncatingIfNeeded: Hash.mix(UInt64(field), key)) & (Self.places - 1)
        if keys[place] == tagged { return levels[place] }
        let level = compute()
        keys[place] = tagged
        levels[place] = level
        return level
    }
}
