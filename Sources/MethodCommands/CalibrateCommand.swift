import ArgumentParser
import Calibration
import Delimited

struct CalibrateCommand: MethodCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Weighs scores by how severe each judge is, with the doubt that remains.",
        discussion: """
            SCORES.csv has the columns item, judge and score. The result has one line an item, best first, the raw mean
            always beside the calibrated score. When every judge scored everything the raw order is kept.
            """)

    @Argument(help: "The scores: a CSV file with the columns item, judge, score.")
    var scores: String

    @Option(help: "How many places there are; adds the probability of belonging to the best K.")
    var top: Int?

    @OptionGroup var target: ResultOptions

    @Option(parsing: .upToNextOption, help: "Two items A B: adds how likely A is truly better than B.")
    var above: [String] = []

    @Option(help: "Posterior draws; more are surer and slower.")
    var draws: Int?

    @Option(help: "Any number; the same number gives the same answer.")
    var seed: UInt64 = 1

    @Option(help: "How many threads may work; changes no answer.")
    var threads = Calibration.Options().threads

    func work() async throws {
        let clock = ContinuousClock()
        let sheet = try Calibration.ScoreSheet(try Sheet(contentsOf: scores))
        let began = clock.now
        let line = ProgressLine()
        let calibration = try await Calibration.solve(sheet.reviews, options: try options, progress: line.say)
        line.clear()
        let seconds = (clock.now - began) / .seconds(1)
        let table = sheet.table(calibration).map { DelimitedText.line($0) }.joined()
        var report = CalibrationReport(sheet, calibration, seconds: seconds)
        report.above = try compared(sheet, calibration)
        try target.write(table, report)
    }

    private func compared(_ sheet: Calibration.ScoreSheet, _ calibration: Calibration.Solution) throws
        -> [CalibrationReport.Above]
    {
        guard !above.isEmpty else { return [] }
        guard above.count == 2 else { throw InputError("--above needs two items, not \(above.count).") }
        let numbers = try above.map { name in
            guard let number = sheet.items.firstIndex(of: name) else {
                throw InputError("There is no item “\(name)”.", file: scores, remedy: "Write it as the file does.")
            }
            return number
        }
        let share = calibration.probability(of: numbers[0], above: numbers[1])
        return [CalibrationReport.Above(item: above[0], other: above[1], probability: share)]
    }

    private var options: Calibration.Options {
        get throws {
            var options = Calibration.Options()
            options.top = top
            options.seed = seed
            options.threads = threads
            if let draws, !(100...1_000_000).contains(draws) {
                throw InputError("--draws must be between 100 and 1,000,000, not \(draws).")
            }
            options.draws = draws
            return options
        }
    }

}

/// What `--json` prints.
private struct CalibrationReport: Report {
    struct Judge: Encodable {
        var judge: String
        var reviews: Int
        var severity: Double
        var severity_error: Double
        var scale: Double
        var scale_error: Double
        var noise: Double
    }

    struct Group: Encodable {
        var judges: [String]
        var items: [String]
    }

    struct Seam: Encodable {
        var side: Group
        var crossing_reviews: Int
        var share: Double
    }

    struct Review: Encodable {
        var item: String
        var judge: String
        var settles: Double
    }

    struct Above: Encodable {
        var item: String
        var other: String
        var probability: Double

        var sentence: String { "“\(item)” is better than “\(other)” with probability \(fixed(probability, 3))." }
    }

    var above: [Above] = []
    var items: Int
    var reviews: Int
    var gain: String
    var message: String
    var reliability: Double
    var judges: [Judge]
    var groups: [Group]
    var seam: Seam?
    var extra_reviews: [Review]
    var seconds: Double

    var sentence: String { ([message] + above.map(\.sentence)).joined(separator: "\n") }

    init(_ sheet: Calibration.ScoreSheet, _ calibration: Calibration.Solution, seconds: Double) {
        let design = calibration.design
        func named(_ group: Calibration.Design.Group) -> Group {
            Group(judges: group.judges.map { sheet.judges[$0] }, items: group.items.map { sheet.items[$0] })
        }
        items = sheet.items.count
        reviews = sheet.reviews.count
        gain = design.isFull ? "none" : "some"
        message = calibration.summary
        reliability = calibration.reliability
        judges = zip(sheet.judges, calibration.judges).map {
            Judge(
                judge: $0, reviews: $1.reviews, severity: $1.severity, severity_error: $1.severityError,
                scale: $1.scale, scale_error: $1.scaleError, noise: $1.noise)
        }
        groups = design.groups.map(named)
        seam = design.seam.map { Seam(side: named($0.side), crossing_reviews: $0.crossing, share: $0.share) }
        extra_reviews = calibration.advice.map {
            Review(item: sheet.items[$0.item], judge: sheet.judges[$0.judge], settles: $0.gain)
        }
        self.seconds = seconds
    }
}
