/// Figures tied by sums: what an attacker knows of the structure of one table or of many.
///
/// Cells that must be equal (a part that is the only one of its total) are one figure.
public struct Figures: Sendable {
    /// The number of figures.
    public let count: Int
    /// The figure of each cell that was given.
    public let figureOf: [Int]
    /// All sums between figures, without those that say nothing.
    public let sums: [Sum]

    /// The essential sums as rows (`total - parts = 0`), and the rows of each figure.
    let rows: [[Term]]
    let rowsOf: [[RowEntry]]
    /// What is left of the system when figures are written as what they are made of.
    let folded: FoldedFigures

    struct Term: Sendable, Hashable {
        var figure: Int
        var sign: Int
    }

    struct RowEntry: Sendable, Hashable {
        var row: Int
        var sign: Int
    }

    /// - Parameters:
    ///   - cellCount: how many cells there are.
    ///   - given: the sums between them.
    ///   - basis: cells of which others are made, as far as the sums tell: those of joint tables.
    /// Cost: O(cells + terms of all sums), and with a basis the terms of all that is made of it.
    public init(cellCount: Int, sums given: [Sum], basis: [Int] = []) {
        var classes = Classes(count: cellCount)
        for sum in given where sum.parts.count == 1 { classes.join(sum.total, sum.parts[0]) }
        let (figureOf, count) = classes.numbered()
        self.count = count
        self.figureOf = figureOf
        var seen: Set<Sum> = []
        sums = given.compactMap { sum in
            guard sum.parts.count > 1 else { return nil }
            let merged = Sum(
                total: figureOf[sum.total], parts: sum.parts.map { figureOf[$0] }, isEssential: sum.isEssential)
            return seen.insert(merged).inserted ? merged : nil
        }
        rows = sums.filter(\.isEssential).map(Self.terms)
        var rowsOf = [[RowEntry]](repeating: [], count: count)
        for (row, terms) in rows.enumerated() {
            for term in terms { rowsOf[term.figure].append(RowEntry(row: row, sign: term.sign)) }
        }
        self.rowsOf = rowsOf
        folded = FoldedFigures(count: count, sums: sums, rows: rows, basis: Set(basis.map { figureOf[$0] }))
    }

    /// A figure that stands on both sides of a sum cancels out.
    private static func terms(_ sum: Sum) -> [Term] {
        var sign: [Int: Int] = [sum.total: 1]
        for part in sum.parts { sign[part, default: 0] -= 1 }
        return ([sum.total] + sum.parts).compactMap { figure in
            sign.removeValue(forKey: figure).flatMap { $0 == 0 ? nil : Term(figure: figure, sign: $0) }
        }
    }

    /// The first sum that does not hold for these values, checked by adding whole numbers.
    public func brokenSum(_ values: [Int]) -> Sum? {
        sums.first { sum in sum.parts.reduce(0) { $0 + values[$1] } != values[sum.total] }
    }
}

/// Cells joined to classes (union-find with path halving).
struct Classes {
    private var parent: [Int]

    init(count: Int) { parent = Array(0..<count) }

    mutating func root(_ x: Int) -> Int {
        var x = x
        while parent[x] != x {
            parent[x] = parent[parent[x]]
            x = parent[x]
        }
        return x
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (a, b) = (root(a), root(b))
        parent[max(a, b)] = min(a, b)
    }

    /// The class of each cell, numbered in the order of first appearance.
    consuming func numbered() -> ([Int], Int) {
        var number: [Int: Int] = [:]
        let classes = parent.indices.map { cell in
            let root = root(cell)
            if let known = number[root] { return known }
            number[root] = number.count
            return number.count - 1
        }
        return (classes, number.count)
    }
}
