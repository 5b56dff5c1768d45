import NIOCore
import Store

extension Uploads {
    /// Takes in a file that is in memory already, and leaves it unkept. Throws as `receive` does.
    static func receive(
        _ file: FormFile, rules: UploadRules, programme: ID<Programme>, by context: ActionContext,
        into database: Database
    ) async throws -> Upload {
        let pieces = AsyncStream<ByteBuffer> { stream in
            for start in stride(from: 0, to: file.bytes.count, by: chunkSize) {
                stream.yield(ByteBuffer(bytes: file.bytes[start..<min(start + chunkSize, file.bytes.count)]))
            }
            stream.finish()
        }
        return try await receive(
            pieces, name: file.name, rules: rules, programme: programme, by: context, into: database)
    }

    /// A file that somebody handed in to look at first, whole; found by nobody but its owner.
    static func unkept(
        _ id: ID<Upload>, in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> FormFile? {
        let found = try db.first(
            """
            SELECT name, content_type FROM upload WHERE id = \(id) AND programme_id = \(programme)
                AND owner_id = \(caller.account?.id) AND kept_at IS NULL
            """
        ) { (name: try $0["name"] as String, type: try $0["content_type"] as String) }
        guard let found else { return nil }
        var bytes: [UInt8] = []
        try db.each("SELECT bytes FROM upload_chunk WHERE upload_id = \(id) ORDER BY position") { row in
            bytes += try row["bytes"] as [UInt8]
        }
        return FormFile(name: found.name, contentType: found.type, bytes: bytes)
    }

    /// Removes a file that its owner looked at and does not want. Throws `Refusal.notFound` for anybody else.
    static func discard(_ id: ID<Upload>, in programme: ID<Programme>, by context: ActionContext, tx: Writer) throws {
        let gone = try tx.execute(
            """
            DELETE FROM upload WHERE id = \(id) AND programme_id = \(programme)
                AND owner_id = \(context.caller.account?.id) AND kept_at IS NULL
            """)
        guard gone == 1 else { throw Refusal.notFound }
    }
}
