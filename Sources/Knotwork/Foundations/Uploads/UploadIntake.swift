import Crypto
import NIOCore
import Store

extension Uploads {
    /// Takes bytes in as they come: checks, counts, hashes, cuts them into chunks and writes these batch by batch, so
    /// that a film of any length needs a few chunks of memory.
    ///
    /// Throws `UploadFault`, and whatever reading or writing throws; then nothing of the file is left.
    static func receive<Body: AsyncSequence>(
        _ body: Body, name: String, rules: UploadRules, programme: ID<Programme>, by context: ActionContext,
        into database: Database
    ) async throws -> Upload where Body.Element == ByteBuffer {
        var intake = UploadFileImport(rules: rules)
        let draft = Draft(id: context.id(), name: name, programme: programme, context: context)
        do {
            for try await bytes in body {
                try intake.take(bytes)
                if intake.isBatchFull { try await write(intake.nextBatch(named: name), of: draft, to: database) }
            }
            let last = try intake.lastBatch(named: name)
            try await write(last, of: draft, to: database)
            return Upload(
                id: draft.id, programme: programme, owner: context.caller.account?.id,
                name: FileName.clean(name, kind: last.kind), kind: last.kind, size: intake.size,
                sha256: intake.fingerprint, createdAt: context.at)
        } catch {
            // If this fails too, the sweep finds it.
            try? await database.write { try remove(draft.id, in: $0) }
            throw error
        }
    }

    private struct Draft: Sendable {
        var id: ID<Upload>
        var name: String
        var programme: ID<Programme>
        var context: ActionContext
    }

    private static func write(_ batch: UploadFileImport.Batch, of draft: Draft, to database: Database) async throws {
        try await database.write { tx in
            if batch.first == 0 { try insert(draft, batch.kind, in: tx) }
            for (place, bytes) in batch.chunks.enumerated() {
                try tx.execute(
                    """
                    INSERT INTO upload_chunk (upload_id, position, bytes)
                    VALUES (\(draft.id), \(batch.first + place), \(bytes))
                    """)
            }
        }
    }

    private static func insert(_ draft: Draft, _ kind: FileKind, in tx: Writer) throws {
        try tx.execute(
            """
            INSERT INTO upload (id, programme_id, owner_id, name, content_type, created_at)
            VALUES (\(draft.id), \(draft.programme), \(draft.context.caller.account?.id),
                \(FileName.clean(draft.name, kind: kind)), \(kind), \(draft.context.at))
            """)
    }
}

/// Bytes on their way into chunks. Pure: it neither reads nor writes.
struct UploadFileImport {
    struct Batch: Sendable {
        var kind: FileKind
        /// The position of the first chunk.
        var first: Int
        var chunks: [[UInt8]]
    }

    let rules: UploadRules
    private(set) var size = 0
    private var kind: FileKind?
    private var hash = SHA256()
    private var position = 0
    private var chunks: [[UInt8]] = []
    private var open: [UInt8] = []

    init(rules: UploadRules) { self.rules = rules }

    var isBatchFull: Bool { chunks.count >= Uploads.batch }
    var fingerprint: String { Hex.text(hash.finalize()) }

    mutating func take(_ buffer: ByteBuffer) throws {
        size += buffer.readableBytes
        guard size <= rules.limit else { throw UploadFault.tooLarge(limit: rules.limit) }
        var rest = buffer.readableBytesView[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Uploads.chunkSize - open.count)
            open.append(contentsOf: piece)
            piece.withUnsafeBytes { hash.update(bufferPointer: $0) }
            rest = rest.dropFirst(piece.count)
            if open.count == Uploads.chunkSize { close() }
        }
    }

    /// The full chunks so far. Throws `UploadFault.wrongKind` at the first batch of a file that is not wanted.
    mutating func nextBatch(named name: String) throws -> Batch {
        let kind = try checkedKind(name)
        defer {
            position += chunks.count
            chunks = []
        }
        return Batch(kind: kind, first: position, chunks: chunks)
    }

    mutating func lastBatch(named name: String) throws -> Batch {
        guard size > 0 else { throw UploadFault.empty }
        if !open.isEmpty { close() }
        return try nextBatch(named: name)
    }

    private mutating func close() {
        chunks.append(open)
        open = []
        open.reserveCapacity(Uploads.chunkSize)
    }

    private mutating func checkedKind(_ name: String) throws -> FileKind {
        if let kind = kind ?? rules.known { return kind }
        guard let found = chunks.first.flatMap({ FileKind(of: $0, named: name) }), rules.kinds.contains(found) else {
            throw UploadFault.wrongKind(rules.kinds)
        }
        kind = found
        return found
    }
}
