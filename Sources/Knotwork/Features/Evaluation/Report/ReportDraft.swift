import Crypto
import Store

/// The report as it would be published at this moment. What the team reads before it publishes is this, and nothing else.
struct ReportDraft: Sendable {
    let view: EvaluationView
    /// How often it was published, what the newest publication says, and what is kept of the counts in all of them.
    let latest: Int
    let newest: FrozenReport?
    let kept: [Releases.Kept]

    /// The report, what is to be kept of its counts when it is published, and what the team must know of them.
    struct Made: Sendable {
        var content: FrozenReport
        /// Nil where it has no counts of people but those that were published before.
        var release: Releases.Kept?
        var advice: [String] = []
    }

    /// Works the report out. Where too little has changed since the last publication for its headline numbers to be shown anew, all
    /// numbers of people stay as they were published: two numbers so close together tell who came in between.
    func made() async throws -> Made {
        let counts = EvaluationCells.counts(view.figures)
        let isClose = kept.last.map { $0.counts == counts || $0.isTooClose(to: counts) } ?? false
        if isClose, let again = reprinted { return again }
        let safe = try await SafeCounts(view.figures, after: kept, number: latest + 1)
        let isLost = EvaluationCells.headlines.contains { key in
            kept.last?.shown.contains(key) == true && !safe.release.shown.contains(key)
        }
        if isLost, let again = reprinted { return again }
        let content = FrozenReport(view, FrozenReport.Group.people(view, safe) + [.ideas(view)])
        return Made(content: content, release: safe.release, advice: Self.advice(content, isOpen: safe.isOpen))
    }

    /// The report with the numbers of people of the newest publication.
    private var reprinted: Made? {
        guard let newest, let day = Instant(newest.asOf)?.london.day.long else { return nil }
        let people = newest.groups.dropLast().map { group -> FrozenReport.Group in
            var group = group
            group.note =
                group.note ?? """
                    These numbers are those of the report of \(day). Since then fewer than \(Releases.threshold) people, or none, were \
                    added to one of them or taken from it, so they are not given anew.
                    """
            return group
        }
        return Made(content: FrozenReport(view, people + [.ideas(view)]), advice: [Self.unchanged])
    }
}

extension Releases.Kept {
    /// Whether a headline number that was shown has changed by so few people that it cannot be shown anew.
    fileprivate func isTooClose(to counts: [String: Int]) -> Bool {
        EvaluationCells.headlines.contains { key in
            guard shown.contains(key), let before = self.counts[key], let now = counts[key] else { return false }
            return (1..<Releases.threshold).contains(abs(now - before))
        }
    }
}

extension ReportDraft {
    init(_ request: PageRequest, in db: Reader) throws {
        try self.init(of: try Programmes.of(request, in: db), for: request.caller, at: request.now, in: db)
    }

    /// Once the results are out the report counts every application, whoever of the team looks at it: it is one for all, and
    /// names no application but those that everybody knows to be funded.
    init(of programme: Programme, for caller: Caller, at now: Instant, in db: Reader) throws {
        view = try EvaluationView(of: programme, for: caller, at: now, isForEverybody: true, in: db)
        let published = try Evaluation.published(of: programme.id, number: nil, in: db)
        (latest, newest) = (published?.number ?? 0, published?.content)
        kept = try Releases.kept(of: programme.id, in: db)
    }

    private static let unchanged = """
        The numbers of people and bookings stay as they were last published. Since then fewer than \(Releases.threshold) people, or \
        none, were added to one of them or taken from it, and two numbers so close together would tell who. Your words, the \
        organisations and the money are those of now. You can publish this, or wait: as soon as enough has changed, the numbers are \
        given anew.
        """

    private static func advice(_ content: FrozenReport, isOpen: Bool) -> [String] {
        let hidden = content.groups.flatMap(\.figures).filter { $0.value == FrozenReport.Figure.hidden }.map(\.title)
        var advice: [String] = []
        if !hidden.isEmpty {
            advice.append(
                """
                Not shown: \(hidden.joined(separator: "; ")). From each of them a count of fewer than \(Releases.threshold) people \
                could be worked out. There is nothing to do; a later report shows them when more people are on record.
                """)
        }
        if isOpen {
            advice.append(
                """
                Some counts of few people can be worked out whatever is hidden here, from what was published before or because everybody \
                knows about how many applied. None of them is printed. Ask whoever answers for data protection before you publish.
                """)
        }
        return advice
    }
}

extension ReportDraft {
    /// Tells one state of all that goes into the report from another, and nothing else: the words, and every count that is shown or
    /// hidden. It says nothing of them to whoever reads it.
    func mark() throws -> String {
        var content = FrozenReport(view, [.ideas(view)])
        content.asOf = ""
        let counts = EvaluationCells.counts(view.figures).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let views = view.figures.sessions.map { session in
            "\(session.event.title) \(session.event.startsAt) \(session.viewsBySource.sorted { $0.key < $1.key })"
        }
        let words = ReportPart.besideFigures.map { view.words[$0] ?? "" }
        let lines = [try content.json(), "\(latest)"] + counts + views + words + view.findings.map(\.words)
        let text = lines.joined(separator: "\n")
        return Hex.text(Array(SHA256.hash(data: Array(text.utf8))))
    }
}

extension FrozenReport.Group {
    /// People reached, and interest in the webinars.
    fileprivate static func people(_ view: EvaluationView, _ safe: SafeCounts) -> [FrozenReport.Group] {
        let pictures = ReportPictures(view: view, safe: safe)
        let figures = Figures.groups.dropLast().map { group in
            FrozenReport.Group(
                title: group.title, words: "", figures: group.keys.map { .init(view.figures[$0], safe) })
        }
        let sheets: [[FrozenReport.Sheet]] = [[], [.sessions(view.figures, safe)]]
        return zip(figures, zip([pictures.people, pictures.interest], sheets)).map {
            var group = $0
            (group.pictures, group.tables) = $1
            return group
        }
    }

    /// Ideas and money.
    fileprivate static func ideas(_ view: EvaluationView) -> FrozenReport.Group {
        let group = Figures.groups[Figures.groups.count - 1]
        return FrozenReport.Group(
            title: group.title, words: "", figures: group.keys.map { .init(view.figures[$0]) },
            pictures: ReportPictures.ideas(view), tables: [])
    }
}

extension FrozenReport {
    /// A report of these groups of figures, with all that counts no people.
    init(_ view: EvaluationView, _ groups: [Group]) {
        let (programme, figures) = (view.programme, view.figures)
        title = "What came of \(programme.name)"
        (edition, host) = (programme.edition, programme.host)
        opening = view.words[.opening] ?? ""
        closing = view.words[.closing] ?? ""
        self.groups = zip(groups, ReportPart.besideFigures).map { group, part in
            var group = group
            group.words = view.words[part] ?? ""
            return group
        }
        sections = [
            .lineage(view), .dates(view), .journeys(figures, programme, named: view.areResultsOut),
        ].compactMap(\.self)
        findings = view.findings.map { .id($0.id.text) }
        asOf = view.readAt.description
        command = "knotwork figures \(programme.slug) --json"
    }
}

extension FrozenReport.Sheet {
    static func sessions(_ figures: Figures, _ safe: SafeCounts) -> FrozenReport.Sheet {
        let hidden = FrozenReport.Figure.hidden
        func share(_ count: Int?, _ share: Figure.Value?) -> String {
            guard let count, let share else { return hidden }
            return share == .none ? "none" : "\(Number.grouped(count)) (\(share.words))"
        }
        func row(_ place: Int) -> [String] {
            let session = figures.sessions[place]
            let rate = session.views > 0 ? safe.rate(place)?.words ?? hidden : "not measured"
            return [session.event.title, session.event.startsAt.london.day.withoutYear]
                + figures.sources.map { Number.grouped(session.viewsBySource[$0] ?? 0) }
                + [Number.grouped(session.views), safe.booked(place).map(Number.grouped) ?? hidden, rate]
                + [share(safe.fromLaunch(place), safe.launchShare(place))]
        }
        let bySource = figures.sources.map { source in
            Number.grouped(figures.sessions.reduce(0) { $0 + ($1.viewsBySource[source] ?? 0) })
        }
        let pooled = safe.bookedOfMeasured.map { Figure.Value.share(of: $0, in: safe.viewsOfMeasured).words }
        let headings =
            ["Session", "Date"] + figures.sources.map { "By \($0)" } + ["Views", "Bookings", "Rate", "From the launch"]
        return FrozenReport.Sheet(
            key: "sessions", caption: "Views, bookings and people from the launch, session by session",
            headings: headings, numbers: Array(2..<headings.count), rows: figures.sessions.indices.map(row),
            foot: figures.sessions.isEmpty
                ? nil
                : ["All sessions", ""] + bySource + [figures[.views].value.words]
                    + [safe.booked().map(Number.grouped) ?? hidden, pooled ?? hidden]
                    + [share(safe.fromLaunch(), safe.launchShare())],
            note: """
                “Too few to show”: fewer than \(Releases.threshold) people, or a number from which such a count could be worked \
                out.
                """)
    }
}

extension FrozenReport.Section {
    fileprivate static func lineage(_ view: EvaluationView) -> FrozenReport.Section? {
        guard !view.themes.isEmpty else { return nil }
        let titles = Dictionary(view.problems.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let strands = Dictionary(grouping: view.lineage, by: \.theme)
        let rows = view.themes.map { theme in
            let sources = (strands[theme.id] ?? []).map {
                "\(titles[$0.problem] ?? "") (\(Number.count($0.notes, "note", "notes")))"
            }
            return ["\(theme.number). \(theme.title)", sources.joined(separator: "; ")]
        }
        let problems = Number.counted(view.problems.count, "problem", "problems").capitalizedFirst
        return FrozenReport.Section(
            title: "From problems to themes",
            words: """
                \(problems) became \(Number.counted(view.themes.count, "theme", "themes")). The number of notes says how many \
                lines of the problem’s boards went into the theme.
                """,
            sheet: FrozenReport.Sheet(
                key: "lineage", caption: "From problems to themes", headings: ["Theme", "Came from"], numbers: [],
                rows: rows, note: ""))
    }

    fileprivate static func dates(_ view: EvaluationView) -> FrozenReport.Section? {
        EvaluationDates(view).drawn.map { FrozenReport.Section(title: "When it happened", words: "", dates: $0) }
    }

    fileprivate static func journeys(
        _ figures: Figures, _ programme: Programme, named: Bool
    ) -> FrozenReport.Section? {
        guard !figures.journeys.isEmpty else { return nil }
        func mark(_ isSo: Bool) -> String { isSo ? "Yes" : "–" }
        let rows = OrganisationNumbers(figures.journeys, of: programme, named: named).inOrder.map { journey, name in
            [
                name, mark(journey.insights), journey.launch.words, mark(journey.webinars > 0), mark(journey.help),
                mark(journey.submitted), mark(journey.shortlisted), mark(journey.funded),
            ]
        }
        return FrozenReport.Section(
            title: "Journeys", words: "",
            sheet: FrozenReport.Sheet(
                key: "journeys", caption: "How each organisation went through the programme",
                headings: [
                    "Organisation", "Gave insights", "Launch", "Booked webinars", "Helped", "Applied", "Shortlisted",
                    "Funded",
                ], numbers: [], rows: rows,
                note: """
                    Organisations that were not funded have numbers instead of names, in no order. “Joined after” means that \
                    the first contact came after the launch.
                    """))
    }
}

/// What organisations are called in a report. Those that nobody may know to have applied have numbers, and neither these nor the
/// order of the rows follow the order of the applications: whoever knows a reference would know the organisation.
struct OrganisationNumbers {
    /// In the order of the journeys.
    let names: [String]
    /// In an order that only the programme's own id tells, and that stays the same from one publication to the next.
    let inOrder: [(journey: Journey, name: String)]

    init(_ journeys: [Journey], of programme: Programme, named: Bool) {
        let key = SymmetricKey(data: Array(programme.id.text.utf8))
        let codes = journeys.map { journey in
            Hex.text(Array(HMAC<SHA256>.authenticationCode(for: Array(journey.engaged.text.utf8), using: key)))
        }
        let order = journeys.indices.sorted { codes[$0] < codes[$1] }
        var names = journeys.map(\.organisation)
        for (number, place) in order.filter({ !(named && journeys[$0].funded) }).enumerated() {
            names[place] = "Organisation \(number + 1)"
        }
        self.names = names
        inOrder = order.map { (journeys[$0], names[$0]) }
    }
}
