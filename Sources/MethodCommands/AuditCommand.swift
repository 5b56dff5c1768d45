import ArgumentParser
import Delimited
import Disclosure

struct AuditCommand: MethodCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Attacks published tables: what can be computed of the hidden cells?",
        discussion: """
            Every table has all its cells with margins (“Total”); a hidden cell is empty. Tables given together are
            taken to count the same people: equal codes of equal columns are equal cells. With --ledger everything
            released so far is attacked, with the true counts in hand and by single contributors too.

            The exit code is 0 when nothing was found, 1 when something was, 2 when the input cannot be read.
            """)

    @Argument(help: "Published tables, by this tool or any other.")
    var tables: [String] = []

    @Option(help: "The column with the counts.")
    var count = "count"

    @Option(help: "Counts from 1 to below this are of too few people.")
    var threshold = 5

    @Option(help: "How far a shown count may be off, as 4 in a table rounded to 5.")
    var offBy = 0

    @Option(
        help: ArgumentHelp(
            "The levels of a dimension, from a file with the columns child, parent.", valueName: "column=file"))
    var hierarchy: [String] = []

    @Option(help: "The ledger of everything released.")
    var ledger: String?

    @Flag(help: "Leave out the attack by single contributors.")
    var outsidersOnly = false

    @Flag(help: "Print what was found as JSON.")
    var json = false

    func work() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        guard !tables.isEmpty || ledger != nil else {
            throw InputError("There is nothing to attack.", remedy: "Name a table, or a ledger with --ledger.")
        }
        var report = AuditReport()
        if !tables.isEmpty { try await attackTables(&report) }
        if let ledger { try await attackLedger(try LedgerFile(existing: ledger).ledger, &report) }
        report.seconds = (clock.now - began) / .seconds(1)
        if json { try Output.write(try Output.json(report), to: nil) } else { Output.note(report.sentence) }
        if !report.safe { throw ExitCode(1) }
    }

    private func attackTables(_ report: inout AuditReport) async throws {
        guard threshold >= 1 else {
            throw InputError("The threshold is \(threshold).", remedy: "Give a whole number of at least 1.")
        }
        guard (0...1000).contains(offBy) else { throw InputError("--off-by must be between 0 and 1000, not \(offBy).") }
        let levels = try TableOptions.hierarchies(hierarchy)
        let open = try tables.map { path in
            let sheet = try Sheet(contentsOf: path)
            return try OpenTable(
                sheet, count: count, hierarchies: levels.filter { sheet.index(of: $0.key) != nil },
                offBy: offBy)
        }
        let line = ProgressLine()
        let attack = try await Disclosure.attack(
            open, options: Disclosure.Options(threshold: threshold), progress: line.say)
        line.clear()
        report.hidden += attack.hiddenCount
        report.unclear += attack.findings.count { $0.verdict == .unclear }
        if attack.isUnjoined { report.cut_otherwise.append(open.map(\.file)) }
        for finding in attack.breaches {
            let table = open[finding.table]
            report.findings.append(
                AuditReport.Finding(
                    table: table.file, cell: table.labels[finding.row].joined(separator: ", "),
                    finding: finding.verdict.phrase,
                    low: finding.low, high: finding.high, attacker: "outsider"))
        }
    }

    private func attackLedger(_ ledger: Ledger, _ report: inout AuditReport) async throws {
        let line = ProgressLine()
        let result = try await Disclosure.audit(
            ledger, options: Disclosure.Options(contributors: !outsidersOnly), progress: line.say)
        line.clear()
        report.hidden += result.audit.hiddenCount
        report.attackers = result.audit.attackerCount
        report.cut_otherwise += result.unjoined
        for breach in result.audit.breaches {
            let who = breach.attack.flatMap { result.secrecy.attacks[$0].known.first }.map { result.names[$0] }
            report.findings.append(
                AuditReport.Finding(
                    table: self.ledger ?? "", cell: result.names[breach.figure], finding: breach.kind.phrase, low: nil,
                    high: nil, attacker: who.map { "the one person of \($0)" } ?? "outsider"))
        }
    }
}

/// What `audit --json` prints.
struct AuditReport: Encodable {
    struct Finding: Encodable {
        var table: String
        var cell: String
        var finding: String
        var low: Int?
        var high: Int?
        var attacker: String
    }

    var safe: Bool { findings.isEmpty }
    var hidden = 0
    /// Cells whose lower bound is above 0: safe only if the true count is larger than that.
    var unclear = 0
    var attackers = 1
    var findings: [Finding] = []
    /// Tables or releases of a ledger that a joint table ties which was not looked at, in groups.
    var cut_otherwise: [[String]] = []
    var seconds = 0.0

    enum CodingKeys: String, CodingKey {
        case safe, breaches, hidden, unclear, attackers, findings, cut_otherwise, seconds
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(safe, forKey: .safe)
        try object.encode(findings.count, forKey: .breaches)
        try object.encode(hidden, forKey: .hidden)
        try object.encode(unclear, forKey: .unclear)
        try object.encode(attackers, forKey: .attackers)
        try object.encode(findings, forKey: .findings)
        try object.encode(cut_otherwise, forKey: .cut_otherwise)
        try object.encode(seconds, forKey: .seconds)
    }

    var sentence: String {
        guard !safe else {
            let rest =
                unclear > 0 ? " Of \(unclear) the lower bound is above 0; only true counts (a ledger) can tell." : ""
            return "Nothing small can be computed of the \(hidden) hidden cells.\(rest)\(limit)"
        }
        let shown = findings.prefix(50).map { finding -> String in
            let range = finding.low.map { low in finding.high.map { " (\(low) to \($0))" } ?? "" } ?? ""
            return "\(finding.table): \(finding.cell): \(finding.finding)\(range), by \(finding.attacker)"
        }
        let more = findings.count > 50 ? ["… and \(findings.count - 50) more."] : []
        let head = "\(findings.count) cells are not safe; \(hidden) are hidden:"
        return ([head] + shown + more).joined(separator: "\n") + limit
    }

    private var limit: String {
        cut_otherwise.map { releases in
            let names = releases.map { "“\($0)”" }.joined(separator: ", ")
            return "\nNot looked at: the table that nobody publishes and of which \(names) are margins."
        }.joined()
    }
}

extension OpenAttack.Verdict {
    /// What is found out, said behind the name of the cell.
    fileprivate var phrase: String {
        switch self {
        case .shown: "small and shown"
        case .exact: "known exactly"
        case .small: "known to be under the threshold"
        case .safe, .unclear: "not known"
        }
    }
}
