import CLibPQ

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One connection to a PostgreSQL server.
final class PostgresConnection: Connection {
    struct Options: Sendable {
        let address: String
        let schema: String?
        let settings: Database.Settings
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
    /// Empty for the server's usual one.
    private let schema: String
    private var prepared: [PostgresStatement.Key: PostgresStatement] = [:]
    private var preparedEver = 0
    /// How the transaction begins, until its first statement takes that along.
    private var opening: String?
    private var isReading = false
    /// Whether a transaction that only read was told to end, and nobody has waited for the answer.
    private var isEnding = false
    private var isCommitting = false
    private var isStale = false
    /// How long is waited for the answer to one statement, and what that is unless somebody asked for more.
    private var limit: Duration
    private let usualLimit: Duration
    private var hasGivenUp = false

    /// Prepared statements kept on the server for this connection.
    private static let keptStatements = 512

    /// Connects, which may take as long as the address allows: 5 seconds, unless it says otherwise.
    init(_ options: Options) throws {
        // Later words win: the address may change what stands before it and not what stands after. Kerberos encrypts where an
        // address asks for it: looking for a ticket at each connection costs memory and time wherever there is none.
        let words: KeyValuePairs = [
            "gssencmode": "disable", "application_name": options.schema.map { "knotwork \($0)" } ?? "knotwork",
            "connect_timeout": "5",
            "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3", "tcp_user_timeout": "30000",
            "dbname": options.address, "client_encoding": "UTF8",
        ]
        handle = try Self.connect(words)
        // The server ends what takes too long; this much longer is waited for a server that does not.
        usualLimit = options.settings.longestStatement + .seconds(2)
        limit = usualLimit
        schema = options.schema ?? ""
        PQsetnonblocking(handle, 1)
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try setUp(options)
    }

    private func setUp(_ options: Options) throws {
        func milliseconds(_ time: Duration) -> Int64 { Int64(time / .milliseconds(1)) }
        // Who means to change something says so: a question that stands alone can change nothing. Whoever went away in the middle
        // of a transaction, with locks in hand, has them taken away.
        try run(
            script: """
                SET client_min_messages = warning; SET lock_timeout = \(milliseconds(options.settings.patience));
                SET statement_timeout = \(milliseconds(options.settings.longestStatement));
                SET idle_in_transaction_session_timeout = 300000; SET TimeZone = 'UTC';
                SET default_transaction_read_only = on
                """)
        if !schema.isEmpty { try run(script: "SET search_path = \(schema)") }
        if options.settings.isServing, try !claim(.serve) { throw Claim.isBeingReplaced }
    }

    /// - Returns: false when another process has a claim that does not go with this one.
    func claim(_ claim: Claim) throws -> Bool {
        settle()
        let lock = claim == .serve ? "pg_try_advisory_lock_shared" : "pg_try_advisory_lock"
        let result = try checked(execute("SELECT \(lock)(\(Self.claims), hashtext('\(schema)'))"))
        defer { PQclear(result) }
        return PQgetvalue(result, 0, 0).map { String(cString: $0) } == "t"
    }

    /// Tells this use of advisory locks from others; any number, as long as each process uses the same.
    private static let claims = 7_226_042

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

    var canGoOn: Bool { trouble == nil && !hasGivenUp }

    // MARK: Transactions

    // A journey to the server costs more than most statements do. So BEGIN goes out together with the first statement, and
    // nobody waits to hear that a transaction is over which has only read.

    func begin(_ purpose: Purpose) throws {
        trouble = nil
        limit = usualLimit
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
        PQclear(execute("ROLLBACK"))
    }

    func liftLimit() throws {
        try run(script: "SET LOCAL statement_timeout = 0")
        limit = .seconds(3600)
    }

    /// Hears that the last transaction is over.
    private func settle() {
        guard isEnding else { return }
        while let result = nextResult() { PQclear(result) }
        isEnding = false
    }

    // MARK: Statements

    func run(script: String) throws {
        settle()
        if let opening {
            self.opening = nil
            try PQclear(checked(execute(opening)))
        }
        try PQclear(checked(execute(script)))
    }

    /// Runs text of many statements as one transaction that may change something.
    func change(script: String) throws {
        try run(script: "BEGIN READ WRITE; \(script); COMMIT")
    }

    func start(_ sql: SQL) throws -> any Rows {
        if opening != nil { return try start([sql])[0] }
        let call = try call(sql)
        return try PostgresRows(checked(send(call) ? onlyResult() : nil), of: call.statement)
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
        let begun = opening.map { _ in onlyResult() }
        let results = calls.map { _ in onlyResult() }
        // The mark that nothing more comes, after which the connection is as it was.
        PQclear(nextResult())
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
    private func onlyResult() -> OpaquePointer? {
        guard let result = nextResult() else { return nil }
        PQclear(nextResult())
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
            try PQclear(checked(execute("DEALLOCATE ALL")))
            prepared = [:]
        }
        preparedEver += 1
        let name = "s\(preparedEver)"
        let text = try PostgresStatement.render(sql)
        let types = sql.values.compactMap(PostgresType.of)
        let isSent = PQsendPrepare(handle, name, text, CInt(types.count), types.map(\.rawValue)) == 1
        try PQclear(checked(isSent ? onlyResult() : nil))
        let statement = PostgresStatement(name: name)
        prepared[key] = statement
        return statement
    }

    // MARK: Waiting

    // libpq waits for an answer without an end, and a server that is frozen or cut off cannot keep the time itself. So what is
    // asked is sent, and waited for here.

    /// Sends text of many statements and takes the last result; nil when it could not be sent or was not answered.
    private func execute(_ script: String) -> OpaquePointer? {
        guard PQsendQuery(handle, script) == 1 else { return nil }
        var last: OpaquePointer?
        while let result = nextResult() {
            PQclear(last)
            last = result
        }
        guard hasGivenUp else { return last }
        PQclear(last)
        return nil
    }

    /// The next result of what was sent; nil when there is none, or when the server let the time go by.
    private func nextResult() -> OpaquePointer? {
        let deadline = ContinuousClock.now + limit
        while !hasGivenUp {
            let isUnsent = PQflush(handle) == 1
            if PQisBusy(handle) == 0 { return PQgetResult(handle) }
            if Self.waits(for: PQsocket(handle), toSend: isUnsent, until: deadline) {
                // If that fails, the result says why.
                if PQconsumeInput(handle) == 0 { return PQgetResult(handle) }
            } else {
                hasGivenUp = true
                isStale = true
            }
        }
        return nil
    }

    /// Whether something can be done with the socket before the time is over.
    private static func waits(for socket: CInt, toSend: Bool, until deadline: ContinuousClock.Instant) -> Bool {
        guard socket >= 0 else { return true }
        var place = pollfd(fd: socket, events: Int16(POLLIN | (toSend ? POLLOUT : 0)), revents: 0)
        while true {
            let left = deadline - .now
            guard left > .zero else { return false }
            let ready = poll(&place, 1, CInt(clamping: Int64(left / .milliseconds(1)) + 1))
            if ready > 0 || ready < 0 && errno != EINTR { return true }
        }
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
        if hasGivenUp {
            throw StoreError.unreachable("PostgreSQL did not answer within \(limit.components.seconds) seconds")
        }
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
