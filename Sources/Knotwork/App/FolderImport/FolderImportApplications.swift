import Delimited
import Exports
import Store

/// Applications as a form tool exported them, drafts and the log of help.
extension FolderImport {
    mutating func loadApplications() throws {
        let exports = try manifest.files.filter { $0.what == "applications" }.map { ($0, try parcel($0)) }
        let form = try Applications.install(
            questions(exports.flatMap { $0.1.export.people }), for: programme.id, by: context, in: tx)
        for (entry, parcel) in exports { try loadApplications(entry, parcel, form) }
        for row in try rows(
            of: "drafts", ["organisation", "contact", "started", "last_saved", "theme", "why_not_submitted"])
        {
            try row.at { try loadDraft(row, form) }
        }
        for row in try rows(of: "help-log", ["date", "organisation", "person", "by", "minutes", "what"]) {
            try row.at { try loadHelp(row) }
        }
    }

    private func parcel(_ entry: Manifest.File) throws -> FileImport.Parcel {
        let parcel = try FileImport.Parcel(
            folder.contents[entry.path] ?? [], name: entry.path, dateOrder: entry.dates.flatMap(DateOrder.init))
        try mustHaveHeadings(parcel.export, entry)
        return parcel
    }

    /// The questions that the exports answer, in their order; the standard ones for what the manifest does not say.
    private mutating func questions(_ answered: [Export.Person]) -> [Question] {
        let headings = manifest.application
        if headings.answers.isEmpty {
            remarks.append("The folder names no questions, so applicants are asked the standard ones.")
        }
        let standard = StandardForm(context)
        let own = headings.answers.map {
            standard.question($0.key, $0.question, isChoice: Self.isChoice($0.question, answered))
        }
        return [standard.themes(headings.themes)] + (own.isEmpty ? standard.answers : own)
            + [standard.money(headings.asked)]
    }

    /// Whether a question was answered by choosing: with few words, the same again and again. Nobody wrote paragraphs then.
    private static func isChoice(_ question: String, _ people: [Export.Person]) -> Bool {
        let key = Heading.key(question)
        let said = people.compactMap { person in person.answers.first { Heading.key($0.question) == key }?.text }
            .filter { !$0.isEmpty }
        return said.count > 1 && Set(said).count * 2 <= said.count
            && said.allSatisfy { $0.split(separator: " ").count <= 4 }
    }

    private mutating func loadApplications(
        _ entry: Manifest.File, _ parcel: FileImport.Parcel, _ form: ApplicationForm
    ) throws {
        let file = try People.open(
            parcel.export, name: parcel.name, sha256: parcel.sha256, occasion: nil, in: programme.id, by: context,
            tx: tx)
        for person in parcel.export.people {
            let (imported, number) = try imported(person, entry, file)
            let id = try at(entry) {
                try Applications.take(imported, form: form, of: programme.id, by: context, in: tx)
            }
            applications[number] = id
        }
        remarks += parcel.export.refused.map { "\(entry.path), line \($0.line): \($0.reason)" }
    }

    /// A heading that the manifest names and the export lacks would be read as an answer that nobody gave.
    private func mustHaveHeadings(_ export: Export, _ entry: Manifest.File) throws {
        let known = Set(export.mapping.map { Heading.key($0.heading) })
        for named in try manifest.application.named(in: folder.manifest)
        where !known.contains(Heading.key(named.heading)) {
            throw named.entry.fault(
                "names no heading of “\(entry.path)”.",
                remedy: "Its headings are \(export.mapping.map { "“\($0.heading)”" }.joined(separator: ", ")).")
        }
    }

    private mutating func imported(
        _ person: Export.Person, _ entry: Manifest.File, _ file: ImportFile
    ) throws -> (Applications.ImportedApplication, String) {
        let headings = manifest.application
        func answer(_ heading: String) -> String {
            let key = Heading.key(heading)
            return person.answers.first { Heading.key($0.question) == key }?.text ?? ""
        }
        func fault(_ what: String) -> InputError {
            InputError(what, file: folder.file(entry.path), line: person.line)
        }
        let organisation = person.organisation ?? answer(headings.organisation)
        var contacts = [sighting(person.name ?? "", person.email ?? "", organisation, person, file)]
        records["\(entry.path):\(person.line)"] = contacts[0].id
        if !answer(headings.secondName).isEmpty {
            let second = sighting(answer(headings.secondName), answer(headings.secondEmail), organisation, person, file)
            records["\(entry.path):\(person.line):second"] = second.id
            contacts.append(second)
        }
        let chosen = person.answers.first { Heading.key($0.question) == Heading.key(headings.themes) }?.choices ?? []
        let answered = try chosen.map { title in
            guard let theme = themes.first(where: { $0.title == title }) else {
                throw fault("There is no theme “\(title)”.")
            }
            return theme.id
        }
        let amount = answer(headings.asked)
        guard let when = person.time.flatMap({ Instant(local: $0) }) else {
            throw fault("The time of sending is missing.")
        }
        if !amount.isEmpty, Money(amount) == nil { throw fault("The amount “\(amount)” is not money.") }
        let number = person.order ?? answer(headings.number)
        return (
            Applications.ImportedApplication(
                organisation: organisation, contacts: contacts, themes: answered, asked: Money(amount),
                answers: Dictionary(uniqueKeysWithValues: headings.answers.map { ($0.key, answer($0.question)) }),
                startedAt: when, savedAt: when, submittedAt: when, number: Int(number)), number
        )
    }

    private func sighting(
        _ name: String, _ email: String, _ organisation: String, _ person: Export.Person, _ file: ImportFile
    ) -> Sighting {
        Sighting(
            id: context.id(), programme: programme.id, importFile: file.id, line: person.line, kind: .application,
            name: name,
            email: email, organisation: organisation, status: "submitted",
            seenAt: person.time.flatMap { Instant(local: $0) })
    }

    private mutating func loadDraft(_ row: TableRow, _ form: ApplicationForm) throws {
        guard let theme = themes.first(where: { $0.title == row["theme"] }) else {
            throw row.fault("theme", "names no theme: “\(row["theme"])”.")
        }
        let started = context(on: try row.day("started"))
        // The contact is somebody seen elsewhere: a draft alone adds nobody to the people reached.
        let imported = Applications.ImportedApplication(
            organisation: row["organisation"], contacts: [], themes: [theme.id], answers: [:], startedAt: started.at,
            savedAt: context(on: try row.day("last_saved")).at, stuckReason: row["why_not_submitted"])
        try Applications.take(imported, form: form, of: programme.id, by: started, in: tx)
    }

    private func loadHelp(_ row: TableRow) throws {
        guard let minutes = Int(row["minutes"]), minutes >= 0 else {
            throw row.fault("minutes", "must be a whole number.")
        }
        let helper = try account(row, "by").name
        let given = try context(on: row.day("date"), by: row, "by")
        let help = Applications.HelpGiven(
            id: given.id(), application: nil, organisation: row["organisation"], person: row["person"], helper: helper,
            account: nil, kind: .other, minutes: minutes, what: row["what"], at: given.at)
        try Applications.note(help, of: programme.id, by: given, in: tx)
    }
}

/// Headings of a form are compared without case and white space at their ends: tools change both.
private enum Heading {
    static func key(_ heading: String) -> String {
        heading.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
