import Names

/// vCards of any version: one card is one contact.
enum AddressCards {
    static func read(_ lines: [ContentLine], into export: inout Export) {
        var card: [ContentLine]?
        var mapping = PropertyMapping()
        for line in lines {
            let isCard = line.raw[...].trimming().uppercased() == "VCARD"
            if line.name == "BEGIN", isCard {
                if let open = card?.first { export.refuse(open.line, "The card that begins here has no end.") }
                card = [line]
                export.rows += 1
            } else if line.name == "END", isCard {
                if let card { take(card, into: &export) }
                card = nil
            } else if card != nil {
                card?.append(line)
                mapping.add(line.name)
            }
        }
        if let open = card?.first { export.refuse(open.line, "The card that begins here has no end.") }
        export.mapping = mapping.columns
    }

    private static func take(_ card: [ContentLine], into export: inout Export) {
        do {
            export.people.append(try person(card))
        } catch {
            export.refuse(card[0].line, error.reason)
        }
    }

    private static func person(_ card: [ContentLine]) throws(Refused) -> Export.Person {
        let kinds = card.filter { ["KIND", "X-ADDRESSBOOKSERVER-KIND"].contains($0.name) }.map { $0.text.lowercased() }
        if kinds.contains("group") { throw Refused("The card is a group of cards, not a person.") }
        var person = Export.Person(line: card[0].line, status: .contact)
        let parts = card.first { $0.name == "N" }?.parts ?? []
        func part(_ place: Int) -> String? {
            parts.indices.contains(place) && !Words.isBlank(parts[place]) ? Words.tidy(parts[place]) : nil
        }
        (person.surname, person.given) = (part(0), part(1))
        let joined = [part(1), part(2), part(0)].compactMap(\.self).joined(separator: " ")
        let names = preferred(card.filter { $0.name == "FN" }).map { Words.tidy($0.text) }.filter { !Words.isBlank($0) }
        person.name = names.first ?? (joined.isEmpty ? nil : joined)
        person.otherName = names.first { $0 != person.name }
        let organisation = preferred(card.filter { $0.name == "ORG" }).first?.parts.map(Words.tidy)
        person.organisation = organisation?.first { !Words.isBlank($0) }
        if isOrganisation(card, kinds) {
            person.organisation = person.organisation ?? person.name
            (person.name, person.given, person.surname) = (nil, nil, nil)
        }
        let addresses = try addresses(card)
        (person.email, person.otherEmails) = (addresses.first, Array(addresses.dropFirst()))
        person.answers = answers(card)
        if person.name == nil, person.email == nil {
            throw Refused("The card has neither the name of a person nor an e-mail address.")
        }
        return person
    }

    private static func isOrganisation(_ card: [ContentLine], _ kinds: [String]) -> Bool {
        kinds.contains("org") || card.contains { $0.name == "X-ABSHOWAS" && $0.text.uppercased() == "COMPANY" }
    }

    /// Those that are marked as preferred first.
    private static func preferred(_ lines: [ContentLine]) -> [ContentLine] {
        func rank(_ line: ContentLine) -> Int {
            line["PREF"].flatMap(Int.init) ?? (line.all("TYPE").contains("PREF") ? 0 : 200)
        }
        return lines.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(
            \.element)
    }

    private static func addresses(_ card: [ContentLine]) throws(Refused) -> [String] {
        let found = preferred(card.filter { $0.name == "EMAIL" }).map { Address.parse($0.text) }
        let valid = found.flatMap(\.valid)
        if valid.isEmpty, let faulty = found.lazy.compactMap(\.faulty).first {
            throw Refused(Address.fault(of: faulty))
        }
        var seen: Set<EmailAddress> = []
        return valid.filter { EmailAddress($0).map { seen.insert($0).inserted } ?? false }
    }

    private static func answers(_ card: [ContentLine]) -> [Export.Answer] {
        var answers: [Export.Answer] = []
        var organisations = 0
        for line in card.dropFirst() {
            var text = line.parts.filter { !$0.isEmpty }.joined(separator: "; ")
            if line.name == "ORG" {
                organisations += 1
                let parts = organisations == 1 ? Array(line.parts.dropFirst()) : line.parts
                text = parts.filter { !$0.isEmpty }.joined(separator: ", ")
            } else if PropertyMapping.meaning(line.name) != .question {
                continue
            }
            if line.name == "TEL", text.lowercased().hasPrefix("tel:") { text = String(text.dropFirst(4)) }
            if text.isEmpty { continue }
            let isList = line.name == "CATEGORIES"
            let choices = isList ? ContentLine.split(line.decoded, at: ",").map { $0.trimming() } : [text]
            answers.append(Export.Answer(question: question(line), text: text, choices: choices))
        }
        return answers
    }

    /// `Telephone (work, cell)`.
    private static func question(_ line: ContentLine) -> String {
        let kinds = line.all("TYPE").map { $0.lowercased() }.filter { !["pref", "voice", "internet"].contains($0) }
        let label = line.name == "ORG" ? "Department" : PropertyMapping.label(line.name)
        return kinds.isEmpty ? label : "\(label) (\(kinds.joined(separator: ", ")))"
    }
}

/// What the properties of cards mean.
struct PropertyMapping {
    private(set) var columns: [Export.Column] = []
    private var seen: Set<String> = []

    mutating func add(_ name: String) {
        guard seen.insert(name).inserted else { return }
        columns.append(Export.Column(heading: Self.label(name), meaning: Self.meaning(name)))
    }

    static func meaning(_ name: String) -> Meaning {
        switch name {
        case "FN", "N": .name
        case "EMAIL": .email
        case "ORG": .organisation
        // Pictures, keys, and where people live: a programme has no use for them; and what only programs read.
        case "PHOTO", "LOGO", "SOUND", "KEY", "ADR", "LABEL", "GEO", "VERSION", "PRODID", "REV", "UID", "KIND",
            "MAILER",
            "BEGIN", "END", "AGENT", "SORT-STRING", "CLIENTPIDMAP", "X-ABSHOWAS", "X-ABLABEL", "X-ABUID", "X-ABADR",
            "X-ADDRESSBOOKSERVER-KIND", "X-IMAGEHASH", "X-IMAGETYPE", "X-SHARED-PHOTO-DISPLAY-PREF":
            .unused
        default: .question
        }
    }

    private static let labels = [
        "FN": "Name", "N": "Name in parts", "EMAIL": "E-mail", "ORG": "Organisation", "TEL": "Telephone",
        "TITLE": "Job title", "ROLE": "Role", "NOTE": "Note", "URL": "Web address", "CATEGORIES": "Categories",
        "NICKNAME": "Nickname", "BDAY": "Birthday", "ADR": "Postal address", "PHOTO": "Picture", "IMPP": "Chat",
        "X-SOCIALPROFILE": "Social profile", "LANG": "Language", "GENDER": "Gender", "RELATED": "Related",
    ]

    static func label(_ name: String) -> String { labels[name] ?? name }
}

extension Export {
    mutating func refuse(_ line: Int, _ reason: String) { refused.append(Refusal(line: line, reason: reason)) }
}
