/// The best sets of awards that were found, best first; no two fund the same candidates.
struct BestSets {
    struct Entry {
        var awards: Awards
        var score: Int
    }

    /// How many sets are wanted.
    let capacity: Int
    /// Only sets above this score count.
    private(set) var floor: Int
    private(set) var entries: [Entry] = []
    /// Whom the sets fund.
    private var funded: Set<[Bool]> = []

    init(capacity: Int, above floor: Int) {
        self.capacity = capacity
        self.floor = floor
    }

    var best: Awards? { entries.first?.awards }

    var isFull: Bool { entries.count == capacity }

    /// Takes in a set that is good enough; of those that fund the same candidates the best one stays.
    mutating func keep(_ awards: Awards, in problem: Problem) {
        let score = awards.score(in: problem)
        guard score > floor, makeRoom(for: awards.funded, score) else { return }
        let place = entries.firstIndex { $0.score < score } ?? entries.count
        entries.insert(Entry(awards: awards, score: score), at: place)
        if entries.count > capacity, let last = entries.popLast() { funded.remove(last.awards.funded) }
        if isFull, let last = entries.last { floor = max(floor, last.score) }
    }

    /// Takes out the set that funds the same candidates; false when it is as good.
    private mutating func makeRoom(for candidates: [Bool], _ score: Int) -> Bool {
        guard !funded.insert(candidates).inserted else { return true }
        guard let place = entries.firstIndex(where: { $0.awards.funded == candidates }),
            entries[place].score < score
        else { return false }
        entries.remove(at: place)
        return true
    }
}
