import Store
import Testing

@testable import Knotwork

/// What a folder brings is read by everybody as it was asked and answered.
@Suite(.timeLimit(.minutes(20))) struct ImportedApplicationsTests {
    @Test(arguments: Engines.all)
    func `whoever judges, runs the programme or applied reads the amount that the folder imported`(engine: Engine)
        async throws
    {
        try await TestApp.run(engine, at: "2022-04-04T10:00:00Z") { app in
            let programme = try await app.example().programme
            let one = try await app.firstApplication(of: programme)
            let base = "/programmes/\(programme.slug)"
            try await app.browse { visitors in
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                let applicant = try await visitors.person(one.lead)
                let judge = try await visitors.person(one.assessor)
                _ = try await judge.post("\(base)/reviews/declarations")
                let readings = [
                    try await team.get("\(base)/team/applications/\(one.id)"),
                    try await applicant.get("\(base)/applications/\(one.id)"),
                    try await judge.get("\(base)/reviews/\(one.id)"),
                ]
                for page in readings {
                    #expect(page.words.contains("How much do you ask for (£)? £9,800"))
                    #expect(!page.words.contains("How much do you ask for (£)? No answer"))
                    #expect(page.words.contains("about 150 were asked for"))
                    #expect(page.words.contains("Text or video? Text"))
                    #expect(!page.words.contains("1 word, about 150"), "a choice is not counted as paragraphs")
                }
                let text = try await applicant.get("\(base)/applications/\(one.id)/sent.txt").text
                #expect(text.contains("How much do you ask for (£)?\n9,800\n"))
            }
        }
    }

    @Test(arguments: Engines.all)
    func `amounts that a folder imported before become answers, written as people write them`(engine: Engine)
        async throws
    {
        let database = try TestApp.open(engine)
        let before = Schema.migrations.prefix { $0.name != Schema.amountsAnswered.name }
        try await database.migrate(Array(before))
        let pence = [0, 5, 99_900, 980_000, 980_050, 100_000_000, 123_456_789, 10_000_000_007]
        try await database.write { tx in
            for statement in Self.rows { try tx.execute(statement) }
            for (number, amount) in pence.enumerated() {
                try tx.execute(
                    """
                    INSERT INTO application (id, programme_id, form_id, organisation, stage, asked_pence, started_at, saved_at)
                    VALUES (\("e\(number)"), 'p', 'f', 'Org', 'draft', \(amount), 't', 't')
                    """)
            }
            try tx.execute(
                "INSERT INTO answer (application_id, question_id, text, saved_at) VALUES ('e3', 'money', '9800', 't')")
        }
        try await database.migrate(Schema.migrations)
        let answers = try await database.read { db in
            try db.values(
                "SELECT text FROM answer WHERE question_id = 'money' ORDER BY application_id", as: String.self)
        }
        var expected = pence.map { Money(pence: $0).typed }
        expected[3] = "9800"
        #expect(answers == expected, "and what somebody answered stays")
        let labels = try await database.read { db in
            try db.values("SELECT label FROM question ORDER BY position", as: String.self)
        }
        #expect(
            labels == ["Which themes does your idea answer?", "How much do you ask for (£)?", "Question 3"],
            "a question has words")
        await database.close()
    }

    private static let rows: [SQL] = [
        """
        INSERT INTO programme (id, slug, name, strapline, edition, host, area, about, eligibility, how_judged,
            contact_email, accent, pot_pence, rehearsal, created_at)
        VALUES ('p', 'p', 'P', '', '', '', '', '', '', '', 'p@x.example', '', 0, \(false), 't')
        """,
        "INSERT INTO application_form (id, programme_id, version, made_at) VALUES ('f', 'p', 1, 't')",
        """
        INSERT INTO question (id, form_id, key, position, section, label, hint, kind, required)
        VALUES ('themes', 'f', 'themes', 0, 'Idea', '', '', 'themes', \(true)),
            ('money', 'f', 'asked', 1, 'Cost', '', '', 'money', \(false)),
            ('other', 'f', 'other', 2, 'Cost', '', '', 'text', \(false))
        """,
    ]
}

extension TestApp {
    /// EOI-0001 of the example: who leads it, and who was given it to assess.
    fileprivate func firstApplication(
        of programme: Programme
    ) async throws -> (id: String, lead: String, assessor: String) {
        try await database.read { db in
            func email(_ sql: SQL) throws -> String { try #require(try db.value(sql, as: String.self)) }
            let id = try #require(
                try db.value(
                    "SELECT id FROM application WHERE programme_id = \(programme.id) AND number = 1", as: String.self))
            return (
                id,
                try email(
                    """
                    SELECT p.email FROM collaborator m JOIN account p ON p.id = m.account_id
                    WHERE m.application_id = \(id) AND m.part = 'lead'
                    """),
                try email(
                    """
                    SELECT p.email FROM assignment w JOIN account p ON p.id = w.account_id
                    WHERE w.application_id = \(id) AND w.round = 'assessment' ORDER BY p.email LIMIT 1
                    """)
            )
        }
    }
}
