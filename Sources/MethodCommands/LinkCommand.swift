import ArgumentParser
import Delimited
import Foundation
import Linkage

struct LinkCommand: MethodCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Finds out which rows of one or several files are the same person.",
        discussion: """
            Every row needs an id of its own. --columns says what is compared as what, for example
            first_name=given,last_name=surname,email=email; a file need not have all of the columns. The kinds are given,
            surname, name, email, organisation, postcode, address, date, identifier, phone, text and source.
            """)

    @Argument(help: "The CSV files; their first line names the columns.")
    var files: [String]

    @Option(help: "The column that holds the id of the row.")
    var id: String

    @Option(help: "What is compared: column=kind, separated by commas.")
    var columns: String

    @Option(help: "From which probability on rows are the same person.")
    var threshold = 0.5

    @Flag(help: "Look for the same person in different files only.")
    var linkOnly = false

    @Option(name: .shortAndLong, help: "Where to write row_id,person,probability; standard output when left out.")
    var output: String?

    func work() async throws {
        guard threshold > 0, threshold < 1 else { throw InputError("--threshold must lie between 0 and 1.") }
        let records = try Records(contentsOf: files, id: id, schema: try Schema(parsing: columns))
        var settings = Linker.Settings()
        settings.threshold = threshold
        settings.linkOnly = linkOnly
        let linked = try Linker(settings: settings).link(records)
        try Output.write(linked.table(), to: output)
        Output.note("\(records.count) rows are \(linked.peopleCount) people.")
    }
}
