extension LinearProgramme {
    /// Calls `body` with row and value of each entry of a variable's column; a logical variable has a 1 in its row.
    @inline(__always)
    func eachEntry(of j: Int, _ body: (Int, Double) -> Void) {
        if j >= columnCount { return body(j - columnCount, 1) }
        for e in Int(matrix.columnStart[j])..<Int(matrix.columnStart[j + 1]) {
            body(Int(matrix.columnRow[e]), matrix.columnValue[e])
        }
    }

    /// B⁻¹ times the column of a variable.
    func column(_ j: Int, into x: inout [Double]) {
        for i in x.indices { x[i] = 0 }
        eachEntry(of: j) { x[$0] = $1 }
        inverse.solve(&x)
    }

    /// Builds the product form anew from the variables in `head`. A dependent variable leaves for a logical one.
    mutating func factor() {
        matrix.indexColumns()
        inverse.removeAll()
        var order = PivotOrder(rowCount: rowCount)
        var rowOf = [Int](repeating: -1, count: rowCount)
        var pending: [Int] = []
        for j in head {
            if j >= columnCount { rowOf[j - columnCount] = j } else { pending.append(j) }
        }
        for r in rowOf.indices where rowOf[r] >= 0 { order.close(row: r) }
        for j in pending { order.add(column: j) { body in eachEntry(of: j) { r, v in body(r, v) } } }
        for step in order.sequence() { pivot(step, &rowOf) }
        fillWithLogicals(&rowOf)
        let weights = Dictionary(uniqueKeysWithValues: zip(head, edge))
        for j in head { place[j] = -1 }
        head = rowOf
        for (r, j) in head.enumerated() {
            place[j] = r
            edge[r] = weights[j] ?? 1
        }
        needsFactor = false
        computeValues()
    }

    private mutating func pivot(_ step: PivotOrder.Step, _ rowOf: inout [Int]) {
        var work = [Double](repeating: 0, count: rowCount)
        column(step.column, into: &work)
        var r = step.row ?? -1
        if r < 0 || rowOf[r] >= 0 || abs(work[r]) < Self.pivotTolerance {
            r = -1
            var best = Self.pivotTolerance
            for i in work.indices where rowOf[i] < 0 && abs(work[i]) > best { (r, best) = (i, abs(work[i])) }
        }
        guard r >= 0 else { return }
        inverse.append(column: work, at: r)
        rowOf[r] = step.column
    }

    private mutating func fillWithLogicals(_ rowOf: inout [Int]) {
        let missing = rowOf.indices.filter { rowOf[$0] < 0 }
        guard !missing.isEmpty else { return }
        var used = Set(rowOf.filter { $0 >= columnCount })
        for _ in missing {
            // Any logical variable with a pivot in a row still open completes the basis.
            for i in 0..<rowCount where !used.contains(columnCount + i) {
                var work = [Double](repeating: 0, count: rowCount)
                column(columnCount + i, into: &work)
                guard let r = rowOf.indices.filter({ rowOf[$0] < 0 }).max(by: { abs(work[$0]) < abs(work[$1]) }),
                    abs(work[r]) > Self.pivotTolerance
                else { continue }
                inverse.append(column: work, at: r)
                rowOf[r] = columnCount + i
                used.insert(columnCount + i)
                break
            }
        }
    }

    /// Computes the basic variables from the others.
    mutating func computeValues() {
        var x = [Double](repeating: 0, count: rowCount)
        for j in value.indices where place[j] < 0 && value[j] != 0 {
            let v = value[j]
            eachEntry(of: j) { x[$0] -= $1 * v }
        }
        inverse.solve(&x)
        for (r, j) in head.enumerated() { value[j] = x[r] }
        needsValues = false
    }

    /// Computes all reduced costs from the costs.
    mutating func computeReducedCosts() {
        let y = multipliers()
        reducedCost = cost
        for i in y.indices where y[i] != 0 {
            reducedCost[columnCount + i] -= y[i]
            for e in Int(matrix.start[i])..<Int(matrix.start[i + 1]) {
                reducedCost[Int(matrix.column[e])] -= y[i] * matrix.value[e]
            }
        }
        for j in head { reducedCost[j] = 0 }
    }

    /// Row `r` of B⁻¹, and of B⁻¹[A I] into `alpha` (only the entries listed in `touched` are set).
    func pivotRow(_ r: Int, _ rho: inout [Double], _ alpha: inout [Double], _ touched: inout [Int]) {
        for i in rho.indices { rho[i] = 0 }
        rho[r] = 1
        inverse.solveTransposed(&rho)
        for j in touched { alpha[j] = 0 }
        touched.removeAll(keepingCapacity: true)
        for i in rho.indices where abs(rho[i]) > 1e-12 {
            let t = rho[i]
            touched.append(columnCount + i)
            alpha[columnCount + i] = t
            for e in Int(matrix.start[i])..<Int(matrix.start[i + 1]) {
                let j = Int(matrix.column[e])
                if alpha[j] == 0 { touched.append(j) }
                alpha[j] += t * matrix.value[e]
                // A cancelled entry keeps a trace, so that it is not listed twice.
                if alpha[j] == 0 { alpha[j] = 1e-300 }
            }
        }
    }

    /// Takes the logical variables as the basis and all others to the bound nearest 0: the start of a question that
    /// has little to do with the one before. Cost: O(variables).
    public mutating func returnToLogicals() {
        matrix.indexColumns()
        inverse.removeAll()
        for j in 0..<columnCount {
            place[j] = -1
            value[j] = min(max(0, lower[j]), upper[j])
        }
        for r in head.indices {
            head[r] = columnCount + r
            place[columnCount + r] = r
            edge[r] = 1
        }
        needsFactor = false
        needsValues = true
    }

    mutating func exchange(row r: Int, entering q: Int, column: [Double]) {
        inverse.append(column: column, at: r)
        place[head[r]] = -1
        head[r] = q
        place[q] = r
        pivots += 1
    }

    var factorIsOld: Bool { needsFactor || inverse.count > rowCount + 60 + rowCount / 4 }
}

/// The order in which the columns of a basis are pivoted: row singletons first, column singletons last, so that only
/// the part between them can fill.
struct PivotOrder {
    struct Step {
        var column: Int
        /// The row to pivot in; nil where the largest entry decides.
        var row: Int?
    }

    private var rowColumns: [[Int]]
    private var rowIsOpen: [Bool]
    private var columns: [(name: Int, rows: [Int])] = []

    init(rowCount: Int) {
        rowColumns = Array(repeating: [], count: rowCount)
        rowIsOpen = Array(repeating: true, count: rowCount)
    }

    mutating func close(row: Int) { rowIsOpen[row] = false }

    mutating func add(column name: Int, entries: ((Int, Double) -> Void) -> Void) {
        let index = columns.count
        var rows: [Int] = []
        entries { r, _ in rows.append(r) }
        rows.removeAll { !rowIsOpen[$0] }
        for r in rows { rowColumns[r].append(index) }
        columns.append((name, rows))
    }

    /// The steps, each column in one. Cost: O(entries), and sorting the columns between.
    consuming func sequence() -> [Step] {
        var peeling = Peeling(self)
        while peeling.takeRowSingleton() || peeling.takeColumnSingleton() {}
        return peeling.first + peeling.between() + peeling.last.reversed()
    }
}

extension PivotOrder {
    /// Takes away one singleton after another, each of which may make others.
    private struct Peeling {
        private var order: PivotOrder
        /// Open entries by row and by column.
        private var rowCount: [Int]
        private var columnCount: [Int]
        private var isDone: [Bool]
        /// Singletons to look at; some are none any more.
        private var rowQueue: [Int]
        private var columnQueue: [Int]
        private(set) var first: [Step] = []
        /// Backwards.
        private(set) var last: [Step] = []

        init(_ order: PivotOrder) {
            self.order = order
            rowCount = order.rowColumns.map(\.count)
            columnCount = order.columns.map(\.rows.count)
            isDone = [Bool](repeating: false, count: order.columns.count)
            rowQueue = order.rowColumns.indices.filter { order.rowIsOpen[$0] && order.rowColumns[$0].count == 1 }
            columnQueue = order.columns.indices.filter { order.columns[$0].rows.count == 1 }
        }

        /// False when there is none.
        mutating func takeRowSingleton() -> Bool {
            while let row = rowQueue.popLast() {
                guard order.rowIsOpen[row], rowCount[row] == 1,
                    let column = order.rowColumns[row].first(where: { !isDone[$0] })
                else { continue }
                first.append(Step(column: order.columns[column].name, row: row))
                remove(column, row)
                return true
            }
            return false
        }

        /// False when there is none.
        mutating func takeColumnSingleton() -> Bool {
            while let column = columnQueue.popLast() {
                guard !isDone[column], columnCount[column] == 1,
                    let row = order.columns[column].rows.first(where: { order.rowIsOpen[$0] })
                else { continue }
                last.append(Step(column: order.columns[column].name, row: row))
                remove(column, row)
                return true
            }
            return false
        }

        /// The columns that are left, those with few entries first.
        func between() -> [Step] {
            let left = order.columns.indices.filter { !isDone[$0] }
            return left.sorted { (columnCount[$0], $0) < (columnCount[$1], $1) }
                .map { Step(column: order.columns[$0].name, row: nil) }
        }

        private mutating func remove(_ column: Int, _ row: Int) {
            isDone[column] = true
            order.rowIsOpen[row] = false
            for other in order.columns[column].rows where order.rowIsOpen[other] {
                rowCount[other] -= 1
                if rowCount[other] == 1 { rowQueue.append(other) }
            }
            for other in order.rowColumns[row] where !isDone[other] {
                columnCount[other] -= 1
                if columnCount[other] == 1 { columnQueue.append(other) }
            }
        }
    }
}
