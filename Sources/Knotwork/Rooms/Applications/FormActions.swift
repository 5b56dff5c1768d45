import Store

extension Applications {
    /// Sets the questions of a programme: a new version each time. Applications keep the version they began with.
    @discardableResult
    static func install(
        _ questions: [Question], for programme: ID<Programme>, by deed: Deed, in tx: Writer
    ) throws -> ApplicationForm {
        let newest = try tx.value(
            "SELECT max(version) FROM application_form WHERE programme_id = \(programme)", as: Int?.self)
        let form = ApplicationForm(id: deed.id(), version: ((newest ?? nil) ?? 0) + 1, questions: questions)
        try tx.execute(
            """
            INSERT INTO application_form (id, programme_id, version, made_at)
            VALUES (\(form.id), \(programme), \(form.version), \(deed.at))
            """)
        for (position, question) in questions.enumerated() {
            try tx.execute(
                """
                INSERT INTO question (id, form_id, key, position, section, label, hint, kind, required, guidance_words)
                VALUES (\(question.id), \(form.id), \(question.key), \(position), \(question.section), \(question.label),
                    \(question.hint), \(question.kind), \(question.isRequired), \(question.guidanceWords))
                """)
        }
        try Ledger.record(
            "set the questions", Ledger.Subject("form", form.id), programme: programme, by: deed, in: tx)
        return form
    }

    static func form(_ id: ID<ApplicationForm>, in db: Reader) throws -> ApplicationForm? {
        let version = try db.value("SELECT version FROM application_form WHERE id = \(id)", as: Int.self)
        guard let version else { return nil }
        let questions = try db.all(
            """
            SELECT id, key, section, label, hint, kind, required, guidance_words FROM question
            WHERE form_id = \(id) ORDER BY position
            """
        ) {
            Question(
                id: try $0["id"], key: try $0["key"], section: try $0["section"], label: try $0["label"],
                hint: try $0["hint"], kind: try $0["kind"], isRequired: try $0["required"],
                guidanceWords: try $0["guidance_words"])
        }
        return ApplicationForm(id: id, version: version, questions: questions)
    }

    /// The questions that a new application answers.
    static func currentForm(of programme: ID<Programme>, in db: Reader) throws -> ApplicationForm? {
        let id = try db.value(
            "SELECT id FROM application_form WHERE programme_id = \(programme) ORDER BY version DESC LIMIT 1",
            as: ID<ApplicationForm>.self)
        return try id.flatMap { try form($0, in: db) }
    }
}
