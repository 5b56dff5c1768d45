import Similarity

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
    private var surnamePrefix: Blocking.Key?
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
        organisation = traits.organisation.map { key($0) { Hash.of($0) } }
        for (index, field) in traits.fields.enumerated() {
            switch field.kind {
            case .date:
                dates.append(key(index) { Hash.of($0) })
                years.append(key(index) { $0.count == 8 ? Hash.of(Bytes(rebasing: $0[0..<4])) : 0 })
            case .postcode:
                postcodes.append(key(index) { Hash.of($0) })
                districts.append(key(index) { Hash.of(Levels.outward($0)) })
            case .address: addresses.append(key(index) { Hash.of($0) })
            case .identifier, .phone: codes.append(key(index) { Hash.of($0) })
            case .text: texts.append(key(index) { Hash.of($0) })
            default: continue
            }
        }
    }

    /// One number for each row from the bytes of one field; 0 for none.
    private func key(_ field: Int, _ part: (Bytes) -> UInt64) -> Blocking.Key {
        let vocabulary = traits.vocabularies[field]
        let parts = vocabulary.withView { view in
            (0...vocabulary.count).map { $0 == 0 ? 0 : part(view[UInt32($0)]) }
        }
        return (0..<traits.count).map { parts[Int(traits.code($0, field))] }
    }

    private static func prefix(_ bytes: Bytes, _ length: Int) -> UInt64 {
        bytes.count < 2 ? 0 : Hash.of(Bytes(rebasing: bytes.prefix(length)))
    }

    private mutating func readNames() {
        guard let g = traits.given, let s = traits.surname else { return }
        let names = key(g) { $0.count < 2 ? 0 : Hash.of(Bytes(rebasing: $0.prefix { $0 != Letters.space })) }
        let surnames = key(s) { $0.count < 2 ? 0 : Hash.of($0) }
        (given, surname) = (names, surnames)
        both = (0..<traits.count).map { row in
            names[row] == 0 || surnames[row] == 0
                ? 0 : Hash.mix(min(names[row], surnames[row]), max(names[row], surnames[row]))
        }
        let words = key(s) { $0.contains(Letters.space) ? 1 : 0 }
        if words.contains(1) {
            firstWord = key(s) { Hash.of(Bytes(rebasing: $0.prefix { $0 != Letters.space })) }
            lastWord = key(s) { name in
                Hash.of(Bytes(rebasing: name[((name.lastIndex(of: Letters.space) ?? -1) + 1)...]))
            }
        }
        let short = key(g) { Self.prefix($0, 3) }
        let long = key(s) { Self.prefix($0, 4) }
        prefixes = (0..<traits.count).map { short[$0] == 0 || long[$0] == 0 ? 0 : Hash.mix(short[$0], long[$0]) }
        initials = key(g) { UInt64($0[0]) }
        surnamePrefix = long
    }

    private mutating func readEmail() {
        guard let field = traits.email else { return }
        email = key(field) { Hash.of($0) }
        let boxes = traits.mailboxWords.withView { view in
            (0...traits.mailboxWords.count).map { code -> UInt64 in
                let box = view[UInt32(code)]
                return box.count < 4 || traits.mailboxIsRole[code] ? 0 : Hash.of(box)
            }
        }
        let hosts = traits.domainWords.withView { view in
            (0...traits.domainWords.count).map { traits.domainIsFree[$0] ? 0 : Hash.of(view[UInt32($0)]) }
        }
        mailbox = (0..<traits.count).map { boxes[Int(traits.mailboxes[Int(traits.code($0, field))])] }
        domain = (0..<traits.count).map {
            let code = traits.code($0, field)
            return code == 0 ? 0 : hosts[Int(traits.domains[Int(code)])]
        }
    }

    /// The rules: single values for small data and rare values, pairs of values for all.
    func rules() -> [Blocking.Rule] {
        let rows = traits.count
        // A single value finds too much in many rows: there only the rare ones are looked up.
        let single = max(300_000, rows / 5)
        let loose = max(300_000, rows / 2)
        let firm = max(1_000_000, rows * 4)
        // The same name or address is what most pairs of one person share, however often the person comes.
        let full = max(4_000_000, rows * 12)
        var rules: [Blocking.Rule] = []
        func add(_ name: String, _ budget: Int, _ keys: Blocking.Key?...) {
            let found = keys.compactMap(\.self)
            if found.count == keys.count { rules.append(Blocking.Rule(name: name, keys: found, budget: budget)) }
        }
        for code in codes { add("identifier", firm, code) }
        add("email", full, email)
        add("names", full, both)
        add("given, first of surname", single, given, firstWord)
        add("given, last of surname", single, given, lastWord)
        add("mailbox", single, mailbox)
        add("surname", single, surname)
        add("given", single, given)
        add("surname initial domain", loose, surname, initials, domain)
        add("surname initial organisation", loose, surname, initials, organisation)
        add("given domain", loose, given, domain)
        add("given organisation", loose, given, organisation)
        add("surname domain", loose, surname, domain)
        add("surname initial", loose, surname, initials)
        for date in dates {
            add("date", single, date)
            add("surname date", firm, surname, date)
            add("given date", firm, given, date)
            for postcode in postcodes { add("date postcode", firm, date, postcode) }
            for text in texts { add("date text", loose, date, text) }
            for district in districts { add("date district", loose, date, district) }
        }
        for year in years { add("prefixes year", loose, prefixes, year) }
        for postcode in postcodes {
            add("postcode", single, postcode)
            add("surname postcode", firm, surname, postcode)
            add("given postcode", firm, given, postcode)
        }
        for district in districts {
            add("prefixes district", loose, prefixes, district)
            add("surname district", loose, surname, district)
            add("given district", loose, given, district)
        }
        for address in addresses {
            add("address", single, address)
            add("given address", loose, given, address)
            add("surname address", loose, surname, address)
        }
        for text in texts { add("names text", loose, both, text) }
        add("prefixes", single, prefixes)
        return rules
    }
}
