import Names
import Store
import Testing

@testable import Knotwork

/// An application with something that could leak in every feature, added to the example before its results are out.
struct HiddenApplication: Sendable {
    var programme: Programme
    var id: ID<Application>
    /// Values for the addresses of what belongs to it.
    var places: Places
    /// The same for what belongs to others.
    var others: Places
    /// Help that was written down under another spelling before it applied.
    var help: String
    /// What tells of it, in lower case: names in all spellings, addresses, sums and what is left of them, words, ids.
    var secrets: [String]
    /// Of these, what everybody learns who has to say to whom they are too near.
    var names: [String]

    /// The name that it has, and others that the programme knows. Whoever stands aside in the tests wrote the last one.
    static let name = "Zephyrine Holdings"
    static let spellings = ["ZHQ Labs", "Vole Works", "Quokka Collective"]
}

extension TestApp {
    func hiddenApplication() async throws -> HiddenApplication {
        let programme = try await example().programme
        var known = try await places(in: programme)
        known.values["secret"] = "none"
        let context = actionContext()
        try await database.write { tx in
            try tx.execute("UPDATE programme SET results_released_at = NULL WHERE id = \(programme.id)")
            let body = Organisation(id: context.id(), name: HiddenApplication.name, kind: .sme, firstContact: nil)
            try People.add(body, alsoWritten: HiddenApplication.spellings, to: programme.id, by: context, in: tx)
            try Self.help(nil, "ZHQ labs Ltd.", "help-secret-before", of: programme.id, by: context, in: tx)
        }
        let id = try await database.write { try Self.apply(to: programme, by: context, in: $0) }
        let question = try await answeredByFile(id, in: programme, words: "file-secret")
        try await database.write { tx in
            try Self.company(of: id, in: programme, by: context, tx: tx)
            try Self.judge(id, of: programme, by: context, in: tx)
            try Self.decide(id, of: programme, settings: dependencies.settings, by: context, in: tx)
        }
        try await link()
        let others = known
        return try await database.read { try Self.found(id, programme, others, question, in: $0) }
    }

    private static func apply(to programme: Programme, by context: ActionContext, in tx: Writer) throws -> ID<
        Application
    > {
        let form = try #require(try Applications.currentForm(of: programme.id, in: tx))
        let people = [("Quillon Vesper", "quillon@vesper.example"), ("Perpetua Nightjar", "perpetua@vesper.example")]
        let contacts = people.map { name, email in
            Sighting(
                id: context.id(), programme: programme.id, kind: .application, name: name, email: email,
                organisation: "Vole Works CIC", status: "submitted", seenAt: context.at)
        }
        let themes = try Problems.themes(of: programme.id, in: tx).prefix(1).map(\.id)
        let key = form.questions.first { $0.kind == .long }?.key ?? ""
        let imported = Applications.ImportedApplication(
            organisation: HiddenApplication.name, contacts: contacts, themes: themes, asked: .pounds(12_345),
            answers: [key: "answer-secret", "asked": "£12,345"], startedAt: context.at, savedAt: context.at,
            submittedAt: context.at)
        let id = try Applications.take(imported, form: form, of: programme.id, by: context, in: tx)
        try tx.execute(
            """
            INSERT INTO contact_log (id, programme_id, sighting_id, happened_on, minutes, who, note, next_step, noted_at)
            VALUES ('talk', \(programme.id), \(contacts[0].id), '2022-04-01', 5, 'Tim', 'talk-secret', 'promise-secret',
                \(context.at))
            """)
        try AuditLog.record(
            "noted a conversation with", AuditLog.Subject("sighting", contacts[0].id), programme: programme.id,
            reason: "ledger-secret", by: context, in: tx)
        return id
    }

    private static func account(_ name: String, by context: ActionContext, in tx: Writer) throws -> Account {
        let email = try #require(EmailAddress("\(name)@hidden.example"))
        return try Accounts.account(for: email, name: name.capitalizedFirst, by: context, in: tx)
    }

    private static func help(
        _ application: ID<Application>?, _ organisation: String, _ what: String, of programme: ID<Programme>,
        by context: ActionContext, in tx: Writer
    ) throws {
        let help = Applications.HelpGiven(
            id: context.id(), application: application, organisation: organisation, person: "Quillon Vesper",
            helper: "Tim",
            account: nil, kind: .call, minutes: 7, what: what, at: context.at)
        try Applications.note(help, of: programme, by: context, in: tx)
    }

    /// A mentor who remarks, help, and more time for a reason.
    private static func company(
        of id: ID<Application>, in programme: Programme, by context: ActionContext, tx: Writer
    ) throws {
        let mentor = try account("mentor", by: context, in: tx)
        try Accounts.grant(.mentor, in: programme.id, to: mentor.id, by: context, in: tx)
        try Applications.addMember(
            mentor, organisation: "", to: id, part: .criticalFriend, programme: programme.id, by: context, in: tx)
        let section = try tx.value("SELECT section FROM question ORDER BY id LIMIT 1", as: String.self) ?? ""
        try tx.execute(
            """
            INSERT INTO remark (id, application_id, account_id, section, text, made_at)
            VALUES ('remark', \(id), \(mentor.id), \(section), 'remark-secret', \(context.at))
            """)
        try help(id, HiddenApplication.name, "help-secret-after", of: programme.id, by: context, in: tx)
        try Applications.extend(
            id, until: context.at, reason: "more-time-secret", of: programme.id, by: context, in: tx)
    }

    /// Scores in both rounds with their remarks, somebody who declined, a conflict that should be known, and a declaration.
    private static func judge(_ id: ID<Application>, of programme: Programme, by context: ActionContext, in tx: Writer)
        throws
    {
        for (name, round) in [("ivo", Round.assessment), ("ada", .assessment), ("pia", .final)] {
            let judge = try account(name, by: context, in: tx)
            try Accounts.grant(round.role, in: programme.id, to: judge.id, by: context, in: tx)
            try Interests.state(judge.id, of: programme.id, by: context, in: tx)
            try Panels.assign(id, to: judge.id, round: round, of: programme.id, by: context, in: tx)
            let criteria = try Panels.criteria(of: programme.id, round: round, in: tx)
            let points = Dictionary(uniqueKeysWithValues: criteria.map { ($0.id, $0.highest) })
            let review = Review(
                id: context.id(), application: id, account: judge.id, round: round, state: .handedIn,
                note: "review-secret of \(name)", points: points, remarks: [:])
            let own = ActionContext(caller: Caller(account: judge), at: context.at, randomness: context.randomness)
            try Panels.save(review, criteria: criteria, of: programme.id, by: own, in: tx)
        }
        let eva = try account("eva", by: context, in: tx)
        try Accounts.grant(.assessor, in: programme.id, to: eva.id, by: context, in: tx)
        try Interests.declare(
            conflict: "person", note: "conflict-secret", isRecused: false, about: id, account: eva.id,
            of: programme.id, by: context, in: tx)
        try Interests.declare(
            interestIn: "Vole Works Limited", note: "declared-secret",
            account: try account("uma", by: context, in: tx).id,
            of: programme.id, by: context, in: tx)
    }

    private static func decide(
        _ id: ID<Application>, of programme: Programme, settings: Settings, by context: ActionContext, in tx: Writer
    ) throws {
        try Panels.shortlist(
            id, shortlisted: true, reason: "shortlist-secret", of: programme.id, by: context, in: tx)
        let award = Decision(
            application: id, outcome: .part, amount: .pounds(1_234), condition: "", reason: "decision-secret")
        try Finals.decide(award, of: programme, by: context, in: tx)
        try Finals.tell(programme, settings: settings, by: context, in: tx)
    }

    private static func found(
        _ id: ID<Application>, _ programme: Programme, _ known: Places, _ question: ID<Question>, in db: Reader
    ) throws -> HiddenApplication {
        func one(_ sql: SQL) throws -> String { try #require(try db.value(sql, as: String.self)) }
        var places = known
        let person = try one("SELECT person_id FROM sighting WHERE email = 'quillon@vesper.example'")
        let letter = try one(
            "SELECT id FROM message WHERE about_kind = 'outcome' AND about_id = \(id) ORDER BY id LIMIT 1")
        let number = try #require(try db.value("SELECT number FROM application WHERE id = \(id)", as: Int.self))
        places.values["application"] = id.text
        places.values["question"] = question.text
        places.values["person"] = person
        places.values["message"] = letter
        places.values["account"] = try one("SELECT id FROM account WHERE email = 'quillon@vesper.example'")
        let names = [HiddenApplication.name] + HiddenApplication.spellings.dropLast()
        let words = [
            "Quillon", "Nightjar", "vesper.example", "answer-secret", "file-secret", "talk-secret",
            "promise-secret", "ledger-secret", "help-secret-before", "help-secret-after", "more-time-secret",
            "review-secret", "conflict-secret", "declared-secret", "shortlist-secret", "decision-secret",
            "remark-secret",
            // What was asked; what was awarded; all awards; what is left, and what would be without this one's.
            "12,345", "1,234", "54,174", "5,826",
            Applications.reference(number), id.text, person, letter,
        ]
        return HiddenApplication(
            programme: programme, id: id, places: places, others: known,
            help: try one("SELECT id FROM help WHERE what = 'help-secret-before'"),
            secrets: (names + words).map { $0.lowercased() },
            names: names.map { $0.lowercased() })
    }
}
