import CSQLite

/// SQLite's result codes and messages as `StoreError`.
enum SQLiteErrors {
    static func current(of connection: OpaquePointer?) -> StoreError {
        error(code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
    }

    static func error(code: CInt, message: String) -> StoreError {
        switch code {
        case SQLITE_CONSTRAINT | 8 << 8, SQLITE_CONSTRAINT | 6 << 8: .unique(subjects(message))
        case SQLITE_CONSTRAINT | 3 << 8: .foreignKey
        case SQLITE_CONSTRAINT | 1 << 8: .check(subject(message))
        case SQLITE_CONSTRAINT | 5 << 8: .notNull(subject(message))
        default: error(primary: code & 0xFF, code: code, message: message)
        }
    }

    private static func error(primary: CInt, code: CInt, message: String) -> StoreError {
        switch primary {
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_FULL: .full
        case SQLITE_READONLY: .readOnly
        case SQLITE_CANTOPEN, SQLITE_NOTADB, SQLITE_MISUSE, SQLITE_IOERR: .unreachable(message)
        default: .other(code: "SQLite \(code)", message: message)
        }
    }

    /// "UNIQUE constraint failed: a.b, a.c" names columns; "… failed: index 'name'" an index on an expression.
    private static func subjects(_ message: String) -> [String] {
        let subject = subject(message)
        if subject.hasPrefix("index '") { return [String(subject.dropFirst(7).dropLast())] }
        return subject.split(separator: ", ").map(String.init)
    }

    /// What stands after the first colon of SQLite's message.
    private static func subject(_ message: String) -> String {
        message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
    }
}
