import ArgumentParser
import Delimited
import Foundation
import Linkage

struct LinkCommand: MethodCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Finds out which rows of one or several files are the same person, or name the same organisation.",
        discussion: """
            Every row needs an id of its own. --columns says what is compared as what, for example
            first_name=given,last_name=surname,email=email; a file need not have all of the columns. The kinds are given,
            surname, name, email, organisation, postcode, address, date, identifier, phone, text and source.
            """)

    enum Entity: String, ExpressibleByArgument, CaseIterable { case person, organisation }

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

    @Option(help: "A CSV file of row ids, two a line, that are the same person whatever the data say.")
    var together: String?

    @Option(help: "A CSV file of row ids, two a line, that are not the same person.")
    var apart: String?

    @Option(help: "The result of an earlier run: persons keep the ids they have there.")
    var previous: String?

    @Option(help: "What is found: person or organisation.")
    var entity = Entity.person

    @Option(parsing: .upToNextOption, help: "Two row ids A B: print the evidence for and against, step by step.")
    var explain: [String] = []

    @Flag(
        help:
            "Print rows, people, the 90 % interval, unresolved rows, what was learned, seconds and peak memory as JSON."
    )
    var json = false

    @Option(name: .shortAndLong, help: "Where to write row_id,person,probability; standard output when left out.")
    var output: String?

    func work() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        try checkOptions()
        let records = try Records(contentsOf: files, id: id, schema: try Schema(parsing: columns))
        let line = ProgressLine()
        defer { line.clear() }
        guard entity == .person else {
            let found = try await Linkage.solveOrganisations(records, options: try options, progress: line.say)
            return try organisations(found, records, began)
        }
        let linked = try await Linkage.solve(records, options: try options, progress: line.say)
        line.clear()
        if !explain.isEmpty { return try Output.write(linked.explanation(explain[0], explain[1]).waterfall, to: nil) }
        if output != nil || !json { try Output.write(linked.table(), to: output) }
        let report = LinkReport(linked, seconds: (clock.now - began) / .seconds(1))
        if json { try Output.write(try Output.json(report), to: nil) } else { Output.note(report.sentence) }
    }

    private var options: Linkage.Options {
        get throws {
            var options = Linkage.Options()
            (options.threshold, options.linkOnly) = (threshold, linkOnly)
            options.together = try together.map(Couple.read) ?? []
            options.apart = try apart.map(Couple.read) ?? []
            options.previous = try earlier()
            return options
        }
    }

    private func checkOptions() throws {
        guard threshold > 0, threshold < 1 else {
            throw InputError("--threshold must lie between 0 and 1, not be \(threshold).")
        }
        guard explain.isEmpty || explain.count == 2 else {
            throw InputError("--explain needs two row ids, not \(explain.count).")
        }
        guard entity == .person || (together == nil && apart == nil && explain.isEmpty && previous == nil) else {
            throw InputError("--together, --apart, --previous and --explain are about persons, not organisations.")
        }
    }

    private func earlier() throws -> [String: String] {
        guard let previous else { return [:] }
        let sheet = try Sheet(contentsOf: previous)
        let (row, person) = (try sheet.column("row_id"), try sheet.column("person"))
        return Dictionary(sheet.records.map { ($0.fields[row], $0.fields[person]) }) { first, _ in first }
    }

    private func organisations(_ found: Membership, _ records: Records, _ began: ContinuousClock.Instant) throws {
        if output != nil || !json { try Output.write(found.table(ids: records.id, title: "organisation"), to: output) }
        let report = OrganisationReport(found, records, seconds: (ContinuousClock.now - began) / .seconds(1))
        if json { try Output.write(try Output.json(report), to: nil) } else { Output.note(report.sentence) }
    }
}
