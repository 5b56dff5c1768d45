import Store

extension Applications {
    /// One line of the team's list.
    struct Line: Sendable {
        var application: Application
        var themeTitles: [String]
        /// What holds a draft up, as far as the team knows.
        var obstacle: String
        var scores: Int
        var assigned: Int
        /// How many questions of a draft are answered, and how many there are.
        var answered: Int
        var questions: Int

        var themes: String { themeTitles.joined(separator: "; ") }
    }

    /// An application for the team of its programme.
    static func team(
        _ id: ID<Application>, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> Application? {
        try db.first(
            """
            SELECT \(columns) FROM application a WHERE a.id = \(id) AND a.programme_id = \(programme)
                AND \(caller.may(.team, in: "a.programme_id")) AND NOT \(caller.isApart(from: "a.id"))
            """, application)
    }

    /// All applications of a programme: two queries whatever their number.
    static func lines(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Line] {
        let themes = try themeTitles(of: programme, in: db)
        return try db.all(
            """
            SELECT \(columns), a.stuck_reason,
                (SELECT count(*) FROM review r WHERE r.application_id = a.id AND r.state = 'sealed') AS scores,
                (SELECT count(*) FROM assignment s WHERE s.application_id = a.id AND s.declined_at IS NULL) AS assigned,
                CASE WHEN a.stage = 'draft' THEN (SELECT count(*) FROM answer n
                    WHERE n.application_id = a.id AND n.text <> '') ELSE 0 END AS answered,
                CASE WHEN a.stage = 'draft' THEN (SELECT count(*) FROM question q WHERE q.form_id = a.form_id)
                    ELSE 0 END AS questions
            FROM application a
            WHERE a.programme_id = \(programme) AND \(caller.may(.team, in: "\(programme)"))
                AND NOT \(caller.isApart(from: "a.id"))
            ORDER BY a.number IS NULL, a.number, a.started_at, a.id
            """
        ) { try line($0, themes) }
    }

    private static func line(_ row: Row, _ themes: [ID<Application>: [String]]) throws -> Line {
        let application = try application(row)
        let titles = themes[application.id] ?? []
        return Line(
            application: application, themeTitles: titles, obstacle: try row["stuck_reason"],
            scores: try row["scores"], assigned: try row["assigned"],
            answered: try row["answered"] + (titles.isEmpty ? 0 : 1), questions: try row["questions"])
    }

    private static func themeTitles(of programme: ID<Programme>, in db: Reader) throws -> [ID<Application>: [String]] {
        var titles: [ID<Application>: [String]] = [:]
        try db.each(
            """
            SELECT at.application_id, t.title FROM application_theme at JOIN theme t ON t.id = at.theme_id
            WHERE t.programme_id = \(programme) ORDER BY t.number
            """
        ) { titles[try $0[0], default: []].append(try $0[1]) }
        return titles
    }

    /// An application as it is read by those who may: the questions with their answers.
    struct Reading: Sendable {
        var application: Application
        var form: ApplicationForm
        var answers: [ID<Question>: String]
        var themes: [String]
    }

    static func reading(_ application: Application, in db: Reader) throws -> Reading {
        guard let form = try form(application.form, in: db) else { throw Refusal.notFound }
        return Reading(
            application: application, form: form, answers: try answers(of: application.id, in: db),
            themes: try themeTitles(of: application.id, in: db))
    }
}
