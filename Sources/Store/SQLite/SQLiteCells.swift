import GRDBSQLite

/// The row at which an SQLite statement stands.
final class SQLiteCells: Cells {
    private let handle: OpaquePointer
    let names: ColumnNames

    init(_ handle: OpaquePointer) {
        self.handle = handle
        names = ColumnNames((0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) })
    }

    func value(at index: Int) -> SQLValue {
        let column = CInt(index)
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: return .double(sqlite3_column_double(handle, column))
        case SQLITE_TEXT: return .text(text(column))
        case SQLITE_BLOB: return .bytes(bytes(column))
        default: return .null
        }
    }

    private func text(_ column: CInt) -> String {
        let start = sqlite3_column_text(handle, column)
        return String(decoding: UnsafeBufferPointer(start: start, count: count(column)), as: UTF8.self)
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
