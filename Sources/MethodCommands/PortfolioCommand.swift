import ArgumentParser
import Delimited
import Foundation
import Portfolio

struct PortfolioCommand: MethodCommand {
    static let configuration = CommandConfiguration(
        commandName: "portfolio",
        abstract: "Chooses which candidates to fund from one pot: the greatest total score within the rules.",
        discussion: """
            REQUEST.json names the pot, the themes with their bounds and the candidates with score and amount. The
            result tells the awards, which candidates are in every good set, in none, or depend, the good sets
            themselves, and what a little more money would change. The optimum is proved. When the rules cannot hold
            together, a smallest set of them is said and the exit code is 2.
            """)

    @Argument(help: "The request: a JSON file.")
    var request: String

    @Option(name: .shortAndLong, help: "Where to write the result; standard output when left out.")
    var output: String?

    @Option(help: "Give up the proof after this many seconds; the result then says how much better a set could be.")
    var seconds: Double = 60

    @Flag(help: "Print the awards alone, without standings, good sets and what more money would change.")
    var awardsOnly = false

    func work() async throws {
        guard seconds > 0 else { throw InputError("--seconds must be above 0.") }
        let clock = ContinuousClock()
        let line = ProgressLine()
        let request = try Portfolio.Request(contentsOf: self.request)
        let began = clock.now
        let solution = try await solved(request, line)
        var report = PortfolioReport(request, solution, seconds: (clock.now - began) / .seconds(1))
        if !awardsOnly {
            report.add(
                try await Portfolio.outlook(
                    request.problem, around: solution, options: .init(share: request.share, limit: request.sets),
                    progress: line.say), request)
            report.more = try await change(request, solution, by: request.more)
            report.less = try await change(request, solution, by: -min(request.more, request.problem.pot))
            report.all_seconds = (clock.now - began) / .seconds(1)
        }
        line.clear()
        try Output.write(try Output.json(report), to: output)
        Output.note(report.message)
    }

    private func solved(_ request: Portfolio.Request, _ line: ProgressLine) async throws -> Portfolio.Solution {
        do {
            return try await Portfolio.solve(
                request.problem, options: .init(seconds: seconds), progress: line.say)
        } catch let conflict as Portfolio.Infeasible {
            throw request.refusal(conflict)
        }
    }

    /// What another pot would change; nil when no awards keep the rules with it.
    private func change(
        _ request: Portfolio.Request, _ solution: Portfolio.Solution, by amount: Int
    ) async throws -> PortfolioReport.Change? {
        var problem = request.problem
        problem.pot += amount
        guard let other = try? await Portfolio.solve(problem, options: .init(seconds: seconds)) else { return nil }
        return PortfolioReport.Change(request, solution, other, by: amount)
    }
}

/// What the command writes.
private struct PortfolioReport: Encodable {
    struct Award: Encodable {
        var id: String
        var amount: Double
        var asks: Double
        var score: Double
    }

    struct Candidate: Encodable {
        var id: String
        var standing: String
    }

    struct GoodSet: Encodable {
        var score: Double
        var spent: Double
        var funded: [String]
    }

    struct GoodSets: Encodable {
        var within_percent: Double
        var least_score: Double
        var complete: Bool
        var sets: [GoodSet]
    }

    struct Change: Encodable {
        var pot: Double
        var score: Double
        var gain: Double
        var enter: [String] = []
        var leave: [String] = []
        var amounts: [String: Double] = [:]

        init(
            _ request: Portfolio.Request, _ before: Portfolio.Solution, _ after: Portfolio.Solution, by amount: Int
        ) {
            pot = request.money(request.problem.pot + amount)
            score = request.points(after.score)
            gain = request.points(after.score - before.score)
            for number in request.order {
                let name = request.names[number]
                let (old, new) = (before.awards.amounts[number], after.awards.amounts[number])
                if old == 0, new > 0 { enter.append(name) }
                if old > 0, new == 0 { leave.append(name) }
                if old > 0, new > 0, old != new { amounts[name] = request.money(new) }
            }
        }
    }

    var score: Double
    var bound: Double
    var proven: Bool
    var pot: Double
    var spent: Double
    var awards: [Award]
    var standings: [Candidate]?
    var good_sets: GoodSets?
    var more: Change?
    var less: Change?
    var nodes: Int
    var seconds: Double
    var all_seconds: Double?
    var message: String

    init(_ request: Portfolio.Request, _ solution: Portfolio.Solution, seconds: Double) {
        score = request.points(solution.score)
        bound = request.points(solution.bound)
        proven = solution.isProven
        pot = request.money(request.problem.pot)
        spent = request.money(solution.awards.spent)
        awards = request.order.filter { solution.awards.amounts[$0] > 0 }.map { number in
            let amount = solution.awards.amounts[number]
            let candidate = request.problem.candidates[number]
            return Award(
                id: request.names[number], amount: request.money(amount), asks: request.money(candidate.asks),
                score: request.points(candidate.score(of: amount)))
        }
        nodes = solution.nodes
        self.seconds = seconds
        message =
            "\(awards.count) awards come to \(request.said(solution.awards.spent)) of \(request.said(request.problem.pot)) "
            + "and score \(score)"
            + (proven ? "; no set scores more." : "; another set could score up to \(bound).")
    }

    mutating func add(_ outlook: Portfolio.Outlook, _ request: Portfolio.Request) {
        standings = request.order.map {
            Candidate(id: request.names[$0], standing: outlook.standings[$0].rawValue)
        }
        good_sets = GoodSets(
            within_percent: request.share * 100, least_score: request.points(outlook.least),
            complete: outlook.isComplete,
            sets: outlook.sets.map { set in
                GoodSet(
                    score: request.points(set.score(in: request.problem)), spent: request.money(set.spent),
                    funded: request.order.filter { set.amounts[$0] > 0 }.map { request.names[$0] })
            })
    }
}
