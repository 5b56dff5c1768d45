extension Export {
    /// What `knotwork import FILE --preview` prints for a person: what was recognised, the mapping, every refused row,
    /// and the first people.
    public var previewText: String {
        var lines = [
            "Source       \(source.rawValue)\(tool.map { " (\($0))" } ?? "")\(language.map { ", in \($0)" } ?? "")",
            "Encoding     \(encoding.rawValue)",
            "Headings     \(headerLine > 0 ? "line \(headerLine)" : "none")",
            "Dates        \(datesText)",
        ]
        lines += sheetText
        lines += [
            "Rows         \(rows): \(taken) taken, \(refused.count) refused"
        ]
        lines += section(
            "Columns", mapping.filter { !$0.heading.isEmpty }.map { "“\($0.heading)”  \($0.meaning.rawValue)" })
        lines += section("Worth knowing", remarks.map(\.text))
        lines += section("Not taken", refused.map(\.text))
        let asks = people.flatMap { person in person.asks.map { "line \(person.line): \($0.text)" } }
        lines += section("To be answered (\(asks.count))", asks.prefix(20) + more(asks.count))
        lines += section("People (\(people.count))", people.prefix(20).map(line) + more(people.count))
        lines += section("Views", views.map { "\($0.session): \($0.views) from \($0.source)" })
        lines += section("Notes (\(notes.count))", notes.prefix(20).map { Words.tidy($0.text) } + more(notes.count))
        return lines.joined(separator: "\n") + "\n"
    }

    private var datesText: String {
        dates == .ambiguous
            ? "ambiguous: say --dates day-first or --dates month-first" : dates.rawValue
    }

    private var sheetText: [String] {
        guard let read = sheets.first(where: \.isRead) else { return [] }
        let others = sheets.filter { !$0.isRead }.map { "“\($0.name)”\($0.isHidden ? " (hidden)" : "")" }
        return ["Sheet        “\(read.name)”\(others.isEmpty ? "" : "; others: \(others.joined(separator: ", "))")"]
    }

    private func section(_ title: String, _ items: [String]) -> [String] {
        items.isEmpty ? [] : ["", title] + items.map { "  " + $0 }
    }

    private func more(_ count: Int) -> [String] { count > 20 ? ["… and \(count - 20) more"] : [] }

    private func line(_ person: Person) -> String {
        var parts = [person.name ?? "(no name)"]
        if let email = person.email { parts.append("<\(email)>") }
        if let organisation = person.organisation { parts.append(organisation) }
        parts.append(person.status.rawValue)
        if let minutes = person.minutes { parts.append("\(minutes) min") }
        if person.mail == .never, person.status != .neverMail { parts.append("never mail") }
        if let host = person.guestOf { parts.append("guest of \(host.name ?? host.email ?? "somebody")") }
        if !person.otherEmails.isEmpty { parts.append("also \(person.otherEmails.joined(separator: ", "))") }
        if let thing = person.thing { parts.append("perhaps a \(thing.rawValue)") }
        return parts.joined(separator: ", ")
    }
}
