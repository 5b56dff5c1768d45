import Store

extension Applications {
    /// An application for somebody who has a part in it; not found for everybody else. What was withdrawn is for those who
    /// wrote it, and no longer for critical friends.
    static func draft(_ request: PageRequest, in db: Reader) throws -> Draft {
        let programme = try Programmes.of(request, in: db)
        return try draft(try request.id("application"), of: programme, for: request.caller, in: db)
    }

    static func draft(
        _ id: ID<Application>, of programme: Programme, for caller: Caller, in db: Reader
    ) throws -> Draft {
        let own = try db.first(
            """
            SELECT \(columns), m.part FROM application a JOIN collaborator m ON m.application_id = a.id
            WHERE a.id = \(id) AND a.programme_id = \(programme.id) AND m.account_id = \(caller.account?.id)
                AND (m.part <> 'critical_friend' OR a.stage <> \(Stage.withdrawn))
            """
        ) { (application: try application($0), part: try $0["part"] as Draft.Part) }
        guard let own else { throw Refusal.notFound }
        let (form, answers, themes, chosen, closes) = try db.ask(
            together(
                form(own.application.form), answers(of: id), Problems.themes(of: programme.id), chosenThemes(of: id),
                closes(for: id, of: programme.id)))
        guard let form else { throw Refusal.notFound }
        return Draft(
            programme: programme, application: own.application, form: asked(form, choices: themes.count),
            answers: answers, themes: themes,
            chosen: chosen, part: own.part, closes: closes)
    }

    /// The deadline of one application: the programme's, or a later one that it was given for a reason.
    static func closes(
        for id: ID<Application>?, of programme: ID<Programme>, in db: Reader
    ) throws -> Instant? {
        try db.ask(closes(for: id, of: programme))
    }

    static func closes(for id: ID<Application>?, of programme: ID<Programme>) -> Query<Instant?> {
        let own = Query.first("SELECT until FROM extension WHERE application_id = \(id)") { try $0[0] as Instant }
        return together(Programmes.start(of: .applicationsClose, in: programme), own).map { all, own in
            all.map { max($0, own ?? $0) }
        }
    }

    struct OwnApplication: Sendable {
        var application: Application
        var part: Draft.Part
    }

    /// The applications of a programme in which somebody has a part.
    static func mine(in programme: ID<Programme>, for caller: Caller, db: Reader) throws -> [OwnApplication] {
        try mine("a.programme_id = \(programme)", for: caller, db: db)
    }

    /// The applications in which somebody has a part, in whichever programme.
    static func mine(for caller: Caller, db: Reader) throws -> [OwnApplication] {
        try mine("1 = 1", for: caller, db: db)
    }

    private static func mine(_ which: SQL, for caller: Caller, db: Reader) throws -> [OwnApplication] {
        try db.all(
            """
            SELECT \(columns), m.part FROM application a JOIN collaborator m ON m.application_id = a.id
            WHERE \(which) AND m.account_id = \(caller.account?.id) AND (m.part <> 'critical_friend' OR a.stage <> \(Stage.withdrawn))
            ORDER BY a.started_at, a.id
            """
        ) { OwnApplication(application: try application($0), part: try $0["part"]) }
    }
}
