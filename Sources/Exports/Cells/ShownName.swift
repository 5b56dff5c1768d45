/// A name as somebody lets a meeting show it: with the original name, an affiliation, a role or an address beside it.
struct ShownName: Hashable {
    var name: String
    /// What stands in brackets when it is none of the others: in Zoom, the name before it was changed.
    var other: String?
    var email: String?
    var organisation: String?
    var role: String?

    init(_ cell: String) {
        name = Words.tidy(cell)
        while let inner = takeBracket() { place(inner) }
        if organisation == nil { takeAffiliation() }
        if other.map({ Words.key($0) }) == Words.key(name) { other = nil }
        // A device that was renamed, or a telephone number, says less than the name behind it.
        if let original = other, Self.isDevice(name), !Self.isDevice(original) { (name, other) = (original, name) }
    }

    /// The content of the last bracket, taken off the name; nil when none is left.
    private mutating func takeBracket() -> String? {
        guard name.last == ")" || name.last == "]" else { return nil }
        let open: Character = name.last == ")" ? "(" : "["
        guard let start = Self.opening(of: name, open: open), start > name.startIndex else { return nil }
        let inner = Words.tidy(name[name.index(after: start)...].dropLast())
        let outer = Words.tidy(name[..<start])
        guard !outer.isEmpty else { return nil }
        name = outer
        return inner
    }

    /// Where the bracket that closes the text opens, brackets inside it counted.
    private static func opening(of text: String, open: Character) -> String.Index? {
        guard let close = text.last else { return nil }
        var depth = 0
        for index in text.indices.reversed() {
            if text[index] == close { depth += 1 }
            if text[index] == open {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    private mutating func place(_ inner: String) {
        let key = Words.key(inner)
        if inner.contains("@") {
            email = email ?? Address.parse(inner).valid.first
        } else if Self.roles.contains(key) {
            if !["me", "ich", "moi", "yo", "io", "ik", "eu", "ja"].contains(key) { role = role ?? inner }
        } else if Self.isPronouns(inner) || key.isEmpty || Int(key) != nil {
            return
        } else if Self.isOrganisation(key) {
            organisation = organisation ?? inner
        } else if key != Words.key(name) {
            other = other ?? inner
        }
    }

    /// `Croxbridge Housing - John Lea`, `Ann Lee | Wirral Council`: parted only when one side must be an organisation
    /// and the other cannot be.
    private mutating func takeAffiliation() {
        for joint in [" - ", " – ", " — ", " | ", " / ", ", "] {
            guard let parts = Self.halves(name, at: joint) else { continue }
            let first = Self.isOrganisation(Words.key(parts.0))
            guard first != Self.isOrganisation(Words.key(parts.1)) else { continue }
            let person = first ? parts.1 : parts.0
            guard (1...4).contains(person.split(separator: " ").count) else { continue }
            organisation = first ? parts.0 : parts.1
            name = person
            return
        }
    }

    private static func halves(_ text: String, at joint: String) -> (String, String)? {
        guard let range = text.firstRange(of: joint) else { return nil }
        let parts = (Words.tidy(text[..<range.lowerBound]), Words.tidy(text[range.upperBound...]))
        return parts.0.isEmpty || parts.1.isEmpty || parts.1.contains(joint) ? nil : parts
    }

    private static let roles: Set<String> = [
        "host", "co host", "cohost", "guest", "me", "external", "unverified", "organiser", "presenter", "panelist",
        "you", "extern", "gast", "externe", "externo", "esterno", "invité", "invitado", "ospite", "convidado", "gość",
        "allanol", "gwestai", "ich", "moi", "yo", "io", "ik", "eu", "ja", "nicht überprüft", "non vérifié",
        "no verificado", "non verificato", "niet geverifieerd",
    ]

    private static func isPronouns(_ text: String) -> Bool {
        let parts = text.lowercased().split { !$0.isLetter }
        let pronouns: Set<Substring> = [
            "he", "him", "his", "she", "her", "hers", "they", "them", "theirs", "any", "all", "pronouns", "xe", "ze",
        ]
        return !parts.isEmpty && parts.allSatisfy(pronouns.contains)
    }

    static func isOrganisation(_ key: String) -> Bool {
        key.split(separator: " ").contains { organisationWords.contains(String($0)) }
    }

    private static let organisationWords: Set<String> = [
        "council", "nhs", "trust", "ltd", "limited", "university", "college", "cic", "borough", "hospital", "hospitals",
        "housing", "charity", "foundation", "society", "plc", "llp", "services", "partnership", "health", "care",
        "digital", "institute", "school", "academy", "association", "community", "network", "consulting", "authority",
        "federation", "cooperative", "collective", "innovation", "technologies", "software", "labs", "solutions", "icb",
        "ccg", "gp", "surgery", "practice", "mbc", "charities", "agency", "studio", "commission", "forum",
    ]

    /// True for names that devices and telephones give themselves.
    static func isDevice(_ name: String) -> Bool {
        if isDevice(words: Words.key(name).split(separator: " ").map(String.init)) { return true }
        return !name.contains(where: \.isLetter) && name.count(where: \.isNumber) >= 5
    }

    static func isDevice(words: [String]) -> Bool { words.contains(where: devices.contains) }

    private static let devices: Set<String> = [
        "iphone", "ipad", "macbook", "galaxy", "android", "laptop", "desktop", "huawei", "samsung", "phone", "pixel",
        "tablet", "pc", "zoom", "imac", "oneplus", "xiaomi", "redmi",
    ]
}
