import CSQLite
import Foundation

/// One connection to an SQLite file in write-ahead-log mode.
final class SQLiteConnection: Connection {
    struct Options: Sendable {
        let path: String
        var isReadOnly = false
        var isDurable = true
        var patience = Duration.seconds(10)
    }

    let engine = Engine.sqlite
    let handle: OpaquePointer
    private var prepared: [String: SQLiteStatement] = [:]

    /// Prepared statements kept; more than any program writes, so reaching it means lists of ever new lengths.
    private static let keptStatements = 512
    /// A statement with more parameters than this carries a list, and will hardly come again.
    private static let keptParameters = 64

    private static let countsNoMemory = csqlite_count_no_memory() == SQLITE_OK

    /// Opens the file, and makes it when it is not there and `isReadOnly` is false.
    convenience init(_ options: Options) throws {
        do {
            try self.init(opening: options)
        } catch {
            // SQLite says many things where a file or its folder cannot be written, few of which say so.
            if !options.isReadOnly, Self.mayOnlyBeRead(options.path) { throw StoreError.readOnly }
            throw error
        }
    }

    private init(opening options: Options) throws {
        if !options.isReadOnly { Self.makePrivateFile(at: options.path) }
        _ = Self.countsNoMemory
        let flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let access = options.isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(options.path, &opened, flags | access, nil)
        guard code == SQLITE_OK, let opened else {
            defer { sqlite3_close_v2(opened) }
            throw StoreError.unreachable("\(options.path): \(String(cString: sqlite3_errstr(code)))")
        }
        handle = opened
        csqlite_be_strict(handle)
        sqlite3_busy_timeout(handle, CInt(clamping: Int64(options.patience / .milliseconds(1))))
        try run(script: "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY")
        guard !options.isReadOnly else {
            // A table of some thousand rows reads more than SQLite's usual 2 MB, and would fetch all of it anew each time.
            try run(script: "PRAGMA cache_size = -4096")
            return
        }
        // FULL puts each commit on disk before it is answered; NORMAL would lose the last ones when the power fails.
        try run(
            script: """
                PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;
                PRAGMA synchronous = \(options.isDurable ? "FULL" : "OFF")
                """)
    }

    private static func mayOnlyBeRead(_ path: String) -> Bool {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        return access(path, F_OK) == 0 && (access(path, W_OK) != 0 || access(folder, W_OK) != 0)
    }

    /// Only the owner may read what people told us; SQLite gives the files beside it the same permissions.
    private static func makePrivateFile(at path: String) {
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
    }

    deinit {
        prepared = [:]
        sqlite3_close_v2(handle)
    }

    var isUsable: Bool { !isInTransaction }
    /// SQLite undoes everything by itself when the disk is full or cannot be read.
    var canGoOn: Bool { isInTransaction }

    private var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    func begin(_ purpose: Purpose) throws {
        switch purpose {
        case .reading: try finish(start("BEGIN"))
        case .writing: try finish(start("BEGIN IMMEDIATE"))
        case .asking: break
        }
    }

    func commit() throws {
        guard isInTransaction else { return }
        try finish(start("COMMIT"))
    }

    func rollBack() {
        guard isInTransaction else { return }
        try? finish(start("ROLLBACK"))
    }

    /// There is none: whoever works in a file is in the same process.
    func liftLimit() {}

    func run(script: String) throws {
        guard sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else { throw error }
    }

    func start(_ sql: SQL) throws -> any Rows {
        let statement = try statement(for: sql)
        try statement.start(with: sql.values)
        return statement
    }

    /// Here nothing is done before the first row is asked for.
    func start(_ statements: [SQL]) throws -> [any Rows] {
        var started: [any Rows] = []
        do {
            for sql in statements { started.append(try start(sql)) }
        } catch {
            for rows in started { rows.stop() }
            throw error
        }
        return started
    }

    private func finish(_ rows: any Rows) throws {
        defer { rows.stop() }
        while try rows.next() {}
    }

    /// A prepared statement that is not running: the kept one, unless its rows are being read.
    private func statement(for sql: SQL) throws -> SQLiteStatement {
        if let kept = prepared[sql.text], !kept.isRunning { return kept }
        let statement = try SQLiteStatement(sql.text, on: handle)
        guard sql.values.count <= Self.keptParameters else { return statement }
        if prepared.count >= Self.keptStatements { prepared = [:] }
        prepared[sql.text] = statement
        return statement
    }

    private var error: StoreError { SQLiteErrors.current(of: handle) }
}
