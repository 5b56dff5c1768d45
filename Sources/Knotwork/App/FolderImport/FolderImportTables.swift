import Delimited
import Foundation
import Names
import Store

/// The tables that a team keeps itself, one function each.
extension FolderImport {
    mutating func loadTables() throws {
        try eachRow(of: "organisations", ["organisation", "kind", "also_written", "first_contact"]) {
            try organisation($0)
        }
        try Applications.coverOrganisations(in: programme.id, by: context, in: tx)
        try eachRow(of: "insights", ["from", "kind", "about", "text", "attributable"]) { try insight($0) }
        try eachRow(of: "note-themes", ["board", "line", "theme", "note"]) { try placeNote($0) }
        try eachRow(
            of: "who-is-who", ["record_a", "record_b", "decision", "reason", "decided_by", "decided_on"]
        ) { try verdict($0) }
    }

    /// One row of a table, by the names of its columns.
    struct TableRow {
        var sheet: Sheet
        var record: DelimitedText.Record

        subscript(column: String) -> String {
            sheet.index(of: column).map { record.fields[$0].trimmingWhitespace } ?? ""
        }

        func fault(_ column: String, _ what: String) -> any Error {
            guard let index = sheet.index(of: column) else {
                return InputError(what, file: sheet.file, line: record.line)
            }
            return sheet.fault(record, index, what)
        }

        /// A rule that refuses the row is said with the row's place.
        func at<T>(_ work: () throws -> T) throws -> T {
            do {
                return try work()
            } catch Refusal.rule(let words) {
                throw InputError(words, file: sheet.file, line: record.line)
            } catch StoreError.unique {
                throw InputError(
                    "Another row says this already.", file: sheet.file, line: record.line,
                    remedy: "Take one of the two out.")
            }
        }

        func day(_ column: String) throws -> Day {
            guard let day = Day(self[column]) else { throw fault(column, "must be a date such as 2022-04-28.") }
            return day
        }

        func choice<T>(_ column: String, _ choices: [String: T]) throws -> T {
            guard let value = choices[self[column].lowercased()] else {
                throw fault(column, "must be \(choices.keys.sorted().joined(separator: ", ")), not “\(self[column])”.")
            }
            return value
        }
    }

    /// Reads each table of one kind and hands over its rows. Every column must be there.
    func rows(of kind: String, _ columns: [String]) throws -> [TableRow] {
        try manifest.files.filter { $0.what == kind }.flatMap { entry in
            let sheet = try Sheet(Data(folder.contents[entry.path] ?? []), file: folder.file(entry.path))
            for column in columns { _ = try sheet.column(column) }
            return sheet.records.map { TableRow(sheet: sheet, record: $0) }
        }
    }

    private func eachRow(of kind: String, _ columns: [String], _ body: (TableRow) throws -> Void) throws {
        for row in try rows(of: kind, columns) { try row.at { try body(row) } }
    }

    /// What was done on a day, at noon in London: the tables know the day only.
    func context(on day: Day, by account: Account? = nil) -> ActionContext {
        var caller = Caller.theOperator
        caller.account = account
        return ActionContext(
            caller: caller, at: LondonTime(day: day, hour: 12, minute: 0).instant, randomness: context.randomness)
    }

    /// The same, done by whom a column of the row names.
    func context(on day: Day, by row: TableRow, _ column: String) throws -> ActionContext {
        context(on: day, by: try account(row, column))
    }

    func account(_ row: TableRow, _ column: String) throws -> Account {
        guard let email = EmailAddress(row[column]), let account = try Accounts.find(email, in: tx) else {
            throw row.fault(column, "names nobody of the team, the assessors or the panel: “\(row[column])”.")
        }
        return account
    }

    private func organisation(_ row: TableRow) throws {
        guard let kind = Organisation.Kind(rawValue: row["kind"].lowercased()) else {
            throw row.fault(
                "kind", "must be one of \(Organisation.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let organisation = Organisation(
            id: context.id(), name: row["organisation"], kind: kind,
            firstContact: row["first_contact"].isEmpty ? nil : try row.day("first_contact"))
        let spellings = row["also_written"].split(separator: ";").map(\.trimmingWhitespace)
        do {
            try People.add(organisation, alsoWritten: spellings, to: programme.id, by: context, in: tx)
        } catch Refusal.rule(let words) {
            throw row.fault("also_written", "cannot be: \(words)")
        }
    }

    private func insight(_ row: TableRow) throws {
        guard let kind = Insight.Kind(rawValue: row["kind"].lowercased()) else {
            throw row.fault("kind", "must be one of \(Insight.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let problem = problems[row["about"]]
        let heard = Insight(
            id: context.id(), kind: kind, text: row["text"],
            isAttributable: try row.choice("attributable", ["yes": true, "no": false, "": false]), organisation: "",
            problem: problem == nil ? row["about"] : "")
        try Problems.note(
            heard, from: try contact(row), about: problem?.id, of: programme.id, by: context, in: tx)
    }

    private func contact(_ row: TableRow) throws -> ID<Sighting> {
        guard let email = EmailAddress(row["from"]),
            let sighting = try People.contact(email, in: programme.id, db: tx)
        else { throw row.fault("from", "names nobody on the list of stakeholders: “\(row["from"])”.") }
        return sighting
    }

    private func placeNote(_ row: TableRow) throws {
        guard let file = files[row["board"]] else { throw row.fault("board", "is no board of this folder.") }
        guard let line = Int(row["line"]) else { throw row.fault("line", "must be the number of a line.") }
        if row["theme"].isEmpty { return }
        guard let number = Int(row["theme"]), themes.indices.contains(number - 1) else {
            throw row.fault("theme", "must be a number from 1 to \(themes.count).")
        }
        guard let note = try Problems.note(line: line, of: file.id, in: tx) else {
            throw row.fault("line", "has no note on that board.")
        }
        guard PersonName.key(row["note"]) == PersonName.key(note) else {
            throw row.fault("note", "must be the note on line \(line): “\(note)”.")
        }
        try Problems.place(line: line, of: file.id, under: themes[number - 1].id, in: tx)
    }

    private func verdict(_ row: TableRow) throws {
        let together = try row.choice("decision", ["together": true, "apart": false])
        let pair = try ["record_a", "record_b"].map { column in
            guard let sighting = records[row[column]] else {
                throw row.fault(column, "names no record: “\(row[column])”.")
            }
            return sighting
        }
        let context = try context(on: row.day("decided_on"), by: row, "decided_by")
        try People.decide(
            pair[0], pair[1], together: together, reason: row["reason"], by: context, in: tx)
    }
}
