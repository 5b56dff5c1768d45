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

extension Evaluation {
    /// In what leaves the team, no count of people smaller than this is shown: somebody could be picked out.
    static let fewestShown = 5

    /// Which of these counts of people must not be shown where their sum is known: those that are too small, and as many of the
    /// next larger ones as it takes until the sum of what is hidden gives no small one away, not even to somebody who knows this
    /// rule. Positions in `counts`; an empty count tells of nobody and is shown.
    static func withheld(_ counts: [Int]) -> Set<Int> {
        var hidden = counts.indices.filter { (1..<fewestShown).contains(counts[$0]) }
        guard !hidden.isEmpty else { return [] }
        let small = hidden.count
        var others = counts.indices.filter { counts[$0] >= fewestShown }.sorted { counts[$0] < counts[$1] }[...]
        while let next = others.first, !hides(small, among: hidden.map { counts[$0] }, nextShown: counts[next]) {
            hidden.append(next)
            others.removeFirst()
        }
        return Set(hidden)
    }

    /// Whether each of so many small counts could still be anything from 2 to the largest that is hidden for its size, for all that
    /// the sum of the hidden ones tells. The larger ones among them are known to be no larger than the smallest that is shown.
    private static func hides(_ small: Int, among hidden: [Int], nextShown: Int) -> Bool {
        let (sum, larger, most) = (hidden.reduce(0, +), hidden.count - small, fewestShown - 1)
        let highest = sum - larger * fewestShown - (small - 1)
        let lowest = sum - larger * nextShown - (small - 1) * most
        return highest >= most && lowest <= 2
    }
}
