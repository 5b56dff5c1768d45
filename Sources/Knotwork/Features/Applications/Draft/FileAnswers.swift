import Markup
import Store

/// Answers that are files. The text of such an answer names the file with its SHA-256, so that what was sent proves the
/// file as well.
extension Applications {
    /// Ties a file that was received to a question of a draft, in the place of the one before. A file that was sent once
    /// is kept, though nobody reaches it any more: the fingerprint of what was sent names it.
    static func keep(
        _ upload: Upload, as question: Question, of draft: Draft, _ edit: FormEdit, by context: ActionContext,
        in tx: Writer
    ) throws {
        try mustTakeFiles(draft)
        let mine = text(of: upload)
        guard try wanted(edit, mine, question, of: draft, in: tx) == FormText.clean(mine) else { return }
        try remove(question, of: draft, in: tx)
        try Uploads.keep(upload, by: context, in: tx)
        try tx.execute(
            """
            INSERT INTO application_file (application_id, question_id, upload_id)
            VALUES (\(draft.application.id), \(question.id), \(upload.id))
            """)
        try save([(question.id, mine)], of: draft.application.id, at: context.at, in: tx)
        try touch(draft, "added a file to", by: context, in: tx)
    }

    /// Takes a file out of a draft.
    static func takeOut(
        _ question: Question, of draft: Draft, _ edit: FormEdit, by context: ActionContext, in tx: Writer
    ) throws {
        try mustTakeFiles(draft)
        guard try wanted(edit, "", question, of: draft, in: tx).isEmpty else { return }
        try remove(question, of: draft, in: tx)
        try save([(question.id, "")], of: draft.application.id, at: context.at, in: tx)
        try touch(draft, "took a file out of", by: context, in: tx)
    }

    /// The name of the field in which a file is chosen.
    static let fileField = "file"

    /// What the answer is to be: what this person sends in the place of the file that their page showed, or what another has
    /// put there meanwhile.
    private static func wanted(
        _ edit: FormEdit, _ text: String, _ question: Question, of draft: Draft, in tx: Writer
    ) throws -> String {
        try edit.typing(fileField, text).over(
            draft.shown(file: question), changed: added(question, of: draft.application.id, in: tx)
        ).text(fileField)
    }

    /// Who added the file of an answer.
    private static func added(
        _ question: Question, of application: ID<Application>, in db: Reader
    ) throws -> LastChange? {
        guard let upload = try file(question.id, of: application, in: db) else { return nil }
        return try LastChange(by: upload.owner, at: upload.createdAt, in: db)
    }

    static func mustTakeFiles(_ draft: Draft) throws {
        guard draft.part != .criticalFriend else { throw Refusal.notFound }
        guard draft.canBeEdited else { throw draft.isClosed }
    }

    private static func remove(_ question: Question, of draft: Draft, in tx: Writer) throws {
        guard let old = try file(question.id, of: draft.application.id, in: tx) else { return }
        try tx.execute("DELETE FROM application_file WHERE upload_id = \(old.id)")
        if draft.application.submittedAt == nil { try Uploads.remove(old.id, in: tx) }
    }

    private static func touch(_ draft: Draft, _ verb: String, by context: ActionContext, in tx: Writer) throws {
        try tx.execute("UPDATE application SET saved_at = \(context.at) WHERE id = \(draft.application.id)")
        try AuditLog.record(
            verb, AuditLog.Subject("application", draft.application.id), programme: draft.programme.id, by: context,
            in: tx)
    }

    private static func text(of upload: Upload) -> String {
        "\(upload.name) (\(upload.kind.label), \(size(upload.size)))\nSHA-256 \(upload.sha256)"
    }

    /// `812 bytes`, `12 kB`, `3.4 MB`
    static func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: "\(bytes) bytes"
        case ..<1_000_000: "\((bytes + 500) / 1000) kB"
        default: "\((bytes + 50_000) / 1_000_000).\((bytes + 50_000) / 100_000 % 10) MB"
        }
    }

    /// The file of one answer. For those who have asked already whether the caller may see the application.
    static func file(_ question: ID<Question>, of application: ID<Application>, in db: Reader) throws -> Upload? {
        let id = try db.value(
            """
            SELECT upload_id FROM application_file WHERE application_id = \(application) AND question_id = \(question)
            """, as: ID<Upload>.self)
        return try id.flatMap { try Uploads.find($0, in: db) }
    }
}

extension Draft {
    /// A question that is answered by a file, by its id in the address.
    func fileQuestion(_ id: ID<Question>) throws -> Question {
        guard let question = form.questions.first(where: { $0.id == id && $0.kind == .file }) else {
            throw Refusal.notFound
        }
        return question
    }

    /// What the page shows on which a file is chosen.
    func shown(file question: Question) -> FormData { [Applications.fileField: answer(question)] }

    func link(file question: Question) -> Link {
        Link("\(application.link(in: programme))/files/\(question.id.text)")
    }

    /// The page on which a question stands.
    func link(section question: Question) -> Link {
        let place = sections.firstIndex { $0.questions.contains(question) } ?? 0
        return Link("\(application.link(in: programme))/sections/\(place + 1)")
    }
}
