import Similarity
import Support

/// The parts of a row by which candidates are looked up, and the rules made of them.
struct Features {
    private let traits: Traits
    /// Values as they are.
    private var given: Blocking.Key?
    private var surname: Blocking.Key?
    private var both: Blocking.Key?
    private var firstWord: Blocking.Key?
    private var lastWord: Blocking.Key?
    private var prefixes: Blocking.Key?
    private var initials: Blocking.Key?
    private var email: Blocking.Key?
    private var mailbox: Blocking.Key?
    private var domain: Blocking.Key?
    private var organisation: Blocking.Key?
    private var dates: [Blocking.Key] = []
    private var years: [Blocking.Key] = []
    private var postcodes: [Blocking.Key] = []
    private var districts: [Blocking.Key] = []
    private var addresses: [Blocking.Key] = []
    private var codes: [Blocking.Key] = []
    private var texts: [Blocking.Key] = []

    init(_ traits: Traits) {
        self.traits = traits
        readNames()
        readEmail()
        organisation = traits.organisation.map { key($0) }
        for (index, field) in traits.fields.enumerated() {
            switch field.kind {
            case .date:
                dates.append(key(index))
                years.append(key(index) { $0.count == 8 ? Self.hash(Bytes(rebasing: $0[0..<4])) : 0 })
            case .postcode:
                postcodes.append(key(index))
                districts.append(key(index) { Self.hash(Levels.outward($0)) })
            case .address: addresses.append(key(index))
            case .identifier, .phone: codes.append(key(index))
            case .text: texts.append(key(index))
            default: continue
            }
        }
    }

    /// The number of the value of a field in each row, 0 for none.
    private func key(_ field: Int) -> Blocking.Key { spread(field) { $0 } }

    /// One number for each row from the bytes of one field; 0 for none.
    private func key(_ field: Int, _ part: (Bytes) -> UInt32) -> Blocking.Key {
        let vocabulary = traits.vocabularies[field]
        let parts = vocabulary.withView { view in
            (0...vocabulary.count).map { $0 == 0 ? 0 : part(view[UInt32($0)]) }
        }
        return spread(field) { parts[Int($0)] }
    }

    private func spread(_ field: Int, _ part: (UInt32) -> UInt32) -> Blocking.Key {
        let width = traits.width
        return traits.codes.withUnsafeBufferPointer { codes in
            Parallel.fill(traits.count, repeating: UInt32(0)) { range, places in
                for row in range { places[row] = part(codes[row * width + field]) }
            }
        }
    }

    /// What two keys say together; 0 where one is missing.
    private static func both(_ a: Blocking.Key, _ b: Blocking.Key, _ mix: (UInt32, UInt32) -> UInt32) -> Blocking.Key {
        Parallel.fill(a.count, repeating: UInt32(0)) { range, places in
            for row in range where a[row] != 0 && b[row] != 0 { places[row] = mix(a[row], b[row]) }
        }
    }

    /// A hash that is never 0. Two values may share one in four thousand million: that costs a comparison, no more.
    private static func hash(_ bytes: Bytes) -> UInt32 { max(1, UInt32(truncatingIfNeeded: Hash.of(bytes) >> 32)) }

    private static func hash(_ a: UInt32, _ b: UInt32) -> UInt32 {
        max(1, UInt32(truncatingIfNeeded: Hash.mix(UInt64(a), UInt64(b)) >> 32))
    }

    private static func prefix(_ bytes: Bytes, _ length: Int) -> UInt32 {
        bytes.count < 2 ? 0 : hash(Bytes(rebasing: bytes.prefix(length)))
    }

    private mutating func readNames() {
        guard let g = traits.given, let s = traits.surname else { return }
        let names = key(g) { $0.count < 2 ? 0 : Self.hash(Bytes(rebasing: $0.prefix { $0 != Letters.space })) }
        let surnames = key(s) { $0.count < 2 ? 0 : Self.hash($0) }
        (given, surname) = (names, surnames)
        both = Self.both(names, surnames) { Self.hash(min($0, $1), max($0, $1)) }
        let words = key(s) { $0.contains(Letters.space) ? 1 : 0 }
        if words.contains(1) {
            firstWord = key(s) { Self.hash(Bytes(rebasing: $0.prefix { $0 != Letters.space })) }
            lastWord = key(s) { name in
                Self.hash(Bytes(rebasing: name[((name.lastIndex(of: Letters.space) ?? -1) + 1)...]))
            }
        }
        prefixes = Self.both(key(g) { Self.prefix($0, 3) }, key(s) { Self.prefix($0, 4) }) { Self.hash($0, $1) }
        initials = key(g) { UInt32($0[0]) }
    }

    private mutating func readEmail() {
        guard let field = traits.email else { return }
        email = key(field)
        let boxes = traits.mailboxWords.withView { view in
            (0...traits.mailboxWords.count).map { code -> UInt32 in
                view[UInt32(code)].count < 4 || traits.mailboxIsRole[code] ? 0 : UInt32(code)
            }
        }
        mailbox = spread(field) { boxes[Int(traits.mailboxes[Int($0)])] }
        domain = spread(field) { code in
            let domain = traits.domains[Int(code)]
            return code == 0 || traits.domainIsFree[Int(domain)] ? 0 : domain
        }
    }

    /// How often one person comes, as told by what is nobody else's: the rows to each address or number.
    private var comings: Double {
        let counts = traits.fields.indices.filter { [.email, .identifier, .phone].contains(traits.fields[$0].kind) }.map
        {
            field -> Double in
            let rows = (0..<traits.count).count { traits.code($0, field) != 0 }
            return Double(rows) / Double(max(1, traits.vocabularies[field].count))
        }
        return counts.max() ?? 3
    }

    /// The rules: single values for small data and rare values, pairs of values for all.
    func rules() -> [Blocking.Rule] {
        let rows = traits.count
        // Two strangers share a value oftener the more rows there are, by the square; a person's own rows do not. In many
        // rows only the rarest single values are looked up, and of what towns share only the rarest as well.
        let single = min(300_000, 6_000_000_000 / max(1, rows))
        let loose = min(300_000, 30_000_000_000 / max(1, rows))
        // What few people share: a postcode, a mailbox; and what two of a person's values say together.
        let close = max(300_000, rows / 2)
        let firm = max(1_000_000, rows * 4)
        // The same name is what most pairs of one person share, however often the person comes.
        let full = max(1_000_000, Int(Double(rows) * 4 * (comings - 1)))
        var rules: [Blocking.Rule] = []
        func add(_ name: String, _ budget: Int, _ keys: Blocking.Key?...) {
            let found = keys.compactMap(\.self)
            if found.count == keys.count { rules.append(Blocking.Rule(name: name, keys: found, budget: budget)) }
        }
        for code in codes { add("identifier", firm, code) }
        add("email", firm * 3, email)
        add("names", full, both)
        add("given, first of surname", single, given, firstWord)
        add("given, last of surname", single, given, lastWord)
        add("mailbox", close, mailbox)
        add("surname", single, surname)
        add("given", single, given)
        add("surname initial domain", close, surname, initials, domain)
        add("surname initial organisation", close, surname, initials, organisation)
        add("given domain", close, given, domain)
        add("given organisation", close, given, organisation)
        add("surname domain", close, surname, domain)
        add("surname initial", loose, surname, initials)
        for date in dates {
            add("date", single, date)
            add("surname date", firm, surname, date)
            add("given date", firm, given, date)
            for postcode in postcodes { add("date postcode", firm, date, postcode) }
            for text in texts { add("date text", close, date, text) }
            for district in districts { add("date district", loose, date, district) }
        }
        for year in years { add("prefixes year", loose, prefixes, year) }
        for postcode in postcodes {
            add("postcode", close, postcode)
            add("surname postcode", firm, surname, postcode)
            add("given postcode", firm, given, postcode)
        }
        for district in districts {
            add("prefixes district", close, prefixes, district)
            add("surname district", loose, surname, district)
            add("given district", loose, given, district)
        }
        for address in addresses {
            add("address", single, address)
            add("given address", close, given, address)
            add("surname address", close, surname, address)
        }
        for text in texts { add("names text", close, both, text) }
        add("prefixes", single, prefixes)
        return rules
    }
}
