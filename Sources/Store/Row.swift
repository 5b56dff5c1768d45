/// One row of a result, valid only inside the closure it is given to.
///
/// Columns are decoded on demand straight from the engine's buffer. Asking by name in the order of the query costs
/// one comparison a column; any other order costs a scan of the names.
public struct Row {
    private let rows: any Rows
    private let names: ColumnNames

    init(of rows: any Rows) {
        self.rows = rows
        names = rows.names
    }

    /// The column called `column`, as the type that the context asks for.
    /// - Throws: `StoreError.column` when there is no such column or it holds another kind of value.
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
    public subscript<T: SQLConvertible>(_ index: Int) -> T {
        get throws {
            guard index >= 0, index < names.count else {
                throw StoreError.column(name: "\(index)", expected: "\(T.self)", found: "no such column")
            }
            return try decode(index)
        }
    }

    /// The names of the columns, in the order of the query.
    public var columns: [String] { names.all }

    private func decode<T: SQLConvertible>(_ index: Int) throws -> T {
        do {
            return try T(sqlValue: rows.value(at: index))
        } catch let mismatch as SQLMismatch {
            throw StoreError.column(name: names.all[index], expected: mismatch.expected, found: mismatch.found)
        }
    }
}

/// The columns of one prepared statement, made once and shared by its rows.
final class ColumnNames {
    let all: [String]
    let count: Int
    /// Where the next name is likely to be: records are read in the order in which they are selected.
    private var next = 0

    init(_ all: [String]) {
        self.all = all
        count = all.count
    }

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
