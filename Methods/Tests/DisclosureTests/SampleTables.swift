@testable import Disclosure

/// A small generator with a fixed seed (SplitMix64): the same cases on every machine.
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

enum SampleTable {
    /// A table of one to three dimensions, flat or nested, of at most about `cells` inner cells.
    static func random(_ dice: inout Dice, cells: Int) -> CountTable {
        let count = Int.random(in: 1...3, using: &dice)
        let size = max(1, Int(Double(cells).squareRootOf(count)))
        let dimensions = (0..<count).map { d in
            let leaves = (0..<Int.random(in: 1...size, using: &dice)).map { "\(d)-\($0)" }
            guard Int.random(in: 0..<3, using: &dice) == 0 else { return Dimension(name: "d\(d)", leaves: leaves) }
            var parentOf: [String: String] = [:]
            for leaf in leaves where Int.random(in: 0..<4, using: &dice) > 0 {
                parentOf[leaf] = "region \(Int.random(in: 0..<3, using: &dice))"
            }
            return Dimension(name: "d\(d)", leaves: leaves, parentOf: parentOf)
        }
        return filled(dimensions, &dice)
    }

    /// Counts as they are in life: many zeros and small ones, a few large.
    static func filled(_ dimensions: [Dimension], _ dice: inout Dice) -> CountTable {
        var inner: [[Int]: Int] = [:]
        func fill(_ codes: [Int]) {
            guard codes.count < dimensions.count else {
                let kind = Int.random(in: 0..<10, using: &dice)
                inner[codes] =
                    kind < 2 ? 0 : kind < 5 ? Int.random(in: 1...4, using: &dice) : Int.random(in: 5...60, using: &dice)
                return
            }
            let dimension = dimensions[codes.count]
            for code in dimension.codes.indices where dimension.isLeaf(code) { fill(codes + [code]) }
        }
        fill([])
        return CountTable(dimensions: dimensions, inner: inner)
    }
}

extension Double {
    fileprivate func squareRootOf(_ degree: Int) -> Double {
        var root = 1.0
        while (0..<degree).reduce(1.0, { product, _ in product * (root + 1) }) <= self { root += 1 }
        return root
    }
}
