/// One open connection to an engine, used by one thread at a time.
protocol Connection: AnyObject {
    var engine: Engine { get }
    /// False once the connection can no longer be trusted; the pool then opens another.
    var isUsable: Bool { get }
    /// False once the engine gave up the whole transaction, so that no savepoint inside it can be gone back to.
    var canGoOn: Bool { get }
    func begin(_ purpose: Purpose) throws
    func commit() throws
    /// Ends the transaction, if one is open. A connection that cannot do so is no longer usable.
    func rollBack()
    /// Lets the statements of this transaction take as long as they need.
    func liftLimit() throws
    /// Starts one statement; its rows come on demand.
    func start(_ sql: SQL) throws -> any Rows
    /// Starts several statements that do not need each other's answers.
    func start(_ statements: [SQL]) throws -> [any Rows]
    /// Runs text of many statements, without parameters.
    func run(script: String) throws
}

enum Purpose {
    case reading, writing
    /// One question alone: a transaction of its own on both engines, without BEGIN and COMMIT around it.
    case asking
}

/// The rows of a running statement, one after another.
@usableFromInline
protocol Rows: AnyObject {
    var names: ColumnNames { get }
    /// True while stopping before the last row leaves nothing of the statement undone.
    var mayStopEarly: Bool { get }
    /// Goes to the next row; false after the last.
    func next() throws -> Bool
    /// The value in the current row.
    func value(at index: Int) throws -> SQLValue
    /// The UTF-8 of the text in the current row, where the engine has it and until the next row; nil is NULL.
    func text(at index: Int) throws -> UnsafeBufferPointer<UInt8>?
    /// How many rows the statement inserted, updated or deleted; known after the last row.
    var changed: Int { get }
    func stop()
}
