import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// SQLite in write-ahead-log mode: one writer, many readers on snapshots, each commit on disk before it is answered.
final class SQLiteStore: Store {
    private let pool: DatabasePool
    private let path: String
    private let isTemporary: Bool
    private let line: WritingLine

    init(path: String, settings: Database.Settings, isTemporary: Bool) throws {
        var configuration = Configuration()
        configuration.label = "Store"
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = settings.connections
        configuration.busyMode = .timeout(settings.patience / .seconds(1))
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // After opening, because GRDB asks for NORMAL, which may lose the last commits when the power fails.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = \(isTemporary ? "OFF" : "FULL")")
            }
        } catch let error as DatabaseError {
            throw SQLiteErrors.error(
                code: error.extendedResultCode.rawValue, message: "\(path): \(error.message ?? "")")
        }
        self.path = path
        self.isTemporary = isTemporary
        line = WritingLine(pool)
    }

    static func temporaryPath() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: "database.sqlite").path
    }

    deinit {
        guard isTemporary else { return }
        try? pool.close()
        try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { db in
                continuation.resume(with: Result { try body(Reader(SQLiteSession(db.get()))) })
            }
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Writer) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            line.join(
                Turn(
                    work: { writer in
                        let result = try body(writer)
                        return { continuation.resume(returning: result) }
                    },
                    refuse: { continuation.resume(throwing: $0) }))
        }
    }

    func close() async {
        try? pool.close()
    }
}
