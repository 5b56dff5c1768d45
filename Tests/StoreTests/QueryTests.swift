import Store
import Testing

/// Several questions in one journey.
@Suite(.timeLimit(.minutes(20))) struct QueryTests {
    static let tables = """
        CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, text TEXT NOT NULL);
        INSERT INTO notes VALUES (1, 'one'), (2, 'two'), (3, 'three');
        """

    private static func text(_ id: Int) -> Query<String?> {
        Query.first("SELECT text FROM notes WHERE id = \(id)") { try $0[0] }
    }

    private static var all: Query<[String]> {
        Query.all("SELECT id, text FROM notes ORDER BY id DESC") { row in
            "\(try row["id"] as Int) \(try row["text"] as String)"
        }
    }

    private static var firstOfMany: Query<Int?> { Query.first("SELECT id FROM notes ORDER BY id") { try $0[0] } }

    /// Refused before it is run.
    private static var wrong: Query<[Int]> { Query.all("SELECT no_such_column FROM notes") { try $0[0] } }

    /// Refused while it is run, by PostgreSQL alone.
    private static var late: Query<[Int?]> {
        Query.all("SELECT CAST(text AS BIGINT) FROM notes WHERE id = \(1)") { try $0[0] }
    }

    @Test(arguments: Trial.engines)
    func `each answer is that of its own question, in whatever order they come`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            for _ in 0..<3 {
                let (two, everything, none, one) = try await db.read { db in
                    try db.ask(together(Self.text(2), Self.all, Self.text(9), Self.text(1)))
                }
                #expect(two == "two" && none == nil && one == "one" && everything == ["3 three", "2 two", "1 one"])
            }
            // In the midst of a transaction, and several inside several.
            let (before, (first, (count, rest))) = try await db.write { tx in
                try tx.execute("INSERT INTO notes VALUES (4, 'four')")
                let inner = together(Self.all.map(\.count), Self.text(4))
                return (try tx.ask(Self.all).count, try tx.ask(together(Self.text(1), inner)))
            }
            #expect(before == 4 && first == "one" && count == 4 && rest == "four")
        }
    }

    @Test(arguments: Trial.engines)
    func `an answer that is not read to its end does not disturb the others`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            struct Enough: Error {}
            try await db.read { db throws in
                let (first, all, again) = try db.ask(together(Self.firstOfMany, Self.all, Self.firstOfMany))
                #expect(first == 1 && all.count == 3 && again == 1)
                #expect(throws: Enough.self) { () throws in
                    let thrower = Self.all.map { _ -> Int in throw Enough() }
                    _ = try db.ask(together(Self.firstOfMany, thrower, Self.all))
                }
                #expect(try db.ask(Self.all).count == 3, "what is made of an answer is not the database's business")
            }
        }
    }

    @Test(arguments: Trial.engines)
    func `one question that fails dooms the transaction, and the connection is as good as before`(
        engine: Engine
    ) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            for isFirst in [true, false] {
                await #expect(throws: StoreError.self) {
                    try await db.write { tx in
                        if !isFirst { try tx.execute("INSERT INTO notes VALUES (7, 'seven')") }
                        _ = try? tx.ask(together(Self.text(1), Self.wrong, Self.all))
                        // Caught or not, nothing can follow.
                        return try tx.ask(Self.all).count
                    }
                }
            }
            if engine == .postgres {
                await #expect(throws: StoreError.self) {
                    try await db.read { try $0.ask(together(Self.text(1), Self.late, Self.all)).0 }
                }
            }
            let left = try await db.read { try $0.ask(Self.all) }
            #expect(left == ["3 three", "2 two", "1 one"])
        }
    }

    @Test(arguments: Trial.engines)
    func `many at once are given their own answers`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let id = number % 3 + 1
                        let (text, all) = try await db.read { try $0.ask(together(Self.text(id), Self.all)) }
                        return text == ["one", "two", "three"][id - 1] && all.count == 3
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }
}
