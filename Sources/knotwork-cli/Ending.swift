import ArgumentParser
import Delimited
import Foundation
import Knotwork

/// How a command ends: 0 done, 1 something is wrong that the command was asked to find, 2 what was given cannot be used,
/// 64 the command was called wrongly.
enum Ending {
    static let wrong = ExitCode(1)
    static let unusable = ExitCode(2)

    /// Runs a command's work. What the operator can mend is said in a sentence on standard error.
    static func of<T>(_ work: () async throws -> T) async throws -> T {
        do {
            return try await work()
        } catch let error as InputError {
            throw say(error.description)
        } catch let error as DeskFault {
            throw say(error.description)
        } catch let error as Settings.Fault {
            throw say(error.description)
        }
    }

    private static func say(_ words: String) -> ExitCode {
        FileHandle.standardError.write(Data("knotwork: \(words)\n".utf8))
        return unusable
    }
}
