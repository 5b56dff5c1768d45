import ArgumentParser
import Foundation
import Knotwork

/// The settings, as flags of every command that opens the database.
struct SettingsOptions: ParsableArguments {
    @Option(help: "Where the data lives: a path, or postgres://user@host/name.")
    var database: String?

    @Option(help: "A settings file: name = value, a line each.", completion: .file())
    var settings: String?

    /// Flags that only some commands have, by the setting's name.
    func resolve(_ more: [String: String?] = [:]) throws -> (settings: Settings, origins: [String: Settings.Origin]) {
        var flags = more.compactMapValues { $0 }
        flags["database"] = database
        let environment = ProcessInfo.processInfo.environment
        let path = settings ?? environment["KNOTWORK_SETTINGS"]
        let file = try path.map { path in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ValidationError("The settings file “\(path)” cannot be read.")
            }
            return text
        }
        return try Settings.resolve(flags: flags, environment: environment, file: file ?? "")
    }

    /// Opens the app with these settings, does the work, and closes it whatever happens. What the operator can mend is said in a
    /// sentence.
    func withDesk<T: Sendable>(
        _ more: [String: String?] = [:], serving: Bool = false, _ work: (CommandLine) async throws -> T
    ) async throws -> T {
        try await Ending.of {
            let settings = try resolve(more).settings
            do {
                return try await opened(settings, serving: serving, work)
            } catch {
                throw CommandLine.explained(error, settings)
            }
        }
    }

    private func opened<T: Sendable>(
        _ settings: Settings, serving: Bool, _ work: (CommandLine) async throws -> T
    ) async throws -> T {
        let desk = try await CommandLine.open(settings, serving: serving)
        do {
            let result = try await work(desk)
            await desk.close()
            return result
        } catch {
            await desk.close()
            throw error
        }
    }
}
