import Names
import Store

extension Applications {
    /// An application that came on another way than through our pages: with a form export, from before.
    struct ImportedApplication: Sendable {
        var organisation: String
        var contacts: [Sighting]
        var themes: [ID<Theme>]
        var asked: Money?
        /// Answers by the question's key.
        var answers: [String: String]
        var startedAt: Instant
        var savedAt: Instant
        /// Nil for one that was never sent.
        var submittedAt: Instant?
        var number: Int?
        var stuckReason = ""

        /// What was said to a question. The amount is kept beside the answers, and is the answer to the question for it:
        /// whoever judges reads what was asked for. A form asks for an amount once.
        func answer(to question: Question) -> String {
            if let said = answers[question.key], !said.isEmpty { return said }
            return question.kind == .money ? asked?.typed ?? "" : ""
        }
    }

    /// Enters an application as it was brought, with its contacts as people seen.
    @discardableResult
    static func take(
        _ imported: ImportedApplication, form: ApplicationForm, of programme: ID<Programme>, by context: ActionContext,
        in tx: Writer
    ) throws -> ID<Application> {
        let id: ID<Application> = context.id()
        let stage = imported.submittedAt == nil ? Stage.draft : .submitted
        let number = try imported.submittedAt.map { _ in try imported.number ?? nextNumber(of: programme, in: tx) }
        try tx.execute(
            """
            INSERT INTO application (id, programme_id, form_id, number, organisation, stage, asked_pence, started_at,
                saved_at, submitted_at, stuck_reason)
            VALUES (\(id), \(programme), \(form.id), \(number), \(imported.organisation), \(stage), \(imported.asked),
                \(imported.startedAt), \(imported.savedAt), \(imported.submittedAt), \(imported.stuckReason))
            """)
        try coverOrganisations(in: programme, only: id, by: context, in: tx)
        let answers = form.questions.map { ($0.id, imported.answer(to: $0)) }.filter { !$0.1.isEmpty }
        try save(answers, of: id, at: imported.savedAt, in: tx)
        try set(themes: imported.themes, of: id, in: tx)
        try bring(imported.contacts, to: id, programme: programme, by: context, in: tx)
        if let submittedAt = imported.submittedAt {
            try seal(
                id, by: ActionContext(caller: context.caller, at: submittedAt, randomness: context.randomness), in: tx)
        }
        return id
    }

    private static func bring(
        _ contacts: [Sighting], to application: ID<Application>, programme: ID<Programme>, by context: ActionContext,
        in tx: Writer
    ) throws {
        try People.record(contacts, by: context, in: tx)
        for (place, contact) in contacts.enumerated() {
            try tx.execute(
                "INSERT INTO application_sighting (application_id, sighting_id) VALUES (\(application), \(contact.id))")
            guard let email = EmailAddress(contact.email) else { continue }
            let account = try Accounts.account(for: email, name: contact.name, by: context, in: tx)
            try addMember(
                account, organisation: contact.organisation, to: application, part: place == 0 ? .lead : .coApplicant,
                programme: programme, by: context, in: tx)
        }
    }

    /// Gives somebody a part in an application.
    static func addMember(
        _ account: Account, organisation: String, to application: ID<Application>, part: Draft.Part,
        programme: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        let joined = try tx.execute(
            """
            INSERT INTO collaborator (application_id, account_id, part, joined_at)
            VALUES (\(application), \(account.id), \(part), \(context.at))
            ON CONFLICT (application_id, account_id) DO NOTHING
            """)
        guard joined > 0 else { return }
        try Recusals.add(
            part == .criticalFriend ? .helped : .writes, for: account.id, from: application, by: context, in: tx)
        try Accounts.grant(
            part.role, in: programme, to: account.id, organisation: organisation, byPart: true, by: context, in: tx)
    }

    static func save(
        _ answers: [(question: ID<Question>, text: String)], of application: ID<Application>, at now: Instant,
        in tx: Writer
    ) throws {
        guard !answers.isEmpty else { return }
        let rows: [SQL] = answers.map { "(\(application), \($0.question), \($0.text), \(now))" }
        try tx.execute(
            """
            INSERT INTO answer (application_id, question_id, text, saved_at) VALUES \(rows.joined(separator: ", "))
            ON CONFLICT (application_id, question_id) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at
            """)
    }

    static func set(themes: [ID<Theme>], of application: ID<Application>, in tx: Writer) throws {
        try tx.execute("DELETE FROM application_theme WHERE application_id = \(application)")
        guard !themes.isEmpty else { return }
        let rows: [SQL] = themes.map { "(\(application), \($0))" }
        try tx.execute(
            "INSERT INTO application_theme (application_id, theme_id) VALUES \(rows.joined(separator: ", "))")
    }

    /// Numbers run from 1 without gaps: the transaction that counts is the one that writes.
    static func nextNumber(of programme: ID<Programme>, in db: Reader) throws -> Int {
        try db.value(
            "SELECT coalesce(max(number), 0) + 1 FROM application WHERE programme_id = \(programme)", as: Int.self) ?? 1
    }
}
