import Foundation
import Store

/// A report as it was published: the words and the figures of that moment, which never change afterwards. It is kept as data
/// with everything that is needed to work the figures out again: what was counted, how, and when.
struct FrozenReport: Codable, Sendable, Hashable {
    struct Figure: Codable, Sendable, Hashable {
        var key: String
        var title: String
        /// As people read it.
        var value: String
        /// As programs read it.
        var number: String
        var unit: String
        var definition: String
        var formula: String
    }

    struct Group: Codable, Sendable, Hashable {
        var title: String
        var words: String
        var figures: [Figure]
        /// Nil in what was published before reports kept their charts.
        var pictures: [Picture]?
    }

    var title: String
    var edition: String
    var host: String
    var opening: String
    var groups: [Group]
    var closing: String
    /// The findings that it prints. Their words are not kept here: whoever takes back their consent leaves the report too.
    var findings: [String]
    /// The moment of the figures.
    var asOf: String
    /// What works them out again.
    var command: String
}

/// One publication of a programme's report.
struct PublishedReport: Sendable {
    var number: Int
    var publishedAt: Instant
    var content: FrozenReport
    /// What still may be printed of the findings.
    var findings: [Finding]
    /// How often the report has been published: there is a newer one when this is more than `number`.
    var latest: Int
}

extension FrozenReport {
    init(_ view: EvaluationView, words: [ReportPart: String]) {
        let report = Report(view: view)
        title = report.title
        (edition, host) = (view.programme.edition, view.programme.host)
        opening = words[.opening] ?? ""
        closing = words[.closing] ?? ""
        groups = zip(Figures.groups, ReportPart.besideFigures).map { group, part in
            Group(
                title: group.title, words: words[part] ?? "", figures: group.keys.map { Figure(view.figures[$0]) },
                pictures: report.pictures(beside: part))
        }
        findings = view.findings.map(\.id.text)
        asOf = view.readAt.description
        command = "knotwork figures \(view.programme.slug) --json"
    }
}

extension FrozenReport.Figure {
    init(_ figure: Knotwork.Figure) {
        self.init(
            key: figure.key.rawValue, title: figure.title, value: figure.value.words, number: figure.value.json,
            unit: figure.value.unit, definition: figure.definition, formula: figure.formula)
    }
}

extension Evaluation {
    /// Freezes the report as it stands and opens it to everybody. An earlier one stays at its own address.
    @discardableResult
    static func publish(_ programme: Programme, by context: ActionContext, in tx: Writer) throws -> Int {
        let view = try EvaluationView(of: programme, for: context.caller, at: context.at, in: tx)
        guard view.areResultsOut else {
            throw Refusal.rule("The results are not out yet, and the report would tell them. Release them first.")
        }
        let frozen = FrozenReport(view, words: try words(of: programme.id, for: context.caller, in: tx))
        let number = try latest(of: programme.id, in: tx) + 1
        let id: ID<PublishedReport> = context.id()
        try tx.execute(
            """
            INSERT INTO published_report (id, programme_id, number, content, published_by, published_at)
            VALUES (\(id), \(programme.id), \(number), \(try frozen.json()), \(context.caller.auditName), \(context.at))
            """)
        try AuditLog.record(
            "published the report of", AuditLog.Subject("programme", programme.id), programme: programme.id,
            reason: "number \(number)", by: context, in: tx)
        return number
    }

    /// The number of the newest publication; 0 when there is none.
    static func latest(of programme: ID<Programme>, in db: Reader) throws -> Int {
        try db.value(
            "SELECT coalesce(max(number), 0) FROM published_report WHERE programme_id = \(programme)", as: Int.self)
            ?? 0
    }

    /// What everybody may read: the newest publication, or the one with a number.
    static func published(
        of programme: ID<Programme>, number: Int?, in db: Reader
    ) throws -> PublishedReport? {
        let latest = try latest(of: programme, in: db)
        let kept = try db.first(
            """
            SELECT number, content, published_at FROM published_report
            WHERE programme_id = \(programme) AND number = \(number ?? latest)
            """
        ) { (try $0["number"] as Int, try $0["content"] as String, try $0["published_at"] as Instant) }
        guard let kept else { return nil }
        let content = try FrozenReport(json: kept.1)
        let still = try findings(of: programme, for: .theOperator, in: db).filter {
            content.findings.contains($0.id.text)
        }
        return PublishedReport(
            number: kept.0, publishedAt: kept.2, content: content, findings: still, latest: latest)
    }
}

extension FrozenReport {
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    init(json: String) throws {
        self = try JSONDecoder().decode(FrozenReport.self, from: Data(json.utf8))
    }
}
