import Store
import Testing

@Suite(.timeLimit(.minutes(20))) struct ConstraintTests {
    static let tables = """
        CREATE TABLE people (
            id TEXT NOT NULL PRIMARY KEY,
            email TEXT NOT NULL UNIQUE,
            age BIGINT CONSTRAINT age_is_positive CHECK (age > 0),
            nickname TEXT
        );
        CREATE TABLE seats (
            event TEXT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            UNIQUE (event, person_id)
        );
        CREATE UNIQUE INDEX people_by_folded_nickname ON people (LOWER(nickname));
        """

    @Test(arguments: Trial.engines) func `each refusal is told apart`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            try await db.write { tx in
                try tx.execute("INSERT INTO people (id, email, age, nickname) VALUES ('p', 'a@b.example', 30, 'Bea')")
                try tx.execute("INSERT INTO seats VALUES ('e', 'p')")
            }
            let refusals: [(SQL, StoreError)] = [
                (
                    "INSERT INTO people (id, email, age, nickname) VALUES ('p', 'c@d.example', 1, NULL)",
                    .unique(["people.id"])
                ),
                (
                    "INSERT INTO people (id, email, age, nickname) VALUES ('q', 'a@b.example', 1, NULL)",
                    .unique(["people.email"])
                ),
                (
                    "INSERT INTO people (id, email, age, nickname) VALUES ('q', 'c@d.example', 1, 'BEA')",
                    .unique(["people_by_folded_nickname"])
                ),
                ("INSERT INTO seats VALUES ('e', 'p')", .unique(["seats.event", "seats.person_id"])),
                ("INSERT INTO seats VALUES ('e', 'nobody')", .foreignKey),
                ("DELETE FROM people WHERE id = 'p'", .foreignKey),
                ("UPDATE people SET age = 0", .check("age_is_positive")),
                ("UPDATE people SET email = NULL", .notNull("people.email")),
            ]
            for (sql, expected) in refusals {
                await #expect(throws: expected) { try await db.write { try $0.execute(sql) } }
            }
        }
    }

    @Test(arguments: Trial.engines) func `a refusal never shows a value`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            try await db.write {
                try $0.execute(
                    "INSERT INTO people (id, email, age, nickname) VALUES ('p', 'secret@b.example', 30, NULL)")
            }
            let mistakes: [SQL] = [
                "INSERT INTO people (id, email, age, nickname) VALUES ('q', 'secret@b.example', 1, NULL)",
                "INSERT INTO seats VALUES ('secret', 'secret')",
                "INSERT INTO people (id, email, age, nickname) VALUES ('secret', NULL, 30, NULL)",
                "UPDATE people SET age = -1 WHERE email = 'secret@b.example'",
            ]
            for sql in mistakes {
                let error = await #expect(throws: StoreError.self) { try await db.write { try $0.execute(sql) } }
                #expect(error.map { !"\($0)".contains("secret") } == true)
            }
        }
    }

    @Test(arguments: Trial.engines) func `a mistake in SQL is an error that says so`(engine: Engine) async throws {
        try await Trial.run(on: engine) { db in
            let error = await #expect(throws: StoreError.self) {
                try await db.read { try $0.value("SELECT id FROM nowhere", as: Int.self) }
            }
            let message = String(describing: error)
            #expect(message.contains("nowhere"), "\(message)")
        }
    }
}
