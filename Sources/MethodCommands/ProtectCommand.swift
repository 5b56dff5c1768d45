import ArgumentParser
import Delimited
import Disclosure
import Foundation

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

    @Option(
        help:
            "suppress hides cells, round changes them to multiples of 5 that add up, nhs marks 1 to 7 as *, cellkey adds noise."
    )
    var method = ProtectMethod.suppress

    @Option(
        help:
            "For cellkey: the file with the secret; made at first use. The default is cellkey.secret beside the output."
    )
    var secret: String?

    @Option(help: "For cellkey: the largest change of a count.")
    var noise = 5

    @Option(help: "For cellkey: the variance of the change.")
    var variance = 3.0

    @Option(help: "Also write the proof: whole tables that anybody can check in a spreadsheet. Confidential.")
    var witnesses: String?

    @Flag(help: "Leave out the attack by single contributors, who know of their own cell that it counts 1.")
    var outsidersOnly = false

    @Option(help: "Everything released before about overlapping people; this release is added to it.")
    var ledger: String?

    @Option(help: "The name of this release in the ledger; the name of the output or table file when left out.")
    var release: String?

    @Option(help: "Which people the table counts; read from the counts when left out.")
    var population: String?

    @Option(help: "An earlier population of which this one is a part, such as “all” for the shortlisted.")
    var partOf: [String] = []

    @Option(help: "An earlier population that is a part of this one, such as last month's.")
    var contains: [String] = []

    @Option(
        help:
            "An earlier population that shares nobody with this one, such as last month's others for this month's shortlisted."
    )
    var apartFrom: [String] = []

    @OptionGroup var target: ResultOptions

    func work() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let table = try CountTable(
            try Sheet(contentsOf: table), count: count, hierarchies: try TableOptions.hierarchies(hierarchy))
        var file = try ledger.map { try LedgerFile($0) }
        let placement = try placement(of: table, in: file?.ledger)
        guard threshold >= 1 else {
            throw InputError("The threshold is \(threshold).", remedy: "Give a whole number of at least 1.")
        }
        guard witnesses == nil || method == .suppress else {
            throw InputError("--witnesses is of use with --method suppress only.")
        }
        let made =
            method == .suppress
            ? try await suppressed(table, file?.ledger, placement) : try await perturbed(table, file?.ledger, placement)
        if let witnesses, let sheet = made.witnesses { try Output.write(sheet, to: witnesses) }
        // Into the ledger first: a release that is not known there is one that later audits would miss.
        try file?.add(made.release, placement)
        var report = made.report
        report.seconds = (clock.now - began) / .seconds(1)
        report.population = file == nil ? nil : placement.population
        report.cut_otherwise = file == nil ? nil : made.unjoined
        try target.write(made.text, report)
    }

    private struct Made {
        var text: String
        var release: Release
        var report: ProtectReport
        var unjoined: [String]
        var witnesses: String?
    }

    private func suppressed(_ table: CountTable, _ ledger: Ledger?, _ placement: Ledger.Placement) async throws -> Made
    {
        let line = ProgressLine()
        defer { line.clear() }
        let result: Suppression
        do {
            result = try await Disclosure.solve(
                Request(table, ledger: ledger ?? Ledger(), placement: placement), options: options,
                progress: line.say)
        } catch var fault as InputError {
            fault.file = self.ledger ?? self.table
            throw fault
        }
        if let breach = result.audit.breaches.first {
            // Nothing that fails its own audit is ever written.
            throw InputError(
                "No safe table was found: \(result.names[breach.figure]) could be computed.", file: self.table,
                remedy: "Give a coarser table.")
        }
        return Made(
            text: result.published(countColumn: count).text,
            release: Release(
                name: releaseName(in: ledger ?? Ledger()), population: placement.population, threshold: threshold,
                result),
            report: ProtectReport(result), unjoined: result.unjoined,
            witnesses: witnesses == nil ? nil : result.witnessSheet(countColumn: count))
    }

    private func perturbed(_ table: CountTable, _ ledger: Ledger?, _ placement: Ledger.Placement) async throws -> Made {
        let (result, audit) = try await perturbation(
            Request(table, ledger: ledger ?? Ledger(), placement: placement))
        let name = releaseName(in: ledger ?? Ledger())
        return Made(
            text: result.published(countColumn: count).text,
            release: result.release(named: name, placement.population, threshold: method == .nhs ? 1 : threshold),
            report: ProtectReport(result, audit), unjoined: audit.unjoinedWithLast)
    }

    private var options: Disclosure.Options {
        Disclosure.Options(threshold: threshold, contributors: !outsidersOnly, seconds: seconds)
    }

    private func perturbation(_ request: Request) async throws -> (Perturbation, LedgerAudit) {
        switch method {
        case .round, .suppress:
            guard let rounded = try await Disclosure.round(request, options: options) else {
                throw InputError(
                    "No rounding was found that keeps every small count from being proven.", file: self.table,
                    remedy: "Use --method suppress, or a coarser table.")
            }
            return (rounded.perturbation, rounded.audit)
        case .nhs:
            let result = Perturbation.nhs(request.table)
            // Small counts are marked openly, so the question is only whether one is known exactly.
            var options = options
            options.threshold = 1
            return (result, try await Disclosure.audit(result, in: request, options: options))
        case .cellkey:
            let key = try CellKey(secret: try secretBytes(), noise: noise, variance: variance)
            let result = Perturbation.cellKey(request.table, key, population: request.placement.population)
            return (result, try await Disclosure.audit(result, in: request, options: options))
        }
    }

    private func secretBytes() throws -> [UInt8] {
        let beside = target.output.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/" } ?? ""
        let path = secret ?? beside + "cellkey.secret"
        if let data = FileManager.default.contents(atPath: path) {
            guard data.count >= 16 else {
                throw InputError(
                    "The secret is too short.", file: path, remedy: "Give at least 16 bytes, or remove the file.")
            }
            return Array(data)
        }
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else {
            throw InputError("The secret cannot be written.", file: path, remedy: "Name another file with --secret.")
        }
        Output.note("A secret was made in \(path). Keep it: with it the same cell always shows the same number.")
        return bytes
    }

    /// The name given, or the file's, with a number behind it when the ledger has one of that name.
    private func releaseName(in ledger: Ledger) -> String {
        if let release { return release }
        let file = URL(fileURLWithPath: target.output ?? table).deletingPathExtension().lastPathComponent
        let taken = Set(ledger.releases.map(\.name))
        return ([file] + (2...(taken.count + 2)).map { "\(file) \($0)" }).first { !taken.contains($0) } ?? file
    }

    private func placement(of table: CountTable, in ledger: Ledger?) throws -> Ledger.Placement {
        guard let ledger else {
            guard population == nil, partOf.isEmpty, contains.isEmpty, apartFrom.isEmpty, release == nil else {
                throw InputError(
                    "--release, --population, --part-of, --contains and --apart-from are of use with --ledger only.",
                    remedy: "Add --ledger LEDGER.json.")
            }
            return Ledger.Placement(population: "all")
        }
        let releaseName = releaseName(in: ledger)
        guard !ledger.releases.contains(where: { $0.name == releaseName }) else {
            throw InputError(
                "The ledger already has a release “\(releaseName)”.", file: self.ledger,
                remedy: "Give this one another name with --release.")
        }
        let placement = placement(of: table, in: ledger, releaseName)
        if placement != ledger.placement(of: table, named: releaseName) { try ledger.check(placement, of: table) }
        return placement
    }

    /// What was said of the people, the rest being read from the counts. No count can say that two populations share nobody,
    /// so that alone leaves the others to be read.
    private func placement(of table: CountTable, in ledger: Ledger, _ releaseName: String) -> Ledger.Placement {
        let isRead = population == nil && partOf.isEmpty && contains.isEmpty
        let name = population ?? releaseName
        var placement =
            isRead
            ? ledger.placement(of: table, named: releaseName)
            : Ledger.Placement(
                population: name,
                relations: partOf.map { Ledger.Relation(part: name, whole: $0) }
                    + contains.map { Ledger.Relation(part: $0, whole: name) })
        placement.apart = apartFrom.map { Ledger.Apart(placement.population, $0) }
        return placement
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

enum ProtectMethod: String, ExpressibleByArgument {
    case suppress, round, nhs, cellkey
}

/// What `protect --json` prints; the fields on cost are those of `suppress`.
struct ProtectReport: Report {
    struct AuditReport: Encodable {
        var safe: Bool
        var breaches: Int
        var hidden: Int
        var primary: Int
        var attackers: Int
        var witness_tables: Int
        /// The first few things that can be computed.
        var found: [String]

        init(_ audit: Audit, names: [String]) {
            safe = audit.isSafe
            breaches = audit.breaches.count
            hidden = audit.hiddenCount
            primary = audit.primaryCount
            attackers = audit.attackerCount
            witness_tables = audit.witnesses.moves.count
            found = audit.breaches.prefix(20).map { "\(names[$0.figure]) \($0.kind.phrase)" }
        }
    }

    var method: String
    var cells: Int
    var cost: Int?
    var bound: Int?
    var optimal: Bool?
    var nodes: Int?
    var cuts: Int?
    var primary: Int
    var secondary: Int
    var parameters: [String: Int]?
    var audit: AuditReport
    var seconds = 0.0
    var population: String?
    /// Earlier releases with which this one has a joint table that was not looked at.
    var cut_otherwise: [String]?

    init(_ result: Suppression) {
        method = "suppress"
        cells = result.table.cellCount
        cost = result.cost
        bound = result.bound
        optimal = result.isOptimal
        nodes = result.nodes
        cuts = result.cuts
        primary = result.status.count { $0 == .primary }
        secondary = result.status.count { $0 == .secondary }
        audit = AuditReport(result.audit, names: result.names)
    }

    init(_ result: Perturbation, _ audit: LedgerAudit) {
        method = result.method
        cells = result.table.cellCount
        primary = result.shown.count { $0 == "*" }
        secondary = 0
        parameters = result.parameters
        self.audit = AuditReport(audit.audit, names: audit.names)
    }

    var sentence: String {
        let safety = "\(attack)\(limit)"
        guard let cost, let bound, let optimal else { return "\(cells) cells by the method “\(method)”. \(safety)" }
        let gap = optimal ? "no safe pattern costs less" : "no safe pattern costs less than \(bound)"
        return "\(primary) cells of a few people and \(secondary) more are hidden, cost \(cost); \(gap). \(safety)"
    }

    private var attack: String {
        audit.safe
            ? "The audit found no way in."
            : "WARNING: the audit found \(audit.breaches) ways in: \(audit.found.prefix(3).joined(separator: "; "))."
    }

    private var limit: String {
        guard let others = cut_otherwise, !others.isEmpty else { return "" }
        return " Not looked at: the table that nobody publishes, cut as this one and as "
            + others.map { "“\($0)”" }.joined(separator: ", ") + "."
    }
}

extension Breach.Kind {
    /// What is found out, said behind the name of the cell.
    var phrase: String {
        switch self {
        case .shown: "is small and shown"
        case .below: "is known to be at least its count"
        case .above: "is known to be under the threshold"
        case .apart: "is known exactly"
        case .small: "is known to be of a few people"
        }
    }
}
