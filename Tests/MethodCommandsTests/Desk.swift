import ArgumentParser
import Delimited
import Foundation

@testable import MethodCommands

/// A folder of its own in which a request is run.
struct Desk: ~Copyable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "knotwork-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    /// Writes the request's files and parses its arguments.
    func command(_ request: Request, replacing changed: [String: [UInt8]] = [:]) throws -> any MethodCommand {
        for (name, text) in request.files {
            try Data(changed[name] ?? Array(text.utf8)).write(to: folder.appending(path: name))
        }
        let made: Set = ["OUT", "PROOF"]
        let arguments = request.arguments.dropFirst().map { argument in
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            let last = parts[parts.count - 1]
            guard request.files[last] != nil || made.contains(last) else { return argument }
            return (parts.dropLast() + [path(last)]).joined(separator: "=")
        }
        let type = MethodCommands.all.first { $0.configuration.commandName == request.arguments[0] }
        guard let command = try type?.parse(Array(arguments)) as? any MethodCommand else {
            throw CocoaError(.featureUnsupported)
        }
        return command
    }

    /// Runs the request; returns what is wrong with it, nil when nothing is.
    func run(_ request: Request, replacing changed: [String: [UInt8]] = [:]) async throws -> InputError? {
        let command = try command(request, replacing: changed)
        do {
            try await Output.$isQuiet.withValue(true) { try await command.work() }
        } catch let error as InputError {
            return error
        } catch let code as ExitCode where code.rawValue == 1 && request.arguments[0] == "audit" {
            // An audit that finds something is no fault of the input.
        }
        return nil
    }
}
