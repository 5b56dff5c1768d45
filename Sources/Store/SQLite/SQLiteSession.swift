import GRDB
import GRDBSQLite

/// A transaction on one SQLite connection.
///
/// GRDB opens the connections, keeps statements prepared and owns the threads; binding, stepping and decoding go
/// straight to SQLite, because a page of a thousand rows is mostly that.
final class SQLiteSession: Session {
    let engine = Engine.sqlite
    private let db: GRDB.Database
    /// The statement error that doomed the transaction: PostgreSQL would refuse all that follows, and so does this.
    private(set) var failure: (any Error)?

    /// Longer lists make statements that are not worth keeping.
    private static let keptParameters = 64

    init(_ db: GRDB.Database) {
        self.db = db
    }

    /// Runs `work` between BEGIN IMMEDIATE and COMMIT; whatever it throws undoes all of it.
    static func transaction<T>(on db: GRDB.Database, _ work: (SQLiteSession) throws -> T) throws -> T {
        let session = SQLiteSession(db)
        try session.run("BEGIN IMMEDIATE") { _ in .on }
        do {
            let result = try work(session)
            try session.run("COMMIT") { _ in .on }
            return result
        } catch {
            session.failure = nil
            if session.isInTransaction { try session.run("ROLLBACK") { _ in .on } }
            throw error
        }
    }

    private var connection: OpaquePointer? { db.sqliteConnection }

    var isInTransaction: Bool { sqlite3_get_autocommit(connection) == 0 }

    @discardableResult
    func run(_ sql: SQL, _ row: (Row) throws -> Progress) throws -> Int {
        if let failure { throw failure }
        let statement = try recordingFailure { try prepared(sql) }
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        try recordingFailure { try bind(sql.values, to: handle) }
        let before = sqlite3_total_changes(connection)
        try step(handle, row)
        return sqlite3_total_changes(connection) == before ? 0 : Int(sqlite3_changes(connection))
    }

    private func step(_ handle: OpaquePointer, _ row: (Row) throws -> Progress) throws {
        let stopsEarly = sqlite3_stmt_readonly(handle) != 0
        var isEnough = false
        var cells: SQLiteCells?
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW:
                if isEnough { continue }
                let current = cells ?? SQLiteCells(handle)
                cells = current
                isEnough = try row(Row(cells: current)) == .enough
                if isEnough && stopsEarly { return }
            case SQLITE_DONE:
                return
            default:
                try recordingFailure { throw SQLiteErrors.current(of: connection) }
            }
        }
    }

    func run(script: String) throws {
        if let failure { throw failure }
        try recordingFailure {
            guard sqlite3_exec(connection, script, nil, nil, nil) == SQLITE_OK else {
                throw SQLiteErrors.current(of: connection)
            }
        }
    }

    func attempt<T>(_ body: () throws -> T) throws -> T {
        try run("SAVEPOINT attempt") { _ in .on }
        do {
            let result = try body()
            try run("RELEASE attempt") { _ in .on }
            return result
        } catch {
            if isInTransaction {
                failure = nil
                try run(script: "ROLLBACK TO attempt; RELEASE attempt")
            }
            throw error
        }
    }

    private func recordingFailure<T>(_ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let error as DatabaseError {
            let error = SQLiteErrors.error(
                code: error.extendedResultCode.rawValue, message: error.message ?? "")
            failure = error
            throw error
        } catch {
            failure = error
            throw error
        }
    }

    private func prepared(_ sql: SQL) throws -> Statement {
        let statement =
            sql.values.count <= Self.keptParameters
            ? try db.cachedStatement(sql: sql.text) : try db.makeStatement(sql: sql.text)
        // Asked again while its rows are being read: that needs a statement of its own.
        let isBusy = sqlite3_stmt_busy(statement.sqliteStatement) != 0
        return isBusy ? try db.makeStatement(sql: sql.text) : statement
    }

    private func bind(_ values: [SQLValue], to handle: OpaquePointer) throws {
        guard sqlite3_bind_parameter_count(handle) == values.count else {
            throw StoreError.other(code: "sql", message: "A ? stands in the text of the statement: bind values instead")
        }
        for (index, value) in values.enumerated() {
            guard try bind(value, at: CInt(index + 1), to: handle) == SQLITE_OK else {
                throw SQLiteErrors.current(of: connection)
            }
        }
    }

    private func bind(_ value: SQLValue, at index: CInt, to handle: OpaquePointer) throws -> CInt {
        switch value {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let value): return sqlite3_bind_int64(handle, index, value)
        case .double(let value): return sqlite3_bind_double(handle, index, try Storable.number(value))
        case .boolean(let value): return sqlite3_bind_int64(handle, index, value ? 1 : 0)
        case .bytes(let value) where value.isEmpty: return sqlite3_bind_zeroblob(handle, index, 0)
        case .bytes(let value): return sqlite3_bind_blob64(handle, index, value, UInt64(value.count), Self.copied)
        case .text(""): return sqlite3_bind_text(handle, index, "", 0, Self.copied)
        case .text(var value):
            return try value.withUTF8 { utf8 in
                try Storable.check(utf8)
                return utf8.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(handle, index, $0.baseAddress, CInt($0.count), Self.copied)
                }
            }
        }
    }

    /// SQLITE_TRANSIENT: SQLite copies what it is given before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
