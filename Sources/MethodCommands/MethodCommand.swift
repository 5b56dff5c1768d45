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
            Output.note("\(error)")
            throw ExitCode(2)
        }
    }
}

/// What a command says about its result: a sentence for people, all of it for programs.
protocol Report: Encodable {
    var sentence: String { get }
}

/// Where a result goes, and how it is reported on.
struct ResultOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "Where to write the result; standard output when left out.")
    var output: String?

    @Flag(help: "Print the figures about the result as JSON, in place of a sentence.")
    var json = false

    /// The result into its file; without one to standard output, unless that is wanted for the report.
    func write(_ result: @autoclosure () throws -> String, _ report: some Report) throws {
        if output != nil || !json { try Output.write(try result(), to: output) }
        if json { try Output.write(try Output.json(report), to: nil) } else { Output.note(report.sentence) }
    }

    /// Why there is no result, for programs; people are told by the error that follows.
    func write(refusal: some Encodable) throws {
        if json { try Output.write(try Output.json(refusal), to: nil) }
    }
}

/// Where the words of a command go.
enum Output {
    /// Set by tests, which look at files and errors: nothing is said on standard output and standard error.
    @TaskLocal static var isQuiet = false

    /// Writes a file whole or not at all; without a path, to standard output.
    static func write(_ text: String, to path: String?) throws { try write(Array(text.utf8), to: path) }

    static func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path else {
            if !isQuiet { FileHandle.standardOutput.write(Data(bytes)) }
            return
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw InputError("The file cannot be written.", file: path, remedy: "Check that its folder is there.")
        }
    }

    /// A sentence for the person at the keyboard, on standard error, so that it never mixes with a table.
    static func note(_ sentence: String) {
        if !isQuiet { FileHandle.standardError.write(Data((sentence + "\n").utf8)) }
    }

    /// One object with its names in order, so that two runs can be compared as text.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
