import Exports
import Store

extension People {
    /// Opens the entry of a file that is being taken, with every row that will not be.
    static func open(
        _ export: Export, name: String, sha256: String, occasion: ID<Sighting.Occasion>?,
        in programme: ID<Programme>, by context: ActionContext,
        tx: Writer
    ) throws -> ImportFile {
        let file = ImportFile(
            id: context.id(), programme: programme, occasion: occasion, name: name, sha256: sha256,
            source: export.source.rawValue, encoding: export.encoding.rawValue, headerLine: export.headerLine,
            dates: export.dates.rawValue, rows: export.rows, taken: export.taken, importedAt: context.at)
        try tx.execute(
            """
            INSERT INTO import_file (id, programme_id, event_id, name, sha256, source, encoding, header_line, dates,
                row_count, taken, imported_by, imported_at)
            VALUES (\(file.id), \(programme), \(file.occasion), \(file.name), \(file.sha256), \(file.source),
                \(file.encoding), \(file.headerLine), \(file.dates), \(file.rows), \(file.taken),
                \(context.caller.account?.id), \(context.at))
            """)
        for (position, refusal) in export.refused.enumerated() {
            try tx.execute(
                """
                INSERT INTO import_refusal (import_id, position, line, reason)
                VALUES (\(file.id), \(position), \(refusal.line), \(refusal.reason))
                """)
        }
        return file
    }

    /// Takes a whole file back: its records no longer count anywhere, and who is who is found anew without them.
    static func undo(_ id: ID<ImportFile>, of programme: ID<Programme>, by context: ActionContext, in tx: Writer) throws
    {
        let undone = try tx.execute(
            """
            UPDATE import_file SET undone_at = \(context.at) WHERE id = \(id) AND programme_id = \(programme)
                AND undone_at IS NULL AND \(context.caller.may(.team, in: "import_file.programme_id"))
            """)
        guard undone > 0 else { throw Refusal.notFound }
        try tx.execute("UPDATE sighting SET withdrawn_at = \(context.at) WHERE import_id = \(id)")
        try mustLink(isReshaping: true, by: context, in: tx)
        try AuditLog.record(
            "undid the import of", AuditLog.Subject("import", id), programme: programme, by: context, in: tx)
    }
}
