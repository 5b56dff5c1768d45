/// What whoever keeps an installation needs: copies, checks, figures.
extension Database {
    /// Writes a consistent copy while the database is being used.
    ///
    /// On SQLite a database file, checked before it gets its name; on PostgreSQL an archive made by `pg_dump`, which
    /// must be installed. The copy holds all that was committed before the call.
    /// - Throws: `StoreError.other` when `path` exists, cannot be written, or the copy is not sound.
    public func backup(to path: String) async throws {
        try await store.backup(to: path)
    }

    /// Puts a copy made by `backup` in place. Nobody may serve the database meanwhile: see `Settings.isServing`.
    ///
    /// Whole or not at all: if it fails, what was there before is there still.
    /// - Parameter replacing: whether what is there may be lost; otherwise the place must be empty.
    /// - Throws: `StoreError.other` when the copy is not sound, is not of this engine, or the place is taken.
    public static func restore(
        from path: String, to location: Location, schema: String? = nil, replacing: Bool = false
    ) async throws {
        let database = try Database(location, schema: schema)
        do {
            try await database.store.restore(from: path, replacing: replacing)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    /// Takes some room on the disk of a server and gives it back, which shows whether there is any: what is changed in place needs
    /// none. On SQLite every write shows it.
    /// - Throws: `StoreError.full` when there is none.
    public func takeRoom() async throws {
        try await store.takeRoom()
    }

    /// What is wrong or risky with the database, each as a sentence; empty when all is well.
    ///
    /// On SQLite this reads the whole file. On PostgreSQL it looks at settings and at what the server knows to be
    /// invalid; the server's own checksums guard its files.
    public func findings() async throws -> [String] {
        try await store.findings()
    }

    /// The tables, constraints and indexes as text, in a fixed order: the same for the same migrations.
    public func schemaDump() async throws -> String {
        try await store.schemaDump()
    }

    /// The size on disk in bytes.
    public func size() async throws -> Int64 {
        try await store.size()
    }

    /// Removes the PostgreSQL schema with all that is in it: the end of a trial.
    /// - Throws: `StoreError.other` when the database was opened without naming a schema, which SQLite always is.
    public func removeSchema() async throws {
        try await store.removeSchema()
    }
}

extension StoreError {
    /// A refusal that concerns copies of a database.
    static func copy(_ message: String) -> StoreError { .other(code: "copy", message: message) }

    /// A copy would take the place of what the database holds, and nobody said that it may.
    public static let notEmpty = copy("the database is not empty")

    /// Somebody serves the database that a copy should replace.
    public static let isServed = copy("the database is being served")
}
