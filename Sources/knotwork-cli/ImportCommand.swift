public import ArgumentParser
import Delimited
public import Exports
import Foundation
import Knotwork

/// `knotwork import`: takes a file that another tool exported. With `--preview` nothing is opened but the file.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes one file that another tool exported, as it is.",
        discussion: """
            Reads exports of Eventbrite, Zoom (participants, webinars, registrations), Teams, Microsoft Forms, Google \
            Forms, Mailchimp and Miro, tables of page views and sheets of contacts, as text in any encoding, separator and \
            order of columns or as Excel workbooks (.xlsx), address cards (.vcf), and the guests in calendars (.ics). Look \
            first:

              knotwork import attendees.csv --preview

            shows what was recognised and every row that will not be taken, with the reason. Then

              knotwork import attendees.csv --programme spring --event launch

            takes it, whole or not at all, and prints what was taken and what was refused. The same file a second time is \
            refused; an import can be undone on the programme's page of imports. Exit code 2 means that the file as a \
            whole cannot be taken; the message says why and what to do.
            """)

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The exported file: an Excel workbook, CSV, text, .vcf or .ics.", completion: .file())
    var file: String

    @Flag(help: "Show what would be taken, and save nothing. Needs no database.")
    var preview = false

    @Flag(help: "With --preview: print JSON.")
    var json = false

    @Option(help: "Answers for dates that leave it open: day-first or month-first.")
    var dates: DateOrder?

    @Option(help: "The sheet of a workbook; the first in sight with known headings if none is given.")
    var sheet: String?

    @Option(help: "The programme's name in addresses.")
    var programme: String?

    @Option(help: "The event's name in addresses, for lists of who booked or came.")
    var event: String?

    @Option(help: "The problem's name in addresses, for the notes of a board.")
    var problem: String?

    func validate() throws {
        if json && !preview { throw ValidationError("--json goes with --preview.") }
        if !preview && programme == nil { throw ValidationError("Say --preview, or --programme to take the file.") }
    }

    func run() async throws {
        try await Ending.of {
            if preview {
                let export = try Export.read(bytes(), name: name, dateOrder: dates, sheet: sheet)
                print(json ? export.previewJSON : export.previewText, terminator: "")
            } else {
                try await take(into: programme ?? "")
            }
        }
    }

    private func take(into programme: String) async throws {
        let bar = ProgressBar()
        defer { bar.clear() }
        let delivery = CommandLine.Delivery(
            name: name, bytes: try bytes(), programme: programme, event: event, problem: problem, dates: dates,
            sheet: sheet)
        let lines = try await options.withDesk { try await $0.take(delivery, telling: bar.headway) }
        bar.clear()
        for line in lines { print(line) }
    }

    private var name: String { URL(fileURLWithPath: file).lastPathComponent }

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
