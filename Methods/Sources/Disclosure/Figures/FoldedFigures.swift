/// Figures written as what they are made of: a programme over joint tables needs no unknown for each cell of a release,
/// only a row, and starts from there.
struct FoldedFigures: Sendable {
    /// What each figure is made of; nil where it is no more than itself.
    let made: [[Figures.Term]?]
    /// The rows between figures that are made of nothing else.
    let rows: [[Figures.Term]]
    /// The sums between figures that are made of others, by total.
    private let partsOf: [Int: [[Int]]]

    /// - Parameter basis: figures of which others are made.
    /// Cost: O(terms of all sums) a level of margins, and the terms of all that is made.
    init(count: Int, sums: [Sum], rows: [[Figures.Term]], basis: Set<Int>) {
        var weights = [[Int: Int]?](repeating: nil, count: count)
        for figure in basis { weights[figure] = [figure: 1] }
        var isGrowing = !basis.isEmpty
        while isGrowing {
            isGrowing = false
            for sum in sums {
                let figures = [sum.total] + sum.parts
                guard let open = figures.first(where: { weights[$0] == nil }),
                    figures.count(where: { weights[$0] == nil }) == 1
                else { continue }
                weights[open] = Self.rest(of: sum, without: open, weights)
                isGrowing = true
            }
        }
        func terms(_ weights: [Int: Int]) -> [Figures.Term] {
            weights.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map {
                Figures.Term(figure: $0.key, sign: $0.value)
            }
        }
        made = weights.indices.map { basis.contains($0) ? nil : weights[$0].map(terms) }
        self.rows =
            basis.isEmpty
            ? rows
            : rows.compactMap { row in
                var left: [Int: Int] = [:]
                for term in row {
                    for (figure, weight) in weights[term.figure] ?? [term.figure: 1] {
                        left[figure, default: 0] += term.sign * weight
                    }
                }
                let terms = terms(left)
                return terms.isEmpty ? nil : terms
            }
        var partsOf: [Int: [[Int]]] = [:]
        for sum in sums where weights[sum.total] != nil { partsOf[sum.total, default: []].append(sum.parts) }
        self.partsOf = partsOf
    }

    /// What a sum makes of the only figure in it of which nothing is known yet.
    private static func rest(of sum: Sum, without open: Int, _ weights: [[Int: Int]?]) -> [Int: Int] {
        let sign = open == sum.total ? 1 : -1
        var rest: [Int: Int] = [:]
        for figure in [sum.total] + sum.parts where figure != open {
            for (part, weight) in weights[figure] ?? [:] {
                rest[part, default: 0] += weight * (figure == sum.total ? -sign : sign)
            }
        }
        return rest
    }

    /// A row for each figure made of others that cannot move, without those that follow from others.
    func fixed(_ isFixed: (Int) -> Bool) -> [[Figures.Term]] {
        made.indices.compactMap { figure in
            guard isFixed(figure), let terms = made[figure] else { return nil }
            let follows = partsOf[figure, default: []].contains { $0.allSatisfy { isFixed($0) && made[$0] != nil } }
            return follows ? nil : terms
        }
    }
}
