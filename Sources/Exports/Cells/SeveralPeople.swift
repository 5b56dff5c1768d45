/// Rows in which two people share one line: `Zoë Athersuch & Bo Ray`.
enum SeveralPeople {
    /// The question whether the row is of several people, when its name can be parted into names; nil when it cannot.
    static func ask(_ person: Export.Person, column: String) -> Export.Ask? {
        guard let name = person.name, name.utf8.count <= 200, name != person.organisation else { return nil }
        let addresses = [person.email].compactMap(\.self) + person.otherEmails
        guard let names = parts(name, addresses: addresses.count) else { return nil }
        let people = names.enumerated().map { index, name in
            Export.Party(name: name, email: addresses.count == names.count ? addresses[index] : addresses.first)
        }
        return Export.Ask(
            kind: .severalPeople, column: column, value: name,
            text: "Is “\(name.prefix(80))” \(names.count) people, or one?", people: people)
    }

    /// False for nearly every name: no mark in it, and no more words than one person has.
    private static func mayBeSeveral(_ name: String, addresses: Int) -> Bool {
        var spaces = 0
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "/"),
                UInt8(ascii: "|"):
                return true
            case 0x20: spaces += 1
            default: continue
            }
        }
        return spaces > 1 || addresses > 1
    }

    private static func parts(_ name: String, addresses: Int) -> [String]? {
        guard mayBeSeveral(name, addresses: addresses) else { return nil }
        // Plain joints part any names; others only names in full, or as many as there are addresses.
        let plain = split(name, at: ["&", "+", "and", "und"])
        if plain.count > 1, plain.count <= 6, plain.allSatisfy(isName) { return sharingSurname(plain) }
        let wide = split(name, at: ["&", "+", "and", "und", "et", "y", "e", "en", "i", "a", "ac", ",", ";", "/", "|"])
        guard (2...6).contains(wide.count), wide.allSatisfy(isName) else { return nil }
        let isListed = name.contains { ";/|".contains($0) } && wide.allSatisfy { $0.contains(" ") }
        return wide.count == addresses || isListed ? sharingSurname(wide) : nil
    }

    /// `Ann & Bo Lee` are Ann Lee and Bo Lee.
    private static func sharingSurname(_ names: [String]) -> [String] {
        guard names.count == 2, !names[0].contains(" "), let last = names[1].split(separator: " ").last,
            names[1].contains(" ")
        else { return names }
        return ["\(names[0]) \(last)", names[1]]
    }

    private static func split(_ name: String, at joints: Set<String>) -> [String] {
        var spaced = ""
        for character in name {
            let isMark = !character.isLetter && joints.contains(String(character))
            spaced += isMark ? " \(character) " : String(character)
        }
        return spaced.split(separator: " ").split { joints.contains($0.lowercased()) }.map { $0.joined(separator: " ") }
    }

    private static func isName(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        return (1...5).contains(words.count) && text.first?.isUppercase == true && !text.contains(where: \.isNumber)
            && !words.contains { notOfNames.contains(Words.key($0)) } && !ShownName.isOrganisation(Words.key(text))
    }

    /// `Ray & Co`, `Lee and Sons`, `Ann Lee, MBE`, `Bo Ray and team`.
    private static let notOfNames: Set<String> = [
        "co", "sons", "son", "daughters", "partners", "associates", "team", "company", "brothers", "family", "guest",
        "guests", "group", "mbe", "obe", "cbe", "phd", "dr", "jr", "sr", "others", "colleagues", "gmbh", "ev",
        "spencer",
        "data", "research", "sport", "training", "wellbeing", "arts", "culture", "projects",
    ]
}
