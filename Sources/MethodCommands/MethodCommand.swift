import ArgumentParser
import Delimited
import Foundation

/// A command that calls one method. What is wrong with the input is said on standard error, and the exit code is 2.
protocol MethodCommand: AsyncParsableCommand {
    func work() async throws
}

extension MethodCommand {
    func run() async throws {
        do {
            try await work()
        } catch let error as InputError {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            throw ExitCode(2)
        }
    }
}

/// Where a command's result goes.
enum Output {
    /// Writes a file whole or not at all; without a path, to standard output.
    static func write(_ text: String, to path: String?) throws { try write(Array(text.utf8), to: path) }

    static func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path else { return FileHandle.standardOutput.write(Data(bytes)) }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw InputError("The file cannot be written.", file: path, remedy: "Check that its folder is there.")
        }
    }

    /// A sentence for the person at the keyboard, on standard error, so that it never mixes with a table.
    static func note(_ sentence: String) {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
    }

    /// One object with its names in order, so that two runs can be compared as text.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
