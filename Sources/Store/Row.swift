/// One row of a result, valid only inside the closure it is given to.
///
/// Columns are decoded on demand straight from the engine's buffer. Asking by name in the order of the query costs
/// one comparison a column; any other order costs a scan of the names.
public struct Row {
    @usableFromInline let rows: any Rows
    @usableFromInline let names: ColumnNames

    init(of rows: any Rows) {
        self.rows = rows
        names = rows.names
    }

    /// The column called `column`, as the type that the context asks for.
    /// - Throws: `StoreError.column` when there is no such column or it holds another kind of value.
    @inlinable
    public subscript<T: SQLConvertible>(_ column: String) -> T {
        get throws {
            guard let index = names.index(of: column) else {
                throw StoreError.column(name: column, expected: "\(T.self)", found: "no such column")
            }
            return try decode(index)
        }
    }

    /// The column at `index`, counted from 0 as in the query.
    /// - Throws: `StoreError.column` when there is no such column or it holds another kind of value.
    @inlinable
    public subscript<T: SQLConvertible>(_ index: Int) -> T {
        get throws {
            guard index >= 0, index < names.count else {
                throw StoreError.column(name: "\(index)", expected: "\(T.self)", found: "no such column")
            }
            return try decode(index)
        }
    }

    /// Calls `body` with the UTF-8 of the text at `index`, straight from the engine's buffer and valid only inside it; NULL is
    /// empty. For tables of many thousand cells, where making each a `String` would be most of the work.
    /// - Throws: `StoreError.column` when there is no such column or it holds no text.
    @inlinable
    public func withText<R>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) throws -> R {
        guard index >= 0, index < names.count else {
            throw StoreError.column(name: "\(index)", expected: "text", found: "no such column")
        }
        let text: UnsafeBufferPointer<UInt8>?
        do { text = try rows.text(at: index) } catch { throw named(error, index) }
        return try body(text ?? UnsafeBufferPointer(start: nil, count: 0))
    }

    /// The names of the columns, in the order of the query.
    public var columns: [String] { names.all }

    @inlinable
    func decode<T: SQLConvertible>(_ index: Int) throws -> T {
        do {
            if T.isReadFromText, let text = try rows.text(at: index) { return try T(sqlText: text) }
            return try T(sqlValue: rows.value(at: index))
        } catch {
            throw named(error, index)
        }
    }

    /// The error with the name of the column, which is all that a mismatch does not know.
    @usableFromInline
    func named(_ error: any Error, _ index: Int) -> any Error {
        guard let mismatch = error as? SQLMismatch else { return error }
        return StoreError.column(name: names.all[index], expected: mismatch.expected, found: mismatch.found)
    }
}

/// The columns of one prepared statement, made once and shared by its rows.
@usableFromInline
final class ColumnNames {
    let all: [String]
    @usableFromInline let count: Int
    /// Where the next name is likely to be: records are read in the order in which they are selected.
    private var next = 0

    init(_ all: [String]) {
        self.all = all
        count = all.count
    }

    @usableFromInline
    func index(of name: String) -> Int? {
        let likely = next
        if likely < count, all[likely] == name {
            next = likely + 1
            return likely
        }
        guard let index = all.firstIndex(of: name) else { return nil }
        next = index + 1
        return index
    }
}
