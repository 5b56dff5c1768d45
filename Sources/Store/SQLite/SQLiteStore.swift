import Foundation
import Synchronization

/// SQLite in write-ahead-log mode: one writer, many readers on snapshots, each commit on disk before it is answered.
final class SQLiteStore: Store {
    let path: String
    private let isTemporary: Bool
    /// Nil where nobody serves.
    private let claim: Mutex<FileClaim?>
    let readers: Pool<SQLiteConnection>
    let writer: Pool<SQLiteConnection>
    private let line: WritingLine

    /// - Parameter isTemporary: the file is nobody's: not kept on disk at each commit, and removed with its folder.
    init(path: String, settings: Database.Settings, isTemporary: Bool) throws {
        self.path = path
        self.isTemporary = isTemporary
        func options(isReadOnly: Bool) -> SQLiteConnection.Options {
            SQLiteConnection.Options(
                path: path, isReadOnly: isReadOnly, isDurable: !isTemporary, patience: settings.patience)
        }
        let (reading, writing) = (options(isReadOnly: true), options(isReadOnly: false))
        // Makes the file and tells now, not at the first request, if it cannot be opened.
        _ = try SQLiteConnection(writing)
        let claim = settings.isServing ? FileClaim(.serve, on: path) : nil
        if settings.isServing && claim == nil { throw Claim.isBeingReplaced }
        self.claim = Mutex(claim)
        readers = Pool("Store reader", size: settings.connections, patience: settings.patience) {
            try SQLiteConnection(reading)
        }
        writer = Pool("Store writer", size: 1, patience: settings.patience) { try SQLiteConnection(writing) }
        line = WritingLine(writer)
    }

    static func temporaryPath() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: "database.sqlite").path
    }

    deinit {
        guard isTemporary else { return }
        try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await read(for: .reading, body)
    }

    func ask<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await read(for: .asking, body)
    }

    private func read<T: Sendable>(
        for purpose: Purpose, _ body: @escaping @Sendable (Reader) throws -> T
    ) async throws -> T {
        try await readers.run { link in
            try Transaction.run(on: link, for: purpose) { try body(Reader($0)) }
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
        await readers.close()
        await writer.close()
        claim.withLock { $0 = nil }
    }
}
