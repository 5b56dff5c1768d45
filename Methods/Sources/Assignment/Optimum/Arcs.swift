/// The pairs in play. Most pairs never matter: an item takes its three best of 1,500, or near them. So the search
/// runs on a few arcs per item, and reduced costs tell which others could matter after all (`Pricing`).
struct Arcs: Sendable {
    var starts: [Int32]
    var reviewers: [Int32]
    var gains: [Int]

    func run(_ item: Int) -> Range<Int> { Int(starts[item])..<Int(starts[item + 1]) }

    /// The arc of a pair, if it is in play. Runs are ascending.
    func arc(item: Int, reviewer: Int32) -> Int? { reviewers.position(of: reviewer, in: run(item)) }
}

extension Arcs {
    /// The same arcs with some more for some items. Each addition is ascending and not in play yet.
    func adding(_ additions: [[(reviewer: Int32, gain: Int)]]) -> Arcs {
        let more = additions.reduce(0) { $0 + $1.count }
        var merged = Arcs(starts: [0], reviewers: [], gains: [])
        merged.starts.reserveCapacity(starts.count)
        merged.reviewers.reserveCapacity(reviewers.count + more)
        merged.gains.reserveCapacity(reviewers.count + more)
        for (item, addition) in additions.enumerated() {
            merged.append(run(item), of: self, with: addition)
            merged.starts.append(Int32(merged.reviewers.count))
        }
        return merged
    }

    private mutating func append(
        _ run: Range<Int>, of old: Arcs, with addition: [(reviewer: Int32, gain: Int)]
    ) {
        var place = run.lowerBound
        for entry in addition {
            while place < run.upperBound, old.reviewers[place] < entry.reviewer {
                reviewers.append(old.reviewers[place])
                gains.append(old.gains[place])
                place += 1
            }
            reviewers.append(entry.reviewer)
            gains.append(entry.gain)
        }
        reviewers += old.reviewers[place..<run.upperBound]
        gains += old.gains[place..<run.upperBound]
    }
}
