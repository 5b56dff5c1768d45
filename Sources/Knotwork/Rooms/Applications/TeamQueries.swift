import Store

extension Applications {
    /// One line of the team's list.
    struct Line: Sendable {
        var application: Application
        var themeTitles: [String]
        var scores: Int
        var assigned: Int
        /// What holds a draft up, as far as the team knows.
        var obstacle = ""
        /// How many questions of a draft are answered, and how many there are.
        var answered = 0
        var questions = 0

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
        let rows = try db.all(
            """
            SELECT \(columns), coalesce(r.scores, 0) AS scores, coalesce(s.assigned, 0) AS assigned,
                a.stuck_reason, coalesce(x.answered, 0) AS answered, coalesce(q.questions, 0) AS questions
            FROM application a
            LEFT JOIN (SELECT n.application_id, count(*) AS answered FROM answer n
                JOIN application d ON d.id = n.application_id
                WHERE d.programme_id = \(programme) AND d.stage = 'draft' AND n.text <> ''
                GROUP BY n.application_id) x ON x.application_id = a.id
            LEFT JOIN (SELECT form_id, count(*) AS questions FROM question GROUP BY form_id) q ON q.form_id = a.form_id
            LEFT JOIN (SELECT application_id, count(*) AS scores FROM review WHERE state = 'sealed'
                GROUP BY application_id) r ON r.application_id = a.id
            LEFT JOIN (SELECT application_id, count(*) AS assigned FROM assignment WHERE declined_at IS NULL
                GROUP BY application_id) s ON s.application_id = a.id
            WHERE a.programme_id = \(programme) AND \(caller.may(.team, in: "a.programme_id"))
                AND NOT \(caller.isApart(from: "a.id"))
            ORDER BY a.number IS NULL, a.number, a.started_at, a.id
            """
        ) {
            Line(
                application: try application($0), themeTitles: [], scores: try $0["scores"],
                assigned: try $0["assigned"],
                obstacle: try $0["stuck_reason"], answered: try $0["answered"], questions: try $0["questions"])
        }
        let themes = try themeTitles(of: programme, in: db)
        return rows.map { row in
            var line = row
            line.themeTitles = themes[row.application.id] ?? []
            if !line.themeTitles.isEmpty { line.answered += 1 }
            return line
        }
    }

    private static func themeTitles(of programme: ID<Programme>, in db: Reader) throws -> [ID<Application>: [String]] {
        let rows = try db.all(
            """
            SELECT at.application_id, t.title FROM application_theme at JOIN theme t ON t.id = at.theme_id
            WHERE t.programme_id = \(programme) ORDER BY t.number
            """
        ) { (id: try $0["application_id"] as ID<Application>, title: try $0["title"] as String) }
        return Dictionary(grouping: rows, by: \.id).mapValues { $0.map(\.title) }
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
