import Markup
import Store

/// All that the pages of the evaluation show, read once and for the team only.
struct EvaluationView: Sendable {
    var evidence: Evidence
    var figures: Figures
    /// Whether something may have been left out of it, because the reader stands aside from it. It does not tell whether
    /// there is anything: who named an organisation would learn from it that it has applied.
    var isPartial: Bool
    var milestones: [Milestone]
    var problems: [Problem]
    var themes: [Theme]
    var lineage: [Problems.Strand]
    var findings: [Finding]
    var words: [ReportPart: String]
    /// How far the work on who is who is, on which every count of people hangs.
    var linking: LinkingState?
    /// When all of it was read: the figures are those of this moment.
    var readAt: Instant

    var programme: Programme { evidence.programme }
    var areResultsOut: Bool { programme.resultsReleasedAt.map { $0 <= readAt } ?? false }

    init(_ request: PageRequest, in db: Reader) throws {
        try self.init(of: try Programmes.of(request, in: db), for: request.caller, at: request.now, in: db)
    }

    /// - Parameter isForEverybody: once the results are out, count also what the caller stands aside from: for the report.
    init(
        of programme: Programme, for caller: Caller, at now: Instant, isForEverybody: Bool = false, in db: Reader
    ) throws {
        let mayRead = try db.value("SELECT 1 WHERE \(caller.may(.team, in: "\(programme.id)"))", as: Int.self)
        guard mayRead != nil else { throw Refusal.notFound }
        let areResultsOut = programme.resultsReleasedAt.map { $0 <= now } ?? false
        let reader = isForEverybody && areResultsOut ? Caller.theOperator : caller
        evidence = try Evidence(of: programme, for: reader, in: db)
        figures = Figures(evidence)
        isPartial = try !Applications.organisationsApart(in: programme.id, for: caller, db: db).isEmpty
        milestones = try Programmes.milestones(of: programme.id, in: db)
        problems = try Problems.all(of: programme.id, in: db)
        themes = try Problems.themes(of: programme.id, in: db)
        lineage = try Problems.lineage(of: programme.id, in: db)
        findings = try Evaluation.findings(of: programme.id, for: caller, in: db)
        words = try Evaluation.words(of: programme.id, for: caller, in: db)
        linking = try People.linking(in: db)
        readAt = now
    }
}

extension Evaluation {
    static func link(_ programme: Programme) -> Link { Link("\(Programmes.teamLink(programme))/evaluation") }
}
