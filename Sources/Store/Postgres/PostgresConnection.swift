import CLibPQ

/// One connection to a PostgreSQL server.
final class PostgresConnection: Connection {
    struct Options: Sendable {
        let address: String
        let schema: String?
        let patience: Duration
    }

    /// Why a transaction did not end well, as far as it tells what to do next.
    enum Trouble {
        /// It met another: run it again.
        case conflict
        /// The connection went before COMMIT was sent, or what was prepared on it is out of date, so nothing was kept:
        /// run it again on another.
        case lost
        /// The connection went while COMMIT was under way: nobody knows.
        case unknownOutcome
    }

    let engine = Engine.postgres
    private(set) var trouble: Trouble?
    private let handle: OpaquePointer
    private var prepared: [PostgresStatement.Key: PostgresStatement] = [:]
    private var preparedEver = 0
    /// How the transaction begins, until its first statement takes that along.
    private var opening: String?
    private var isReading = false
    /// Whether a transaction that only read was told to end, and nobody has waited for the answer.
    private var isEnding = false
    private var isCommitting = false
    private var isStale = false

    /// Prepared statements kept on the server for this connection.
    private static let keptStatements = 512

    /// Connects, which may take as long as the address allows: 5 seconds, unless it says otherwise.
    init(_ options: Options) throws {
        // Later words win: the address may change what stands before it and not what stands after. Kerberos encrypts where an
        // address asks for it: looking for a ticket at each connection costs memory and time wherever there is none.
        let words: KeyValuePairs = [
            "gssencmode": "disable", "application_name": options.schema.map { "knotwork \($0)" } ?? "knotwork",
            "connect_timeout": "5",
            "keepalives_idle": "30", "tcp_user_timeout": "30000",
            "dbname": options.address, "client_encoding": "UTF8",
        ]
        handle = try Self.connect(words)
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        let patience = Int64(options.patience / .milliseconds(1))
        // Who means to change something says so: a question that stands alone can change nothing.
        try run(
            script: """
                SET client_min_messages = warning; SET lock_timeout = \(patience); SET TimeZone = 'UTC';
                SET default_transaction_read_only = on
                """)
        if let schema = options.schema { try run(script: "SET search_path = \(schema)") }
    }

    private static func connect(_ words: KeyValuePairs<String, String>) throws -> OpaquePointer {
        guard knot_libpq_is_there() else {
            throw StoreError.unreachable("PostgreSQL needs libpq, which is not on this machine: install libpq5")
        }
        let connection = withPointers(words.map(\.key)) { keys in
            withPointers(words.map(\.value)) { values in PQconnectdbParams(keys, values, 1) }
        }
        guard let connection else { throw StoreError.unreachable("out of memory") }
        guard PQstatus(connection) == CONNECTION_OK else {
            defer { PQfinish(connection) }
            throw StoreError.unreachable(PostgresErrors.message(of: connection))
        }
        return connection
    }

    deinit {
        PQfinish(handle)
    }

    var isUsable: Bool {
        PQstatus(handle) == CONNECTION_OK && (isEnding || PQtransactionStatus(handle) == PQTRANS_IDLE) && !isStale
    }

    var canGoOn: Bool { trouble == nil }

    // MARK: Transactions

    // A journey to the server costs more than most statements do. So BEGIN goes out together with the first statement, and
    // nobody waits to hear that a transaction is over which has only read.

    func begin(_ purpose: Purpose) throws {
        trouble = nil
        settle()
        isReading = purpose == .reading
        opening =
            switch purpose {
            case .reading: "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
            case .writing: "BEGIN ISOLATION LEVEL SERIALIZABLE, READ WRITE"
            case .asking: nil
            }
    }

    func commit() throws {
        opening = nil
        guard PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        if isReading, PQsendQuery(handle, "COMMIT") == 1 {
            isEnding = true
            return
        }
        isCommitting = true
        defer { isCommitting = false }
        try run(script: "COMMIT")
    }

    func rollBack() {
        opening = nil
        guard PQstatus(handle) == CONNECTION_OK, PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        PQclear(PQexec(handle, "ROLLBACK"))
    }

    /// Hears that the last transaction is over.
    private func settle() {
        guard isEnding else { return }
        while let result = PQgetResult(handle) { PQclear(result) }
        isEnding = false
    }

    // MARK: Statements

    func run(script: String) throws {
        settle()
        if let opening {
            self.opening = nil
            try PQclear(checked(PQexec(handle, opening)))
        }
        try PQclear(checked(PQexec(handle, script)))
    }

    /// Runs text of many statements as one transaction that may change something.
    func change(script: String) throws {
        try run(script: "BEGIN READ WRITE; \(script); COMMIT")
    }

    func start(_ sql: SQL) throws -> any Rows {
        if opening != nil { return try start([sql])[0] }
        let call = try call(sql)
        return try call.run { name, count, values, lengths, formats in
            try PostgresRows(
                checked(PQexecPrepared(handle, name, count, values, lengths, formats, 1)), of: call.statement)
        }
    }

    /// All go out before the first answer is waited for, the beginning of the transaction among them (libpq's pipeline mode).
    func start(_ statements: [SQL]) throws -> [any Rows] {
        let calls = try statements.map { try call($0) }
        let opening = self.opening
        self.opening = nil
        guard PQenterPipelineMode(handle) == 1, opening.map(send) ?? true, calls.allSatisfy(send),
            PQpipelineSync(handle) == 1
        else {
            // Whatever was sent or not: nobody uses this connection again.
            isStale = true
            return try [PostgresRows(checked(nil), of: calls[0].statement)]
        }
        let begun = opening.map { _ in nextResult() }
        let results = calls.map { _ in nextResult() }
        // The mark that nothing more comes, after which the connection is as it was.
        PQclear(PQgetResult(handle))
        PQexitPipelineMode(handle)
        return try rows(begun, results, of: calls)
    }

    private func send(_ opening: String) -> Bool {
        PQsendQueryParams(handle, opening, 0, nil, nil, nil, nil, 1) == 1
    }

    private func send(_ call: PostgresCall) -> Bool {
        call.run { PQsendQueryPrepared(handle, $0, $1, $2, $3, $4, 1) == 1 }
    }

    /// One statement has one result, and then nothing.
    private func nextResult() -> OpaquePointer? {
        guard let result = PQgetResult(handle) else { return nil }
        PQclear(PQgetResult(handle))
        return result
    }

    /// - Throws: the first error among the results. What follows one was not done.
    private func rows(
        _ begun: OpaquePointer??, _ results: [OpaquePointer?], of calls: [PostgresCall]
    ) throws -> [PostgresRows] {
        var left = results[...]
        defer { for result in left { PQclear(result) } }
        if let begun { try PQclear(checked(begun)) }
        return try calls.map { call in
            try PostgresRows(checked(left.popFirst() ?? nil), of: call.statement)
        }
    }

    private func call(_ sql: SQL) throws -> PostgresCall {
        PostgresCall(statement: try statement(for: sql), parameters: try PostgresParameters(sql.values))
    }

    private func statement(for sql: SQL) throws -> PostgresStatement {
        let key = PostgresStatement.Key(sql)
        if let kept = prepared[key] { return kept }
        if prepared.count >= Self.keptStatements {
            try PQclear(checked(PQexec(handle, "DEALLOCATE ALL")))
            prepared = [:]
        }
        preparedEver += 1
        let name = "s\(preparedEver)"
        let text = try PostgresStatement.render(sql)
        let types = sql.values.compactMap(PostgresType.of)
        try PQclear(checked(PQprepare(handle, name, text, CInt(types.count), types.map(\.rawValue))))
        let statement = PostgresStatement(name: name)
        prepared[key] = statement
        return statement
    }

    // MARK: Errors

    /// - Throws: the error that `result` stands for, if it does; `trouble` then tells what may be done about it.
    private func checked(_ result: OpaquePointer?) throws -> OpaquePointer {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            if let result { return result }
        default: break
        }
        defer { PQclear(result) }
        let code = PostgresErrors.field("C", of: result) ?? ""
        note(code)
        if PQstatus(handle) != CONNECTION_OK || code.isEmpty {
            throw StoreError.unreachable(PostgresErrors.message(of: handle))
        }
        throw PostgresErrors.error(code: code, result: result)
    }

    private func note(_ code: String) {
        if PostgresErrors.isConflict(code) {
            trouble = .conflict
        } else if PQstatus(handle) != CONNECTION_OK || PostgresErrors.needsNewConnection(code) {
            isStale = true
            trouble = isCommitting ? .unknownOutcome : .lost
        }
    }
}

/// Calls `body` with C strings followed by a null pointer, as libpq takes lists.
private func withPointers<T>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
    let copies = strings.map { string in
        let bytes = string.utf8CString
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
        _ = copy.initialize(from: bytes)
        return copy
    }
    defer { for copy in copies { copy.deallocate() } }
    let pointers = copies.map { UnsafePointer($0.baseAddress) } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
}

/// A prepared statement with the values for one run.
private struct PostgresCall {
    let statement: PostgresStatement
    let parameters: PostgresParameters

    /// Calls `body` with the statement's name, and its values as libpq takes them.
    func run<T>(
        _ body: (
            String, CInt, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>, UnsafePointer<CInt>
        ) throws -> T
    ) rethrows -> T {
        try parameters.withPointers { try body(statement.name, CInt(parameters.count), $0, $1, $2) }
    }
}
