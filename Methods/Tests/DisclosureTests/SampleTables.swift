import Support

@testable import Disclosure

enum SampleTable {
    /// A table of one to three dimensions, flat or nested, of at most about `cells` inner cells.
    static func random(_ dice: inout Randomness, cells: Int) -> CountTable {
        let count = Int.random(in: 1...3, using: &dice)
        let size = max(1, Int(Double(cells).squareRootOf(count)))
        let dimensions = (0..<count).map { d in
            let leaves = (0..<Int.random(in: 1...size, using: &dice)).map { "\(d)-\($0)" }
            guard Int.random(in: 0..<3, using: &dice) == 0 else { return TableDimension(name: "d\(d)", leaves: leaves) }
            var parentOf: [String: String] = [:]
            for leaf in leaves where Int.random(in: 0..<4, using: &dice) > 0 {
                parentOf[leaf] = "region \(Int.random(in: 0..<3, using: &dice))"
            }
            return TableDimension(name: "d\(d)", leaves: leaves, parentOf: parentOf)
        }
        return filled(dimensions, &dice)
    }

    /// Four inner cells, in a square or under two regions, with counts up to 4.
    static func tiny(_ dice: inout Randomness, nested: Bool) -> CountTable {
        guard nested else {
            return filled(["a", "b"].map { TableDimension(name: $0, leaves: ["1", "2"]) }, &dice, most: 4)
        }
        let parentOf = ["1": "north", "2": "north", "3": "south"]
        return filled([TableDimension(name: "a", leaves: ["1", "2", "3", "4"], parentOf: parentOf)], &dice, most: 4)
    }

    /// Counts as they are in life: many zeros and small ones, a few large.
    static func filled(_ dimensions: [TableDimension], _ dice: inout Randomness, most: Int = 60) -> CountTable {
        var inner: [[Int]: Int] = [:]
        func fill(_ codes: [Int]) {
            guard codes.count < dimensions.count else {
                let kind = Int.random(in: 0..<10, using: &dice)
                inner[codes] =
                    kind < 2 ? 0 : min(most, Int.random(in: kind < 5 ? 1...4 : 1...most, using: &dice))
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

typealias SuppressionSettings = Options

extension Suppression {
    /// The table on the thread of the test.
    init(
        _ table: CountTable, settings: Options = Options(), ledger: Ledger = Ledger(),
        placement: Ledger.Placement = Ledger.Placement(population: "all")
    ) throws {
        self = try Parallel.withThreads(settings.threads) {
            try Suppression(Request(table, ledger: ledger, placement: placement), settings, .none)
        }
    }
}
