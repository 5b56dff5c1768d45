import Foundation
import Store

// Copies. They open the database as it is: nothing is migrated, so that a copy is of what is there.

extension CommandLine {
    /// Writes a copy of the database, whole and of one instant, while it may be in use.
    /// - Returns: the copy's size in bytes.
    package static func backup(_ settings: Settings, to path: String) async throws -> Int {
        try mustExist(settings)
        let database = try Database(Location(parsing: settings.database))
        do {
            try await database.backup(to: path)
        } catch {
            await database.close()
            throw fault(error, settings)
        }
        await database.close()
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        return size ?? 0
    }

    /// Puts a copy in place: all of it or nothing.
    package static func restore(_ settings: Settings, from path: String, replacing: Bool) async throws {
        guard FileManager.default.fileExists(atPath: path) else { throw DeskFault("There is no file \(path).") }
        do {
            try await Database.restore(
                from: path, to: Location(parsing: settings.database), replacing: replacing)
        } catch {
            throw fault(error, settings)
        }
    }

    /// SQLite would make an empty database where there is none.
    static func mustExist(_ settings: Settings) throws {
        guard case .file(let path) = try Location(parsing: settings.database) else { return }
        guard FileManager.default.fileExists(atPath: path) else { throw DeskFault("There is no database at \(path).") }
    }

    /// What the store says about a copy is for the operator to mend.
    private static func fault(_ error: any Error, _ settings: Settings) -> any Error {
        switch error as? StoreError {
        case StoreError.notEmpty:
            DeskFault(
                "The database is not empty. Add --replacing to put the copy in its place; what it holds is then lost.")
        case StoreError.isServed:
            DeskFault(
                """
                The database is being served, so nothing was changed: what people save meanwhile would be lost. Stop every \
                “knotwork serve” that uses it, and try again.
                """)
        case .other(_, let message): DeskFault(message + ".")
        default: explained(error, settings)
        }
    }
}
