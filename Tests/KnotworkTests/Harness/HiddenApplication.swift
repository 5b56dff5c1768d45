import Names
import Store
import Testing

@testable import Knotwork

/// An application with something that could leak in every room, added to the example before its results are out.
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

extension TestHouse {
    func hiddenApplication() async throws -> HiddenApplication {
        let programme = try await example().programme
        var known = try await places(in: programme)
        known.values["secret"] = "none"
        let deed = deed()
        try await database.write { tx in
            try tx.execute("UPDATE programme SET results_released_at = NULL WHERE id = \(programme.id)")
            let body = Organisation(id: deed.id(), name: HiddenApplication.name, kind: .sme, firstContact: nil)
            try People.add(body, alsoWritten: HiddenApplication.spellings, to: programme.id, by: deed, in: tx)
            try Self.help(nil, "ZHQ labs Ltd.", "help-secret-before", of: programme.id, by: deed, in: tx)
        }
        let id = try await database.write { try Self.apply(to: programme, by: deed, in: $0) }
        let question = try await answeredByFile(id, in: programme, words: "file-secret")
        try await database.write { tx in
            try Self.company(of: id, in: programme, by: deed, tx: tx)
            try Self.judge(id, of: programme, by: deed, in: tx)
            try Self.decide(id, of: programme, settings: house.settings, by: deed, in: tx)
        }
        let others = known
        return try await database.read { try Self.found(id, programme, others, question, in: $0) }
    }

    private static func apply(to programme: Programme, by deed: Deed, in tx: Writer) throws -> ID<Application> {
        let form = try #require(try Applications.currentForm(of: programme.id, in: tx))
        let people = [("Quillon Vesper", "quillon@vesper.example"), ("Perpetua Nightjar", "perpetua@vesper.example")]
        let contacts = people.map { name, email in
            Sighting(
                id: deed.id(), programme: programme.id, kind: .application, name: name, email: email,
                organisation: "Vole Works CIC", status: "submitted", seenAt: deed.at)
        }
        let themes = try Problems.themes(of: programme.id, in: tx).prefix(1).map(\.id)
        let key = form.questions.first { $0.kind == .long }?.key ?? ""
        let brought = Applications.Brought(
            organisation: HiddenApplication.name, contacts: contacts, themes: themes, asked: .pounds(12_345),
            answers: [key: "answer-secret", "asked": "£12,345"], startedAt: deed.at, savedAt: deed.at,
            submittedAt: deed.at)
        let id = try Applications.take(brought, form: form, of: programme.id, by: deed, in: tx)
        try People.regroup(by: deed, in: tx)
        try tx.execute(
            """
            INSERT INTO contact_log (id, programme_id, sighting_id, happened_on, minutes, who, note, next_step, noted_at)
            VALUES ('talk', \(programme.id), \(contacts[0].id), '2022-04-01', 5, 'Tim', 'talk-secret', 'promise-secret',
                \(deed.at))
            """)
        try Ledger.record(
            "noted a conversation with", Ledger.Subject("sighting", contacts[0].id), programme: programme.id,
            reason: "ledger-secret", by: deed, in: tx)
        return id
    }

    private static func account(_ name: String, by deed: Deed, in tx: Writer) throws -> Account {
        let email = try #require(EmailAddress("\(name)@hidden.example"))
        return try Accounts.account(for: email, name: name.capitalizedFirst, by: deed, in: tx)
    }

    private static func help(
        _ application: ID<Application>?, _ organisation: String, _ what: String, of programme: ID<Programme>,
        by deed: Deed, in tx: Writer
    ) throws {
        let help = Applications.HelpGiven(
            id: deed.id(), application: application, organisation: organisation, person: "Quillon Vesper",
            helper: "Tim",
            account: nil, kind: .call, minutes: 7, what: what, at: deed.at)
        try Applications.note(help, of: programme, by: deed, in: tx)
    }

    /// A mentor who remarks, help, and more time for a reason.
    private static func company(
        of id: ID<Application>, in programme: Programme, by deed: Deed, tx: Writer
    ) throws {
        let mentor = try account("mentor", by: deed, in: tx)
        try Accounts.grant(.mentor, in: programme.id, to: mentor.id, by: deed, in: tx)
        try Applications.addMember(
            mentor, organisation: "", to: id, part: .friend, programme: programme.id, by: deed, in: tx)
        let section = try tx.value("SELECT section FROM question ORDER BY id LIMIT 1", as: String.self) ?? ""
        try tx.execute(
            """
            INSERT INTO remark (id, application_id, account_id, section, text, made_at)
            VALUES ('remark', \(id), \(mentor.id), \(section), 'remark-secret', \(deed.at))
            """)
        try help(id, HiddenApplication.name, "help-secret-after", of: programme.id, by: deed, in: tx)
        try Applications.extend(
            id, until: deed.at, reason: "more-time-secret", of: programme.id, by: deed, in: tx)
    }

    /// Scores in both rounds with their remarks, somebody who declined, a conflict that should be known, and a declaration.
    private static func judge(_ id: ID<Application>, of programme: Programme, by deed: Deed, in tx: Writer) throws {
        for (name, round) in [("ivo", Round.assessment), ("ada", .assessment), ("pia", .final)] {
            let judge = try account(name, by: deed, in: tx)
            try Accounts.grant(round.role, in: programme.id, to: judge.id, by: deed, in: tx)
            try Panels.state(judge.id, of: programme.id, by: deed, in: tx)
            try Panels.assign(id, to: judge.id, round: round, of: programme.id, by: deed, in: tx)
            let criteria = try Panels.criteria(of: programme.id, round: round, in: tx)
            let points = Dictionary(uniqueKeysWithValues: criteria.map { ($0.id, $0.highest) })
            let review = Review(
                id: deed.id(), application: id, account: judge.id, round: round, state: .sealed,
                note: "review-secret of \(name)", points: points, remarks: [:])
            let own = Deed(caller: Caller(account: judge), at: deed.at, chance: deed.chance)
            try Panels.save(review, criteria: criteria, of: programme.id, by: own, in: tx)
        }
        let eva = try account("eva", by: deed, in: tx)
        try Accounts.grant(.assessor, in: programme.id, to: eva.id, by: deed, in: tx)
        try Panels.declare(
            conflict: "person", note: "conflict-secret", standsAside: false, about: id, account: eva.id,
            of: programme.id, by: deed, in: tx)
        try Applications.declare(
            nearTo: "Vole Works Limited", note: "declared-secret", account: try account("uma", by: deed, in: tx).id,
            of: programme.id, by: deed, in: tx)
    }

    private static func decide(
        _ id: ID<Application>, of programme: Programme, settings: Settings, by deed: Deed, in tx: Writer
    ) throws {
        try Panels.shortlist(
            id, shortlisted: true, reason: "shortlist-secret", of: programme.id, by: deed, in: tx)
        let award = Decision(
            application: id, outcome: .part, amount: .pounds(1_234), condition: "", reason: "decision-secret")
        try Finals.decide(award, of: programme, by: deed, in: tx)
        try Finals.tell(programme, settings: settings, by: deed, in: tx)
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
