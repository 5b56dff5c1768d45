/// One row of a result, valid only inside the closure it is given to.
///
/// Columns are decoded on demand straight from the engine's buffer. Asking by name in the order of the query costs
/// one comparison a column; any other order costs a scan of the names.
public struct Row {
    let rows: any Rows

    /// The column called `column`, as the type that the context asks for.
    /// - Throws: `StoreError.column` when there is no such column or it holds another kind of value.
    public subscript<T: SQLConvertible>(_ column: String) -> T {
        get throws {
            guard let index = rows.names.index(of: column) else {
                throw StoreError.column(name: column, expected: "\(T.self)", found: "no such column")
            }
            return try self[index]
        }
    }

    /// The column at `index`, counted from 0 as in the query.
    /// - Throws: `StoreError.column` when there is no such column or it holds another kind of value.
    public subscript<T: SQLConvertible>(_ index: Int) -> T {
        get throws {
            guard index >= 0, index < rows.names.all.count else {
                throw StoreError.column(name: "\(index)", expected: "\(T.self)", found: "no such column")
            }
            do {
                return try T(sqlValue: rows.value(at: index))
            } catch let mismatch as SQLMismatch {
                throw StoreError.column(
                    name: rows.names.all[index], expected: mismatch.expected, found: mismatch.found)
            }
        }
    }

    /// The names of the columns, in the order of the query.
    public var columns: [String] { rows.names.all }
}

/// The columns of one prepared statement, made once and shared by its rows.
final class ColumnNames {
    let all: [String]
    /// Where the next name is likely to be: records are read in the order in which they are selected.
    private var next = 0

    init(_ all: [String]) {
        self.all = all
    }

    func index(of name: String) -> Int? {
        if next < all.count, all[next] == name {
            defer { next += 1 }
            return next
        }
        guard let index = all.firstIndex(of: name) else { return nil }
        next = index + 1
        return index
    }
}
