import Store

/// From private to public: the results are opened once everybody was told.
extension Finals {
    /// Opens the results to everybody. Releasing twice changes nothing.
    ///
    /// - Throws: `Refusal.rule` for what still stands in the way, `FieldErrors` for what somebody has to tick.
    static func release(_ programme: Programme, _ form: ReleaseForm, by context: ActionContext, in tx: Writer) throws {
        try Programmes.mustBeTeam(of: programme.id, context.caller, in: tx)
        guard try Programmes.find(programme.id, in: tx)?.resultsReleasedAt == nil else { return }
        let readiness = try readiness(of: programme.id, for: context.caller, at: context.at, in: tx)
        if let words = readiness.words { throw Refusal.rule(words) }
        guard try self.readiness(of: programme.id, for: .theOperator, at: context.at, in: tx).words == nil else {
            throw Refusal.rule("Not everything is ready that you may not see: ask a colleague to release the results.")
        }
        try form.check(readiness, shown: announcement(of: programme, for: context.caller, in: tx).fingerprint)
        guard try Programmes.releaseResults(of: programme.id, at: context.at, in: tx) else { return }
        try AuditLog.record(
            "released the results of", AuditLog.Subject("programme", programme.id), programme: programme.id,
            reason: readiness.announcedFor.map { "before \($0.london.day.long), for which they were announced" } ?? "",
            by: context, in: tx)
    }

    /// What still stands between the decisions and their announcement.
    struct Readiness: Sendable, Hashable {
        var phase: Phase
        /// Until when the last of those who were given more time may still send.
        var openUntil: Instant?
        /// Applications whose outcome is settled.
        var settled: Int
        var undecided: Int
        var untold: Int
        /// When the results are to come, if that is still ahead.
        var announcedFor: Instant?

        /// Nil when nothing does.
        var words: String? {
            if let unfinished { return unfinished }
            if undecided > 0 {
                return "\(Number.count(undecided, "applicant has", "applicants have")) no decision yet."
            }
            if settled == 0 { return "There is nothing to show: no application has been decided." }
            if untold > 0 {
                return """
                    \(Number.count(untold, "applicant has", "applicants have")) not been told in private yet. A letter counts \
                    once it has left.
                    """
            }
            return nil
        }

        private var unfinished: String? {
            switch phase {
            case .before: return "Applications have not been open yet."
            case .open: return "\(phase.sentence): nobody is told results before."
            case .judging, .done:
                return openUntil.map { "Somebody who was given more time may still send until \($0.london.full)." }
            }
        }
    }

    /// As far as the caller may know: what they stand aside from is not counted.
    static func readiness(
        of programme: ID<Programme>, for caller: Caller, at now: Instant, in db: Reader
    ) throws -> Readiness {
        let milestones = try Programmes.milestones(of: programme, in: db)
        let counts = try db.first(
            """
            SELECT count(CASE WHEN a.stage IN \(list: [Stage.submitted, .shortlisted]) THEN 1 END) AS undecided,
                count(CASE WHEN \(isSettled) THEN 1 END) AS settled,
                count(CASE WHEN \(isSettled) AND NOT \(isTold("a.id")) THEN 1 END) AS untold
            FROM sent_application a LEFT JOIN decision d ON d.application_id = a.id
            WHERE a.programme_id = \(programme) AND NOT \(caller.isRecused(from: "a.id"))
            """
        ) {
            (
                undecided: try $0["undecided"] as Int, settled: try $0["settled"] as Int,
                untold: try $0["untold"] as Int
            )
        }
        return Readiness(
            phase: Phase(milestones, released: nil, at: now),
            openUntil: try Applications.extended(in: programme, for: caller, at: now, db: db),
            settled: counts?.settled ?? 0, undecided: counts?.undecided ?? 0, untold: counts?.untold ?? 0,
            announcedFor: milestones.first { $0.kind == .results && $0.startsAt > now }?.startsAt)
    }
}

/// What somebody ticks who opens the results.
struct ReleaseForm: Sendable {
    var isSure: Bool
    var isEarly: Bool
    /// What the page listed: nil for results of the past that a folder says were released.
    var shown: String?

    init(_ data: FormData) {
        isSure = data.flag("sure")
        isEarly = data.flag("early")
        shown = data.text("shown")
    }

    private init(recorded: Bool) { (isSure, isEarly) = (recorded, recorded) }

    static let recorded = ReleaseForm(recorded: true)

    func check(_ readiness: Finals.Readiness, shown now: String) throws {
        var errors = FieldErrors()
        if let shown, isSure, shown != now {
            errors.add("sure", "Something has changed since this page was opened. Read it again, and tick again")
        }
        if !isSure { errors.add("sure", "Tick that you want everybody to see this") }
        if let announced = readiness.announcedFor, !isEarly {
            errors.add("early", "They are announced for \(announced.london.day.long): tick that you mean to be early")
        }
        try errors.check()
    }
}
