/// Why there is no assignment: a smallest set of items or reviewers that cannot be satisfied together, whatever
/// the others do.
public struct Infeasible: Error, Sendable, Hashable {
    /// Who is short.
    public enum Kind: Sendable, Hashable {
        /// The items need more reviews than the reviewers open to them can take.
        case items
        /// The reviewers must take more reviews than the items open to them need.
        case reviewers
    }

    /// Whether items or reviewers are short.
    public var kind: Kind
    /// Of kind `items` those that are short; of kind `reviewers` all that are open to them.
    public var items: [Int]
    /// Of kind `reviewers` those who are short; of kind `items` all who are open to them.
    public var reviewers: [Int]
    /// How many reviews those who are short need, or must have.
    public var needed: Int
    /// What can be had at most, less than needed.
    public var available: Int
}

/// A smallest reason why a problem that has no solution has none.
///
/// By Hoffman's circulation theorem (1960) an assignment exists when and only when no set of items asks for more
/// than its reviewers can give and no set of reviewers must have more than its items can give, so there is always
/// a reason of one of two kinds. Up to 14 items and reviewers it is the smallest of all; beyond it is minimal: no
/// part of it is a reason.
func reason(_ problem: Problem) -> Infeasible {
    let open = OpenPairs(problem)
    let byItems = Shortage(
        demands: problem.demands, supplies: problem.loads.map(\.upperBound), open: open
    ).smallest()
    let byReviewers = Shortage(
        demands: problem.loads.map(\.lowerBound), supplies: problem.demands, open: open.turned
    ).smallest()
    guard let byItems else { return infeasible(.reviewers, byReviewers, problem, open.turned) }
    guard let byReviewers, byReviewers.count < byItems.count else {
        return infeasible(.items, byItems, problem, open)
    }
    return infeasible(.reviewers, byReviewers, problem, open.turned)
}

private func infeasible(
    _ kind: Infeasible.Kind, _ short: [Int]?, _ problem: Problem, _ open: OpenPairs
) -> Infeasible {
    let short = short ?? []
    let others = (0..<open.columns).filter { other in short.contains { open.contains($0, other) } }
    let demands = kind == .items ? problem.demands : problem.loads.map(\.lowerBound)
    let supplies = kind == .items ? problem.loads.map(\.upperBound) : problem.demands
    return Infeasible(
        kind: kind, items: kind == .items ? short : others, reviewers: kind == .items ? others : short,
        needed: short.reduce(0) { $0 + demands[$1] },
        available: others.reduce(0) { sum, other in
            sum + min(supplies[other], short.count { open.contains($0, other) })
        })
}

/// Which pairs are open, one bit each: 2 MB for 10,000 items and 1,500 reviewers.
struct OpenPairs {
    let rows: Int
    let columns: Int
    let words: Int
    private var bits: [UInt64]

    private init(rows: Int, columns: Int, bit: UInt64) {
        self.rows = rows
        self.columns = columns
        words = (columns + 63) / 64
        bits = Array(repeating: bit, count: rows * words)
    }

    init(_ problem: Problem) {
        self.init(rows: problem.items, columns: problem.reviewers, bit: problem.onlyScored ? 0 : .max)
        for item in 0..<rows {
            if problem.onlyScored {
                for place in problem.scores.run(item) { set(item, problem.scores.reviewers[place], true) }
            }
            for place in problem.forbidden.run(item) { set(item, problem.forbidden.reviewers[place], false) }
            if columns % 64 > 0 { bits[item * words + words - 1] &= (1 << UInt64(columns % 64)) - 1 }
        }
    }

    private mutating func set(_ row: Int, _ column: Int32, _ isOpen: Bool) {
        let bit: UInt64 = 1 << UInt64(column % 64)
        if isOpen { bits[row * words + Int(column) / 64] |= bit } else { bits[row * words + Int(column) / 64] &= ~bit }
    }

    func contains(_ row: Int, _ column: Int) -> Bool { word(row, column / 64) >> UInt64(column % 64) & 1 == 1 }

    func word(_ row: Int, _ word: Int) -> UInt64 { bits[row * words + word] }

    func count(_ row: Int) -> Int { (0..<words).reduce(0) { $0 + word(row, $1).nonzeroBitCount } }

    /// Rows and columns exchanged.
    var turned: OpenPairs {
        var turned = OpenPairs(rows: columns, columns: rows, bit: 0)
        for row in 0..<rows {
            for column in 0..<columns where contains(row, column) { turned.set(column, Int32(row), true) }
        }
        return turned
    }
}

/// Finds a smallest set of rows that ask for more than the columns open to them can give, when each open pair can
/// carry one unit.
struct Shortage {
    let demands: [Int]
    let supplies: [Int]
    let open: OpenPairs

    /// Nil when all demands can be met.
    func smallest() -> [Int]? {
        if let row = demands.indices.first(where: { demands[$0] > reach([$0]) }) { return [row] }
        // A shortage of everything has no short reason, and looking for one among thousands takes long.
        let all = Array(demands.indices)
        if all.count > 500, demands.reduce(0, +) > reach(all) { return all }
        guard let found = minimal() else { return nil }
        return demands.count <= 14 ? enumerated(below: found.count) ?? found : found
    }

    /// What the columns can give to these rows together.
    func reach(_ rows: [Int]) -> Int {
        (0..<open.columns).reduce(0) { sum, column in
            sum + min(supplies[column], rows.count { open.contains($0, column) })
        }
    }

    /// A set smaller than `size`, the smallest there is, by trying them all.
    private func enumerated(below size: Int) -> [Int]? {
        let all = (1..<1 << demands.count).lazy.filter { $0.nonzeroBitCount < size }
            .map { set in demands.indices.filter { set >> $0 & 1 == 1 } }
            .filter { rows in rows.reduce(0) { $0 + demands[$1] } > reach(rows) }
        return all.min { $0.count < $1.count }
    }

    /// A set of which no part is short: meets demands row by row until one cannot be met, keeps that row and those
    /// that stand in its way, and begins again with the kept rows first, until all are kept.
    private func minimal() -> [Int]? {
        let order = demands.indices.sorted { (open.count($0) - demands[$0], $0) < (open.count($1) - demands[$1], $1) }
        var needed: [Int] = []
        var others = order
        while true {
            var flow = ShortageFlow(self)
            // Rows already known to be needed come first: together they can be met, or the set would be complete.
            guard let (row, reached) = flow.firstShort(of: needed + others) else {
                return needed.isEmpty ? nil : needed.sorted()
            }
            if needed.contains(row) { return needed.sorted() }
            let inside = Set(reached)
            needed.append(row)
            others = others.filter { $0 != row && inside.contains($0) }
            if others.isEmpty { return needed.sorted() }
        }
    }
}

/// Meets demands one unit after another by augmenting paths (Ford and Fulkerson 1956).
private struct ShortageFlow {
    let shortage: Shortage
    private var given: [[Int]]
    private var used: Set<Int> = []

    init(_ shortage: Shortage) {
        self.shortage = shortage
        given = Array(repeating: [], count: shortage.open.columns)
    }

    /// The first row whose demand cannot be met beside those before it, and all rows that stand in its way.
    mutating func firstShort(of rows: [Int]) -> (row: Int, reached: [Int])? {
        for row in rows {
            for _ in 0..<shortage.demands[row] {
                if let reached = augment(row) { return (row, reached) }
            }
        }
        return nil
    }

    /// One more unit for a row; the rows reached when there is none.
    private mutating func augment(_ start: Int) -> [Int]? {
        let open = shortage.open
        var unseen = (0..<open.words).map { _ in UInt64.max }
        var from = [Int](repeating: -1, count: open.columns)
        var comes: [Int: Int] = [start: -1]
        var queue = [start]
        var place = 0
        while place < queue.count {
            let row = queue[place]
            place += 1
            for word in 0..<open.words {
                var bits = open.word(row, word) & unseen[word]
                while bits != 0 {
                    let column = word * 64 + bits.trailingZeroBitCount
                    bits &= bits - 1
                    if used.contains(row * open.columns + column) { continue }
                    unseen[word] &= ~(1 << UInt64(column % 64))
                    from[column] = row
                    if given[column].count < shortage.supplies[column] {
                        shift(to: column, from, comes)
                        return nil
                    }
                    for other in given[column] where comes[other] == nil {
                        comes[other] = column
                        queue.append(other)
                    }
                }
            }
        }
        return queue
    }

    private mutating func shift(to target: Int, _ from: [Int], _ comes: [Int: Int]) {
        var column = target
        while column >= 0 {
            let row = from[column]
            given[column].append(row)
            used.insert(row * shortage.open.columns + column)
            let before = comes[row] ?? -1
            if before >= 0 {
                given[before].removeAll { $0 == row }
                used.remove(row * shortage.open.columns + before)
            }
            column = before
        }
    }
}
