import Foundation
import Store
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(20))) struct TransactionTests {
    static let tables = """
        CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL);
        INSERT INTO counters VALUES ('a', 0);
        CREATE TABLE entries (id TEXT NOT NULL PRIMARY KEY, amount BIGINT NOT NULL CHECK (amount >= 0));
        """

    @Test(arguments: Trial.engines) func `a transaction that throws leaves nothing`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            await #expect(throws: Refusal()) {
                try await db.write { tx in
                    try tx.execute("INSERT INTO entries VALUES ('x', 1)")
                    try tx.execute("UPDATE counters SET value = 7")
                    throw Refusal()
                }
            }
            try await db.read { db throws in
                #expect(try db.value("SELECT COUNT(*) FROM entries") == 0)
                #expect(try db.value("SELECT value FROM counters") == 0)
            }
        }
    }

    @Test(arguments: Trial.engines) func `execute tells how many rows changed`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            try await db.write { tx throws in
                #expect(try tx.execute("INSERT INTO entries VALUES ('x', 1), ('y', 2), ('z', 3)") == 3)
                #expect(try tx.execute("UPDATE entries SET amount = 9 WHERE id <> 'x'") == 2)
                #expect(try tx.execute("UPDATE entries SET amount = 9 WHERE id = 'nobody'") == 0)
                #expect(try tx.execute("SELECT id FROM entries") == 0)
                #expect(try tx.execute("CREATE TABLE more (id BIGINT)") == 0)
                #expect(try tx.execute("DELETE FROM entries RETURNING id") == 3)
            }
        }
    }

    @Test(arguments: Trial.engines) func `RETURNING answers through every question`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            try await db.write { tx in
                let ids = try tx.values("INSERT INTO entries VALUES ('x', 1), ('y', 2) RETURNING id", as: String.self)
                #expect(ids.sorted() == ["x", "y"])
                #expect(try tx.value("UPDATE counters SET value = value + 1 RETURNING value") == 1)
                let first = try tx.first("UPDATE entries SET amount = amount * 2 RETURNING id, amount") { row in
                    try row["amount"] as Int
                }
                #expect(first != nil)
                let replaced: Int? = try tx.value(
                    """
                    INSERT INTO entries VALUES ('x', 5)
                    ON CONFLICT (id) DO UPDATE SET amount = excluded.amount RETURNING amount
                    """)
                #expect(replaced == 5)
            }
            // `first` took one row, but the statement did its whole work.
            #expect(try await db.read { try $0.values("SELECT amount FROM entries ORDER BY id") } == [5, 4])
        }
    }

    @Test(arguments: Trial.engines) func `a question alone is answered, and changes nothing`(engine: Engine)
        async throws
    {
        try await Trial.run(on: engine, Self.tables) { db async throws in
            let rows = try await db.all("SELECT name, value FROM counters WHERE name = \("a")") {
                (try $0["name"] as String, try $0["value"] as Int)
            }
            #expect(rows.map(\.0) == ["a"] && rows.map(\.1) == [0])
            await #expect(throws: StoreError.self) {
                try await db.all("UPDATE counters SET value = 1 RETURNING value") { try $0[0] as Int }
            }
            #expect(try await db.all("SELECT value FROM counters") { try $0[0] as Int } == [0])
        }
    }

    @Test(arguments: Trial.engines) func `a reader cannot write`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db async throws in
            await #expect(throws: StoreError.self) {
                try await db.read { try $0.value("UPDATE counters SET value = 1 RETURNING value", as: Int.self) }
            }
            #expect(try await db.read { try $0.value("SELECT value FROM counters") } == 0)
        }
    }

    @Test(arguments: Trial.engines) func `all answers to a reader are of one instant`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            let hasRead = DispatchSemaphore(value: 0)
            let hasWritten = DispatchSemaphore(value: 0)
            async let values: [Int?] = db.read { reader in
                let before: Int? = try reader.value("SELECT value FROM counters")
                hasRead.signal()
                hasWritten.waitForSignal()
                hasWritten.signal()
                return [before, try reader.value("SELECT value FROM counters")]
            }
            try await db.write { tx in
                // Both bodies may run again: what was waited for once stays true.
                hasRead.waitForSignal()
                hasRead.signal()
                try tx.execute("UPDATE counters SET value = 1")
            }
            hasWritten.signal()
            #expect(try await values == [0, 0])
            #expect(try await db.read { try $0.value("SELECT value FROM counters") } == 1)
        }
    }

    @Test(arguments: Trial.engines) func `questions may be asked while rows are read`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            try await db.write { try $0.execute("INSERT INTO entries VALUES ('x', 1), ('y', 2)") }
            let pairs = try await db.read { db in
                var pairs: [String] = []
                let sql: SQL = "SELECT id FROM entries ORDER BY id"
                try db.each(sql) { outer in
                    try db.each(sql) { inner in pairs.append(try outer["id"] + inner["id"]) }
                }
                return pairs
            }
            #expect(pairs == ["xx", "xy", "yx", "yy"])
        }
    }

    @Test(arguments: Trial.engines) func `an attempt that fails undoes only itself`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            try await db.write { tx in
                try tx.execute("INSERT INTO entries VALUES ('x', 1)")
                #expect(throws: StoreError.unique(["entries.id"])) {
                    try tx.attempt {
                        try tx.execute("INSERT INTO entries VALUES ('y', 2)")
                        try tx.attempt { _ = try tx.execute("UPDATE counters SET value = 5") }
                        try tx.execute("INSERT INTO entries VALUES ('x', 2)")
                    }
                }
                try tx.execute("INSERT INTO entries VALUES ('z', 3)")
            }
            try await db.read { db throws in
                #expect(try db.values("SELECT id FROM entries ORDER BY id") == ["x", "z"])
                #expect(try db.value("SELECT value FROM counters") == 0)
            }
        }
    }

    @Test(arguments: Trial.engines)
    func `a failed statement dooms the transaction even when the error is caught`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db async throws in
            await #expect(throws: StoreError.check("entries_amount_check").sameKind(on: engine)) {
                try await db.write { tx in
                    try tx.execute("UPDATE counters SET value = 1")
                    _ = try? tx.execute("INSERT INTO entries VALUES ('x', -1)")
                }
            }
            await #expect(throws: StoreError.self) {
                try await db.write { tx in
                    _ = try? tx.execute("INSERT INTO entries VALUES ('x', -1)")
                    try tx.execute("UPDATE counters SET value = 1")
                }
            }
            #expect(try await db.read { try $0.value("SELECT value FROM counters") } == 0)
        }
    }

    @Test(arguments: Trial.engines) func `two that conflict both succeed in the end`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            let runs = Tally()
            // On PostgreSQL both read before either writes, so one of them must lose and run again. SQLite has one
            // writer at a time, so there the second begins when the first has ended.
            let meeting = Meeting(of: 2)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in ["x", "y"] {
                    group.addTask {
                        try await db.write { tx in
                            runs.add()
                            let sum: Int = try tx.value("SELECT SUM(amount) FROM entries") ?? 0
                            if tx.engine == .postgres { meeting.meet() }
                            try tx.execute("INSERT INTO entries VALUES (\(name), \(sum + 1))")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await db.read { try $0.values("SELECT amount FROM entries ORDER BY amount") } == [1, 2])
            #expect(runs.count == (engine == .postgres ? 3 : 2))
        }
    }

    @Test(arguments: Trial.engines) func `thirty-two writers at once lose nothing`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<32 {
                    group.addTask {
                        for turn in 0..<10 {
                            try await db.write { tx in
                                let value: Int = try tx.value("SELECT value FROM counters WHERE name = 'a'") ?? 0
                                try tx.execute("UPDATE counters SET value = \(value + 1) WHERE name = 'a'")
                                try tx.execute("INSERT INTO entries VALUES (\("\(writer)-\(turn)"), \(value))")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await db.read { db throws in
                #expect(try db.value("SELECT value FROM counters WHERE name = 'a'") == 320)
                // As if each had run alone: each saw another value.
                #expect(try db.values("SELECT amount FROM entries ORDER BY amount") == Array(0..<320))
            }
        }
    }

    @Test(arguments: Trial.engines) func `one who fails among many harms nobody else`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db in
            let refused = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        do {
                            try await db.write { tx in
                                try tx.execute("INSERT INTO entries VALUES (\("\(number)"), \(number))")
                                if number % 3 == 0 { throw Refusal() }
                                if number % 3 == 1 {
                                    try tx.execute("INSERT INTO entries VALUES (\("-\(number)"), -1)")
                                }
                            }
                            return false
                        } catch {
                            return true
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(refused == 40)
            let kept = try await db.read { try $0.values("SELECT amount FROM entries ORDER BY amount", as: Int.self) }
            #expect(kept == (0..<60).filter { $0 % 3 == 2 })
        }
    }

    @Test(arguments: Trial.engines)
    func `a commit that fails for one among many is refused to that one alone`(engine: Engine) async throws {
        let deferred = """
            CREATE TABLE parents (id BIGINT PRIMARY KEY);
            CREATE TABLE children (id BIGINT PRIMARY KEY,
                parent_id BIGINT NOT NULL REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
            """
        try await Trial.run(on: engine, deferred) { db async throws in
            let refusals = await withTaskGroup(of: StoreError?.self) { group in
                for number in 0..<30 {
                    group.addTask {
                        do {
                            try await db.write { tx in
                                try tx.execute("INSERT INTO children VALUES (\(number), \(number))")
                                if number % 10 != 0 { try tx.execute("INSERT INTO parents VALUES (\(number))") }
                            }
                            return nil
                        } catch {
                            return error as? StoreError
                        }
                    }
                }
                return await group.reduce(into: [StoreError]()) { if let error = $1 { $0.append(error) } }
            }
            #expect(refusals == [.foreignKey, .foreignKey, .foreignKey])
            #expect(try await db.read { try $0.value("SELECT COUNT(*) FROM children") } == 27)
        }
    }

    @Test(arguments: Trial.engines) func `what is asked for after closing is refused`(engine: Engine) async throws {
        try await Trial.run(on: engine, Self.tables) { db async throws in
            async let last = db.write { try $0.execute("UPDATE counters SET value = 3") }
            #expect(try await last == 1)
            await db.close()
            await #expect(throws: StoreError.unreachable("the database was closed")) {
                try await db.read { try $0.value("SELECT 1", as: Int.self) }
            }
            await #expect(throws: StoreError.unreachable("the database was closed")) {
                try await db.write { try $0.execute("DELETE FROM counters") }
            }
        }
    }

    @Test(arguments: Trial.engines) func `whoever waits too long is told that it is busy`(engine: Engine) async throws {
        var settings = Database.Settings()
        settings.connections = 1
        settings.patience = .milliseconds(200)
        try await Trial.run(on: engine, settings: settings) { db in
            let isReading = DispatchSemaphore(value: 0)
            let end = DispatchSemaphore(value: 0)
            async let slow: Void = db.read { _ in
                isReading.signal()
                end.waitForSignal()
            }
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    isReading.waitForSignal()
                    continuation.resume()
                }
            }
            // While the other still reads: nobody waits for ever behind what hangs.
            await #expect(throws: StoreError.busy) {
                try await db.read { try $0.value("SELECT 1", as: Int.self) }
            }
            await #expect(throws: StoreError.busy) {
                try await db.read { try $0.value("SELECT 2", as: Int.self) }
            }
            end.signal()
            try await slow
        }
    }
}

private struct Refusal: Error, Equatable {}

extension StoreError {
    /// A check without a name is called by its text on SQLite.
    fileprivate func sameKind(on engine: Engine) -> StoreError {
        engine == .postgres ? self : .check("amount >= 0")
    }
}

/// Where a number of threads wait for each other, once.
private final class Meeting: Sendable {
    private let missing: Mutex<Int>
    private let isComplete = DispatchSemaphore(value: 0)

    init(of count: Int) {
        missing = Mutex(count)
    }

    func meet() {
        let left = missing.withLock { missing in
            missing -= 1
            return missing
        }
        if left == 0 { isComplete.signal() }
        guard left >= 0 else { return }
        isComplete.waitForSignal()
        isComplete.signal()
    }
}
