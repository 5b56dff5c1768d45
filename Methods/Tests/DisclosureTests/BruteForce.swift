@testable import Disclosure

/// An attacker without any cleverness: tries every table of inner counts up to a cap.
///
/// Tables are few only where there are few inner cells; what it finds possible, the audit must find possible too.
struct BruteForce {
    let table: CountTable
    let threshold: Int
    private let tables: [[Int]]

    init(_ table: CountTable, threshold: Int, cap: Int) {
        self.table = table
        self.threshold = threshold
        let inner = table.counts.indices.filter { table.kind($0) == .inner }.map { table.codes($0) }
        var tables: [[Int]] = []
        var counts = [Int](repeating: 0, count: inner.count)
        repeat {
            tables.append(
                CountTable(
                    dimensions: table.dimensions, inner: Dictionary(uniqueKeysWithValues: zip(inner, counts))
                ).counts)
        } while Self.advance(&counts, cap)
        self.tables = tables
    }

    private static func advance(_ counts: inout [Int], _ cap: Int) -> Bool {
        for index in counts.indices {
            if counts[index] < cap {
                counts[index] += 1
                return true
            }
            counts[index] = 0
        }
        return false
    }

    func isPrimary(_ cell: Int) -> Bool { (1..<threshold).contains(table.counts[cell]) }

    /// Whether a pattern is safe from outsiders and, if asked, from everybody who is alone in an inner cell.
    func isSafe(_ isHidden: [Bool], contributors: Bool) -> Bool {
        if isHidden.indices.contains(where: { !isHidden[$0] && isPrimary($0) }) { return false }
        let shown = isHidden.indices.filter { !isHidden[$0] }
        let possible = tables.filter { other in
            for cell in shown where other[cell] != table.counts[cell] { return false }
            return true
        }
        guard holds(isHidden, possible, exempt: []) else { return false }
        guard contributors else { return true }
        return table.counts.indices.allSatisfy { cell in
            guard table.kind(cell) == .inner, table.counts[cell] == 1 else { return true }
            let own = table.counts.indices.filter { table.counts[$0] == 1 && covers($0, cell) }
            return holds(isHidden, possible.filter { $0[cell] == 1 }, exempt: own)
        }
    }

    private func covers(_ margin: Int, _ cell: Int) -> Bool {
        zip(table.dimensions, zip(table.codes(margin), table.codes(cell))).allSatisfy { dimension, codes in
            var code: Int? = codes.1
            while let current = code {
                if current == codes.0 { return true }
                code = dimension.parent[current]
            }
            return false
        }
    }

    private func holds(_ isHidden: [Bool], _ possible: [[Int]], exempt: [Int]) -> Bool {
        isHidden.indices.allSatisfy { cell in
            guard isHidden[cell], !exempt.contains(cell) else { return true }
            let count = table.counts[cell]
            guard isPrimary(cell) else { return possible.contains { $0[cell] != count } }
            return possible.contains { $0[cell] < count } && possible.contains { $0[cell] >= threshold }
        }
    }

    /// The cost of the cheapest safe pattern, over all patterns.
    func optimum(contributors: Bool) -> Int {
        let free = table.counts.indices.filter { !isPrimary($0) }
        var best = Int.max
        for bits in 0..<(1 << free.count) {
            var isHidden = table.counts.indices.map(isPrimary)
            for (bit, cell) in free.enumerated() where bits >> bit & 1 == 1 { isHidden[cell] = true }
            let cost = isHidden.indices.reduce(0) { $0 + (isHidden[$1] ? table.kind($1).cost : 0) }
            if cost < best, isSafe(isHidden, contributors: contributors) { best = cost }
        }
        return best
    }
}
