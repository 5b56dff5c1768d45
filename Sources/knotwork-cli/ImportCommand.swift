public import ArgumentParser
import Delimited
public import Exports
import Foundation

/// `knotwork import`: takes a file that another tool exported. With `--preview` nothing is opened but the file.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes one file that another tool exported, as it is.",
        discussion: """
            Reads exports of Eventbrite, Zoom (participants, webinars, registrations), Teams, Microsoft Forms, Google \
            Forms, Mailchimp and Miro, tables of page views and sheets of contacts: any encoding, separator and order of \
            columns. Look first:

              knotwork import attendees.csv --preview

            shows what was recognised and every row that will not be taken, with the reason. Exit code 2 means that the \
            file as a whole cannot be taken; the message says why and what to do.
            """)

    @Argument(help: "The exported file (CSV or text; save an Excel workbook as CSV first).", completion: .file())
    var file: String

    @Flag(help: "Show what would be taken, and save nothing. Needs no database.")
    var preview = false

    @Flag(help: "With --preview: print JSON.")
    var json = false

    @Option(help: "Answers for dates that leave it open: day-first or month-first.")
    var dates: DateOrder?

    func validate() throws {
        if json && !preview { throw ValidationError("--json goes with --preview.") }
    }

    func run() async throws {
        let export = try read()
        guard preview else {
            throw ValidationError("Only --preview works yet.")
        }
        print(json ? export.previewJSON : export.previewText, terminator: "")
    }

    private func read() throws -> Export {
        do {
            return try Export.read(bytes(), name: URL(fileURLWithPath: file).lastPathComponent, dateOrder: dates)
        } catch {
            FileHandle.standardError.write(Data("knotwork: \(error)\n".utf8))
            throw ExitCode(2)
        }
    }

    /// One byte more than can be read is enough to say that the file is too large.
    private func bytes() throws(InputError) -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
            defer { try? handle.close() }
            return try Array(handle.read(upToCount: Export.largestFile + 1) ?? Data())
        } catch {
            throw InputError("The file cannot be read.", file: file, remedy: "Check its name and that you may read it.")
        }
    }
}

extension DateOrder: ExpressibleByArgument {}
