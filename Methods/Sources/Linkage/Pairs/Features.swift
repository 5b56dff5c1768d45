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
}

// MARK: - Rules

extension Features {
    /// The rules: single values for small data and rare values, pairs of values for all.
    func rules() -> [Blocking.Rule] {
        let budget = Budget(rows: traits.count, comings: comings)
        let groups = [rulesOfIdentity, rulesOfNames, rulesOfWork, rulesOfDates, rulesOfPlaces, rulesOfTexts]
        return groups.flatMap { $0(budget) }.compactMap(\.self)
    }

    /// How many pairs rules may bring, by what they look up.
    private struct Budget {
        /// Single values. Two strangers share one oftener the more rows there are, by the square; a person's own rows
        /// do not. So in many rows only the rarest are looked up.
        let single: Int
        /// What towns share; in many rows only the rarest as well.
        let loose: Int
        /// What few people share: a postcode, a mailbox.
        let close: Int
        /// What two of a person's values say together.
        let firm: Int
        /// The same name, which most pairs of one person share however often the person comes.
        let full: Int

        init(rows: Int, comings: Double) {
            single = min(300_000, 6_000_000_000 / max(1, rows))
            loose = min(300_000, 30_000_000_000 / max(1, rows))
            close = max(300_000, rows / 2)
            firm = max(1_000_000, rows * 4)
            full = max(1_000_000, Int(Double(rows) * 4 * (comings - 1)))
        }
    }

    /// A rule; nil when the data lack one of its keys.
    private func rule(_ name: String, _ budget: Int, _ keys: Blocking.Key?...) -> Blocking.Rule? {
        let found = keys.compactMap(\.self)
        return found.count == keys.count ? Blocking.Rule(name: name, keys: found, budget: budget) : nil
    }

    private func rulesOfIdentity(_ budget: Budget) -> [Blocking.Rule?] {
        codes.map { rule("identifier", budget.firm, $0) } + [rule("email", budget.firm * 3, email)]
    }

    private func rulesOfNames(_ budget: Budget) -> [Blocking.Rule?] {
        [
            rule("names", budget.full, both),
            rule("given, first of surname", budget.single, given, firstWord),
            rule("given, last of surname", budget.single, given, lastWord),
            rule("mailbox", budget.close, mailbox),
            rule("surname", budget.single, surname),
            rule("given", budget.single, given),
        ]
    }

    private func rulesOfWork(_ budget: Budget) -> [Blocking.Rule?] {
        [
            rule("surname initial domain", budget.close, surname, initials, domain),
            rule("surname initial organisation", budget.close, surname, initials, organisation),
            rule("given domain", budget.close, given, domain),
            rule("given organisation", budget.close, given, organisation),
            rule("surname domain", budget.close, surname, domain),
            rule("surname initial", budget.loose, surname, initials),
        ]
    }

    private func rulesOfDates(_ budget: Budget) -> [Blocking.Rule?] {
        let days = dates.flatMap { date in
            [
                rule("date", budget.single, date),
                rule("surname date", budget.firm, surname, date),
                rule("given date", budget.firm, given, date),
            ] + postcodes.map { rule("date postcode", budget.firm, date, $0) }
                + texts.map { rule("date text", budget.close, date, $0) }
                + districts.map { rule("date district", budget.loose, date, $0) }
        }
        return days + years.map { rule("prefixes year", budget.loose, prefixes, $0) }
    }

    private func rulesOfPlaces(_ budget: Budget) -> [Blocking.Rule?] {
        let exact = postcodes.flatMap {
            [
                rule("postcode", budget.close, $0),
                rule("surname postcode", budget.firm, surname, $0),
                rule("given postcode", budget.firm, given, $0),
            ]
        }
        let around = districts.flatMap {
            [
                rule("prefixes district", budget.close, prefixes, $0),
                rule("surname district", budget.loose, surname, $0),
                rule("given district", budget.loose, given, $0),
            ]
        }
        let written = addresses.flatMap {
            [
                rule("address", budget.single, $0),
                rule("given address", budget.close, given, $0),
                rule("surname address", budget.close, surname, $0),
            ]
        }
        return exact + around + written
    }

    private func rulesOfTexts(_ budget: Budget) -> [Blocking.Rule?] {
        texts.map { rule("names text", budget.close, both, $0) } + [rule("prefixes", budget.single, prefixes)]
    }
}
