import Delimited

extension Format {
    /// Addresses and nothing else, as they are copied out of a mail: one or several on a line, names before them.
    static let addressList = Format(
        source: .contacts, lookedFor: "a list of addresses", depth: 0, isHeader: { _, _ in false },
        read: AddressList.read)
}

enum AddressList {
    /// True when every line that says something is addresses, but for one in ten.
    static func looksLikeOne(_ records: [DelimitedText.Record]) -> Bool {
        let lines = records.map(line).filter { !$0.isEmpty }.prefix(500)
        let good = lines.count { !entries($0).isEmpty && entries($0).allSatisfy { $0.email != nil } }
        return good > 0 && good * 10 >= lines.count * 9
    }

    static func read(_ reading: inout Reading) {
        reading.noteFaults()
        for record in reading.grid.records {
            let text = line(record)
            if text.isEmpty { continue }
            let entries = entries(text)
            reading.count(rows: 1)
            guard !entries.isEmpty, entries.allSatisfy({ $0.email != nil }) else {
                reading.refuse(
                    record.line,
                    Refused(
                        "“\(text.prefix(60))” is not an e-mail address.", value: text,
                        remedy: "Write one address on each line, like name@example.org."))
                continue
            }
            reading.add(
                entries.map { entry in
                    var person = Export.Person(line: record.line, status: .contact)
                    (person.name, person.email) = (entry.name, entry.email)
                    person.thing = person.name.flatMap(Things.thing)
                    return person
                })
        }
    }

    private static func line(_ record: DelimitedText.Record) -> String {
        record.fields.map(Words.trimmed).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// The entries of a line, parted by semicolons, or by commas where there is none; a comma inside a name before an
    /// address in brackets parts nothing.
    private static func entries(_ line: String) -> [Export.Party] {
        guard line.utf8.count <= 20_000 else { return [] }
        var entries: [Export.Party] = []
        var open = ""
        let separator: Character = line.contains(";") ? ";" : ","
        for piece in line.split(separator: separator) {
            open += open.isEmpty ? String(piece) : "\(separator)\(piece)"
            if piece.contains("@") {
                entries.append(entry(open))
                open = ""
            }
        }
        if !Words.tidy(open).isEmpty { entries.append(Export.Party()) }
        return entries
    }

    private static func entry(_ text: String) -> Export.Party {
        let email = Address.parse(text).valid
        guard email.count == 1, let address = email.first else { return Export.Party() }
        var name = text
        if let place = name.firstRange(of: address) { name.removeSubrange(place) }
        name = Words.tidy(name.filter { !"<>()[]\"“”".contains($0) })
        if name.lowercased().hasPrefix("mailto:") { name = Words.tidy(name.dropFirst(7)) }
        while let last = name.last, ",;:-–'".contains(last) { name = Words.tidy(name.dropLast()) }
        return Export.Party(name: Words.isBlank(name) ? nil : name, email: address)
    }
}
