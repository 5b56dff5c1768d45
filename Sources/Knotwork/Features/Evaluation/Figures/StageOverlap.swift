/// How many people were in exactly these stages of the programme and in no other.
struct Crossing: Sendable, Hashable {
    static let stageNames = ["Heard before", "At the launch", "Booked a webinar", "Applied"]

    /// Positions in ``stageNames``.
    var stages: Set<Int>
    var people: Int

    var name: String { Self.name(of: stages) }

    static func name(of stages: Set<Int>) -> String {
        stages.sorted().map { stageNames[$0] }.joined(separator: " + ") + (stages.count == 1 ? " only" : "")
    }

    /// The combinations of stages that occur, the largest first: the people of all of them together are the reach.
    static func all(_ stages: [Set<ID<Person>>]) -> [Crossing] {
        var places: [ID<Person>: Set<Int>] = [:]
        for (stage, people) in stages.enumerated() {
            for person in people { places[person, default: []].insert(stage) }
        }
        return Dictionary(grouping: places.values) { $0 }.map { Crossing(stages: $0.key, people: $0.value.count) }
            .sorted { ($1.people, $0.name) < ($0.people, $1.name) }
    }
}
