/// The levels of one dimension as all releases together give them.
struct DimensionLevels {
    let name: String
    /// The codes without codes under them, in the order of their names.
    let leaves: [String]
    private let parentOf: [String: String]

    /// The levels of every dimension, in the order of their names; nil when those of one do not fit together.
    static func all(_ tables: [CountTable]) -> [DimensionLevels]? {
        let names = Set(tables.flatMap { $0.dimensions.map(\.name) }).sorted()
        let levels = names.compactMap { DimensionLevels($0, tables) }
        return levels.count == names.count ? levels : nil
    }

    /// Nil when a code has two parents, or a table counts a code beside another that is part of it.
    private init?(_ name: String, _ tables: [CountTable]) {
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

    /// The inner code of a table's dimension under which each leaf is counted; leaves of nobody are left out.
    func codes(in dimension: TableDimension) -> [String: Int] {
        var codes: [String: Int] = [:]
        for leaf in leaves {
            codes[leaf] = path(from: leaf).first { Self.isLeaf($0, dimension) }.flatMap {
                dimension.codes.firstIndex(of: $0)
            }
        }
        return codes
    }
}
