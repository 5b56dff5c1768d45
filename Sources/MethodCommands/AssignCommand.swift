import ArgumentParser
import Assignment
import Delimited
import Foundation

struct AssignCommand: MethodCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Gives each item its reviewers: the greatest total score within everybody's load.",
        discussion: """
            The files are CSV with a header line: items (item), reviewers (reviewer and, if wanted, min_load, max_load),
            conflicts (item,reviewer), affinity (item,reviewer,score), previous (item,reviewer). The result has the
            columns item,reviewer,score. A pair without a score counts as 0. The answer is the exact optimum and the
            same in every run; when there is none, a smallest reason is said and the exit code is 2.
            """)

    @Option(help: "The items: a CSV file with the column item (and reviews, where an item needs another number).")
    var items: String

    @Option(help: "The reviewers: a CSV file with the column reviewer, and min_load, max_load if wanted.")
    var reviewers: String

    @Option(help: "Pairs that must not be: a CSV file with the columns item,reviewer.")
    var conflicts: String?

    @Option(help: "How well a reviewer suits an item: a CSV file with the columns item,reviewer,score.")
    var affinity: String?

    @Flag(help: "Use only pairs that have a score.")
    var onlyBids = false

    @Option(help: "How many different reviewers each item needs.")
    var perItem: Int

    @Option(help: "The greatest load of a reviewer whose line names none.")
    var maxLoad: Int?

    @Option(help: "The least load of a reviewer whose line names none.")
    var minLoad: Int?

    @Flag(help: "Serve the worst-served item as well as possible, then the next, instead of the greatest total.")
    var fair = false

    @Option(help: "An earlier result (item,reviewer), of which as much as possible is kept.")
    var previous: String?

    @OptionGroup var target: ResultOptions

    func work() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let request = try Assignment.Request(try files)
        let read = clock.now
        let solution = try await solved(request)
        let seconds = (clock.now - read) / .seconds(1)
        let table = ([["item", "reviewer", "score"]] + request.rows(solution)).map { DelimitedText.line($0) }.joined()
        let report = AssignmentReport(
            request, solution, reading: (read - began) / .seconds(1), seconds: seconds)
        try target.write(table, report)
    }

    private func solved(_ request: Assignment.Request) async throws -> Assignment.Solution {
        do {
            let line = ProgressLine()
            defer { line.clear() }
            let options = Assignment.Options(aim: fair ? .fairest : .greatestTotal)
            return try await Assignment.solve(request.problem, options: options, progress: line.say)
        } catch let reason as Assignment.Infeasible {
            let refusal = request.refusal(reason)
            try target.write(refusal: AssignmentRefusal(request, reason, message: refusal.message))
            throw refusal
        }
    }

    private var files: Assignment.Files {
        get throws {
            guard perItem >= 1 else { throw InputError("--per-item must be 1 or more, not \(perItem).") }
            for (name, load) in [("--min-load", minLoad), ("--max-load", maxLoad)] {
                if let load, load < 0 { throw InputError("\(name) must be 0 or more, not \(load).") }
            }
            var files = Assignment.Files(items: items, reviewers: reviewers, perItem: perItem)
            files.conflicts = conflicts
            files.affinity = affinity
            files.previous = previous
            files.onlyBids = onlyBids
            files.minLoad = minLoad
            files.maxLoad = maxLoad
            return files
        }
    }
}

/// What `--json` prints.
private struct AssignmentReport: Report {
    struct Worst: Encodable {
        var item: String
        var score: Double
    }

    struct Change: Encodable {
        var kept: Int
        var given_up: Int
        var new: Int
    }

    struct Fairness: Encodable {
        /// No assignment is fairer.
        var proven: Bool
        /// No assignment gives every item more than this; equal to the worst item's score when that is proved best.
        var worst_at_most: Double
    }

    var total: Double
    var worst_item: Worst?
    var items: Int
    var reviewers: Int
    var pairs: Int
    var loads: [String: Int]
    var change: Change?
    var fairness: Fairness?
    var reading_seconds: Double
    var seconds: Double
    var message = ""
    var sentence: String { message }

    init(
        _ request: Assignment.Request, _ solution: Assignment.Solution, reading: Double, seconds: Double
    ) {
        let problem = request.problem
        let service = solution.service(in: problem)
        total = request.value(service.reduce(0, +))
        let worst = service.indices.min { (service[$0], $0) < (service[$1], $1) }
        worst_item = worst.map { Worst(item: request.items[$0], score: request.value(service[$0])) }
        items = problem.items
        reviewers = problem.reviewers
        pairs = solution.reviewers.reduce(0) { $0 + $1.count }
        let held = solution.loads(in: problem)
        loads = Dictionary(zip(request.reviewers, held)) { first, _ in first }
        if !problem.previous.isEmpty || request.gone > 0 {
            let kept = solution.kept(in: problem)
            change = Change(
                kept: kept, given_up: problem.previous.reviewers.count + request.gone - kept, new: pairs - kept)
        }
        reading_seconds = reading
        self.seconds = seconds
        fairness = solution.fairness.map { Fairness(proven: $0.isProven, worst_at_most: request.value($0.bound)) }
        message = Self.message(self, isFair: fairness != nil)
    }
}

extension AssignmentReport {
    private static func message(_ report: AssignmentReport, isFair: Bool) -> String {
        var parts = ["\(report.pairs) pairs with a total score of \(said(report.total))"]
        if !isFair {
            parts[0] += report.change == nil ? ", the greatest there is" : ", the greatest with so few changes"
        }
        if isFair, let worst = report.worst_item { parts.append("the worst-served item has \(said(worst.score))") }
        parts.append("loads from \(report.loads.values.min() ?? 0) to \(report.loads.values.max() ?? 0)")
        if let change = report.change { parts.append("\(change.kept) pairs kept, \(change.new) new") }
        return parts.joined(separator: "; ") + "."
    }

    private static func said(_ score: Double) -> String {
        score == score.rounded() && abs(score) < 1e15 ? String(Int(score)) : String(score)
    }
}

/// What `--json` prints when there is no assignment.
private struct AssignmentRefusal: Encodable {
    var feasible = false
    var items: [String]
    var reviewers: [String]
    var needed: Int
    var available: Int
    var message: String

    init(_ request: Assignment.Request, _ reason: Assignment.Infeasible, message: String) {
        items = reason.items.map { request.items[$0] }
        reviewers = reason.reviewers.map { request.reviewers[$0] }
        needed = reason.needed
        available = reason.available
        self.message = message
    }
}
