import Store
import Testing

@testable import Knotwork

/// The step of the schema that makes tables anew must lose nothing of what is in them.
@Suite(.timeLimit(.minutes(20))) struct FilesSchemaTests {
    @Test(arguments: Engines.all)
    func `questions, answers and remarks survive the step that lets answers be files`(engine: Engine) async throws {
        let database = try TestApp.open(engine)
        let before = Schema.migrations.prefix { $0.name != Schema.files.name }
        try await database.migrate(Array(before))
        try await database.write { tx in
            for statement in Self.rows { try tx.execute(statement) }
        }
        try await database.migrate(Schema.migrations)
        let kept = try await database.read { db in
            try db.all(
                """
                SELECT q.label, q.kind, q.required, q.guidance_words, x.text, r.text AS remark, r.section, r.settled_by
                FROM question q JOIN answer x ON x.question_id = q.id JOIN remark r ON r.application_id = x.application_id
                """
            ) { row in
                [
                    try row["label"] as String, try row["kind"] as String, "\(try row["required"] as Bool)",
                    "\(try row["guidance_words"] as Int)", try row["text"] as String, try row["remark"] as String,
                    try row["section"] as String, try row["settled_by"] as String,
                ]
            }
        }
        #expect(kept == [["Your idea?", "long", "true", "150", "A time bank", "Who pays?", "Idea", "a"]])
        await #expect(throws: StoreError.self, "an answer still needs its question") {
            try await database.write {
                _ = try $0.execute(
                    "INSERT INTO answer (application_id, question_id, text, saved_at) VALUES ('e', 'none', '', 't')")
            }
        }
        await database.close()
    }

    private static let rows: [SQL] = [
        "INSERT INTO account (id, email, name, created_at) VALUES ('a', 'a@x.example', 'A', 't')",
        """
        INSERT INTO programme (id, slug, name, strapline, edition, host, area, about, eligibility, how_judged,
            contact_email, accent, pot_pence, rehearsal, created_at)
        VALUES ('p', 'p', 'P', '', '', '', '', '', '', '', 'p@x.example', '', 0, \(false), 't')
        """,
        "INSERT INTO application_form (id, programme_id, version, made_at) VALUES ('f', 'p', 1, 't')",
        """
        INSERT INTO question (id, form_id, key, position, section, label, hint, kind, required, guidance_words)
        VALUES ('q', 'f', 'idea', 0, 'Idea', 'Your idea?', '', 'long', \(true), 150)
        """,
        """
        INSERT INTO application (id, programme_id, form_id, organisation, stage, started_at, saved_at)
        VALUES ('e', 'p', 'f', 'Org', 'draft', 't', 't')
        """,
        "INSERT INTO answer (application_id, question_id, text, saved_at) VALUES ('e', 'q', 'A time bank', 't')",
        """
        INSERT INTO remark (id, application_id, question_id, account_id, text, made_at, section, settled_at, settled_by)
        VALUES ('r', 'e', 'q', 'a', 'Who pays?', 't', 'Idea', 't', 'a')
        """,
    ]
}
