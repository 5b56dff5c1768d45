/// Units placed into bins of limited capacity, by augmenting paths; a unit of one owner may lie in any bin once.
struct BinMatching {
    private var room: [Int]
    /// Owners with a unit in a bin.
    private var inside: [[Int]]
    private var reach: [[Int]] = []
    private var seen: [Int]
    private var round = 0

    init(capacity: [Int]) {
        room = capacity
        inside = Array(repeating: [], count: capacity.count)
        seen = Array(repeating: 0, count: capacity.count)
    }

    /// Places `units` of a new owner into different bins among `bins`, moving others where needed.
    mutating func place(_ units: Int, into bins: [Int]) -> Bool {
        reach.append(bins)
        for _ in 0..<units {
            round += 1
            if !augment(reach.count - 1) { return false }
        }
        return true
    }

    private mutating func augment(_ owner: Int) -> Bool {
        for bin in reach[owner] where room[bin] > 0 && !inside[bin].contains(owner) {
            room[bin] -= 1
            inside[bin].append(owner)
            return true
        }
        for bin in reach[owner] where seen[bin] != round && !inside[bin].contains(owner) {
            seen[bin] = round
            for (index, other) in inside[bin].enumerated() where augment(other) {
                inside[bin][index] = owner
                return true
            }
        }
        return false
    }
}
