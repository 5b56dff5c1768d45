import Store

extension Applications {
    /// One line of the team's list. It holds what the list shows and no more: a list is a thousand of them.
    struct Line: Sendable {
        var id: ID<Application>
        /// Nil until it is sent.
        var number: Int?
        var organisation: String
        var stage: Stage
        var asked: Money?
        var startedAt: Instant
        var savedAt: Instant
        var submittedAt: Instant?
        /// What holds a draft up, as far as the team knows.
        var obstacle: String
        var themeTitles: [String]
        var scores: Int
        var assigned: Int
        /// How many questions of a draft are answered, and how many there are.
        var answered: Int
        var questions: Int

        var reference: String { Applications.reference(number) }
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

    /// All applications of a programme, those that were sent first: two queries whatever their number.
    static func lines(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Line] {
        let themes = try themeTitles(of: programme, in: db)
        let lines = try db.all(
            """
            SELECT a.id, a.number, a.organisation, a.stage, a.asked_pence, a.started_at, a.saved_at, a.submitted_at,
                a.stuck_reason,
                (SELECT count(*) FROM review r WHERE r.application_id = a.id AND r.state = 'sealed') AS scores,
                (SELECT count(*) FROM assignment s WHERE s.application_id = a.id AND s.declined_at IS NULL) AS assigned,
                CASE WHEN a.stage = 'draft' THEN (SELECT count(*) FROM answer n
                    WHERE n.application_id = a.id AND n.text <> '') ELSE 0 END AS answered,
                CASE WHEN a.stage = 'draft' THEN (SELECT count(*) FROM question q WHERE q.form_id = a.form_id)
                    ELSE 0 END AS questions
            FROM application a WHERE \(isOfTeam(caller, programme))
            ORDER BY a.number
            """
        ) { try line($0, themes) }
        // The index gives the order of the numbers for nothing. Where those without one come, the engines disagree.
        let unsent = lines.filter { $0.number == nil }
        guard !unsent.isEmpty else { return lines }
        return lines.filter { $0.number != nil } + unsent.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    }

    /// The applications of a programme that the caller, one of its team, may know of.
    static func all(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [Application] {
        try db.all(
            """
            SELECT \(columns) FROM application a WHERE \(isOfTeam(caller, programme))
            ORDER BY a.number IS NULL, a.number, a.started_at, a.id
            """, application)
    }

    /// Whether the application `a` is of the programme, and the caller one of its team who does not stand aside from it.
    private static func isOfTeam(_ caller: Caller, _ programme: ID<Programme>) -> SQL {
        """
        a.programme_id = \(programme) AND \(caller.may(.team, in: "\(programme)"))
            AND NOT \(caller.isApart(from: "a.id"))
        """
    }

    private static func line(_ row: Row, _ themes: [ID<Application>: [String]]) throws -> Line {
        let id: ID<Application> = try row["id"]
        let titles = themes[id] ?? []
        return Line(
            id: id, number: try row["number"], organisation: try row["organisation"], stage: try row["stage"],
            asked: try row["asked_pence"], startedAt: try row["started_at"], savedAt: try row["saved_at"],
            submittedAt: try row["submitted_at"], obstacle: try row["stuck_reason"], themeTitles: titles,
            scores: try row["scores"], assigned: try row["assigned"],
            answered: try row["answered"] + (titles.isEmpty ? 0 : 1), questions: try row["questions"])
    }

    private static func themeTitles(of programme: ID<Programme>, in db: Reader) throws -> [ID<Application>: [String]] {
        var titles: [ID<Application>: [String]] = [:]
        // Theme by theme, so that each title is read once.
        var last: (number: Int, title: String)?
        try db.each(
            """
            SELECT t.number, t.title, at.application_id FROM application_theme at JOIN theme t ON t.id = at.theme_id
            WHERE t.programme_id = \(programme) ORDER BY t.number
            """
        ) { row in
            let number: Int = try row[0]
            let theme = try last?.number == number ? last : (number, row[1])
            last = theme
            if let theme { titles[try row[2], default: []].append(theme.title) }
        }
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
