extension Format {
    static let microsoftForms = Format(
        source: .microsoftForms,
        lookedFor: "Microsoft Forms (ID, Start time, Completion time, Email, Name)",
        isHeader: { header, _ in header.has("start time", "completion time") },
        read: { Forms.read(&$0, known: Forms.microsoft) })

    static let googleForms = Format(
        source: .googleForms,
        lookedFor: "Google Forms (Timestamp, Email Address or Username)",
        isHeader: { header, _ in header.headings.first?.key == "timestamp" && header.headings.count > 1 },
        read: { Forms.read(&$0, known: Forms.google) })
}

/// Answers to a form: one row a response. Whoever answers is a contact, under the name and address that the form itself
/// recorded or that one of its questions asks for.
enum Forms {
    static let microsoft: [String: Meaning] = [
        "id": .order, "start time": .time, "completion time": .time, "last modified time": .unused, "email": .email,
        "name": .name, "language": .unused, "total points": .unused, "end time": .time, "quiz feedback": .unused,
    ]
    static let google: [String: Meaning] = [
        "timestamp": .time, "username": .email, "email address": .email, "score": .unused,
    ]

    static func read(_ reading: inout Reading, known: [String: Meaning]) {
        var columns = Columns(reading.grid.header, known: known)
        nameRepeatedQuestions(&columns)
        reading.map(columns)
        let rows = reading.rowsBelowHeader()
        let times = columns.all(.time)
        reading.settle(rows.lazy.flatMap { row in times.map { row[$0] } })
        let calendar = reading.calendar
        for row in rows {
            reading.take(row) { row throws(Refused) in
                var person = try columns.person(row, status: .contact)
                let number = columns.cell(row, .order)
                person.order = Words.isBlank(number) ? nil : number
                // The last of the times is when the answer was complete.
                for column in times {
                    person.time = try columns.time(in: column, of: row, calendar, asking: &person) ?? person.time
                }
                if person.mail == .never { person.status = .neverMail }
                // Whoever answers without saying who they are has answered all the same.
                return person
            }
        }
    }

    /// Microsoft Forms sets a 2 behind a question whose words were there before: `Organisation2` means what
    /// `Organisation` means.
    private static func nameRepeatedQuestions(_ columns: inout Columns) {
        let keys = columns.header.keys
        for (index, heading) in columns.header.headings.enumerated() {
            let base = Words.key(String(heading.key.reversed().drop(while: \.isNumber).reversed()))
            guard base != heading.key, keys.contains(base) else { continue }
            if let meaning = Meaning.identity(base) { columns.change(index, to: meaning) }
        }
    }
}
