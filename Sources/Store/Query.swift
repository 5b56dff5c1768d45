/// A question with what is made of its answer, so that several can be asked in one journey: `Reader.ask(_:)`.
///
/// A journey to PostgreSQL costs more than most answers do. Questions that do not need each other's answers go together; on
/// SQLite, where there is no journey, they are asked one after the other.
public struct Query<Answer> {
    let statements: [SQL]
    /// Takes the rows of these statements, one after the other.
    let answer: (Answers) throws -> Answer

    /// The same question with another form of answer.
    public func map<Other>(_ change: @escaping (Answer) throws -> Other) -> Query<Other> {
        Query<Other>(statements: statements) { try change(answer($0)) }
    }

    /// Each row made into a `T`, in the order of the query.
    public static func all<T>(_ sql: SQL, _ make: @escaping (Row) throws -> T) -> Query where Answer == [T] {
        Query(statements: [sql]) { answers in
            var result: [T] = []
            try answers.next { row in
                result.append(try make(row))
                return .on
            }
            return result
        }
    }

    /// The first row made into a `T`; nil when there is none.
    public static func first<T>(_ sql: SQL, _ make: @escaping (Row) throws -> T) -> Query where Answer == T? {
        Query(statements: [sql]) { answers in
            var result: T?
            try answers.next { row in
                result = try make(row)
                return .enough
            }
            return result
        }
    }
}

/// Several questions as one, whose answer is all their answers.
public func together<each Answer>(_ queries: repeat Query<each Answer>) -> Query<(repeat each Answer)> {
    var statements: [SQL] = []
    repeat statements.append(contentsOf: (each queries).statements)
    return Query(statements: statements) { answers in try (repeat (each queries).answer(answers)) }
}

/// The rows of several statements that were started together, taken one statement after the other.
final class Answers {
    private let transaction: Transaction
    private let rows: [any Rows]
    private var taken = 0

    init(_ transaction: Transaction, _ statements: [SQL]) throws {
        self.transaction = transaction
        rows = try transaction.start(statements)
    }

    deinit {
        for rows in rows { rows.stop() }
    }

    func next(_ row: (Row) throws -> Progress) throws {
        defer { taken += 1 }
        try transaction.take(rows[taken], row)
    }
}

extension Reader {
    /// Asks a question; several with `together`.
    public final func ask<Answer>(_ query: Query<Answer>) throws -> Answer {
        let answers = try Answers(transaction, query.statements)
        return try withExtendedLifetime(answers) { try query.answer(answers) }
    }
}
