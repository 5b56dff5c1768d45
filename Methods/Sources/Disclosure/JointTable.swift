/// The table that nobody publishes and of which every release of a family of populations is a margin: all dimensions
/// by which any of them is cut, for each population.
///
/// It matters because its cells count no fewer than nobody. Three tables, each of two out of three dimensions, bound
/// each other through it, and so do a part and its whole that are cut differently. Where all tables fit together whatever
/// they hold (`Family.needsNoJointTable`), it is left out.
struct JointTable: Sendable {
    let family: Family
    /// The inner cells of each population, each once, the last dimension fastest.
    let cells: [(population: String, keys: [FigureKey])]
    /// Cells of releases with the joint cells that they count.
    let margins: [Margin]

    struct Margin: Sendable {
        var population: String
        var cell: FigureKey
        var parts: [FigureKey]
    }

    /// The most joint cells, those left of a whole beside its part included, that are looked at: what can be attacked in
    /// about a second a release. Beyond it the ledger does with what the releases' own cells say.
    static let mostCells = 3000

    /// Nil when the table would be larger than `mostCells`, or when the releases give one dimension levels that do not
    /// fit together.
    init?(_ family: Family, _ kinship: Kinship) {
        let names = Set(family.releases.flatMap { $0.table.dimensions.map(\.name) }).sorted()
        guard let levels = Self.levels(names, family), let domains = Self.domains(levels, family, kinship),
            Self.size(domains, family, kinship).map({ $0 <= Self.mostCells }) == true
        else { return nil }
        self.family = family
        cells = family.populations.map { population in
            let axes = zip(names, domains[population] ?? []).map { name, domain in domain.map { [name, $0] } }
            return (population, Self.combinations(axes))
        }
        margins = family.widest.flatMap { release in
            Self.margins(of: release, levels, domains[release.population] ?? [])
        }
    }

    private static func levels(_ names: [String], _ family: Family) -> [DimensionLevels]? {
        var levels: [DimensionLevels] = []
        for name in names {
            guard let own = DimensionLevels(name, family.releases.map(\.table)) else { return nil }
            levels.append(own)
        }
        return levels
    }

    /// The codes that can count anybody of each population, by dimension. A code that stands in no row of a release
    /// counts nobody there, and nobody in a part of its population.
    private static func domains(
        _ levels: [DimensionLevels], _ family: Family, _ kinship: Kinship
    ) -> [String: [[String]]]? {
        var domains: [String: [[String]]] = [:]
        for population in family.populations {
            let populations = Set([population] + kinship.wholes(of: population))
            let tables = family.releases.filter { populations.contains($0.population) }.map(\.table)
            let domain = levels.map { dimension in
                dimension.leaves.filter { leaf in tables.allSatisfy { dimension.counts(leaf, in: $0) } }
            }
            guard domain.allSatisfy({ !$0.isEmpty }) else { return nil }
            domains[population] = domain
        }
        return domains
    }

    /// How many cells there are with those left beside the parts; nil when the number itself is too large.
    private static func size(_ domains: [String: [[String]]], _ family: Family, _ kinship: Kinship) -> Int? {
        let parts = kinship.steps.filter { family.populations.contains($0.part) }.map(\.part)
        var sum = 0
        for population in family.populations + parts {
            var cells = 1
            for domain in domains[population] ?? [] {
                guard cells <= mostCells else { return nil }
                cells *= domain.count
            }
            sum += cells
        }
        return sum
    }

    private static func combinations(_ axes: [[[String]]]) -> [FigureKey] {
        axes.reduce([[]]) { found, axis in found.flatMap { start in axis.map { start + $0 } } }.map(FigureKey.init)
    }

    private static func margins(
        of release: Release, _ levels: [DimensionLevels], _ domain: [[String]]
    ) -> [Margin] {
        let table = release.table
        let keys = FigureNames(table).keys
        let numberOf = Dictionary(uniqueKeysWithValues: table.dimensions.enumerated().map { ($1.name, $0) })
        let below = zip(levels, domain).map { dimension, leaves in
            numberOf[dimension.name].map { dimension.leaves(leaves, below: table.dimensions[$0]) }
        }
        return table.counts.indices.filter { table.kind($0) == .inner }.compactMap { cell in
            let codes = table.codes(cell)
            let axes = levels.indices.map { level -> [[String]] in
                let leaves = numberOf[levels[level].name].flatMap { below[level]?[codes[$0]] } ?? domain[level]
                return leaves.map { [levels[level].name, $0] }
            }
            let parts = combinations(axes)
            return parts.isEmpty || parts == [keys[cell]]
                ? nil : Margin(population: release.population, cell: keys[cell], parts: parts)
        }
    }
}

/// The levels of one dimension as all releases together give them.
private struct DimensionLevels {
    let name: String
    /// The codes without codes under them, in the order of their names.
    let leaves: [String]
    private let parentOf: [String: String]

    /// Nil when a code has two parents, or a table counts a code beside another that is part of it.
    init?(_ name: String, _ tables: [CountTable]) {
        let dimensions = tables.compactMap { table in table.dimensions.first { $0.name == name } }
        var parentOf: [String: String] = [:]
        for dimension in dimensions {
            for (code, parent) in zip(dimension.codes, dimension.parent) {
                guard let parent, parent != dimension.root else { continue }
                guard
                    parentOf.updateValue(dimension.codes[parent], forKey: code) ?? dimension.codes[parent]
                        == dimension.codes[parent]
                else { return nil }
            }
        }
        let parents = Set(parentOf.values)
        let codes = Set(dimensions.flatMap { $0.codes.dropLast() })
        self.name = name
        self.parentOf = parentOf
        leaves = codes.filter { !parents.contains($0) }.sorted()
        let fits = leaves.allSatisfy { leaf in
            let path = self.path(from: leaf)
            return path.count <= codes.count
                && dimensions.allSatisfy { dimension in path.count { Self.isLeaf($0, dimension) } <= 1 }
        }
        // A circle has no leaf under it, so a code that no path meets is part of itself.
        guard fits, Set(leaves.flatMap(path)) == codes else { return nil }
    }

    private static func isLeaf(_ code: String, _ dimension: TableDimension) -> Bool {
        dimension.codes.firstIndex(of: code).map { $0 != dimension.root && dimension.isLeaf($0) } ?? false
    }

    /// A code and all it is part of, from the inside out; cut short in a circle.
    private func path(from code: String) -> [String] {
        var path = [code]
        while let parent = parentOf[path[path.count - 1]], path.count <= parentOf.count { path.append(parent) }
        return path
    }

    /// Whether a table can count anybody under a code.
    func counts(_ leaf: String, in table: CountTable) -> Bool {
        guard let dimension = table.dimensions.first(where: { $0.name == name }) else { return true }
        return path(from: leaf).contains { Self.isLeaf($0, dimension) }
    }

    /// Those of some leaves that stand under each inner code of a table's dimension.
    func leaves(_ leaves: [String], below dimension: TableDimension) -> [[String]] {
        var below = [[String]](repeating: [], count: dimension.codes.count)
        for leaf in leaves {
            let path = path(from: leaf)
            guard let code = path.firstIndex(where: { Self.isLeaf($0, dimension) }),
                let number = dimension.codes.firstIndex(of: path[code])
            else { continue }
            below[number].append(leaf)
        }
        return below
    }
}
