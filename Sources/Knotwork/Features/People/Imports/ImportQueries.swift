import Names
import Store

extension People {
    private static let importColumns: SQL = """
        i.id, i.programme_id, i.event_id, i.name, i.sha256, i.source, i.encoding, i.header_line, i.dates, i.row_count,
        i.taken, i.imported_at, i.undone_at
        """

    /// The entry under which the same bytes were taken before and not undone.
    static func taken(_ sha256: String, in programme: ID<Programme>, db: Reader) throws -> ImportFile? {
        try db.first(
            """
            SELECT \(importColumns) FROM import_file i
            WHERE i.programme_id = \(programme) AND i.sha256 = \(sha256) AND i.undone_at IS NULL
            """, importFile)
    }

    /// All files that a programme took, newest first: for the team.
    static func imports(of programme: ID<Programme>, for caller: Caller, in db: Reader) throws -> [ImportFile] {
        try db.all(
            """
            SELECT \(importColumns) FROM import_file i
            WHERE i.programme_id = \(programme) AND \(caller.may(.team, in: "i.programme_id"))
            ORDER BY i.imported_at DESC, i.name, i.id
            """, importFile)
    }

    /// One of a programme's files: for the team.
    static func file(
        _ id: ID<ImportFile>, of programme: ID<Programme>, for caller: Caller, in db: Reader
    ) throws -> ImportFile? {
        try db.first(
            """
            SELECT \(importColumns) FROM import_file i
            WHERE i.id = \(id) AND i.programme_id = \(programme) AND \(caller.may(.team, in: "i.programme_id"))
            """, importFile)
    }

    /// The files in which one person's records came, by name.
    static func fileNames(
        behind person: ID<Person>, in programme: ID<Programme>, for caller: Caller, db: Reader
    ) throws -> [ID<ImportFile>: String] {
        let files = try db.all(
            """
            SELECT DISTINCT i.id, i.name FROM import_file i JOIN sighting s ON s.import_id = i.id
            WHERE s.person_id = \(person) AND i.programme_id = \(programme) AND \(caller.may(.team, in: "i.programme_id"))
                AND NOT \(caller.isRecused(fromSighting: "s.id"))
            """
        ) { (try $0["id"] as ID<ImportFile>, try $0["name"] as String) }
        return Dictionary(uniqueKeysWithValues: files)
    }

    static func refusals(of file: ID<ImportFile>, for caller: Caller, in db: Reader) throws -> [(
        line: Int, reason: String
    )] {
        try db.all(
            """
            SELECT r.line, r.reason FROM import_refusal r JOIN import_file i ON i.id = r.import_id
            WHERE r.import_id = \(file) AND \(caller.may(.team, in: "i.programme_id")) ORDER BY r.position
            """
        ) { (try $0["line"], try $0["reason"]) }
    }

    /// The addresses of those who run a programme: they are not among its participants.
    static func teamAddresses(of programme: ID<Programme>, in db: Reader) throws -> Set<String> {
        Set(
            try db.values(
                """
                SELECT a.email FROM account a JOIN role_grant s ON s.account_id = a.id
                WHERE s.programme_id = \(programme) AND s.role = 'team'
                """))
    }

    /// The record of somebody on a contact list, by address.
    static func contact(_ email: EmailAddress, in programme: ID<Programme>, db: Reader) throws -> ID<Sighting>? {
        try db.value(
            """
            SELECT id FROM sighting WHERE email_key = \(email.text) AND programme_id = \(programme) AND kind = 'contact'
                AND withdrawn_at IS NULL ORDER BY id LIMIT 1
            """)
    }

    private static func importFile(_ row: Row) throws -> ImportFile {
        ImportFile(
            id: try row["id"], programme: try row["programme_id"], occasion: try row["event_id"], name: try row["name"],
            sha256: try row["sha256"], source: try row["source"], encoding: try row["encoding"],
            headerLine: try row["header_line"], dates: try row["dates"], rows: try row["row_count"],
            taken: try row["taken"], importedAt: try row["imported_at"], undoneAt: try row["undone_at"])
    }
}
