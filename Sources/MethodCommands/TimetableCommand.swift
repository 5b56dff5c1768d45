import ArgumentParser
import Delimited
import Timetable

struct TimetableCommand: MethodCommand {
    static let configuration = CommandConfiguration(
        commandName: "timetable",
        abstract: "Makes a day's timetable: visitors go round stations, the day short and the waiting little.",
        discussion: """
            REQUEST.json says who visits what and when people can; docs/methods/timetable.md describes it. What is
            impossible is said with the wishes that stand against one another.
            """)

    @Argument(help: "The request, as JSON.")
    var request: String

    @OptionGroup var target: ResultOptions

    @Option(help: "Any number; the same number gives the same plan. Stands above the request's own.")
    var seed: UInt64?

    @Option(help: "How many changes to try; more is better and slower. Stands above the request's own.")
    var moves: Int?

    @Option(help: "How many threads may work; changes no answer.")
    var threads = Timetable.Options().threads

    func work() async throws {
        let file = try Timetable.RequestFile(try JSONText.read(contentsOf: request))
        let clock = ContinuousClock()
        let began = clock.now
        let timetable = try await solve(file)
        let seconds = (clock.now - began) / .seconds(1)
        let answer = TimetableAnswer(file, timetable)
        let figures = TimetableFigures(file, timetable, seconds: seconds)
        try target.write(try Output.json(answer), figures)
    }

    private func solve(_ file: Timetable.RequestFile) async throws -> Timetable.Solution {
        if let moves, moves < 0 { throw InputError("--moves must be 0 or more, not \(moves).") }
        var options = Timetable.Options()
        options.seed = seed ?? file.seed ?? 1
        options.moves = moves ?? file.moves
        options.threads = threads
        do {
            let line = ProgressLine()
            defer { line.clear() }
            return try await Timetable.solve(file.request, options: options, progress: line.say)
        } catch let failure as Timetable.Failure {
            try target.write(refusal: TimetableRefusal(file, failure))
            throw file.refusal(failure, file: request)
        }
    }
}

/// The plan as it is written; its `visits` can be given back as the `previous` of a later request.
private struct TimetableAnswer: Encodable {
    struct Visit: Encodable {
        var visitor: String
        var station: String
        var seat: Int
        var start: String
        var end: String
    }

    struct Lunch: Encodable {
        var visitor: String
        var start: String
        var end: String
    }

    var finish: String
    var finish_proven: Bool
    var waiting_minutes: Int
    var visits: [Visit]
    var lunches: [Lunch]

    init(_ file: Timetable.RequestFile, _ timetable: Timetable.Solution) {
        let (request, plan) = (file.request, timetable.plan)
        finish = file.clock(timetable.finish)
        finish_proven = timetable.finishIsProven
        waiting_minutes = timetable.waiting * file.tickMinutes
        let order = request.visits.indices.sorted {
            (plan.places[$0].start, plan.places[$0].station, $0) < (plan.places[$1].start, plan.places[$1].station, $1)
        }
        visits = order.map { number in
            let place = plan.places[number]
            return Visit(
                visitor: request.visitors[request.visits[number].visitor].name,
                station: request.stations[place.station].name, seat: place.seat + 1, start: file.clock(place.start),
                end: file.clock(place.end))
        }
        lunches = zip(request.visitors, plan.lunches).compactMap { visitor, lunch in
            lunch.map {
                Lunch(visitor: visitor.name, start: file.clock($0.lowerBound), end: file.clock($0.upperBound))
            }
        }
    }
}

private struct TimetableFigures: Report {
    var finish: String
    var finish_bound: String
    var finish_proven: Bool
    var finish_minutes: Int
    var waiting_minutes: Int
    var moved_visits: Int
    var moved_visitors: Int
    var moves: Int
    var seconds: Double

    init(_ file: Timetable.RequestFile, _ timetable: Timetable.Solution, seconds: Double) {
        finish = file.clock(timetable.finish)
        finish_bound = file.clock(timetable.finishBound)
        finish_proven = timetable.finishIsProven
        finish_minutes = timetable.finish * file.tickMinutes
        waiting_minutes = timetable.waiting * file.tickMinutes
        moved_visits = timetable.moved
        moved_visitors = Set(timetable.plan.moved(file.request).map(\.visitor)).count
        moves = timetable.moves
        self.seconds = seconds
    }

    var sentence: String {
        let proof = finish_proven ? "which no plan can beat" : "no plan can end before \(finish_bound)"
        return "The day ends at \(finish) (\(proof)); people wait \(waiting_minutes) minutes in all."
    }
}

private struct TimetableRefusal: Encodable {
    struct Wish: Encodable {
        var wish: String
        var line: Int?
    }

    var possible: Bool?
    var conflict: [Wish]

    init(_ file: Timetable.RequestFile, _ failure: Timetable.Failure) {
        switch failure {
        case .impossible(let wishes):
            possible = false
            conflict = wishes.map { Wish(wish: file.sentence($0), line: file.line($0)) }
        case .notFound:
            possible = nil
            conflict = []
        }
    }
}
