import Store

extension Applications {
    /// What was sent, as one text, kept as it was then: the applicant can keep it too, and prove with any SHA-256 tool
    /// that nothing was changed since, whatever the team has renamed. Nil while it is a draft.
    static func sentText(_ id: ID<Application>, in db: Reader) throws -> String? {
        guard let application = try find(id, in: db), application.stage != .draft else { return nil }
        return try db.value(
            "SELECT text FROM sending WHERE application_id = \(id) ORDER BY sent_at DESC LIMIT 1")
    }

    /// Keeps what is sent, and fixes it by its fingerprint. An application that was opened again and sent once more keeps
    /// both texts.
    static func seal(_ id: ID<Application>, by context: ActionContext, in tx: Writer) throws {
        guard let application = try find(id, in: tx), let text = try text(of: application, in: tx) else {
            throw Refusal.notFound
        }
        let fingerprint = Hex.fingerprint(text)
        try tx.execute("UPDATE application SET fingerprint = \(fingerprint) WHERE id = \(id)")
        try tx.execute(
            """
            INSERT INTO sending (application_id, sent_at, text, fingerprint)
            VALUES (\(id), \(application.submittedAt), \(text), \(fingerprint))
            """)
        try AuditLog.record(
            "submitted", AuditLog.Subject("application", id), programme: application.programme, by: context, in: tx)
    }

    /// The questions with their answers, in the form's order.
    private static func text(of application: Application, in db: Reader) throws -> String? {
        guard let form = try form(application.form, in: db), let submitted = application.submittedAt else { return nil }
        let answers = try answers(of: application.id, in: db)
        var lines = [
            "Application \(application.reference)", "Organisation: \(application.organisation)", "Sent: \(submitted)",
        ]
        let (all, chosen) = try db.ask(
            together(Problems.themes(of: application.programme), chosenThemes(of: application.id)))
        let themes = all.filter { chosen.contains($0.id) }.map(\.title)
        for question in asked(form, choices: all.count).questions {
            let answer = question.kind == .themes ? themes.joined(separator: "; ") : answers[question.id] ?? ""
            lines += ["", question.label, answer]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Applications whose kept text no longer has the fingerprint that was given out, one sentence each.
    static func brokenSeals(in db: Reader) throws -> [String] {
        let kept = try db.all(
            """
            SELECT s.application_id, s.text, s.fingerprint, a.fingerprint AS given FROM sending s
            JOIN application a ON a.id = s.application_id
            WHERE s.sent_at = (SELECT max(l.sent_at) FROM sending l WHERE l.application_id = s.application_id)
            """
        ) {
            (
                id: try $0["application_id"] as String, text: try $0["text"] as String,
                kept: try $0["fingerprint"] as String, given: try $0["given"] as String
            )
        }
        return kept.filter { Hex.fingerprint($0.text) != $0.kept || $0.kept != $0.given }
            .map { "What was sent as application \($0.id) is not what its fingerprint says." }
    }
}
