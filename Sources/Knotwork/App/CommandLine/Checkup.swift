import Foundation
import Store

/// How an installation is: for `knotwork doctor`.
package struct Checkup: Sendable {
    package struct Setting: Sendable {
        package var name: String
        /// Secrets masked.
        package var value: String
        package var origin: String
    }

    package var settings: [Setting] = []
    /// What is so, a sentence each.
    package var facts: [String] = []
    /// What is wrong, a sentence each; empty when all is well.
    package var findings: [String] = []
}

extension CommandLine {
    /// Looks at everything and changes nothing but the moment at which it last tried to save something: settings, tables, the
    /// database's own checks, what must hold between the features, whether anything can be saved, and the mail.
    package static func checkup(_ settings: Settings, origins: [String: Settings.Origin]) async throws -> Checkup {
        var checkup = Checkup()
        checkup.settings = Settings.keys.map { key in
            let value = key.get(settings)
            return Checkup.Setting(
                name: key.name, value: key.isSecret ? Secrets.withoutPassword(value) : value,
                origin: (origins[key.name] ?? .usual).rawValue)
        }
        do {
            try mustExist(settings)
            let database = try Database(Location(parsing: settings.database))
            await checkup.look(at: database, settings)
            await database.close()
            try checkup.look(atDiskOf: settings)
        } catch {
            checkup.findings.append("\(explained(error, settings))")
        }
        await checkup.look(atMail: settings.mail)
        return checkup
    }
}

extension Checkup {
    /// Asks the mail server as for a mail, without sending one.
    fileprivate mutating func look(atMail address: String) async {
        do {
            guard let obstacle = try await MailRoute(parsing: address).obstacle() else { return }
            findings.append("Mail cannot leave: \(obstacle)")
        } catch {
            findings.append("\(error)")
        }
    }

    /// Each look is taken even if one before it failed, but for those that need the tables.
    fileprivate mutating func look(at database: Database, _ settings: Settings) async {
        do {
            let size = try await database.size()
            facts.append("\(database.engine.rawValue), \(Number.grouped(Int(size))) bytes.")
            findings += try await database.findings()
            let applied = try await database.read { try Self.migrations(in: $0) }
            guard try await isCurrent(applied, of: database) else { return }
            findings += try await database.read { try Invariants.broken(in: $0) }
            facts.append("\(Number.count(Invariants.all.count, "rule", "rules")) between the features were checked.")
            facts.append(try await database.read { try Self.mail(in: $0) })
            try await save(in: database)
        } catch {
            findings.append("\(CommandLine.explained(error, settings))")
        }
    }

    /// Reading tells nothing about saving: a disk that is full is read like any other.
    private mutating func save(in database: Database) async throws {
        if let obstacle = await HealthCheck(database, clock: { .now }).obstacle() { throw obstacle }
        facts.append("Something was saved, to try it.")
    }

    /// Says it before the disk is full. Of a server's disk nothing is known here.
    fileprivate mutating func look(atDiskOf settings: Settings) throws {
        guard case .file(let path) = try Location(parsing: settings.database) else { return }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let free = try FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? Int64 ?? 0
        let words = "\(Number.grouped(Int(free >> 20))) MB are free on the disk that holds \(path)"
        if free < Self.littleRoom { findings.append("Only \(words). Make room before nothing can be saved.") }
        facts.append("\(words).")
    }

    private static let littleRoom: Int64 = 64 << 20

    /// - Returns: whether the tables are those of this program, so that the rest can be looked at.
    private mutating func isCurrent(_ applied: [String], of database: Database) async throws -> Bool {
        let known = Schema.migrations.map(\.name)
        facts.append("Tables: \(applied.last ?? "none"), of \(known.last ?? "none") that this program knows.")
        if applied == known { return true }
        let isOlder = applied.count < known.count && applied.elementsEqual(known.prefix(applied.count))
        findings.append(
            isOlder
                ? "The tables are of an older program. Starting this one with “knotwork serve” brings them up to date."
                : "The tables are of a newer or another program. Use that one.")
        return false
    }

    private static func migrations(in db: Reader) throws -> [String] {
        try db.values("SELECT name FROM applied_migrations ORDER BY position")
    }

    private static func mail(in db: Reader) throws -> String {
        let counts = try db.all("SELECT state, count(*) AS messages FROM message GROUP BY state ORDER BY state") {
            "\(try $0["messages"] as Int) \(try $0["state"] as String)"
        }
        return counts.isEmpty ? "Mail: none." : "Mail: \(counts.joined(separator: ", "))."
    }
}
