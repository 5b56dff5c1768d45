/// A sparse matrix that grows by rows and can be read by rows and by columns.
struct SparseRows: Sendable {
    let columnCount: Int
    private(set) var rowCount = 0
    private(set) var start: [Int32] = [0]
    private(set) var column: [Int32] = []
    private(set) var value: [Double] = []

    private(set) var columnStart: [Int32]
    private(set) var columnRow: [Int32] = []
    private(set) var columnValue: [Double] = []
    private var columnsAreCurrent = true

    init(columnCount: Int) {
        self.columnCount = columnCount
        columnStart = Array(repeating: 0, count: columnCount + 1)
    }

    /// Appends a row; an index must not stand twice.
    mutating func append(indices: [Int], values: [Double]) {
        precondition(indices.count == values.count, "one value for each index")
        for (j, v) in zip(indices, values) where v != 0 {
            precondition(j >= 0 && j < columnCount, "a column of the matrix")
            column.append(Int32(j))
            value.append(v)
        }
        start.append(Int32(column.count))
        rowCount += 1
        columnsAreCurrent = false
    }

    /// Makes the columns agree with the rows. Cost: O(entries), nothing when they do.
    mutating func indexColumns() {
        guard !columnsAreCurrent else { return }
        var count = [Int32](repeating: 0, count: columnCount + 1)
        for j in column { count[Int(j) + 1] += 1 }
        for j in 0..<columnCount { count[j + 1] += count[j] }
        columnStart = count
        columnRow = Array(repeating: 0, count: column.count)
        columnValue = Array(repeating: 0, count: column.count)
        for i in 0..<rowCount {
            for e in Int(start[i])..<Int(start[i + 1]) {
                let j = Int(column[e])
                columnRow[Int(count[j])] = Int32(i)
                columnValue[Int(count[j])] = value[e]
                count[j] += 1
            }
        }
        columnsAreCurrent = true
    }

    /// Keeps only the rows for which `keep` is true.
    mutating func filterRows(_ keep: [Bool]) {
        var kept = SparseRows(columnCount: columnCount)
        for i in 0..<rowCount where keep[i] {
            let range = Int(start[i])..<Int(start[i + 1])
            kept.append(indices: column[range].map(Int.init), values: Array(value[range]))
        }
        self = kept
    }
}
