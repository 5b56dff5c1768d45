extension Format {
    /// Any sheet that lists people, whatever its headings are called.
    static let contacts = Format(
        source: .contacts,
        lookedFor: "a sheet of contacts (Name or First name and Surname, E-mail, Organisation)",
        depth: 30,
        isHeader: Contacts.isHeader,
        read: Contacts.read)
}

enum Contacts {
    static let isHeader: @Sendable (Header, String) -> Bool = { header, name in
        if Board.isNamed(name) { return false }
        // A heading line has short cells, and none that is an address itself.
        guard !header.headings.contains(where: { $0.text.contains("@") || $0.text.count > 80 }) else { return false }
        // Who was in a meeting is no list of contacts, whatever tool says so.
        if isOfMeeting(header) { return false }
        let found = header.identities
        if found.contains(.email) { return true }
        let names = found.contains(.name) || found.contains(.given) && found.contains(.surname)
        if !names { return false }
        return found.contains(.organisation) || header.headings.count == 1 || header.hasAny(companions)
    }

    static func isOfMeeting(_ header: Header) -> Bool { header.hasAny(ofMeetings) }

    private static let ofMeetings: Set<String> = [
        "join time", "leave time", "first join", "last leave", "in meeting duration", "attendance duration",
        "participant id upn", "time joined", "time exited", "user action",
    ]

    /// Headings that stand beside names of people, and not of other things.
    private static let companions: Set<String> = [
        "job title", "role", "position", "job role", "phone", "telephone", "mobile", "phone number", "telephone number",
        "surname", "first name", "last name", "sector", "linkedin", "department", "team", "contact number",
        "mobile number",
    ]

    private static let known: [String: Meaning] = [
        "date added": .time, "added": .time, "created": .time, "date created": .time, "date": .time,
        "last contact": .question, "name": .name, "id": .question, "organisation title": .question,
    ]

    static func read(_ reading: inout Reading) {
        var columns = Columns(reading.grid.header, known: known)
        reading.call(ToolNames.tool(of: columns.header))
        let rows = reading.rowsBelowHeader()
        if columns.first(.email) == nil, let column = addressColumn(columns, rows) {
            columns.guessAddresses(in: column)
        }
        for column in columns.all(.question) where isDate(columns.header.headings[column].key) {
            columns.change(column, to: .time)
        }
        reading.map(columns)
        let times = columns.all(.time)
        reading.settle(rows.lazy.flatMap { row in times.map { row[$0] } })
        let calendar = reading.calendar
        for row in rows {
            reading.take(row) { row throws(Refused) in
                var person = try columns.person(row, status: .contact).named().asContact()
                // A note in a date's column is no reason to lose the contact.
                person.time = try? columns.time(.time, of: row, calendar, asking: &person)
                return person
            }
        }
    }

    /// `Date met`, `Date added`, `Added on`; not somebody's birthday.
    private static func isDate(_ key: String) -> Bool {
        let words = key.split(separator: " ")
        return words.count <= 3 && !words.contains("birth")
            && (words.contains("date") || ["on", "at"].contains(words.last) || words == ["met"])
    }

    /// The column most of which is addresses, under whatever heading ("Contact details").
    private static func addressColumn(_ columns: Columns, _ rows: [Row]) -> Int? {
        columns.all(.question).first { column in
            let filled = rows.lazy.map { $0[column] }.filter { !Words.isBlank($0) }.prefix(200)
            return !filled.isEmpty && filled.filter { !Address.parse($0).valid.isEmpty }.count * 2 > filled.count
        }
    }
}

extension Export.Person {
    /// Somebody in a list of people to write to: what the row says about mail is what they are, and a row that asks is
    /// nobody's before it is answered.
    func asContact() -> Export.Person {
        var person = self
        switch mail {
        case .never: person.status = .neverMail
        case .ask: person.status = .ask
        case .unsaid: if asks.contains(where: { $0.kind == .severalPeople }) { person.status = .ask }
        }
        return person
    }
}
