import Store

/// All that the team's first page shows: where the edition stands, and what each feature counts. A handful of queries, however
/// much there is in the features.
struct Overview: Sendable {
    var programme: Programme
    var milestones: [Milestone]
    var mail: [Outbox.State: Int]
    var people: People.Tally
    /// Promises that should have been kept by now.
    var promises: Int
    var problems: Int
    var themes: Int
    var events: [Events.Tally]
    var applications: Applications.Tally
    var panel: Panels.Tally
    var rounds: [Round: Reviewing]
    var finals: Finals.Tally
    var done: [AuditLogRoutes.Line]
    var at: Instant

    /// How far the scoring of a round is.
    struct Reviewing: Sendable, Hashable {
        var judges = 0
        var assigned = 0
        var handedIn = 0
        /// Judges who still have something to hand in.
        var behind = 0
        var missing: Int { assigned - handedIn }
    }

    var phase: Phase { Phase(milestones, released: programme.resultsReleasedAt, at: at) }

    /// The next thing on the road that has not begun.
    var next: Milestone? { milestones.first { $0.startsAt > at } }

    init(_ request: PageRequest, in db: Reader) throws {
        try self.init(of: try Programmes.of(request, in: db), for: request.caller, at: request.now, in: db)
    }

    init(of programme: Programme, for caller: Caller, at now: Instant, in db: Reader) throws {
        try Programmes.mustBeTeam(of: programme.id, caller, in: db)
        self.programme = programme
        at = now
        milestones = try Programmes.milestones(of: programme.id, in: db)
        mail = try Outbox.counts(of: programme.id, for: caller, in: db)
        people = try People.tally(of: programme.id, for: caller, in: db)
        let today = now.london.day
        promises = try People.nextSteps(in: programme.id, for: caller, db: db).count {
            $0.by.map { $0 <= today } ?? false
        }
        problems = try Problems.all(of: programme.id, in: db).count
        themes = try Problems.themes(of: programme.id, in: db).count
        events = try Events.tallies(of: programme.id, for: caller, in: db)
        applications = try Applications.tally(
            of: programme.id, silentSince: now - Applications.Line.Pace.silentAfter, for: caller, in: db)
        panel = try Panels.tally(of: programme.id, for: caller, in: db)
        finals = try Finals.tally(of: programme.id, for: caller, in: db)
        done = try AuditLogRoutes.lines(AuditLogRoutes.Part(), limit: 6, of: programme.id, for: caller, in: db)
        rounds = [:]
        for round in Round.allCases {
            rounds[round] = Reviewing(of: try Panels.judges(of: programme.id, round: round, for: caller, in: db))
        }
    }
}

extension Overview.Reviewing {
    init(of judges: [Judge]) {
        self.judges = judges.count
        assigned = judges.reduce(0) { $0 + $1.assigned }
        handedIn = judges.reduce(0) { $0 + $1.handedIn }
        behind = judges.count { $0.handedIn < $0.assigned }
    }
}
