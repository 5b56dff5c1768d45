import Testing

@testable import Store

@Suite(.timeLimit(.minutes(20))) struct SQLTests {
    @Test func `values are bound and never part of the text`() {
        let hostile = "x'); DROP TABLE notes; --"
        let sql: SQL = "SELECT \(hostile), \(7), \(nil as String?)"
        #expect(sql.text == "SELECT ?, ?, ?")
        #expect(sql.values == [.text(hostile), .integer(7), .null])
    }

    @Test func `text in quotation marks inside an interpolation is a value, not SQL`() {
        let sql: SQL = "SELECT \("1; DROP TABLE notes")"
        #expect(sql == SQL(text: "SELECT ?", values: [.text("1; DROP TABLE notes")]))
    }

    @Test func `pieces of SQL splice with their values in order`() {
        let mine: SQL = "author = \("a")"
        let sql: SQL = "SELECT \(1) WHERE \(mine) AND place IN \(list: ["x", "y"]) LIMIT \(5)"
        #expect(sql.text == "SELECT ? WHERE author = ? AND place IN (?, ?) LIMIT ?")
        #expect(sql.values == [.integer(1), .text("a"), .text("x"), .text("y"), .integer(5)])
    }

    @Test func `joined pieces keep the separator's values`() {
        let parts: [SQL] = ["a = \(1)", "b = \(2)", "c"]
        #expect(
            parts.joined(separator: " AND \(true) AND ").values == [1, 2].flatMap { [.integer($0), .boolean(true)] })
        #expect(parts.joined(separator: ", ").text == "a = ?, b = ?, c")
        #expect([SQL]().joined(separator: ", ") == "")
        #expect(("a" + parts[0]).text == "aa = ?")
    }

    @Test func `a description never shows a value`() {
        let sql: SQL = "SELECT \("secret@person.example")"
        #expect("\(sql)" == "SELECT ?")
    }

    @Test(arguments: [
        ("SELECT ?, ?", "SELECT $1, $2"),
        ("SELECT 'who?', ?", "SELECT 'who?', $1"),
        ("SELECT 'it''s?', ?", "SELECT 'it''s?', $1"),
        (#"SELECT "a?", ?"#, #"SELECT "a?", $1"#),
        ("SELECT ? -- why?\n, ?", "SELECT $1 -- why?\n, $2"),
        ("SELECT ? /* ?'? */ - ? / ?", "SELECT $1 /* ?'? */ - $2 / $3"),
        ("SELECT ? -- ?", "SELECT $1 -- ?"),
        ("?", "$1"),
    ]) func `PostgreSQL gets numbered parameters outside quotes and comments`(text: String, expected: String) throws {
        let count = expected.count { $0 == "$" }
        let sql = SQL(text: text, values: (0..<count).map { .integer(Int64($0)) })
        #expect(try PostgresStatement.render(sql) == expected)
    }

    @Test func `PostgreSQL gets NULL in the text and no number for it`() throws {
        let sql: SQL = "SELECT \(1) WHERE \(nil as Int?) IS NULL AND \(2) = 2"
        #expect(try PostgresStatement.render(sql) == "SELECT $1 WHERE NULL IS NULL AND $2 = 2")
    }

    @Test(arguments: Trial.engines) func `a question mark written by hand is refused`(engine: Engine) async throws {
        try await Trial.run(on: engine) { db in
            await #expect(throws: StoreError.self) { try await db.read { try $0.value("SELECT ?", as: Int.self) } }
            await #expect(throws: StoreError.self) {
                try await db.read { try $0.value("SELECT \(1) = ?", as: Bool.self) }
            }
        }
    }

    @Test(arguments: Trial.engines) func `several statements in one are refused`(engine: Engine) async throws {
        try await Trial.run(on: engine, "CREATE TABLE notes (id BIGINT PRIMARY KEY);") { db async throws in
            await #expect(throws: StoreError.self) {
                try await db.write { try $0.execute("INSERT INTO notes VALUES (1); DELETE FROM notes") }
            }
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM notes") } == 0)
        }
    }

    @Test(arguments: Trial.engines) func `hostile text is stored as it was typed`(engine: Engine) async throws {
        let hostile = [
            "'; DROP TABLE notes; --", "\" OR \"\"=\"", "\\'; DELETE FROM notes; --", "$1", "?", "%s %n", "/* */",
            "NULL",
            "'||(SELECT 1)||'", "\u{2019}\u{02BC}", "😀'--",
        ]
        try await Trial.run(on: engine, "CREATE TABLE notes (text TEXT NOT NULL);") { db in
            for text in hostile {
                try await db.write { tx in
                    try tx.execute("DELETE FROM notes")
                    try tx.execute("INSERT INTO notes (text) VALUES (\(text))")
                }
                let found = try await db.read {
                    try $0.values("SELECT text FROM notes WHERE text = \(text)", as: String.self)
                }
                #expect(found == [text])
            }
        }
    }

    @Test(arguments: Trial.engines) func `an empty list is in nothing`(engine: Engine) async throws {
        try await Trial.run(on: engine, "CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT NOT NULL, ok BOOLEAN);") {
            db in
            try await db.write { try $0.execute("INSERT INTO notes VALUES (1, 'a', TRUE)") }
            let counts = try await db.read { db in
                try [
                    db.value("SELECT COUNT(*) FROM notes WHERE id IN \(list: [Int]())", as: Int.self),
                    db.value("SELECT COUNT(*) FROM notes WHERE id NOT IN \(list: [Int]())", as: Int.self),
                    db.value("SELECT COUNT(*) FROM notes WHERE text IN \(list: [String]())", as: Int.self),
                    db.value("SELECT COUNT(*) FROM notes WHERE text NOT IN \(list: [String]())", as: Int.self),
                    db.value("SELECT COUNT(*) FROM notes WHERE ok NOT IN \(list: [Bool]())", as: Int.self),
                ]
            }
            #expect(counts == [0, 1, 0, 1, 1])
        }
    }

    @Test(arguments: Trial.engines) func `a long list is bound whole`(engine: Engine) async throws {
        try await Trial.run(on: engine) { db in
            let numbers = Array(1...2_000)
            let count = try await db.read { db in
                try db.value(
                    "SELECT COUNT(*) FROM (SELECT 1 AS one) AS t WHERE \(2_000) IN \(list: numbers)", as: Int.self)
            }
            #expect(count == 1)
        }
    }
}
