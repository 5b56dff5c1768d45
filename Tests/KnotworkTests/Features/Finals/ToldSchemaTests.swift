import Store
import Testing

@testable import Knotwork

/// The step of the schema after which "told" follows the mail that left.
@Suite(.timeLimit(.minutes(20))) struct ToldSchemaTests {
    @Test(arguments: Engines.all)
    func `what a folder imported stays told, and what was only written is as far as its letter is`(engine: Engine)
        async throws
    {
        let database = try TestApp.open(engine)
        try await database.migrate(Array(Schema.migrations.prefix { $0.name != Schema.told.name }))
        try await database.write { tx in
            for statement in Self.rows { try tx.execute(statement) }
        }
        try await database.migrate(Schema.migrations)
        let told = try await database.read { db in
            try db.values(
                """
                SELECT a.id FROM application a LEFT JOIN decision d ON d.application_id = a.id
                WHERE \(Finals.isSettled) AND \(Finals.isTold("a.id")) ORDER BY a.id
                """, as: String.self)
        }
        #expect(told == ["folder", "sent"])
        let untold = try await database.read { db in
            try db.values(
                """
                SELECT a.id FROM application a LEFT JOIN decision d ON d.application_id = a.id
                WHERE \(Finals.isSettled) AND NOT \(Finals.isTold("a.id")) ORDER BY a.id
                """, as: String.self)
        }
        #expect(untold == ["again", "thrown"])
        await database.close()
    }

    private static let rows: [SQL] =
        [
            "INSERT INTO account (id, email, name, created_at) VALUES ('l', 'lead@x.example', 'Lead', 't')",
            """
            INSERT INTO programme (id, slug, name, strapline, edition, host, area, about, eligibility, how_judged,
                contact_email, accent, pot_pence, rehearsal, created_at)
            VALUES ('p', 'p', 'P', '', '', '', '', '', '', '', 'p@x.example', '', 0, \(false), 't')
            """,
            "INSERT INTO application_form (id, programme_id, version, made_at) VALUES ('f', 'p', 1, 't')",
        ] + application("folder", 1, actor: "operator", letter: nil)
        + application("sent", 2, actor: "Tia", letter: monday)
        + application("thrown", 3, actor: "Tia", letter: nil)
        + application("again", 4, actor: "Tia", letter: "2022-03-01")

    private static let monday = "2022-05-02T10:00:00.000Z"

    /// An application that was marked as told on Monday; its letter, if it has one, is of that or another day.
    private static func application(_ id: String, _ number: Int, actor: String, letter: String?) -> [SQL] {
        [
            """
            INSERT INTO application (id, programme_id, form_id, number, organisation, stage, started_at, saved_at,
                submitted_at, fingerprint)
            VALUES (\(id), 'p', 'f', \(number), 'Org', 'not_funded', 't', 't', 't', 'f')
            """,
            """
            INSERT INTO application_member (application_id, account_id, part, joined_at) VALUES (\(id), 'l', 'lead', 't')
            """,
            """
            INSERT INTO decision (application_id, outcome, amount_pence, condition, reason, decided_at, told_at)
            VALUES (\(id), 'not_funded', 0, '', 'r', 't', \(monday))
            """,
            """
            INSERT INTO ledger_entry (id, at, actor, verb, subject_kind, subject_id, reason)
            VALUES (\(id), \(monday), \(actor), 'told in private', 'application', \(id), '')
            """,
        ]
            + (letter.map { at in
                [
                    """
                    INSERT INTO message (id, about_kind, about_id, to_address, to_name, sender_name, subject, text, bulk,
                        masked, state, attempts, created_at, released_at, released_by, sent_at)
                    VALUES (\(id), 'outcome', \(id), 'lead@x.example', '', '', '', '', \(true), \(false), 'sent', 1, \(at), 't',
                        'Tia', 't')
                    """
                ]
            } ?? [])
    }
}
