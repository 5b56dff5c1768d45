/// Which database answers.
public enum Engine: String, Sendable, Hashable {
    case sqlite = "SQLite"
    case postgres = "PostgreSQL"
}

/// Asks questions inside one transaction: all answers are of the same instant.
///
/// Valid only inside the closure that receives it. Calls are synchronous, on a thread of the database.
public class Reader {
    let transaction: Transaction

    init(_ transaction: Transaction) {
        self.transaction = transaction
    }

    public final var engine: Engine { transaction.engine }

    /// Each row made into a `T`, in the order of the query.
    public final func all<T>(_ sql: SQL, _ make: (Row) throws -> T) throws -> [T] {
        var result: [T] = []
        try transaction.run(sql) { row in
            result.append(try make(row))
            return .on
        }
        return result
    }

    /// The first row made into a `T`; nil when there is none. Further rows are not decoded.
    public final func first<T>(_ sql: SQL, _ make: (Row) throws -> T) throws -> T? {
        var result: T?
        try transaction.run(sql) { row in
            result = try make(row)
            return .enough
        }
        return result
    }

    /// The first column of the first row; nil when there is no row, or when it is NULL.
    public final func value<T: SQLConvertible>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
        try first(sql) { try $0[0] as T? } ?? nil
    }

    /// The first column of each row.
    public final func values<T: SQLConvertible>(_ sql: SQL, as type: T.Type = T.self) throws -> [T] {
        try all(sql) { try $0[0] }
    }

    /// Calls `body` with each row. Other questions may be asked inside it.
    public final func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try transaction.run(sql) { row in
            try body(row)
            return .on
        }
    }
}

/// Reads and writes inside one transaction, which takes effect whole or not at all, as if it ran alone.
///
/// The closure may run more than once before it succeeds, so it must do nothing that cannot be undone.
public final class Writer: Reader {
    /// Runs one statement.
    /// - Returns: the number of rows inserted, updated or deleted; not those that a foreign key cascaded to.
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int {
        try transaction.run(sql) { _ in .on }
    }

    /// Runs `body` so that, if it throws, only its own changes are undone and the transaction can go on.
    ///
    /// A statement that fails outside `attempt` dooms the whole transaction on both engines, even if the error is
    /// caught: PostgreSQL can do no other, and SQLite must mean the same.
    public func attempt<T>(_ body: () throws -> T) throws -> T {
        try transaction.attempt(body)
    }
}
