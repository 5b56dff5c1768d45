import CSQLite

/// A prepared statement and, while it runs, the row at which it stands.
final class SQLiteStatement: Rows {
    private(set) var names: ColumnNames
    let mayStopEarly: Bool
    private(set) var isRunning = false
    private let connection: OpaquePointer
    private let handle: OpaquePointer
    private var changesBefore: CInt = 0
    private var preparedAgain: CInt = 0

    /// SQLITE_TRANSIENT: SQLite copies what it is given before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// - Throws: `StoreError.other` when the text is not exactly one statement that SQLite understands.
    init(_ sql: String, on connection: OpaquePointer) throws {
        self.connection = connection
        handle = try Self.prepare(sql, on: connection)
        mayStopEarly = sqlite3_stmt_readonly(handle) != 0
        names = Self.names(of: handle)
    }

    private static func names(of handle: OpaquePointer) -> ColumnNames {
        ColumnNames((0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) })
    }

    deinit {
        sqlite3_finalize(handle)
    }

    private static func prepare(_ sql: String, on connection: OpaquePointer) throws -> OpaquePointer {
        try sql.withCString { start in
            var statement: OpaquePointer?
            var rest: UnsafePointer<CChar>?
            let flags = CUnsignedInt(SQLITE_PREPARE_PERSISTENT)
            guard sqlite3_prepare_v3(connection, start, -1, flags, &statement, &rest) == SQLITE_OK else {
                throw SQLiteErrors.current(of: connection)
            }
            guard let statement, rest.map({ isBlank($0) }) ?? true else {
                sqlite3_finalize(statement)
                throw StoreError.other(code: "sql", message: "Expected one statement, found none or several")
            }
            return statement
        }
    }

    private static func isBlank(_ text: UnsafePointer<CChar>) -> Bool {
        String(cString: text).allSatisfy { $0.isWhitespace || $0 == ";" }
    }

    func start(with values: [SQLValue]) throws {
        guard sqlite3_bind_parameter_count(handle) == values.count else {
            throw StoreError.other(code: "sql", message: "A ? stands in the text of the statement: bind values instead")
        }
        for (index, value) in values.enumerated() {
            guard try bind(value, at: CInt(index + 1)) == SQLITE_OK else {
                throw SQLiteErrors.current(of: connection)
            }
        }
        changesBefore = sqlite3_total_changes(connection)
        isRunning = true
    }

    func next() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW:
            noticeNewColumns()
            return true
        case SQLITE_DONE: return false
        default: throw SQLiteErrors.current(of: connection)
        }
    }

    /// SQLite prepares a statement again by itself when a table has changed, and `*` may then mean other columns.
    private func noticeNewColumns() {
        let count = sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0)
        guard count != preparedAgain else { return }
        preparedAgain = count
        names = Self.names(of: handle)
    }

    func stop() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        isRunning = false
    }

    /// SQLite keeps the count of the last statement that changed rows, so one that changed none is told by the total.
    var changed: Int {
        sqlite3_total_changes(connection) == changesBefore ? 0 : Int(sqlite3_changes(connection))
    }

    // MARK: Binding

    private func bind(_ value: SQLValue, at index: CInt) throws -> CInt {
        switch value {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let value): return sqlite3_bind_int64(handle, index, value)
        case .double(let value): return sqlite3_bind_double(handle, index, try Storable.number(value))
        case .boolean(let value): return sqlite3_bind_int64(handle, index, value ? 1 : 0)
        case .text(let value): return try bind(value, at: index)
        case .bytes(let value): return try bind(value, at: index)
        }
    }

    private func bind(_ text: String, at index: CInt) throws -> CInt {
        // SQLite takes a null pointer for NULL, so empty text needs a place to point to.
        if text.isEmpty { return sqlite3_bind_text(handle, index, "", 0, Self.copied) }
        var text = text
        return try text.withUTF8 { utf8 in
            try Storable.check(utf8)
            return utf8.withMemoryRebound(to: CChar.self) { characters in
                sqlite3_bind_text64(
                    handle, index, characters.baseAddress, UInt64(characters.count), Self.copied, UInt8(SQLITE_UTF8))
            }
        }
    }

    private func bind(_ bytes: [UInt8], at index: CInt) throws -> CInt {
        try Storable.check(length: bytes.count)
        if bytes.isEmpty { return sqlite3_bind_zeroblob(handle, index, 0) }
        return sqlite3_bind_blob64(handle, index, bytes, UInt64(bytes.count), Self.copied)
    }

    // MARK: Decoding

    // One call finds the value, and no further one looks for it again or takes the connection's lock. SQLite asks for that lock
    // where threads share a connection; none shares this one.

    func value(at index: Int) -> SQLValue {
        let column = CInt(index)
        let value = sqlite3_column_value(handle, column)
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: return .integer(sqlite3_value_int64(value))
        case SQLITE_FLOAT: return .double(sqlite3_value_double(value))
        case SQLITE_TEXT: return .text(String(decoding: text(value), as: UTF8.self))
        case SQLITE_BLOB: return .bytes(bytes(column))
        default: return .null
        }
    }

    func text(at index: Int) throws -> UnsafeBufferPointer<UInt8>? {
        let value = sqlite3_column_value(handle, CInt(index))
        switch sqlite3_value_type(value) {
        case SQLITE_TEXT: return text(value)
        case SQLITE_NULL: return nil
        default: throw SQLMismatch(expected: String.self, found: self.value(at: index))
        }
    }

    /// Bytes are asked for after the start, which may convert them.
    private func text(_ value: OpaquePointer?) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_value_text(value)
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    }

    private func bytes(_ column: CInt) -> [UInt8] {
        let start = sqlite3_column_blob(handle, column)
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count(column)))
    }

    /// Bytes in the column; asked after its start, which may convert it.
    private func count(_ column: CInt) -> Int {
        Int(sqlite3_column_bytes(handle, column))
    }
}
