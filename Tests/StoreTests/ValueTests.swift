import Testing

@testable import Store

@Suite(.timeLimit(.minutes(20))) struct ValueTests {
    static let table = """
        CREATE TABLE kinds (
            position BIGINT NOT NULL PRIMARY KEY,
            text TEXT, integer BIGINT, double DOUBLE PRECISION, boolean BOOLEAN, bytes BYTEA
        );
        """

    @Test(arguments: Trial.engines) func `text comes back as it was written`(engine: Engine) async throws {
        let texts = [
            "", " ", "plain", "it's", "line\nbreak\ttab\r", "naïve", "e\u{301}", "日本語", "𝄞 clef", "👩‍👩‍👧‍👦",
            "\u{10FFFF}", "\u{FEFF}start", "\u{1}\u{7F}", String(repeating: "ж𝄞", count: 50_000),
        ]
        try await roundTrip(texts, in: "text", on: engine) { $0.unicodeScalars.elementsEqual($1.unicodeScalars) }
    }

    @Test(arguments: Trial.engines) func `integers come back as they were written`(engine: Engine) async throws {
        try await roundTrip([0, 1, -1, .max, .min, 1 << 53 + 1] as [Int64], in: "integer", on: engine)
        try await roundTrip([0, Int.max, Int.min], in: "integer", on: engine)
    }

    @Test(arguments: Trial.engines) func `doubles come back as they were written`(engine: Engine) async throws {
        let doubles: [Double] = [
            0, 1, -1, 0.1, 1.0 / 3, .pi, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -1e-300, 5e15, 12.12,
        ]
        try await roundTrip(doubles, in: "double", on: engine)
    }

    @Test(arguments: Trial.engines) func `booleans come back as they were written`(engine: Engine) async throws {
        try await roundTrip([true, false], in: "boolean", on: engine)
    }

    @Test(arguments: Trial.engines) func `bytes come back as they were written`(engine: Engine) async throws {
        let all = (0...255).map { UInt8($0) }
        let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await roundTrip([[], [0], [0, 0, 0], all, large], in: "bytes", on: engine)
    }

    @Test(arguments: Trial.engines, ["text", "integer", "double", "boolean", "bytes"])
    func `nothing comes back as nothing`(engine: Engine, column: String) async throws {
        let select: [String: SQL] = [
            "text": "SELECT text FROM kinds", "integer": "SELECT integer FROM kinds",
            "double": "SELECT double FROM kinds",
            "boolean": "SELECT boolean FROM kinds", "bytes": "SELECT bytes FROM kinds",
        ]
        let sql = try #require(select[column])
        try await Trial.run(on: engine, Self.table) { db in
            try await db.write { tx in
                try tx.execute(
                    """
                    INSERT INTO kinds (position, text, integer, double, boolean, bytes) VALUES (1, \(nil as String?),
                    \(nil as Int?), \(nil as Double?), \(nil as Bool?), \(nil as [UInt8]?))
                    """)
            }
            try await db.read { db throws in
                #expect(try db.values(sql, as: SQLValue.self) == [.null])
                #expect(try db.values(sql, as: String?.self) == [nil])
                #expect(try db.value(sql, as: Int.self) == nil)
            }
        }
    }

    @Test(arguments: Trial.engines) func `enums are stored by their raw values`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.table) { db in
            try await db.write {
                try $0.execute("INSERT INTO kinds (position, text) VALUES (\(Size.large), \(Colour.red))")
            }
            try await db.read { db throws in
                #expect(try db.value("SELECT text FROM kinds WHERE position = 3") == Colour.red)
                #expect(try db.value("SELECT position FROM kinds") == Size.large)
                #expect(throws: StoreError.column(name: "t", expected: "Colour", found: "text")) {
                    try db.value("SELECT 'mauve' AS t", as: Colour.self)
                }
            }
        }
    }

    @Test(arguments: Trial.engines) func `a wrong type or name is an error that names the column`(engine: Engine)
        async throws
    {
        try await Trial.run(on: engine) { db in
            try await db.read { db throws in
                #expect(throws: StoreError.column(name: "note", expected: "Int", found: "text")) {
                    try db.first("SELECT 'a' AS note") { try $0["note"] as Int }
                }
                #expect(throws: StoreError.column(name: "note", expected: "String", found: "NULL")) {
                    try db.first("SELECT NULL AS note") { try $0["note"] as String }
                }
                #expect(throws: StoreError.column(name: "nots", expected: "Int", found: "no such column")) {
                    try db.first("SELECT 1 AS note") { try $0["nots"] as Int }
                }
                #expect(throws: StoreError.column(name: "1", expected: "Int", found: "no such column")) {
                    try db.first("SELECT 1 AS note") { try $0[1] as Int }
                }
            }
        }
    }

    @Test(arguments: Trial.engines) func `text can be read where the engine has it`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.table) { database in
            let texts = ["", "plain", "naïve 𝄞"]
            let read = try await database.write { tx in
                for (position, text) in texts.enumerated() {
                    try tx.execute("INSERT INTO kinds (position, text) VALUES (\(position), \(text))")
                }
                try tx.execute("INSERT INTO kinds (position) VALUES (9)")
                return try tx.all("SELECT text FROM kinds ORDER BY position") { row in
                    try row.withText(0) { String(decoding: $0, as: UTF8.self) }
                }
            }
            #expect(read == texts + [""])
            await #expect(throws: StoreError.column(name: "position", expected: "String", found: "integer")) {
                try await database.read { db in
                    try db.first("SELECT position FROM kinds") { try $0.withText(0) { $0.count } }
                }
            }
        }
    }

    @Test(arguments: Trial.engines) func `columns are found in any order`(engine: Engine) async throws {
        try await Trial.run(on: engine) { db in
            let found = try await db.read { db in
                try db.all("SELECT 1 AS a, 2 AS b, 3 AS c UNION ALL SELECT 4, 5, 6 ORDER BY 1") { row in
                    #expect(row.columns == ["a", "b", "c"])
                    return try [row["c"], row["a"], row["b"], row["b"], row["c"], row[0], row[2]] as [Int]
                }
            }
            #expect(found == [[3, 1, 2, 2, 3, 1, 3], [6, 4, 5, 5, 6, 4, 6]])
        }
    }

    @Test(arguments: Trial.engines) func `what one engine cannot hold is refused by both`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.table) { db async throws in
            for number in [Double.nan, .infinity, -.infinity] {
                await #expect(throws: StoreError.unstorable("a number that is not finite")) {
                    try await db.write { try $0.execute("INSERT INTO kinds (position, double) VALUES (1, \(number))") }
                }
            }
            for text in ["\0", "a\0b", "é\0"] {
                await #expect(throws: StoreError.unstorable("text with a NUL character")) {
                    try await db.write { try $0.execute("INSERT INTO kinds (position, text) VALUES (1, \(text))") }
                }
            }
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM kinds") } == 0)
        }
    }

    @Test func `a value too long for SQLite is refused before it is sent`() throws {
        try Storable.check(length: 1_000_000_000)
        #expect(throws: StoreError.unstorable("a value of 1000000001 bytes: keep it in chunks")) {
            try Storable.check(length: 1_000_000_001)
        }
    }

    @Test(arguments: Trial.engines) func `counts, sums, averages and comparisons decode alike`(engine: Engine)
        async throws
    {
        try await Trial.run(on: engine, Self.table) { db in
            try await db.write { tx in
                for (position, number) in [Int64.max - 10, 4, 6].enumerated() {
                    try tx.execute(
                        """
                        INSERT INTO kinds (position, integer, double, boolean)
                        VALUES (\(position), \(number), \(Double(position) / 4), \(position > 0))
                        """)
                }
            }
            try await db.read { db throws in
                #expect(try db.value("SELECT COUNT(*) FROM kinds") == 3)
                #expect(try db.value("SELECT SUM(integer) FROM kinds") == Int64.max)
                #expect(try db.value("SELECT SUM(integer) FROM kinds WHERE position > 0", as: Double.self) == 10)
                #expect(try db.value("SELECT SUM(integer) FROM kinds WHERE position > 9", as: Int.self) == nil)
                #expect(try db.value("SELECT AVG(integer) FROM kinds WHERE position > 0") == 5.0)
                #expect(try db.value("SELECT AVG(double) FROM kinds") == 0.25)
                #expect(try db.value("SELECT integer = 4 FROM kinds WHERE position = 1") == true)
                #expect(try db.value("SELECT COUNT(*) FILTER (WHERE boolean) FROM kinds") == 2)
                #expect(try db.value("SELECT COUNT(*) FROM kinds WHERE boolean = \(true)") == 2)
                #expect(try db.values("SELECT MAX(position) OVER (ORDER BY position) FROM kinds") == [0, 1, 2])
            }
        }
    }

    @Test(arguments: [
        ([], 0, 0, false, SQLValue.integer(0)),
        ([1], 0, 0, false, .integer(1)),
        ([1], 1, 0, true, .integer(-10_000)),
        ([12, 3_456], 1, 0, false, .integer(123_456)),
        ([1], 2, 0, false, .integer(100_000_000)),
        ([922, 3_372, 368, 5_477, 5_808], 4, 0, true, .integer(.min)),
        ([922, 3_372, 368, 5_477, 5_808], 4, 0, false, .double(9_223_372_036_854_775_808)),
        ([1, 5_000], 0, 4, false, .double(1.5)),
        ([3_333, 3_333], -1, 8, false, .double(0.33333333)),
        ([5], -2, 8, true, .double(-0.00000005)),
        ([2], 0, 16, false, .double(2)),
    ]) func `PostgreSQL's exact decimals are read`(
        digits: [Int16], weight: Int16, places: Int16, isNegative: Bool, expected: SQLValue
    ) {
        let fields = [Int16(digits.count), weight, isNegative ? 0x4000 : 0, places] + digits
        let bytes = fields.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        #expect(bytes.withUnsafeBytes { PostgresNumeric($0).value } == expected)
    }

    /// Writes each value and reads it back, by column and through a condition.
    private func roundTrip<Value: SQLConvertible & Equatable & Sendable>(
        _ values: [Value], in column: SQL, on engine: Engine,
        isSame: @Sendable @escaping (Value, Value) -> Bool = { $0 == $1 }
    ) async throws {
        try await Trial.run(on: engine, Self.table) { db in
            try await db.write { tx in
                for (position, value) in values.enumerated() {
                    try tx.execute("INSERT INTO kinds (position, \(column)) VALUES (\(position), \(value))")
                }
            }
            try await db.read { db in
                let found = try db.values("SELECT \(column) FROM kinds ORDER BY position", as: Value.self)
                #expect(found.count == values.count)
                #expect(zip(found, values).allSatisfy(isSame))
                for (position, value) in values.enumerated() {
                    let places = try db.values("SELECT position FROM kinds WHERE \(column) = \(value)", as: Int.self)
                    #expect(places.contains(position))
                    let echo: Value? = try db.value("SELECT \(value)")
                    #expect(echo.map { isSame($0, value) } == true)
                }
            }
        }
    }
}

private enum Colour: String, SQLConvertible { case red, green }
private enum Size: Int, SQLConvertible {
    case small = 1
    case large = 3
}
