import Store

extension Applications {
    /// The applications of a view as a table for a spreadsheet: a row an application, its people and its answers side by
    /// side. Three queries whatever their number. What the caller stands aside from is not among the lines, and answers
    /// and people are read only for the lines.
    static func export(
        _ lines: [Line], of programme: ID<Programme>, for caller: Caller, at now: Instant, in db: Reader
    ) throws -> SpreadsheetTable {
        let questions = try questions(of: programme, in: db)
        let places = Dictionary(uniqueKeysWithValues: lines.enumerated().map { ($1.id, $0) })
        var rows = lines.map { ExportRow($0, at: now, questions: questions.count) }
        try db.each(
            """
            SELECT m.application_id, p.name, p.email, m.part FROM collaborator m
            JOIN application a ON a.id = m.application_id JOIN account p ON p.id = m.account_id
            WHERE a.programme_id = \(programme) AND m.part <> 'critical_friend'
                AND \(caller.may(.team, in: "a.programme_id")) AND NOT \(caller.isRecused(from: "a.id"))
            ORDER BY CASE m.part WHEN 'lead' THEN 0 ELSE 1 END, p.name, p.id
            """
        ) { row in
            guard let place = places[try row[0]] else { return }
            rows[place].people.append(try row[1])
            rows[place].addresses.append(try row[2])
        }
        let columns = Dictionary(
            questions.enumerated().flatMap { place, question in question.ids.map { ($0, place) } },
            uniquingKeysWith: { first, _ in first })
        try db.each(
            """
            SELECT x.application_id, x.question_id, x.text FROM answer x JOIN application a ON a.id = x.application_id
            WHERE a.programme_id = \(programme) AND a.stage <> \(Stage.withdrawn)
                AND \(caller.may(.team, in: "a.programme_id")) AND NOT \(caller.isRecused(from: "a.id"))
            """
        ) { row in
            guard let place = places[try row[0]], let column = columns[try row[1]] else { return }
            rows[place].answers[column] = try row[2]
        }
        return table(rows, questions)
    }

    /// One question under all the versions of the form: its newest words, and its ids.
    private struct ExportQuestion {
        var label: String
        var ids: [ID<Question>]
    }

    /// The questions that were ever asked, those of the newest form first. Themes have a column of their own.
    private static func questions(of programme: ID<Programme>, in db: Reader) throws -> [ExportQuestion] {
        var order: [String] = []
        var all: [String: ExportQuestion] = [:]
        try db.each(
            """
            SELECT q.id, q.key, q.label FROM question q JOIN application_form f ON f.id = q.form_id
            WHERE f.programme_id = \(programme) AND q.kind <> 'themes' ORDER BY f.version DESC, q.position
            """
        ) { row in
            let key: String = try row[1]
            if all[key] == nil {
                order.append(key)
                all[key] = ExportQuestion(label: try row[2], ids: [])
            }
            all[key]?.ids.append(try row[0])
        }
        return order.compactMap { all[$0] }
    }

    private static func table(_ rows: [ExportRow], _ questions: [ExportQuestion]) -> SpreadsheetTable {
        let fixed = [
            "reference", "organisation", "state", "themes", "asked", "begun", "last saved", "sent", "people",
            "e-mail addresses", "what holds it up",
        ]
        let headings = fixed + questions.map(\.label)
        return SpreadsheetTable(parts: rows.count + 1) { part in
            var row: [UInt8] = []
            SpreadsheetCell.append(row: part == 0 ? headings : rows[part - 1].cells, to: &row)
            return row
        }
    }
}

/// One application on its way into the table.
private struct ExportRow: Sendable {
    var line: Applications.Line
    var now: Instant
    var people: [String] = []
    var addresses: [String] = []
    var answers: [String]

    init(_ line: Applications.Line, at now: Instant, questions: Int) {
        self.line = line
        self.now = now
        answers = Array(repeating: "", count: questions)
    }

    var cells: [String] {
        let state = line.stage == .draft ? "Draft: \(line.pace(at: now).rawValue)" : line.stage.staffLabel
        return [
            line.reference, line.organisation, state, line.themes, line.asked.map(\.description) ?? "",
            "\(line.startedAt.london)", "\(line.savedAt.london)", line.submittedAt.map { "\($0.london)" } ?? "",
            people.joined(separator: "; "), addresses.joined(separator: "; "), line.obstacle,
        ] + answers
    }
}
