import Store

/// A part of the report whose words a person writes; the figures beside them are worked out.
enum ReportPart: String, CaseIterable, Codable, Sendable, SQLConvertible {
    case opening, people, interest, ideas, closing

    var label: String {
        switch self {
        case .opening: "How it begins"
        case .people: "About the people reached"
        case .interest: "About the interest in the webinars"
        case .ideas: "About ideas and money"
        case .closing: "How it ends"
        }
    }

    /// The parts that stand above a group of figures, in the order of the groups.
    static let besideFigures: [ReportPart] = [.people, .interest, .ideas]
}

/// The words of a report as somebody edits them.
struct ReportWordsForm: Sendable {
    var words: [ReportPart: String]

    init(_ data: FormData) {
        words = Dictionary(uniqueKeysWithValues: ReportPart.allCases.map { ($0, data.text($0.rawValue)) })
    }

    init(_ words: [ReportPart: String]) { self.words = words }

    var data: FormData { FormData(ReportPart.allCases.map { ($0.rawValue, [words[$0] ?? ""]) }) }

    func check() throws {
        var errors = FieldErrors()
        for part in ReportPart.allCases { errors.check(part.rawValue, words[part] ?? "", most: 20_000) }
        try errors.check()
    }
}

extension Evaluation {
    /// The words of a programme's report as they stand now: for its team.
    static func words(
        of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> [ReportPart: String] {
        let rows = try db.all(
            """
            SELECT w.part, w.words FROM report_words w
            WHERE w.programme_id = \(programme) AND \(caller.may(.team, in: "w.programme_id"))
            """
        ) { (try $0["part"] as ReportPart, try $0["words"] as String) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    static func keep(_ form: ReportWordsForm, of programme: ID<Programme>, by context: ActionContext, in tx: Writer)
        throws
    {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        try form.check()
        let old = try words(of: programme, for: context.caller, in: tx)
        let changed = ReportPart.allCases.filter { (form.words[$0] ?? "") != (old[$0] ?? "") }
        guard !changed.isEmpty else { return }
        for part in changed {
            try tx.execute(
                """
                INSERT INTO report_words (programme_id, part, words, edited_at, edited_by)
                VALUES (\(programme), \(part), \(form.words[part] ?? ""), \(context.at), \(context.caller.auditName))
                ON CONFLICT (programme_id, part) DO UPDATE
                    SET words = excluded.words, edited_at = excluded.edited_at, edited_by = excluded.edited_by
                """)
        }
        try AuditLog.record(
            "edited the report of", AuditLog.Subject("programme", programme), programme: programme,
            reason: changed.map { $0.label.lowercased() }.joined(separator: ", "), by: context, in: tx)
    }
}
