/// A table of counts with all its margins.
///
/// Cells are numbered row by row, the last dimension fastest; the grand total is the last cell.
public struct CountTable: Sendable, Hashable {
    /// The dimensions, in the order of the codes of a cell.
    public let dimensions: [TableDimension]
    /// The count of each cell, margins included.
    public private(set) var counts: [Int]

    /// How many cells there are, margins included.
    public var cellCount: Int { counts.count }

    /// - Parameters:
    ///   - dimensions: what the people are counted by.
    ///   - inner: the count of each inner cell by the numbers of its codes; combinations left out count 0.
    public init(dimensions: [TableDimension], inner: [[Int]: Int]) {
        precondition(!dimensions.isEmpty, "a table has a dimension")
        self.dimensions = dimensions
        counts = Array(repeating: 0, count: dimensions.reduce(1) { $0 * $1.codes.count })
        for (codes, count) in inner { counts[cell(codes)] = count }
        for sum in sums { counts[sum.total] = sum.parts.reduce(0) { $0 + counts[$1] } }
    }

    /// The number of the cell with these codes.
    public func cell(_ codes: [Int]) -> Int {
        zip(dimensions, codes).reduce(0) { $0 * $1.0.codes.count + $1.1 }
    }

    /// The numbers of a cell's codes.
    public func codes(_ cell: Int) -> [Int] {
        var rest = cell
        var codes = [Int](repeating: 0, count: dimensions.count)
        for d in dimensions.indices.reversed() {
            codes[d] = rest % dimensions[d].codes.count
            rest /= dimensions[d].codes.count
        }
        return codes
    }

    /// The codes of a cell as they are written.
    public func labels(_ cell: Int) -> [String] {
        zip(dimensions, codes(cell)).map { $0.codes[$1] }
    }

    /// Whether a cell is an inner one, a subtotal or the grand total.
    public func kind(_ cell: Int) -> CellKind {
        let codes = codes(cell)
        if zip(dimensions, codes).allSatisfy({ $0.isLeaf($1) }) { return .inner }
        return zip(dimensions, codes).allSatisfy { $0.root == $1 } ? .grandTotal : .subtotal
    }

    /// How the cells add up, children before parents: every sum along one dimension.
    ///
    /// A sum along one dimension at a margin of a later one follows from others and is not essential. The essential
    /// ones are independent; with the nested dimension last they make a network of a table in two dimensions.
    public var sums: [Sum] {
        var sums: [Sum] = []
        let order = dimensionOrder
        for (rank, d) in order.enumerated() {
            let dimension = dimensions[d]
            let stride = dimensions[(d + 1)...].reduce(1) { $0 * $1.codes.count }
            for cell in counts.indices {
                let codes = codes(cell)
                guard !dimension.isLeaf(codes[d]) else { continue }
                let essential = order[(rank + 1)...].allSatisfy { dimensions[$0].isLeaf(codes[$0]) }
                let parts = dimension.children[codes[d]].map { cell + ($0 - codes[d]) * stride }
                sums.append(Sum(total: cell, parts: parts, isEssential: essential))
            }
        }
        return sums
    }

    /// The same table with dimensions and codes in the order of their names, and where each cell of this one stands in
    /// it: what is found for that table does not depend on the order of rows and columns.
    var inOrder: (table: CountTable, places: [Int]) {
        let order = dimensions.indices.sorted { dimensions[$0].name < dimensions[$1].name }
        let sorted = order.map { dimensions[$0].inOrder }
        let numbers = zip(order, sorted).map { d, other in
            let number = Dictionary(uniqueKeysWithValues: zip(other.codes, other.codes.indices))
            return dimensions[d].codes.map { number[$0] ?? 0 }
        }
        var table = CountTable(dimensions: sorted, inner: [:])
        let places = counts.indices.map { cell in
            let codes = codes(cell)
            return table.cell(zip(order, numbers).map { $1[codes[$0]] })
        }
        for (cell, place) in places.enumerated() { table.counts[place] = counts[cell] }
        return (table, places)
    }

    private var dimensionOrder: [Int] {
        dimensions.indices.sorted { (dimensions[$0].isNested ? 1 : 0, $0) < (dimensions[$1].isNested ? 1 : 0, $1) }
    }
}

/// How much of a table a cell sums up.
public enum CellKind: Sendable, Hashable {
    case inner, subtotal, grandTotal

    /// What hiding a cell of this kind costs.
    public var cost: Int {
        switch self {
        case .inner: 1
        case .subtotal: 3
        case .grandTotal: 1000
        }
    }
}

/// One equation: a figure is the sum of others.
public struct Sum: Sendable, Hashable {
    /// The cell that is the total.
    public var total: Int
    /// The cells that it is the sum of.
    public var parts: [Int]
    /// False when the equation follows from others of the same table.
    public var isEssential: Bool

    public init(total: Int, parts: [Int], isEssential: Bool = true) {
        self.total = total
        self.parts = parts
        self.isEssential = isEssential
    }
}
