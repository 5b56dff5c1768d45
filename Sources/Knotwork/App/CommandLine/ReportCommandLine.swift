import Store

extension CommandLine {
    /// The report of a programme as one HTML file that needs nothing else, made from the records at this moment.
    package func report(of slug: String) async throws -> [UInt8] {
        let now = dependencies.clock()
        let draft = try await dependencies.database.read { db in
            guard let programme = try Programmes.find(slug: slug, in: db) else {
                throw DeskFault("There is no programme “\(slug)”.")
            }
            return try ReportDraft(of: programme, for: .theOperator, at: now, in: db)
        }
        return try await draft.made().content.file(draft.view)
    }
}
