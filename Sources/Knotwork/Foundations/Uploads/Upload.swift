import Store

/// A file that somebody handed in. Its bytes are in the database, in chunks.
struct Upload: Sendable, Hashable {
    var id: ID<Upload>
    var programme: ID<Programme>
    /// Nil when the command line put it there.
    var owner: ID<Account>?
    var name: String
    var kind: FileKind
    var size: Int
    var sha256: String
    var createdAt: Instant
}

/// What a place for files takes.
struct UploadRules: Sendable {
    var kinds: Set<FileKind>
    /// The most bytes of one file.
    var limit: Int
    /// The kind, where the file was read already and its first bytes need not tell: text in UTF-16 looks like none.
    var known: FileKind?

    /// What an application may hold: documents, pictures, and a short film of the pitch.
    static let evidence = UploadRules(kinds: Set(FileKind.allCases), limit: 100 << 20)
    static let pictures = UploadRules(kinds: FileKind.pictures, limit: 10 << 20)
}

/// Why a file is not taken.
enum UploadFault: Error, Hashable {
    case empty
    case tooLarge(limit: Int)
    case wrongKind(Set<FileKind>)

    /// For the person who chose the file.
    var message: String {
        switch self {
        case .empty: "The file is empty. Choose another one"
        case .tooLarge(let limit): "The file must be smaller than \(ByteCount.words(limit))"
        case .wrongKind(let kinds):
            "The file must be one of these: \(kinds.map(\.label).sorted().joined(separator: ", "))"
        }
    }
}

enum Uploads {
    /// The bytes in one row: small enough to hold many at once, large enough that a film is a few hundred rows.
    static let chunkSize = 256 << 10
    /// Chunks written in one transaction, so that other writers get their turn.
    static let batch = 4
    /// How long a file that was never kept stays.
    static let patience = Span.hours(24)
}

extension Uploads {
    /// Takes a file in and leaves it unkept: nobody sees it until `keep` makes it part of something.
    ///
    /// Throws `FieldErrors` about the file's field when it is empty, too large, or of a kind that is not wanted,
    /// whatever its name says.
    static func receive(
        _ file: IncomingFile, rules: UploadRules, programme: ID<Programme>, by context: ActionContext,
        into database: Database
    ) async throws -> Upload {
        do {
            return try await receive(
                file.body, name: file.name, rules: rules, programme: programme, by: context, into: database)
        } catch let fault as UploadFault {
            throw FieldErrors(file.field, fault.message)
        }
    }

    /// Makes a received file visible, in the transaction that ties it to an application or a page.
    static func keep(_ upload: Upload, by context: ActionContext, in tx: Writer) throws {
        let kept = try tx.execute(
            """
            UPDATE upload SET size = \(upload.size), sha256 = \(upload.sha256), kept_at = \(context.at)
            WHERE id = \(upload.id) AND kept_at IS NULL
            """)
        guard kept == 1 else { throw Refusal.rule("The file is no longer there. Please choose it again.") }
    }

    /// A kept file. Who may see it is for the feature that kept it to say.
    static func find(_ id: ID<Upload>, in db: Reader) throws -> Upload? {
        try db.first(
            """
            SELECT id, programme_id, owner_id, name, content_type, size, sha256, created_at FROM upload
            WHERE id = \(id) AND kept_at IS NOT NULL
            """
        ) { row in
            Upload(
                id: try row["id"], programme: try row["programme_id"], owner: try row["owner_id"],
                name: try row["name"], kind: try row["content_type"], size: try row["size"], sha256: try row["sha256"],
                createdAt: try row["created_at"])
        }
    }

    /// Removes a file and its bytes.
    static func remove(_ id: ID<Upload>, in tx: Writer) throws {
        try tx.execute("DELETE FROM upload WHERE id = \(id)")
    }

    /// Removes what was begun long ago and never kept. Returns how many.
    @discardableResult
    static func sweep(at now: Instant, in tx: Writer) throws -> Int {
        try tx.execute("DELETE FROM upload WHERE kept_at IS NULL AND created_at < \(now - patience)")
    }
}
