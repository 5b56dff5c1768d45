import Store

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

extension Evaluation {
    /// Keeps the report as it was made of a draft whose mark the team has `read`, and opens it to everybody. An earlier one stays at
    /// its own address. Whoever stands aside from an application publishes the same report as everybody else: before the results are
    /// out nobody does, and then it counts everything.
    @discardableResult
    static func publish(
        _ made: ReportDraft.Made, of draft: ReportDraft, read: String, by context: ActionContext, in tx: Writer
    ) throws -> Int {
        let id = draft.view.programme.id
        try Programmes.mustBeTeam(of: id, context.caller, in: tx)
        guard draft.view.areResultsOut else {
            throw Refusal.rule("The results are not out yet, and the report would tell them. Release them first.")
        }
        guard try read == draft.mark() else {
            throw Refusal.rule(
                "Something in the report has changed since you opened the page. Read it as it is now, and publish it then."
            )
        }
        let number = draft.latest + 1
        guard try latest(of: id, in: tx) == draft.latest, try Releases.kept(of: id, in: tx) == draft.kept else {
            throw Refusal.rule(
                "The report was published a moment ago. Read it, and publish again if something is missing.")
        }
        let report: ID<PublishedReport> = context.id()
        try tx.execute(
            """
            INSERT INTO published_report (id, programme_id, number, content, published_by, published_at)
            VALUES (\(report), \(id), \(number), \(try made.content.json()), \(context.caller.auditName), \(context.at))
            """)
        if let release = made.release { try Releases.keep(release, of: id, in: tx) }
        try AuditLog.record(
            "published the report of", AuditLog.Subject("programme", id), programme: id, reason: "number \(number)",
            by: context, in: tx)
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
            content.findings.contains(.id($0.id.text))
        }
        return PublishedReport(
            number: kept.0, publishedAt: kept.2, content: content, findings: still, latest: latest)
    }
}
