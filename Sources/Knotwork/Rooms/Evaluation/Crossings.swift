/// How many people were in exactly these stages of the programme and in no other.
struct Crossing: Sendable, Hashable {
    /// Positions in ``Evidence/stageNames``.
    var stages: Set<Int>
    var people: Int

    var name: String {
        stages.sorted().map { Evidence.stageNames[$0] }.joined(separator: " + ") + (stages.count == 1 ? " only" : "")
    }
}

extension Evidence {
    static let stageNames = ["Heard before", "At the launch", "Booked a webinar", "Applied"]

    /// Who was in each stage: the same people as in the figures, so that all crossings together are the reach.
    private var stages: [[ID<Person>]] {
        [people(.contact), launchPeople.sorted(), people(.booking, at: webinars), people(.application)]
    }

    /// The combinations of stages that occur, the largest first.
    var crossings: [Crossing] {
        var places: [ID<Person>: Set<Int>] = [:]
        for (stage, people) in stages.enumerated() {
            for person in people { places[person, default: []].insert(stage) }
        }
        return Dictionary(grouping: places.values) { $0 }.map { Crossing(stages: $0.key, people: $0.value.count) }
            .sorted { ($1.people, $0.name) < ($0.people, $1.name) }
    }
}

extension Evaluation {
    /// In what leaves the team, no count of people smaller than this is shown: somebody could be picked out.
    static let fewestShown = 5

    /// Which of these counts of people must not be shown where their sum is known: those that are too small, and if that
    /// is only one, the smallest other one too, because the sum would give it away. Positions in `counts`; an empty
    /// count tells of nobody and is shown.
    static func withheld(_ counts: [Int]) -> Set<Int> {
        var withheld = Set(counts.indices.filter { (1..<fewestShown).contains(counts[$0]) })
        let others = counts.indices.filter { counts[$0] >= fewestShown }
        if withheld.count == 1, let next = others.min(by: { counts[$0] < counts[$1] }) { withheld.insert(next) }
        return withheld
    }
}
