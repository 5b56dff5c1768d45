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

    /// Writes a file that the operator asked for.
    static func writing(_ path: String, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch {
            throw say(
                "\(path) cannot be written. Check the folder, the room on its disk, and that you may write there.")
        }
    }

    private static func say(_ words: String) -> ExitCode {
        FileHandle.standardError.write(Data("knotwork: \(words)\n".utf8))
        return unusable
    }
}
