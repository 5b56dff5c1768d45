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
        var themeTitles: [String] = []
        var scores = 0
        var assigned = 0
        /// How many questions of a draft are answered, and how many there are.
        var answered = 0
        var questions = 0

        var reference: String { Applications.reference(number) }
        var themes: String { themeTitles.count == 1 ? themeTitles[0] : themeTitles.joined(separator: "; ") }
    }

    /// An application for the team of its programme.
    static func team(
        _ id: ID<Application>, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> Application? {
        try db.first(
            """
            SELECT \(columns) FROM application a WHERE a.id = \(id) AND a.programme_id = \(programme)
                AND \(caller.may(.team, in: "a.programme_id")) AND NOT \(caller.isRecused(from: "a.id"))
            """, application)
    }

    /// All applications of a programme, those that were sent first: five queries whatever their number. `themes` are those
    /// of the programme, in their order.
    static func lines(
        of programme: ID<Programme>, themes: [Theme], judging: Judging, for caller: Caller, in db: Reader
    ) throws -> [Line] {
        var lines = try db.all(
            """
            SELECT a.id, a.number, a.organisation, a.stage,
                CASE WHEN a.stage <> \(Stage.withdrawn) THEN a.asked_pence END, a.started_at, a.saved_at, a.submitted_at,
                a.stuck_reason
            FROM application a WHERE \(isOfTeam(caller, programme))
            ORDER BY a.number
            """, line)
        guard let span = LineSpan(lines.map(\.id)) else { return lines }
        try add(themes, to: &lines, span, in: db)
        try addCounts(to: &lines, span, of: programme, judging, in: db)
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
            AND NOT \(caller.isRecused(from: "a.id"))
        """
    }

    private static func line(_ row: Row) throws -> Line {
        Line(
            id: try row[0], number: try row[1], organisation: try row[2], stage: try row[3], asked: try row[4],
            startedAt: try row[5], savedAt: try row[6], submittedAt: try row[7], obstacle: try row[8])
    }

    private static func add(_ themes: [Theme], to lines: inout [Line], _ span: LineSpan, in db: Reader) throws {
        let placesOfThemes = IDPlaces(themes.map(\.id))
        var chosen = themes.map { _ in [Int]() }
        try db.each(
            "SELECT application_id, theme_id FROM application_theme WHERE \(span.holds("application_id"))"
        ) { row in
            guard let theme = try row.withText(1, { placesOfThemes[$0] }), let place = try span.place(row),
                lines[place].stage != .withdrawn
            else { return }
            chosen[theme].append(place)
        }
        for (theme, places) in zip(themes, chosen) {
            // Most have one theme, and all those share one list of it.
            let alone = [theme.title]
            for place in places {
                if lines[place].themeTitles.isEmpty {
                    lines[place].themeTitles = alone
                } else {
                    lines[place].themeTitles.append(theme.title)
                }
            }
        }
    }

    /// Counted here: to find its way through an index for each line, or to group what it finds, costs SQLite three times as
    /// much as giving it out.
    private static func addCounts(
        to lines: inout [Line], _ span: LineSpan, of programme: ID<Programme>, _ judging: Judging, in db: Reader
    ) throws {
        try db.each(judging.reviews(span.ids)) { if let place = try span.place($0) { lines[place].scores += 1 } }
        try db.each(judging.assignments(span.ids)) { if let place = try span.place($0) { lines[place].assigned += 1 } }
        try db.each(
            """
            SELECT a.id, (SELECT count(*) FROM answer n WHERE n.application_id = a.id AND n.text <> ''),
                (SELECT count(*) FROM question q WHERE q.form_id = a.form_id AND \(isAsked("q", of: "a.programme_id")))
            FROM application a WHERE a.programme_id = \(programme) AND a.stage = \(Stage.draft)
            """
        ) { row in
            guard let place = try span.place(row) else { return }
            lines[place].answered = try row[1] + (lines[place].themeTitles.isEmpty ? 0 : 1)
            lines[place].questions = try row[2]
        }
    }

    /// What holds an application up, as far as the team knows; for those who have asked already whether the caller may know.
    static func obstacle(of id: ID<Application>) -> Query<String> {
        Query.first("SELECT stuck_reason FROM application WHERE id = \(id)") { try $0[0] }.map { $0 ?? "" }
    }

    /// An application as it is read by those who may: the questions with their answers. Of what was withdrawn nobody who
    /// reads it so is told more than that: `Draft` is for those who wrote it.
    struct Reading: Sendable {
        var application: Application
        var form: ApplicationForm
        var answers: [ID<Question>: String]
        var themes: [String]

        var isClosed: Bool { application.stage == .withdrawn }
    }

    static func reading(_ application: Application) -> Query<Reading> {
        let id = application.id
        let isOpen: SQL = application.stage == .withdrawn ? "1 = 0" : "1 = 1"
        let answers = answers("application_id = \(id) AND \(isOpen)")
        let (themes, chosen) = (
            Problems.themes(of: application.programme), chosenThemes("application_id = \(id) AND \(isOpen)")
        )
        return together(form(application.form), answers, themes, chosen).map { form, answers, themes, chosen in
            guard let form else { throw Refusal.notFound }
            return Reading(
                application: application, form: asked(form, choices: themes.count), answers: answers,
                themes: themes.filter { chosen.contains($0.id) }.map(\.title))
        }
    }
}

private typealias LineSpan = IDSpan<Application>
