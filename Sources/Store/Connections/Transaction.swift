/// One transaction on a connection, with the same rules on both engines.
final class Transaction {
    private let connection: any Connection
    /// The statement that failed outside `attempt`. PostgreSQL refuses all that follows it, and so must SQLite.
    private var failure: (any Error)?

    private init(_ connection: any Connection) {
        self.connection = connection
    }

    var engine: Engine { connection.engine }
    /// True when nothing can follow but the end.
    var isDoomed: Bool { failure != nil }

    /// Runs `work` between BEGIN and COMMIT; whatever it throws undoes all of it.
    static func run<T>(
        on connection: any Connection, for purpose: Purpose, _ work: (Transaction) throws -> T
    ) throws -> T {
        try connection.begin(purpose)
        do {
            let transaction = Transaction(connection)
            let result = try work(transaction)
            if let failure = transaction.failure { throw failure }
            try connection.commit()
            return result
        } catch {
            connection.rollBack()
            throw error
        }
    }

    /// Runs one statement, gives its rows to `row` until it has enough, and returns the number of rows changed.
    @discardableResult
    func run(_ sql: SQL, _ row: (Row) throws -> Progress = { _ in .on }) throws -> Int {
        let rows = try unlessDoomed { try connection.start(sql) }
        defer { rows.stop() }
        try take(rows, row)
        return rows.changed
    }

    /// Starts several statements that do not need each other's answers.
    func start(_ statements: [SQL]) throws -> [any Rows] {
        try unlessDoomed { try connection.start(statements) }
    }

    /// Gives rows to `row` until it has enough.
    func take(_ rows: any Rows, _ row: (Row) throws -> Progress) throws {
        guard try unlessDoomed({ try rows.next() }) else { return }
        // One for all rows: it stands wherever the statement stands, and what the columns are called is known now.
        let current = Row(of: rows)
        var isEnough = false
        repeat {
            if isEnough { continue }
            isEnough = try row(current) == .enough
            if isEnough && rows.mayStopEarly { break }
        } while try unlessDoomed({ try rows.next() })
    }

    func liftLimit() throws {
        try unlessDoomed { try connection.liftLimit() }
    }

    func run(script: String) throws {
        try unlessDoomed { try connection.run(script: script) }
    }

    func attempt<T>(_ body: () throws -> T) throws -> T {
        try run("SAVEPOINT attempt")
        do {
            let result = try body()
            try run("RELEASE SAVEPOINT attempt")
            return result
        } catch {
            failure = connection.canGoOn ? nil : error
            _ = try? run("ROLLBACK TO SAVEPOINT attempt")
            _ = try? run("RELEASE SAVEPOINT attempt")
            throw error
        }
    }

    private func unlessDoomed<T>(_ step: () throws -> T) throws -> T {
        if let failure { throw failure }
        do {
            return try step()
        } catch {
            failure = error
            throw error
        }
    }
}

enum Progress { case on, enough }
