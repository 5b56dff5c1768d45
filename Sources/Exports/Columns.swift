import Names

/// The columns of a table by their meaning, and the parts of a row that they give.
struct Columns {
    let header: Header
    private(set) var meanings: [Meaning]
    /// Columns that were taken for addresses because of what is in them: other things may stand there too.
    private var guessed: Set<Int> = []

    /// - Parameters:
    ///   - known: the headings that the tool writes, by key.
    ///   - guesses: whether other headings may name a person, address or organisation, as on forms and in sheets.
    ///   - rest: what every other heading means.
    init(_ header: Header, known: [String: Meaning] = [:], guesses: Bool = true, rest: Meaning = .question) {
        self.header = header
        meanings = header.headings.map { heading in
            if let meaning = known[heading.key] { return meaning }
            if heading.key.isEmpty { return .unused }
            return (guesses ? Meaning.identity(heading.key) : nil) ?? rest
        }
    }

    var mapping: [Export.Column] {
        zip(header.headings, meanings).map { Export.Column(heading: $0.text, meaning: $1) }
    }

    func all(_ meaning: Meaning) -> [Int] { meanings.indices.filter { meanings[$0] == meaning } }

    func first(_ meaning: Meaning) -> Int? { meanings.firstIndex(of: meaning) }

    func cell(_ row: Row, _ meaning: Meaning) -> String { row[first(meaning)] }

    mutating func guessAddresses(in column: Int) {
        meanings[column] = .email
        guessed.insert(column)
    }

    mutating func change(_ column: Int, to meaning: Meaning) { meanings[column] = meaning }

    // MARK: A person

    /// Name, address, organisation and answers of a row. Refuses a row whose address cannot be one; whether a row
    /// needs a name is for the format to say.
    func person(_ row: Row, status: Export.Status) throws(Refused) -> Export.Person {
        var person = Export.Person(line: row.line, status: status)
        let addresses = try addresses(row)
        person.email = addresses.first
        person.otherEmails = Array(addresses.dropFirst())
        person.given = filled(row, .given).first
        person.surname = filled(row, .surname).first
        let names = filled(row, .name)
        let joined = [person.given, person.surname].compactMap(\.self).joined(separator: " ")
        person.name = names.first ?? (joined.isEmpty ? nil : joined)
        person.otherName = names.first { $0 != person.name }
        person.organisation = filled(row, .organisation).first
        person.answers = answers(row)
        return person
    }

    private func addresses(_ row: Row) throws(Refused) -> [String] {
        var valid: [String] = []
        var faulty: String?
        for column in all(.email) {
            let found = Address.parse(row[column])
            valid += found.valid
            if !guessed.contains(column) { faulty = faulty ?? found.faulty }
        }
        if valid.isEmpty, let faulty { throw Refused(Address.fault(of: faulty)) }
        var seen: Set<EmailAddress> = []
        return valid.filter { EmailAddress($0).map { seen.insert($0).inserted } ?? false }
    }

    private func filled(_ row: Row, _ meaning: Meaning) -> [String] {
        all(meaning).map { row[$0] }.filter { !Words.isBlank($0) }
    }

    private func answers(_ row: Row) -> [Export.Answer] {
        all(.question).compactMap { column in
            let text = Words.trimmed(row.cells[column])
            guard !text.isEmpty, text != "--" else { return nil }
            return Export.Answer(question: header.headings[column].text, text: text, choices: Self.choices(text))
        }
    }

    /// `a;b;` is how Microsoft Forms writes ticked boxes; the last semicolon tells it from a sentence.
    private static func choices(_ text: String) -> [String] {
        guard text.hasSuffix(";") else { return [text] }
        return text.split(separator: ";").map(Words.tidy).filter { !$0.isEmpty }
    }
}

extension Export.Person {
    func named() throws(Refused) -> Export.Person {
        if name == nil && email == nil { throw Refused("The row has neither a name nor an e-mail address.") }
        return self
    }
}
