/// The table that nobody publishes and of which every release of a family of populations is a margin: how many people
/// there are of each combination of all dimensions by which any of them is cut, in each group of people (`Groups`).
///
/// It matters because its cells count no fewer than nobody. Three tables, each of two out of three dimensions, bound
/// each other through it, and so do a part and its whole that are cut differently. Where all tables fit together whatever
/// they hold (`Family.needsNoJointTable`), it is left out.
struct JointTable: Sendable {
    let family: Family
    /// The cells are numbered from 0.
    let cellCount: Int
    let margins: [Margin]
    /// Cells that others make up.
    let sums: [Sum]

    /// The cell of a release and the cells here that it counts.
    struct Margin: Sendable {
        var release: Int
        var cell: Int
        var parts: [Int]
    }

    /// The most cells that are looked at, so that a release takes seconds, a minute at most. Beyond it the ledger does with
    /// what the releases' own cells say.
    static let mostCells = 1000

    /// Nil when the table would be larger than `mostCells`, or when the releases give one dimension levels that do not
    /// fit together.
    init?(_ family: Family, _ kinship: Kinship, _ halves: Halves, mostWays: Int = Groups.mostWays) {
        guard let levels = DimensionLevels.all(family.releases.map(\.table)) else { return nil }
        let choices = [
            Groups.ways(family.populations, kinship, halves, most: mostWays),
            Groups.wholes(family.populations, kinship, halves),
        ]
        for groups in choices.compactMap({ $0 }) {
            let codes = groups.populations.map { Self.codes(levels, of: $0, in: family) }
            guard Self.isSmall(codes) else { continue }
            self.init(family, levels, groups, codes.map(Self.combinations))
            guard hasEverybody else { return nil }
            return
        }
        return nil
    }

    /// Whether all whom the releases count have a cell here: a code that stands in no row of a whole, or of another release
    /// of the same people, must count nobody.
    private var hasEverybody: Bool {
        var counted: [Int: Set<Int>] = [:]
        for margin in margins { counted[margin.release, default: []].insert(margin.cell) }
        return family.widest.allSatisfy { index in
            let (table, own) = (family.releases[index].table, counted[family.numbers[index]] ?? [])
            return table.counts.indices.allSatisfy {
                table.counts[$0] == 0 || table.kind($0) != .inner || own.contains($0)
            }
        }
    }

    /// - Parameter cells: the codes of each cell, by group.
    private init(_ family: Family, _ levels: [DimensionLevels], _ groups: Groups, _ cells: [[[String]]]) {
        var number: [[[String]: Int]] = []
        var count = 0
        for own in cells {
            number.append(Dictionary(uniqueKeysWithValues: zip(own, count..<(count + own.count))))
            count += own.count
        }
        self.family = family
        cellCount = count
        margins = family.widest.flatMap { index in
            let table = family.releases[index].table
            var parts = [[Int]](repeating: [], count: table.cellCount)
            let place = Self.place(in: table, levels)
            for group in groups.of[family.releases[index].population] ?? [] {
                for codes in cells[group] {
                    if let cell = place(codes), let part = number[group][codes] { parts[cell].append(part) }
                }
            }
            return parts.indices.filter { !parts[$0].isEmpty }.map {
                Margin(release: family.numbers[index], cell: $0, parts: parts[$0])
            }
        }
        sums = groups.ties.flatMap { tie in
            cells[tie.whole].compactMap { codes in
                number[tie.whole][codes].map { whole in
                    Sum(total: whole, parts: tie.parts.compactMap { number[$0][codes] })
                }
            }
        }
    }

    /// Which inner cell of a table counts those of a cell here.
    private static func place(in table: CountTable, _ levels: [DimensionLevels]) -> ([String]) -> Int? {
        let axes = table.dimensions.map { dimension -> (level: Int, codes: [String: Int]) in
            let level = levels.firstIndex { $0.name == dimension.name } ?? 0
            return (level, levels[level].codes(in: dimension))
        }
        return { codes in
            let own = axes.compactMap { $0.codes[codes[$0.level]] }
            return own.count == axes.count ? table.cell(own) : nil
        }
    }

    /// The codes that can count anybody who belongs to some populations, by dimension: a code that stands in no row of a
    /// release counts nobody of it.
    private static func codes(
        _ levels: [DimensionLevels], of populations: Set<String>, in family: Family
    ) -> [[String]] {
        let tables = family.releases.filter { populations.contains($0.population) }.map(\.table)
        return levels.map { dimension in
            dimension.leaves.filter { leaf in tables.allSatisfy { dimension.counts(leaf, in: $0) } }
        }
    }

    private static func isSmall(_ codes: [[[String]]]) -> Bool {
        var sum = 0
        for axes in codes {
            var cells = 1
            for axis in axes where cells <= mostCells { cells *= axis.count }
            sum += cells
            if sum > mostCells { return false }
        }
        return true
    }

    private static func combinations(_ axes: [[String]]) -> [[String]] {
        axes.reduce([[]]) { found, axis in found.flatMap { start in axis.map { start + [$0] } } }
    }
}
