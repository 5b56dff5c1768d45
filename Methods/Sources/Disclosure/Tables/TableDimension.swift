/// One dimension of a table: its codes as a tree, from `Total` down to the codes that stand in the rows.
///
/// Codes are numbered children before parents, so `Total` is the last; a dimension without a hierarchy has one level
/// under `Total`.
public struct TableDimension: Sendable, Hashable {
    /// The code of the margin over the whole dimension.
    public static let total = "Total"

    /// The name of the column.
    public let name: String
    /// All codes: the innermost ones, the levels above them, and the total last.
    public let codes: [String]
    /// The number of each code's parent; nil for `Total`.
    public let parent: [Int?]
    /// The numbers of each code's children, empty for the codes of inner cells.
    public let children: [[Int]]

    /// The number of the total.
    public var root: Int { codes.count - 1 }
    /// Whether there are levels between the innermost codes and the total.
    public var isNested: Bool { children.dropLast().contains { !$0.isEmpty } }

    /// Whether a code has none under it.
    public func isLeaf(_ code: Int) -> Bool { children[code].isEmpty }

    /// - Parameters:
    ///   - name: the name of the column.
    ///   - leaves: the codes of inner cells, each once, in the order in which they are to be shown.
    ///   - parentOf: the parent of a code; a code without one stands directly under `Total`.
    ///
    /// Invariant of the caller: `parentOf` has no cycle and gives no leaf children (`Hierarchy` sees to it).
    public init(name: String, leaves: [String], parentOf: [String: String] = [:]) {
        var codes = leaves
        var known = Set(leaves)
        var index = 0
        // Breadth first from the leaves; a parent met again later must come later, so sort by height afterwards.
        while index < codes.count {
            if let parent = parentOf[codes[index]], parent != Self.total, known.insert(parent).inserted {
                codes.append(parent)
            }
            index += 1
        }
        let heights = Self.heights(codes, parentOf)
        let order = codes.indices.sorted { (heights[$0], $0) < (heights[$1], $1) }
        let names = order.map { codes[$0] } + [Self.total]
        let number = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        self.init(
            name: name, codes: names,
            parents: names.dropLast().map { parentOf[$0].flatMap { number[$0] } ?? names.count - 1 })
    }

    /// - Parameters:
    ///   - codes: children before parents, `Total` last.
    ///   - parents: the number of the parent of each code but the last, larger than the code's own.
    init(name: String, codes: [String], parents: [Int]) {
        precondition(parents.count == codes.count - 1, "a parent for every code but the margin")
        var children = [[Int]](repeating: [], count: codes.count)
        for (code, parent) in parents.enumerated() { children[parent].append(code) }
        self.name = name
        self.codes = codes
        self.children = children
        parent = parents.map { $0 } + [nil]
    }

    /// The same dimension with its codes in the order of their names.
    var inOrder: TableDimension {
        var parentOf: [String: String] = [:]
        for (code, parent) in zip(codes, parent) { parentOf[code] = parent.flatMap { $0 == root ? nil : codes[$0] } }
        return TableDimension(
            name: name, leaves: codes.indices.filter { $0 != root && isLeaf($0) }.map { codes[$0] }.sorted(),
            parentOf: parentOf)
    }

    private static func heights(_ codes: [String], _ parentOf: [String: String]) -> [Int] {
        var height: [String: Int] = [:]
        for code in codes {
            var (current, steps) = (code, 0)
            while let parent = parentOf[current], parent != total {
                steps += 1
                guard height[parent, default: 0] < steps else { break }
                height[parent] = steps
                current = parent
            }
        }
        return codes.map { height[$0] ?? 0 }
    }
}
