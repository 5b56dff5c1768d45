import Names

extension Columns {
    /// Name, addresses, organisation, buyer, wishes and answers of a row. Refuses a row whose address cannot be one;
    /// whether a row needs a name is for the format to say.
    func person(_ row: Row, status: Export.Status) throws(Refused) -> Export.Person {
        var person = Export.Person(line: row.line, status: status)
        let addresses = try addresses(row, .email)
        person.email = addresses.first
        person.otherEmails = Array(addresses.dropFirst())
        name(&person, row)
        person.organisation = filled(row, .organisation).first
        person.buyer = buyer(row)
        let guestOf = cell(row, .guestOf)
        if !Words.isBlank(guestOf), YesNo.read(guestOf) == nil {
            let address = Address.parse(guestOf).valid.first
            person.guestOf = Export.Party(name: guestOf == address ? nil : guestOf, email: address)
        }
        person.thing = person.name.flatMap(Things.thing)
        noteMail(&person, row)
        if let ask = SeveralPeople.ask(person, column: first(.name).map(heading) ?? "") { person.asks.append(ask) }
        person.answers = answers(row)
        return person
    }

    // MARK: Names

    private func name(_ person: inout Export.Person, _ row: Row) {
        let (given, surname) = (part(row, .given), part(row, .surname))
        person.given = Words.isBlankName(given, beside: surname) ? nil : given
        person.surname = Words.isBlankName(surname, beside: given) ? nil : surname
        let names = all(.name).map { row[$0] }.filter { !Words.isBlankName($0) }
        // `Name` beside `First name` may be the surname alone.
        if let given = person.given, let name = names.first, names.count == 1, first(.surname) == nil,
            !name.contains(" "), Words.key(name) != Words.key(given), let column = first(.name),
            header.headings[column].key == "name"
        {
            person.surname = name
            person.name = "\(given) \(name)"
            return
        }
        let joined = [person.given, person.surname].compactMap(\.self).joined(separator: " ")
        person.name = names.first ?? (joined.isEmpty ? nil : joined)
        person.otherName = names.first { $0 != person.name }
    }

    private func part(_ row: Row, _ meaning: Meaning) -> String {
        all(meaning).map { row[$0] }.first { !Words.isBlank($0) } ?? cell(row, meaning)
    }

    private func buyer(_ row: Row) -> Export.Party? {
        let joined = [filled(row, .buyerGiven).first, filled(row, .buyerSurname).first].compactMap(\.self)
            .joined(separator: " ")
        var party = Export.Party()
        party.name = filled(row, .buyerName).first ?? (joined.isEmpty ? nil : joined)
        party.email = (try? addresses(row, .buyerEmail))?.first
        party.organisation = filled(row, .buyerOrganisation).first
        return party.name == nil && party.email == nil ? nil : party
    }

    // MARK: Addresses

    private func addresses(_ row: Row, _ meaning: Meaning) throws(Refused) -> [String] {
        var valid: [String] = []
        var faulty: (column: Int, text: String)?
        for column in all(meaning) {
            let found = Address.parse(row[column])
            valid += found.valid
            if !guessed.contains(column), let text = found.faulty { faulty = faulty ?? (column, text) }
        }
        if valid.isEmpty, let faulty {
            throw Refused(
                Address.fault(of: faulty.text), column: heading(faulty.column), value: faulty.text,
                remedy: "Correct it in the file, or take the address out.")
        }
        var seen: Set<EmailAddress> = []
        return valid.filter { EmailAddress($0).map { seen.insert($0).inserted } ?? false }
    }

    func filled(_ row: Row, _ meaning: Meaning) -> [String] {
        all(meaning).map { row[$0] }.filter { !Words.isBlank($0) }
    }

    // MARK: Mail

    /// What the row says about mail, in any of its columns; the strongest holds.
    private func noteMail(_ person: inout Export.Person, _ row: Row) {
        for column in telling {
            let cell = row[column]
            if cell.isEmpty { continue }
            let key = header.headings[column].key
            switch wish(cell, column, key) {
            case .unsaid: continue
            case .never: person.mail = .never
            case .ask:
                if person.mail == .unsaid { person.mail = .ask }
                person.asks.append(
                    Export.Ask(
                        kind: .mail, column: heading(column), value: cell,
                        text: "May they be mailed, with “\(cell.prefix(60))” under “\(heading(column))”?"))
            }
        }
        if person.mail == .never { person.asks.removeAll { $0.kind == .mail } }
    }

    private func wish(_ cell: String, _ column: Int, _ key: String) -> Export.MailWish {
        switch meanings[column] {
        case .neverMail, .consent, .mailState: MailWishes.wish(cell, under: meanings[column], heading: key)
        case .question: MailWishes.aside(cell, heading: key)
        default: .unsaid
        }
    }

    // MARK: Answers

    private func answers(_ row: Row) -> [Export.Answer] {
        row.cells.indices.compactMap { column in
            guard column >= meanings.count || keeps(meanings[column]) else { return nil }
            let text = Words.trimmed(row.cells[column])
            guard !text.isEmpty, text != "--" else { return nil }
            return Export.Answer(question: heading(column), text: text, choices: Self.choices(text))
        }
    }

    /// Whether a column is kept as an answer: what has no place of its own, and what was said about mail in words.
    private func keeps(_ meaning: Meaning) -> Bool {
        switch meaning {
        case .question, .neverMail, .consent, .mailState: true
        default: false
        }
    }

    /// `a;b;` is how Microsoft Forms writes ticked boxes; the last semicolon tells it from a sentence.
    private static func choices(_ text: String) -> [String] {
        guard text.hasSuffix(";") else { return [text] }
        return text.split(separator: ";").map(Words.tidy).filter { !$0.isEmpty }
    }

    // MARK: Times

    /// The first time of these columns that has something in it, read in the file's order of dates. Where it names a
    /// zone that is not known the time stays out, and the row asks.
    func time(_ meaning: Meaning, of row: Row, _ calendar: SettledDates, asking person: inout Export.Person)
        throws(Refused) -> Moment?
    {
        for column in all(meaning) where !Words.isBlank(row[column]) {
            return try time(in: column, of: row, calendar, asking: &person)
        }
        return nil
    }

    func time(in column: Int, of row: Row, _ calendar: SettledDates, asking person: inout Export.Person)
        throws(Refused) -> Moment?
    {
        let cell = row[column]
        if let zone = DateText(cell)?.unknownZone {
            _ = try calendar.provisional(cell, column: heading(column))
            person.asks.append(
                Export.Ask(
                    kind: .zone, column: heading(column), value: cell,
                    text: "Which zone is “\(zone.prefix(40))” in “\(cell.prefix(60))”, under “\(heading(column))”?"))
            return nil
        }
        var moment = try calendar.moment(cell, column: heading(column))
        if moment?.offset == nil, header.headings[column].isUTC { moment?.offset = 0 }
        return moment
    }
}

extension Export.Person {
    func named() throws(Refused) -> Export.Person {
        if name == nil && email == nil { throw Refused("The row has neither a name nor an e-mail address.") }
        return self
    }
}
