import Calibration
import Foundation
import Support

/// Scores whose truth is known, made as `run.py` makes them: severity 1.2, scale exp(0.25 z), quality 1.5, noise 1.0
/// (standard deviations), cut to 1 to 10; each item by different judges, even loads.
struct World {
    var quality: [Double]
    var reviews: [Calibration.Review] = []

    init(_ design: Design, seed: Int) {
        var random = Randomness(seed: UInt64(seed), stream: UInt64(design.items))
        let severity = (0..<design.judges).map { _ in 1.2 * random.normal() }
        let scale = (0..<design.judges).map { _ in exp(0.25 * random.normal()) }
        quality = (0..<design.items).map { _ in 1.5 * random.normal() }
        var pool: [Int] = []
        for item in quality.indices {
            for judge in Self.panel(design, &pool, &random) {
                let score = 5.5 - severity[judge] + scale[judge] * quality[item] + random.normal()
                reviews.append(Calibration.Review(item: item, judge: judge, score: min(10, max(1, score))))
            }
        }
    }

    /// The next judges in a shuffled round; one who already has the item goes to the end of it.
    private static func panel(_ design: Design, _ pool: inout [Int], _ random: inout Randomness) -> [Int] {
        var chosen: [Int] = []
        while chosen.count < design.each {
            if pool.isEmpty { pool = Array(0..<design.judges).shuffled(using: &random) }
            let judge = pool.removeLast()
            guard chosen.contains(judge) else {
                chosen.append(judge)
                continue
            }
            pool.insert(judge, at: 0)
            let others = (0..<design.judges).filter { !chosen.contains($0) }
            chosen.append(others[random.below(others.count)])
        }
        return chosen
    }

    func best(_ top: Int) -> Set<Int> {
        Set(quality.indices.sorted { (quality[$1], $0) < (quality[$0], $1) }.prefix(top))
    }
}

/// How many items, judges, reviews of each item, and places there are.
struct Design {
    var items: Int
    var judges: Int
    var each: Int
    var top: Int
}
