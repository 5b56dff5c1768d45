import Foundation
import Synchronization
import Testing

@testable import Store

/// How SQLite's writers share commits: what callers of `Database` cannot see, and what their trust rests on.
@Suite(.timeLimit(.minutes(20))) struct WritingLineTests {
    @Test func `writers who wait together are told only after their shared commit`() async throws {
        try await run { line async throws in
            line.hold()
            line.join("a") { try $0.execute("INSERT INTO notes VALUES (1)") }
            line.join("b") { try $0.execute("INSERT INTO notes VALUES (2)") }
            line.join("c") { try $0.execute("INSERT INTO notes VALUES (3)") }
            line.release()
            #expect(await line.events(3) == ["a works", "b works", "c works", "a told", "b told", "c told"])
            #expect(try line.kept() == [1, 2, 3])
        }
    }

    @Test func `one who fails in a shared commit is undone alone, and told with the others`() async throws {
        try await run { line async throws in
            line.hold()
            line.join("a") { try $0.execute("INSERT INTO notes VALUES (1)") }
            line.join("b") {
                try $0.execute("INSERT INTO notes VALUES (2)")
                try $0.execute("INSERT INTO notes VALUES (1)")
            }
            line.join("c") { try $0.execute("INSERT INTO notes VALUES (3)") }
            line.release()
            let expected = ["a works", "b works", "c works", "a told", "b refused: Already taken: notes.id", "c told"]
            #expect(await line.events(3) == expected)
            #expect(try line.kept() == [1, 3])
        }
    }

    @Test func `when a shared commit fails, each writes again alone`() async throws {
        try await run { line async throws in
            line.hold()
            line.join("a") { try $0.execute("INSERT INTO notes VALUES (1)") }
            line.join("b") { try $0.execute("INSERT INTO answers VALUES (1, 99)") }
            line.join("c") { try $0.execute("INSERT INTO notes VALUES (3)") }
            line.release()
            let expected = [
                "a works", "b works", "c works", "a works", "a told", "b works",
                "b refused: A row refers to one that is not there", "c works", "c told",
            ]
            #expect(await line.events(3) == expected)
            #expect(try line.kept() == [1, 3])
        }
    }

    private func run(_ body: (HeldLine) async throws -> Void) async throws {
        let path = try temporaryFile()
        defer { removeTemporaryFile(path) }
        let setUp = try SQLiteConnection(.init(path: path))
        try setUp.run(
            script: """
                CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY);
                CREATE TABLE answers (id BIGINT NOT NULL PRIMARY KEY,
                    note_id BIGINT NOT NULL REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED);
                """)
        try await body(HeldLine(path))
    }
}

/// A line whose first writer keeps all others waiting until `release`, and a record of what happened.
private final class HeldLine: Sendable {
    private let path: String
    private let pool: Pool<SQLiteConnection>
    private let line: WritingLine
    private let log = Mutex<[String]>([])
    private let gate = DispatchSemaphore(value: 0)

    init(_ path: String) {
        self.path = path
        pool = Pool("test", size: 1, patience: .seconds(10)) { try SQLiteConnection(.init(path: path)) }
        line = WritingLine(pool, sharing: .seconds(60))
    }

    func hold() {
        let isHeld = DispatchSemaphore(value: 0)
        let turn = Turn(
            work: { _ in
                isHeld.signal()
                self.gate.waitForSignal()
                return {}
            }, refuse: { _ in })
        line.join(turn)
        isHeld.waitForSignal()
    }

    func release() {
        gate.signal()
    }

    func join(_ name: String, _ work: @escaping @Sendable (Writer) throws -> Void) {
        let turn = Turn(
            work: { writer in
                self.note("\(name) works")
                try work(writer)
                return { self.note("\(name) told") }
            },
            refuse: { self.note("\(name) refused: \($0)") })
        line.join(turn)
    }

    private func note(_ event: String) {
        log.withLock { $0.append(event) }
    }

    /// What happened, once `count` writers had their answers.
    func events(_ count: Int) async -> [String] {
        let end = ContinuousClock.now + .seconds(120)
        while true {
            let events = log.withLock { $0 }
            // When it takes too long, what happened by then is not what the test expects.
            if events.count(where: { !$0.hasSuffix("works") }) >= count || .now > end { return events }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    func kept() throws -> [Int] {
        let link = try SQLiteConnection(.init(path: path, isReadOnly: true))
        return try Transaction.run(on: link, for: .reading) { transaction in
            try Reader(transaction).values("SELECT id FROM notes ORDER BY id")
        }
    }
}
