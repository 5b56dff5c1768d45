import Store
import Testing

@Suite struct StoreTests {
    @Test func `rows come back as they were written`() async throws {
        let db = try Database(.temporary)
        try await db.migrate([
            Migration(name: "1", sql: "CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT, pinned BOOLEAN NOT NULL);")
        ])
        let text: String? = "it's \"quoted\"; 𝄞"
        let id: Int? = try await db.write { tx in
            try tx.execute(
                "INSERT INTO notes (id, text, pinned) VALUES (1, \(text), \(true)), (2, \(nil as String?), \(false))")
            return try tx.value("INSERT INTO notes (id, text, pinned) VALUES (3, 'x', TRUE) RETURNING id")
        }
        #expect(id == 3)
        let rows = try await db.read { db in
            try db.all("SELECT id, text, pinned FROM notes WHERE id IN \(list: [1, 2]) ORDER BY id") { row in
                let text: String? = try row["text"]
                return "\(try row["id"] as Int) \(text ?? "-") \(try row["pinned"] as Bool)"
            }
        }
        #expect(rows == ["1 it's \"quoted\"; 𝄞 true", "2 - false"])
        await #expect(throws: StoreError.unique(["notes.id"])) {
            try await db.write { tx in try tx.execute("INSERT INTO notes (id, pinned) VALUES (1, FALSE)") }
        }
        await db.close()
    }
}
