import Disclosure

/// The counts of people that a report could print, by key, and all others that can be worked out from them.
///
/// `people:yn*y` are those heard before, not at the launch, with or without a booking, who applied; `bookings:w2:y` the bookings
/// of one session by people who were at the launch.
enum EvaluationCells {
    private static let stages = Crossing.stageNames.count

    static let reach = people(Array(repeating: "*", count: stages))

    /// Everybody who was in a stage, whatever else they were in.
    static func stage(_ stage: Int) -> String { people((0..<stages).map { $0 == stage ? "y" : "*" }) }

    /// Those who were in these stages and in no other.
    static func crossing(_ own: Set<Int>) -> String { people((0..<stages).map { own.contains($0) ? "y" : "n" }) }

    /// Bookings of a session by its id, or of all, by those who were at the launch, were not, or both.
    static func bookings(_ session: String, _ launch: Character) -> String { "bookings:\(session):\(launch)" }

    private static func people(_ marks: [Character]) -> String { "people:\(String(marks))" }

    // MARK: - The counts of this moment

    static func counts(_ figures: Figures) -> [String: Int] {
        var counts: [String: Int] = [:]
        for marks in patterns {
            counts[people(marks)] = figures.crossings.filter { fits($0.stages, marks) }.reduce(0) { $0 + $1.people }
        }
        for session in figures.sessions {
            let id = session.event.id.text
            counts[bookings(id, "y")] = session.fromLaunch
            counts[bookings(id, "n")] = session.bookings - session.fromLaunch
            counts[bookings(id, "*")] = session.bookings
        }
        guard !figures.sessions.isEmpty else { return counts }
        for launch in "yn*" {
            counts[bookings("*", launch)] = figures.sessions.reduce(0) {
                $0 + (counts[bookings($1.event.id.text, launch)] ?? 0)
            }
        }
        return counts
    }

    /// Every way of asking for a stage, for its absence, or for neither.
    private static let patterns: [[Character]] = (0..<stages).reduce([[]]) { found, _ in
        found.flatMap { start in "yn*".map { start + [$0] } }
    }

    private static func fits(_ own: Set<Int>, _ marks: [Character]) -> Bool {
        marks.enumerated().allSatisfy { stage, mark in mark == "*" || (mark == "y") == own.contains(stage) }
    }

    // MARK: - What ties them

    /// Counts of any moment with what everybody knows of how they hang together.
    static func tied(_ counts: [String: Int]) -> Releases.Counts {
        let sessions = Set(counts.keys.compactMap(session)).subtracting(["*"]).sorted()
        return Releases.Counts(
            counts: counts, ties: peopleTies + bookingTies(sessions),
            limits: sessions.isEmpty ? [] : limits(sessions))
    }

    private static func session(_ key: String) -> String? {
        let parts = key.split(separator: ":")
        return parts.first == "bookings" && parts.count == 3 ? String(parts[1]) : nil
    }

    /// Where a stage does not matter, those with it and those without it are everybody. One such stage is enough to say so.
    private static let peopleTies: [Releases.Tie] = patterns.flatMap { marks in
        marks.indices.filter { marks[$0] == "*" }.enumerated().map { rank, stage in
            let parts = "yn".map { mark -> String in
                var own = marks
                own[stage] = mark
                return people(own)
            }
            return Releases.Tie(total: people(marks), parts: parts, isEssential: rank == 0)
        }
    }

    private static func bookingTies(_ sessions: [String]) -> [Releases.Tie] {
        guard !sessions.isEmpty else { return [] }
        let rows = (sessions + ["*"]).map { session in
            Releases.Tie(total: bookings(session, "*"), parts: [bookings(session, "y"), bookings(session, "n")])
        }
        let columns = "yn*".map { launch in
            Releases.Tie(
                total: bookings("*", launch), parts: sessions.map { bookings($0, launch) }, isEssential: launch != "*")
        }
        return rows + columns
    }

    /// Whoever booked did so at least once, and mostly once for each session.
    private static func limits(_ sessions: [String]) -> [Releases.Limit] {
        "yn".flatMap { launch -> [Releases.Limit] in
            let booked = people((0..<stages).map { $0 == 2 ? "y" : $0 == 1 ? launch : "*" })
            return [Releases.Limit(less: booked, more: bookings("*", launch))]
                + sessions.map { Releases.Limit(less: bookings($0, launch), more: booked) }
        }
    }

    // MARK: - What of them is printed

    /// The numbers that a report is read for: they are hidden last.
    static let headlines = [
        reach, stage(0), stage(1), bookings("*", "*"), bookings("*", "y"),
    ]

    /// What a report prints, and what everybody knows of it: that whoever was in no stage was not reached, and about how many
    /// applied. A combination of stages in which nobody was is not printed.
    static func roles(_ figures: Figures) -> [String: LinkedCounts.Role] {
        var roles: [String: LinkedCounts.Role] = [:]
        for key in headlines { roles[key] = .printed(cost: 1_000) }
        for crossing in figures.crossings where crossing.people > 0 {
            roles[Self.crossing(crossing.stages)] = .printed(cost: 10 + min(crossing.people, 40))
        }
        // How many came back is worked out from these, also where one is nobody.
        for stage in 0..<stages where roles[Self.crossing([stage])] == nil {
            roles[Self.crossing([stage])] = .printed(cost: 10)
        }
        for session in figures.sessions {
            roles[bookings(session.event.id.text, "*")] = .printed(cost: 40)
            roles[bookings(session.event.id.text, "y")] = .printed(cost: 20)
        }
        roles[crossing([])] = .known
        roles[stage(3)] = .known
        return roles
    }
}
