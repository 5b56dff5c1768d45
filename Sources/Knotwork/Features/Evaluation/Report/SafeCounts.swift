/// The counts of people in a report, as they may leave the team. Everything else that the report says of people is worked out
/// from these, so that it tells nothing that they do not.
struct SafeCounts: Sendable {
    private let shown: [String: Int]
    private let sessions: [WebinarTally]
    /// What is kept once these counts have been published.
    let release: Releases.Kept
    /// Whether some small count can be worked out whatever is hidden.
    let isOpen: Bool

    /// - Parameters:
    ///   - earlier: what was published before.
    ///   - number: of this publication.
    init(_ figures: Figures, after earlier: [Releases.Kept], number: Int) async throws {
        let counts = EvaluationCells.counts(figures)
        let safe = try await Releases.protect(
            EvaluationCells.tied(counts), roles: EvaluationCells.roles(figures),
            after: earlier.map { ($0, EvaluationCells.tied($0.counts)) })
        var shown = safe.shown
        // That nobody booked at all is nobody's secret, and one of the figures says it.
        let all = EvaluationCells.bookings("*", "*")
        if counts[all] == 0 { shown[all] = 0 }
        (sessions, self.shown, isOpen) = (figures.sessions, shown, safe.isOpen)
        release = Releases.Kept(number: number, counts: counts, shown: Set(shown.keys))
    }

    // MARK: - What is shown

    var reach: Int? { shown[EvaluationCells.reach] }

    /// Everybody who was in a stage, whatever else they were in.
    func stage(_ stage: Int) -> Int? { shown[EvaluationCells.stage(stage)] }

    func crossing(_ stages: Set<Int>) -> Int? { shown[EvaluationCells.crossing(stages)] }

    /// Of a session by its place, or of all of them.
    func booked(_ session: Int? = nil) -> Int? { bookings(session, "*") }

    func fromLaunch(_ session: Int? = nil) -> Int? { bookings(session, "y") }

    private func bookings(_ session: Int?, _ launch: Character) -> Int? {
        shown[EvaluationCells.bookings(session.map { sessions[$0].event.id.text } ?? "*", launch)]
    }

    // MARK: - What follows from it

    /// How many of those reached were in more than one stage: known where all are who were in one alone.
    var cameBack: Int? {
        let once = Crossing.stageNames.indices.map { crossing([$0]) }
        guard let reach, !once.contains(nil) else { return nil }
        return reach - once.compactMap(\.self).reduce(0, +)
    }

    var rawContacts: [Int]? {
        let parts = [stage(0), stage(1), sessions.isEmpty ? 0 : booked()]
        return parts.contains(nil) ? nil : parts.compactMap(\.self)
    }

    /// The sessions whose page views were counted, by their places.
    private var measured: [Int] { sessions.indices.filter { sessions[$0].views > 0 } }

    func rate(_ session: Int) -> Figure.Value? {
        booked(session).map { .share(of: $0, in: sessions[session].views) }
    }

    /// A mean of rates with some unknown ones would tell what these are.
    var meanRate: Figure.Value? {
        let rates = measured.map { rate($0) }
        return rates.contains(nil) ? nil : .mean(of: rates.compactMap(\.self))
    }

    var bookedOfMeasured: Int? {
        if measured.count == sessions.count { return sessions.isEmpty ? 0 : booked() }
        let counts = measured.map { booked($0) }
        return counts.contains(nil) ? nil : counts.compactMap(\.self).reduce(0, +)
    }

    var viewsOfMeasured: Int { sessions.reduce(0) { $0 + $1.views } }
}

extension FrozenReport.Figure {
    static let hidden = "too few to show"

    /// A figure that counts no people.
    init(_ figure: Knotwork.Figure) {
        self.init(
            key: figure.key.rawValue, title: figure.title, value: figure.value.words, number: figure.value.json,
            unit: figure.value.unit, definition: figure.definition, formula: figure.formula)
    }

    /// A figure as it may leave the team.
    init(_ figure: Knotwork.Figure, _ safe: SafeCounts) {
        self.init(figure)
        switch figure.key {
        case .reach: take(safe.reach.map { .count($0) })
        case .stakeholders: take(safe.stage(0).map { .count($0) })
        case .launchAttended: take(safe.stage(1).map { .count($0) })
        case .rawContacts: take(safe.rawContacts.map { .count($0.reduce(0, +)) })
        case .bookings: take(figure.value == .count(0) ? figure.value : safe.booked().map { .count($0) })
        case .conversionMean: take(safe.meanRate)
        case .conversionPooled: take(safe.bookedOfMeasured.map { .share(of: $0, in: safe.viewsOfMeasured) })
        case .bookingsFromLaunch: take(safe.launchShare())
        case .views, .organisationsEngaged, .submitted, .shortlisted, .funded, .awarded, .left: break
        }
    }

    private mutating func take(_ value: Knotwork.Figure.Value?) {
        if let value {
            (self.value, number) = (value.words, value.json)
        } else {
            (self.value, number) = (Self.hidden, "null")
            formula = "not shown: a count of fewer than \(Releases.threshold) people could be worked out from it"
        }
    }
}

extension SafeCounts {
    /// Bookings by people from the launch as a share of bookings, of a session or of all.
    func launchShare(_ session: Int? = nil) -> Figure.Value? {
        if sessions.isEmpty { return Figure.Value.none }
        guard let part = fromLaunch(session), let whole = booked(session) else { return nil }
        return .share(of: part, in: whole)
    }
}
