import Foundation
import Hummingbird
import Logging
import NIOCore
import Names
import ServiceLifecycle
import Store
import UnixSignals

/// What the command line can ask of the app. Everything here speaks in plain values, so that the commands stay thin.
package struct CommandLine: Sendable {
    let dependencies: Dependencies

    /// Opens the database and brings its tables up to date.
    /// - Parameter serving: whether people will be served, so that nobody replaces the database meanwhile.
    package static func open(_ settings: Settings, serving: Bool = false) async throws -> CommandLine {
        let location = try Location(parsing: settings.database)
        let clock = try clock(settings)
        var store = Database.Settings()
        store.connections = location.engine == .sqlite ? readers : settings.connections
        store.isServing = serving
        let database = try Database(location, settings: store)
        try await database.migrate(Schema.migrations)
        return CommandLine(
            dependencies: Dependencies(settings: settings, database: database, clock: clock, logger: logger(settings)))
    }

    /// Reading SQLite is work for a processor, not waiting for a server: one reader more than there are processors, for when
    /// one waits for the disk. More would only hold memory.
    private static let readers = ProcessInfo.processInfo.activeProcessorCount + 1

    /// The real time, or a clock that was set to another moment and runs on from there.
    private static func clock(_ settings: Settings) throws -> @Sendable () -> Instant {
        guard !settings.clock.isEmpty else { return { .now } }
        guard let start = Instant(settings.clock) else {
            throw DeskFault("The clock must be set to a moment such as 2022-03-15T10:00:00Z, not “\(settings.clock)”.")
        }
        let ahead = start - .now
        return { .now + ahead }
    }

    package func close() async { await dependencies.database.close() }

    private static func logger(_ settings: Settings) -> Logger {
        let level = Logger.Level(rawValue: settings.logLevel) ?? .info
        return Logger(label: "knotwork") { LineLog(label: $0, level: level) }
    }

    /// What the operator does now.
    func context(at instant: Instant? = nil) -> ActionContext {
        ActionContext(caller: .theOperator, at: instant ?? dependencies.clock(), randomness: dependencies.randomness)
    }

    /// Serves pages and carries mail until the process is asked to stop; then requests and mail in hand are finished.
    ///
    /// - Parameter files: how many files and connections the system lets this process have open.
    package func serve(files: Int) async throws {
        var application = App.application(dependencies, places: Self.places(files))
        application.addServices(
            try Postman(dependencies), SignInDesk(dependencies: dependencies), Linking(dependencies),
            Housekeeping(dependencies: dependencies))
        do {
            try await application.runService(gracefulShutdownSignals: [.sigterm, .sigint])
        } catch let error as IOError {
            throw DeskFault(Self.words(error, dependencies.settings))
        }
    }

    /// Places for people: what the database, the mail and the log need stays free, and memory is not without end.
    private static func places(_ files: Int) -> Int { min(max(files - 128, 32), 4096) }

    /// Why it cannot listen.
    private static func words(_ error: IOError, _ settings: Settings) -> String {
        let (host, port) = (settings.host, settings.port)
        switch error.errnoCode {
        case EADDRINUSE:
            return """
                Port \(port) is in use on \(host): another program listens there, perhaps another “knotwork serve”. Stop it, or \
                choose another port with --port.
                """
        case EACCES: return "This account may not listen on port \(port): choose one above 1023 with --port."
        case EADDRNOTAVAIL: return "\(host) is no address of this machine: choose another with --host."
        default: return "It cannot listen on \(host), port \(port): \(String(cString: strerror(error.errnoCode)))."
        }
    }
}

extension CommandLine {
    /// Each door of the app: method, address, and for whom it is.
    package func endpoints() -> [(method: String, path: String, audience: String)] {
        App.routes(dependencies).endpoints.map { ($0.method.rawValue, $0.path, $0.audience.description) }
    }

    /// A one-use link that signs somebody in, for the operator to hand over. The account and the role are made if need be.
    package func invite(_ email: String, name: String, role: String, programme slug: String) async throws -> String {
        let address: EmailAddress
        do { address = try EmailAddress(checking: email) } catch {
            throw DeskFault("“\(email)” is no address to which mail can be sent. \(error.rawValue).")
        }
        guard let role = Role(rawValue: role) else {
            throw DeskFault(
                "There is no role “\(role)”. The roles are \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let context = context()
        let path = try await dependencies.database.write { tx in
            guard let programme = try Programmes.find(slug: slug, in: tx) else {
                throw DeskFault("There is no programme “\(slug)”.")
            }
            let account = try Accounts.account(for: address, name: name, by: context, in: tx)
            try Accounts.grant(role, in: programme.id, to: account.id, by: context, in: tx)
            return try SignIn.link(for: account.id, life: SignIn.invitationLife, by: context, in: tx)
        }
        return dependencies.settings.url(path)
    }
}

/// Something the operator asked for cannot be done; the words say why and what to do.
package struct DeskFault: Error, CustomStringConvertible, Sendable {
    package let description: String

    init(_ description: String) { self.description = description }
}

extension CommandLine {
    /// What the operator can mend, in a sentence: what the database says when it cannot do its work. Anything else stays what it is.
    package static func explained(_ error: any Error, _ settings: Settings) -> any Error {
        guard let error = error as? StoreError else { return error }
        let database = (try? Location(parsing: settings.database))?.description ?? "the database"
        switch error {
        case .busy, .unreachable, .full, .readOnly, .migration:
            return DeskFault(Outage.advice(error, database: database))
        case .other(code: "location", let message): return DeskFault(message + ".")
        default: return error
        }
    }
}

extension CommandLine {
    /// The figures of a programme as JSON.
    package func figures(of slug: String) async throws -> String {
        let evidence = try await evidence(slug)
        return try JSONFile.text(FiguresFile(evidence.programme, Figures(evidence)))
    }

    /// The figures in words, one a line.
    package func figuresText(of slug: String) async throws -> String {
        Figures(try await evidence(slug)).all.map { figure in
            "\(figure.key.rawValue): \(figure.value.words) \(figure.title)\n    \(figure.definition)\n    = \(figure.formula)\n"
        }.joined(separator: "\n")
    }

    /// Who or what is behind one figure: an id and a name a line.
    package func behind(_ key: String, of slug: String) async throws -> [(id: String, name: String)] {
        let evidence = try await evidence(slug)
        guard let key = Figure.Key(rawValue: key) else {
            let known = Figure.Key.allCases.map(\.rawValue).joined(separator: ", ")
            throw DeskFault("There is no figure “\(key)”. The figures are \(known).")
        }
        return evidence.records(countedBy: Figures(evidence)[key]).map { ($0.id, $0.name) }
    }

    private func evidence(_ slug: String) async throws -> Evidence {
        try await dependencies.database.read { db in
            guard let programme = try Programmes.find(slug: slug, in: db) else {
                throw DeskFault("There is no programme “\(slug)”.")
            }
            return try Evidence(of: programme, for: .theOperator, in: db)
        }
    }

    /// Loads a programme folder, all of it or nothing, and finds out who is who.
    /// - Returns: what to tell the operator.
    package func load(_ path: String, telling headway: Headway = .untold) async throws -> [String] {
        let folder = try FolderImport.Folder(path: path)
        let context = context()
        let remarks = try await dependencies.database.write { tx in
            var loader = try FolderImport(folder, by: context, in: tx)
            loader.headway = headway
            guard try loader.load() else {
                return [
                    "“\(loader.programme.name)” is there already; nothing was added. Take single files with knotwork import."
                ]
            }
            return loader.remarks + ["Loaded “\(loader.programme.name)” from \(path)."]
        }
        headway.report(1, 1, "who is who")
        try await Linking(dependencies).finish()
        return remarks
    }
}
