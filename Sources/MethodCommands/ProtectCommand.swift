import ArgumentParser
import Delimited
import Disclosure

struct ProtectCommand: MethodCommand {
    static let configuration = CommandConfiguration(
        commandName: "protect",
        abstract: "Publishes a table of counts without showing people.",
        discussion: """
            TABLE.csv has one row for each inner cell: a column for each dimension and a count. The result has every
            cell with its margins (“Total”), the count empty where it is hidden, and its status: shown, primary (a few
            people) or secondary (hidden so that no primary cell can be computed).
            """)

    @Argument(help: "The table: a CSV file with one row for each inner cell.")
    var table: String

    @Option(help: "The column with the counts; every other column is a dimension.")
    var count: String

    @Option(help: "Counts from 1 to below this are of too few people.")
    var threshold = 5

    @Option(
        help: ArgumentHelp(
            "The levels of a dimension, from a file with the columns child, parent.", valueName: "column=file"))
    var hierarchy: [String] = []

    @Option(help: "The time to look for the cheapest pattern; the result is safe at any time.")
    var seconds = 10.0

    @Flag(help: "Leave out the attack by single contributors, who know of their own cell that it counts 1.")
    var outsidersOnly = false

    @Option(name: .shortAndLong, help: "Where to write the table; standard output when left out.")
    var output: String?

    @Flag(help: "Print cost, bound, audit and seconds as JSON.")
    var json = false

    func work() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let table = try CountTable(
            try Sheet(contentsOf: table), count: count, hierarchies: try TableOptions.hierarchies(hierarchy))
        let settings = SuppressionSettings(threshold: threshold, contributors: !outsidersOnly, seconds: seconds)
        let result = try Suppression(table, settings: settings)
        let text = result.published(countColumn: count).text
        if output != nil || !json { try Output.write(text, to: output) }
        let report = SuppressionReport(result, seconds: (clock.now - began) / .seconds(1))
        if json { try Output.write(try Output.json(report), to: nil) } else { Output.note(report.sentence) }
    }
}

/// What the commands on tables have in common.
enum TableOptions {
    /// `area=AREAS.csv` as hierarchies by column.
    static func hierarchies(_ options: [String]) throws -> [String: Hierarchy] {
        var hierarchies: [String: Hierarchy] = [:]
        for option in options {
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw InputError("--hierarchy “\(option)” is not understood.", remedy: "Write it as area=AREAS.csv.")
            }
            guard hierarchies[parts[0]] == nil else {
                throw InputError("--hierarchy names the column “\(parts[0])” twice.", remedy: "Keep one of them.")
            }
            hierarchies[parts[0]] = try Hierarchy(try Sheet(contentsOf: parts[1]))
        }
        return hierarchies
    }
}

/// What `protect --json` prints.
struct SuppressionReport: Encodable {
    struct AuditReport: Encodable {
        var safe: Bool
        var breaches: Int
        var hidden: Int
        var primary: Int
        var attackers: Int
        var witness_tables: Int
    }

    var method = "suppress"
    var cells: Int
    var cost: Int
    var bound: Int
    var optimal: Bool
    var nodes: Int
    var cuts: Int
    var primary: Int
    var secondary: Int
    var audit: AuditReport
    var seconds: Double

    init(_ result: Suppression, seconds: Double) {
        cells = result.table.cellCount
        cost = result.cost
        bound = result.bound
        optimal = result.isOptimal
        nodes = result.nodes
        cuts = result.cuts
        primary = result.status.count { $0 == .primary }
        secondary = result.status.count { $0 == .secondary }
        audit = AuditReport(
            safe: result.audit.isSafe, breaches: result.audit.breaches.count, hidden: result.audit.hiddenCount,
            primary: result.audit.primaryCount, attackers: result.audit.attackerCount,
            witness_tables: result.audit.witnesses.moves.count)
        self.seconds = seconds
    }

    var sentence: String {
        let hidden = "\(primary) cells of a few people and \(secondary) more are hidden, cost \(cost)"
        let gap = optimal ? "; no safe pattern costs less." : "; no safe pattern costs less than \(bound)."
        return hidden + gap
            + (audit.safe ? " The audit found no way in." : " THE AUDIT FOUND \(audit.breaches) WAYS IN.")
    }
}
