import Names

/// The columns of a table by their meaning, and the parts of a row that they give.
struct Columns {
    let header: Header
    private(set) var meanings: [Meaning]
    /// Columns that were taken for addresses because of what is in them: other things may stand there too.
    private(set) var guessed: Set<Int> = []
    /// Whether lengths of time are parts of a day, as a spreadsheet keeps them.
    var lengthsArePartsOfDay = false
    /// Columns that may say something about mail.
    var telling: [Int] {
        meanings.indices.filter { column in
            switch meanings[column] {
            case .neverMail, .consent, .mailState: true
            case .question: MailWishes.mayTell(header.headings[column].key)
            default: false
            }
        }
    }

    /// - Parameters:
    ///   - known: the headings that the tool writes, by key.
    ///   - guesses: whether other headings may name a person, address or organisation, as on forms and in sheets.
    ///   - rest: what every other heading means.
    init(_ header: Header, known: [String: Meaning] = [:], guesses: Bool = true, rest: Meaning = .question) {
        self.header = header
        meanings = header.headings.map { heading in
            if let meaning = known[heading.key] { return meaning }
            // What stands under no heading is kept all the same.
            if heading.key.isEmpty || !guesses { return rest }
            return Meaning.party(heading.key) ?? Meaning.identity(heading.key) ?? MailWishes.meaning(of: heading.key)
                ?? rest
        }
        makeBuyersPeople()
        partNames()
    }

    var mapping: [Export.Column] {
        zip(header.headings, meanings).map { Export.Column(heading: $0.text, meaning: $1) }
    }

    func all(_ meaning: Meaning) -> [Int] { meanings.indices.filter { meanings[$0] == meaning } }

    func first(_ meaning: Meaning) -> Int? { meanings.firstIndex(of: meaning) }

    func cell(_ row: Row, _ meaning: Meaning) -> String { row[first(meaning)] }

    /// The heading as the file writes it, or the number of the column.
    func heading(_ column: Int) -> String {
        let text = header.headings.indices.contains(column) ? header.headings[column].text : ""
        return text.isEmpty ? "Column \(column + 1)" : text
    }

    mutating func guessAddresses(in column: Int) {
        meanings[column] = .email
        guessed.insert(column)
    }

    mutating func change(_ column: Int, to meaning: Meaning) { meanings[column] = meaning }

    // MARK: What only the whole heading line tells

    private static let buyers: [(Meaning, Meaning)] = [
        (.buyerName, .name), (.buyerGiven, .given), (.buyerSurname, .surname), (.buyerEmail, .email),
        (.buyerOrganisation, .organisation),
    ]

    /// Where the file names nobody but the buyer, the buyer is the person.
    private mutating func makeBuyersPeople() {
        let people: Set<Meaning> = [.name, .given, .surname, .email]
        guard meanings.allSatisfy({ !people.contains($0) }) else { return }
        for (buyer, person) in Self.buyers { for column in all(buyer) { meanings[column] = person } }
    }

    /// `Name` beside `Surname` is the first name, and beside `First name` the surname, in any language.
    private mutating func partNames() {
        guard let name = first(.name), all(.name).count == 1, header.headings[name].key == "name" else { return }
        switch (first(.given), first(.surname)) {
        case (nil, .some): meanings[name] = .given
        case (.some, nil): if header.headings[name].key == "name", header.language != nil { meanings[name] = .surname }
        default: break
        }
    }
}

extension Meaning {
    /// The meaning of a heading that names somebody beside the person of the row: who ordered, or whose guest it is.
    static func party(_ key: String) -> Meaning? {
        if ["guest of", "guest of name", "invited by", "plus one of", "brought by", "guest host"].contains(key) {
            return .guestOf
        }
        var words = key.split(separator: " ").map(String.init)
        let count = words.count
        words.removeAll(where: buyers.contains)
        if words.count == count {
            guard let first = words.first, leading.contains(first) else { return nil }
            words.removeFirst()
        }
        if words == ["by"] || words.isEmpty { return buyers.contains(key) || words == ["by"] ? .buyerName : nil }
        switch identity(words.joined(separator: " ")) {
        case .name: return .buyerName
        case .given: return .buyerGiven
        case .surname: return .buyerSurname
        case .email: return .buyerEmail
        case .organisation: return .buyerOrganisation
        default: return nil
        }
    }

    private static let buyers: Set<String> = ["buyer", "purchaser", "booker", "payer", "buyers", "purchasers"]
    private static let leading: Set<String> = [
        "order", "ordered", "booked", "purchased", "customer", "billing", "invoice",
    ]
}
