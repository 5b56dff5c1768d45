import Store

extension Applications {
    /// What was sent, as one text: the questions with their answers in the form's order. The applicant can keep it and
    /// prove with any SHA-256 tool that nothing was changed since.
    static func sentText(_ id: ID<Application>, in db: Reader) throws -> String? {
        guard let application = try find(id, in: db), application.submittedAt != nil,
            let form = try form(application.form, in: db), let submitted = application.submittedAt
        else { return nil }
        let answers = try answers(of: id, in: db)
        let themes = try themeTitles(of: id, in: db)
        var lines = [
            "Application \(application.reference)", "Organisation: \(application.organisation)", "Sent: \(submitted)",
        ]
        for question in form.questions {
            let answer = question.kind == .themes ? themes.joined(separator: "; ") : answers[question.id] ?? ""
            lines += ["", question.label, answer]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Fixes what was sent by its fingerprint.
    static func seal(_ id: ID<Application>, by deed: Deed, in tx: Writer) throws {
        guard let text = try sentText(id, in: tx), let application = try find(id, in: tx) else {
            throw Refusal.notFound
        }
        try tx.execute("UPDATE application SET fingerprint = \(Hex.fingerprint(text)) WHERE id = \(id)")
        try Ledger.record(
            "submitted", Ledger.Subject("application", id), programme: application.programme, by: deed, in: tx)
    }
}
