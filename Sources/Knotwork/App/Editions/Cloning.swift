import Store

/// The next edition of a programme, as somebody types it.
struct CloneForm: Sendable {
    var name: String
    var edition: String
    var slug: String
    var weeks: String

    init(_ data: FormData) {
        name = data.text("name")
        edition = data.text("edition")
        slug = data.text("slug")
        weeks = data.text("weeks")
    }

    /// What is offered: a year later, on the same days of the week, and the names that follow from it.
    init(_ programme: Programme) {
        name = programme.name
        edition = Self.aYearLater(programme.edition)
        let address = Self.aYearLater(programme.slug)
        slug = address == programme.slug ? "" : address
        weeks = "52"
    }

    /// “LCR 2021–22” becomes “LCR 2022–23”, and “spring-2026” becomes “spring-2027”. What names no year stays as it is.
    static func aYearLater(_ text: String) -> String {
        text.replacing(/\b(?<year>(?:19|20)[0-9]{2})(?:(?<dash>[-–\/])(?<end>[0-9]{2})(?![0-9]))?/) { match in
            let year = (Int(match.year) ?? 0) + 1
            guard let dash = match.dash, let end = match.end.flatMap({ Int($0) }) else { return "\(year)" }
            let next = (end + 1) % 100
            return "\(year)\(dash)\(next < 10 ? "0" : "")\(next)"
        }
    }

    static let weeksAllowed = 0...520

    /// By how many weeks the dates move; throws what is wrong with the form.
    func check() throws -> Int {
        var errors = FieldErrors()
        errors.check("name", name, missing: "Enter what people call it", most: 120)
        errors.check("edition", edition, missing: "Say which edition this is", most: 120)
        if !Self.isAddress(slug) {
            errors.add("slug", "Use three to sixty lower-case letters, digits and hyphens, like lcr-2026")
        }
        guard let weeks = Int(weeks), Self.weeksAllowed.contains(weeks) else {
            errors.add("weeks", "Enter a whole number of weeks, from 0 to 520")
            throw errors
        }
        try errors.check()
        return weeks
    }

    private static func isAddress(_ text: String) -> Bool {
        let letters = text.utf8
        return (3...60).contains(letters.count) && !text.hasPrefix("-") && !text.hasSuffix("-")
            && letters.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}

/// A new edition from the last one. What the programme is goes along: its words, colour, pot, dates, questions and criteria.
/// What happened in it stays behind: people, applications, events, mails.
extension Editions {
    /// It begins as a rehearsal, which mails nobody. Its problems are in the backlog, to be asked about again.
    static func clone(_ old: Programme, _ form: CloneForm, by context: ActionContext, in tx: Writer) throws -> Programme
    {
        try Programmes.mustBeTeam(of: old.id, context.caller, in: tx)
        let weeks = try form.check()
        guard try Programmes.find(slug: form.slug, in: tx) == nil else {
            throw FieldErrors("slug", "Another edition has this address")
        }
        var new = old
        (new.id, new.slug, new.name, new.edition) = (context.id(), form.slug, form.name, form.edition)
        (new.isRehearsal, new.resultsReleasedAt) = (true, nil)
        let dates = try Programmes.milestones(of: old.id, in: tx).map { $0.later(byWeeks: weeks) }
        try Programmes.create(new, milestones: dates, by: context, in: tx)
        try copyProblems(of: old.id, to: new.id, by: context, in: tx)
        try copyQuestions(of: old.id, to: new.id, by: context, in: tx)
        try copyCriteria(of: old.id, to: new.id, by: context, in: tx)
        try copyTeam(of: old.id, to: new.id, by: context, in: tx)
        try AuditLog.record(
            "cloned", AuditLog.Subject("programme", new.id), programme: new.id, reason: "from “\(old.edition)”",
            by: context,
            in: tx)
        return new
    }

    /// Who runs one edition runs the next, whoever begins it. Who judged or advised is asked again.
    private static func copyTeam(
        of old: ID<Programme>, to new: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        for one in try Accounts.team(of: old, in: tx) {
            try Accounts.grant(
                .team, in: new, to: one.account, organisation: one.organisation, by: context, in: tx)
        }
    }

    private static func copyProblems(
        of old: ID<Programme>, to new: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        let titles = try Problems.all(of: old, in: tx).map(\.title) + Problems.backlog(of: old, in: tx)
        var known: Set<String> = []
        for (position, title) in titles.filter({ known.insert($0).inserted }).enumerated() {
            try Problems.park(title, position: position, of: new, by: context, in: tx)
        }
    }

    private static func copyQuestions(
        of old: ID<Programme>, to new: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        guard let form = try Applications.currentForm(of: old, in: tx) else { return }
        let questions = form.questions.map { question in
            var copy = question
            copy.id = context.id()
            return copy
        }
        try Applications.install(questions, for: new, by: context, in: tx)
    }

    private static func copyCriteria(
        of old: ID<Programme>, to new: ID<Programme>, by context: ActionContext, in tx: Writer
    ) throws {
        let criteria = try Round.allCases.flatMap { try Panels.criteria(of: old, round: $0, in: tx) }
        guard !criteria.isEmpty else { return }
        let copies = criteria.map { criterion in
            var copy = criterion
            copy.id = context.id()
            return copy
        }
        try Panels.set(copies, of: new, by: context, in: tx)
    }
}

extension Milestone {
    /// The same weekday and the same time on clocks in London, whole weeks later: also across a change of the clocks.
    func later(byWeeks weeks: Int) -> Milestone {
        func moved(_ instant: Instant) -> Instant {
            let london = instant.london
            let target = LondonTime(day: london.day.adding(days: 7 * weeks), hour: london.hour, minute: london.minute)
            return target.instant + Span(milliseconds: instant.milliseconds.flooredDivision(by: 60_000).1)
        }
        var milestone = self
        (milestone.startsAt, milestone.endsAt) = (moved(startsAt), endsAt.map(moved))
        return milestone
    }
}
