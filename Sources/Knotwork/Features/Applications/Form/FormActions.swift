import Store

extension Applications {
    /// Sets the questions of a programme: a new version each time. Applications keep the version they began with.
    @discardableResult
    static func install(
        _ questions: [Question], for programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws -> ApplicationForm {
        guard questions.allSatisfy({ !$0.label.isEmpty }) else { throw Refusal.rule("A question needs words.") }
        let newest = try tx.value(
            "SELECT max(version) FROM application_form WHERE programme_id = \(programme)", as: Int?.self)
        let form = ApplicationForm(id: context.id(), version: ((newest ?? nil) ?? 0) + 1, questions: questions)
        try tx.execute(
            """
            INSERT INTO application_form (id, programme_id, version, made_at)
            VALUES (\(form.id), \(programme), \(form.version), \(context.at))
            """)
        for (position, question) in questions.enumerated() {
            try tx.execute(
                """
                INSERT INTO question (id, form_id, key, position, section, label, hint, kind, required, guidance_words)
                VALUES (\(question.id), \(form.id), \(question.key), \(position), \(question.section), \(question.label),
                    \(question.hint), \(question.kind), \(question.isRequired), \(question.guidanceWords))
                """)
        }
        try AuditLog.record(
            "set the questions", AuditLog.Subject("form", form.id), programme: programme, by: context, in: tx)
        return form
    }

    static func form(_ id: ID<ApplicationForm>, in db: Reader) throws -> ApplicationForm? {
        try db.ask(form(id))
    }

    /// The questions that a form asks today, which is fewer than it has while there is no theme: a question for themes
    /// cannot be answered then. For an application, `choices` are the themes of its programme.
    static func asked(_ form: ApplicationForm, choices: Int) -> ApplicationForm {
        var asked = form
        if choices == 0 { asked.questions.removeAll { $0.kind == .themes } }
        return asked
    }

    /// The form that a new application begins with; nil as long as it asks nothing, and nobody can apply.
    static func openForm(of programme: ID<Programme>, in db: Reader) throws -> ApplicationForm? {
        guard let form = try currentForm(of: programme, in: db) else { return nil }
        let choices = try Problems.themes(of: programme, in: db).count
        return asked(form, choices: choices).questions.isEmpty ? nil : form
    }

    static func form(_ id: ID<ApplicationForm>) -> Query<ApplicationForm?> {
        Query.all(
            """
            SELECT f.version, q.id, q.key, q.section, q.label, q.hint, q.kind, q.required, q.guidance_words
            FROM application_form f LEFT JOIN question q ON q.form_id = f.id WHERE f.id = \(id) ORDER BY q.position
            """
        ) { (version: try $0["version"] as Int, question: try question($0)) }.map { rows in
            guard let version = rows.first?.version else { return nil }
            return ApplicationForm(id: id, version: version, questions: rows.compactMap(\.question))
        }
    }

    /// Nil where a form has none.
    private static func question(_ row: Row) throws -> Question? {
        guard let id: ID<Question> = try row["id"] else { return nil }
        return Question(
            id: id, key: try row["key"], section: try row["section"], label: try row["label"], hint: try row["hint"],
            kind: try row["kind"], isRequired: try row["required"], guidanceWords: try row["guidance_words"])
    }

    /// The questions that a new application answers.
    static func currentForm(of programme: ID<Programme>, in db: Reader) throws -> ApplicationForm? {
        let id = try db.value(
            "SELECT id FROM application_form WHERE programme_id = \(programme) ORDER BY version DESC LIMIT 1",
            as: ID<ApplicationForm>.self)
        return try id.flatMap { try form($0, in: db) }
    }
}

extension Applications {
    /// Why what applicants were told can no longer be changed; nil while it can: who applies must be able to rely on it.
    static func lock(of programme: ID<Programme>, at now: Instant, in db: Reader) throws -> String? {
        let opens = try Programmes.milestones(of: programme, in: db).first { $0.kind == .applicationsOpen }?.startsAt
        if let opens, opens <= now { return "Applications opened on \(opens.london.day.long)." }
        let begun = try db.value("SELECT count(*) FROM application WHERE programme_id = \(programme)", as: Int.self)
        return begun ?? 0 > 0 ? "Somebody has begun an application." : nil
    }

    private static func mustTakeQuestions(_ programme: ID<Programme>, at now: Instant, in db: Reader) throws {
        guard let lock = try lock(of: programme, at: now, in: db) else { return }
        throw Refusal.rule("\(lock) The questions stay as they are.")
    }

    /// The team changes the questions in a form. Blocks have places, not names: those of two people are never put together.
    static func change(
        _ known: ApplicationForm?, _ edit: FormEdit, of programme: ID<Programme>, by context: ActionContext,
        in tx: Writer
    ) throws {
        try mustTakeQuestions(programme, at: context.at, in: tx)
        let form = QuestionsForm(try edit.over(QuestionsForm(known).data, whole: true))
        try set(try form.questions { context.id() }, of: programme, by: context, in: tx)
    }

    /// The team sets the questions, as long as nobody could have begun to answer them.
    static func set(
        _ questions: [Question], of programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        try Programmes.mustBeTeam(of: programme, context.caller, in: tx)
        try mustTakeQuestions(programme, at: context.at, in: tx)
        try install(questions, for: programme, by: context, in: tx)
    }
}
