import Store

extension Problems {
    static func create(_ problem: Problem, by context: ActionContext, in tx: Writer) throws {
        try tx.execute(
            """
            INSERT INTO problem (id, programme_id, slug, number, title, summary, question, framing)
            VALUES (\(problem.id), \(problem.programme), \(problem.slug), \(problem.number), \(problem.title),
                \(problem.summary), \(problem.question), \(problem.framing))
            """)
        try AuditLog.record(
            "framed", AuditLog.Subject("problem", problem.id), programme: problem.programme, by: context, in: tx)
    }

    /// Names a theme and the problems it grew from, the main one first.
    static func create(_ theme: Theme, from problems: [ID<Problem>], by context: ActionContext, in tx: Writer) throws {
        try tx.execute(
            """
            INSERT INTO theme (id, programme_id, slug, number, title, why)
            VALUES (\(theme.id), \(theme.programme), \(theme.slug), \(theme.number), \(theme.title), \(theme.why))
            """)
        for (position, problem) in problems.enumerated() {
            try tx.execute(
                """
                INSERT INTO theme_problem (theme_id, problem_id, position) VALUES (\(theme.id), \(problem), \(position))
                """)
        }
        try AuditLog.record(
            "named", AuditLog.Subject("theme", theme.id), programme: theme.programme, by: context, in: tx)
    }

    /// Puts a problem aside with its date, so that the next edition can look at it again.
    static func park(
        _ title: String, position: Int, of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        let id: ID<Problem> = context.id()
        try tx.execute(
            """
            INSERT INTO backlog_item (id, programme_id, position, title, parked_at)
            VALUES (\(id), \(programme), \(position), \(title), \(context.at))
            """)
        try AuditLog.record("parked", AuditLog.Subject("backlog", id), programme: programme, by: context, in: tx)
    }

    /// Writes down what somebody said. `about` is a problem, or in words what it is about when it is none of them.
    static func note(
        _ insight: Insight, from sighting: ID<Sighting>?, about problem: ID<Problem>?, of programme: ID<Programme>,
        by context: ActionContext, in tx: Writer
    ) throws {
        try tx.execute(
            """
            INSERT INTO insight (id, programme_id, sighting_id, problem_id, about, kind, text, attributable, noted_at)
            VALUES (\(insight.id), \(programme), \(sighting), \(problem), \(insight.problem), \(insight.kind),
                \(insight.text), \(insight.isAttributable), \(context.at))
            """)
    }

    /// Takes the lines of a board as notes on a problem.
    static func take(
        _ lines: [(line: Int, text: String)], on problem: ID<Problem>, from file: ID<ImportFile>,
        by context: ActionContext,
        in tx: Writer
    ) throws {
        for line in lines {
            let id: ID<Note> = context.id()
            try tx.execute(
                """
                INSERT INTO note (id, problem_id, import_id, line, text, noted_at)
                VALUES (\(id), \(problem), \(file), \(line.line), \(line.text), \(context.at))
                """)
        }
    }

    /// What stands on one line of a board; nil when no note does.
    static func note(line: Int, of file: ID<ImportFile>, in db: Reader) throws -> String? {
        try db.value("SELECT text FROM note WHERE import_id = \(file) AND line = \(line) ORDER BY id LIMIT 1")
    }

    /// Puts the note on one line of a board under a theme.
    static func place(
        line: Int, of file: ID<ImportFile>, under theme: ID<Theme>, in tx: Writer
    ) throws {
        try tx.execute("UPDATE note SET theme_id = \(theme) WHERE import_id = \(file) AND line = \(line)")
    }
}
