import Simplex

/// The figures of published tables with what is shown of them.
struct OpenSystem {
    let figures: Figures
    /// By table, the figure of each row.
    let figureOf: [[Int]]
    /// What is shown of each figure; high is `.max` where nothing bounds it above.
    private(set) var low: [Int]
    private(set) var high: [Int]
    let isUnjoined: Bool

    init(_ tables: [OpenTable]) {
        var cells = SharedCells(tables)
        let family = Family(of: tables.map(\.dimensions))
        let joint = family.needsNoJointTable ? nil : JointTable(family, Kinship([]), Halves.none)
        isUnjoined = !family.needsNoJointTable && joint == nil
        let basis = cells.addJointTable(joint)
        figures = Figures(cellCount: cells.count, sums: cells.sums, basis: basis)
        let figureOf = cells.ofRows.map { [figures] in $0.map { figures.figureOf[$0] } }
        self.figureOf = figureOf
        low = Array(repeating: 0, count: figures.count)
        high = Array(repeating: .max, count: figures.count)
        for (table, own) in zip(tables, figureOf) { learn(table, own) }
    }

    private mutating func learn(_ table: OpenTable, _ own: [Int]) {
        for (known, figure) in zip(table.known, own) {
            guard let known else { continue }
            low[figure] = max(low[figure], known.lowerBound)
            high[figure] = min(high[figure], known.upperBound)
        }
    }

    /// How far figures may be from a possible table for all that is shown.
    func room(around point: [Int]) -> Room {
        Room(
            fall: point.indices.map { point[$0] - low[$0] },
            rise: point.indices.map { high[$0] == .max ? Room.unlimited : high[$0] - point[$0] })
    }
}

/// The cells of several tables, those of equal codes being one.
private struct SharedCells {
    private(set) var count = 0
    private(set) var sums: [Sum] = []
    /// By table, the cell of each row, and of each cell of the whole table with its margins.
    private(set) var ofRows: [[Int]] = []
    private var ofFrames: [[Int]] = []
    private var number: [FigureKey: Int] = [:]

    init(_ tables: [OpenTable]) { for table in tables { add(table) } }

    private mutating func add(_ table: OpenTable) {
        let frame = CountTable(dimensions: table.dimensions, inner: [:])
        var own: [Int] = []
        for key in FigureNames(frame).keys { own.append(cell(key)) }
        sums += frame.sums.map { sum in
            Sum(total: own[sum.total], parts: sum.parts.map { own[$0] }, isEssential: sum.isEssential)
        }
        ofRows.append(table.codes.map { own[frame.cell($0)] })
        ofFrames.append(own)
    }

    private mutating func cell(_ key: FigureKey) -> Int {
        if let known = number[key] { return known }
        number[key] = count
        count += 1
        return count - 1
    }

    /// Adds the cells of a joint table, which nobody publishes, and returns them.
    mutating func addJointTable(_ joint: JointTable?) -> [Int] {
        let cells = Array(count..<(count + (joint?.cellCount ?? 0)))
        for margin in joint?.margins ?? [] {
            sums.append(Sum(total: ofFrames[margin.release][margin.cell], parts: margin.parts.map { cells[$0] }))
        }
        count += cells.count
        return cells
    }
}

// MARK: - One possible table

extension OpenSystem {
    /// Whole counts that agree with everything shown, or nil where there are none or none were found in 5,000 nodes.
    func possible() -> [Int]? {
        guard low.indices.allSatisfy({ low[$0] <= high[$0] }) else { return nil }
        var programme = LinearProgramme(columnCount: figures.count)
        for figure in low.indices {
            programme.cost[figure] = 1
            programme.setBounds(figure, Double(low[figure]), high[figure] == .max ? .infinity : Double(high[figure]))
        }
        for row in figures.rows {
            programme.addRow(row.map(\.figure), row.map { Double($0.sign) }, lower: 0, upper: 0)
        }
        var nodes = 0
        return Self.whole(&programme, &nodes)
    }

    /// Branches on the value farthest from a whole number (Land and Doig 1960).
    private static func whole(_ programme: inout LinearProgramme, _ nodes: inout Int) -> [Int]? {
        nodes += 1
        guard nodes <= 5000, programme.minimiseFromDual() == .optimal else { return nil }
        let values = programme.value
        func fraction(_ j: Int) -> Double { abs(values[j] - values[j].rounded()) }
        guard let j = (0..<programme.columnCount).max(by: { fraction($0) < fraction($1) }), fraction(j) > 1e-6 else {
            return (0..<programme.columnCount).map { Int(values[$0].rounded()) }
        }
        let (lower, upper, floor) = (programme.lower[j], programme.upper[j], values[j].rounded(.down))
        for (from, to) in [(lower, floor), (floor + 1, upper)] {
            programme.setBounds(j, from, to)
            let found = whole(&programme, &nodes)
            programme.setBounds(j, lower, upper)
            if let found { return found }
        }
        return nil
    }
}
