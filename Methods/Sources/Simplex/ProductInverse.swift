/// The inverse of a basis, kept as a product of elementary matrices (the product form of the inverse).
///
/// Bases of tables and of cuts are nearly triangular: pivoting on row and column singletons first leaves the
/// elementary columns as sparse as the matrix, so a dense factorisation would only cost more.
/// Source: Chvátal, Linear Programming (1983), chapters 7 and 24.
struct ProductInverse: Sendable {
    private var pivotRow: [Int32] = []
    private var pivot: [Double] = []
    private var start: [Int32] = [0]
    private var row: [Int32] = []
    private var value: [Double] = []

    /// The number of elementary matrices.
    var count: Int { pivotRow.count }

    mutating func removeAll() {
        pivotRow.removeAll(keepingCapacity: true)
        pivot.removeAll(keepingCapacity: true)
        start.removeAll(keepingCapacity: true)
        start.append(0)
        row.removeAll(keepingCapacity: true)
        value.removeAll(keepingCapacity: true)
    }

    /// Appends the elementary matrix that turns `column` (already solved against this inverse) into the unit vector
    /// of `at`. Invariant of the caller: `column[at]` is not zero.
    mutating func append(column: [Double], at r: Int) {
        column.withUnsafeBufferPointer { column in
            for i in 0..<column.count where i != r && column[i] != 0 {
                row.append(Int32(truncatingIfNeeded: i))
                value.append(column[i])
            }
            pivot.append(column[r])
        }
        pivotRow.append(Int32(truncatingIfNeeded: r))
        start.append(Int32(truncatingIfNeeded: row.count))
    }

    /// Replaces `x` by B⁻¹x. Cost: O(entries of the elementary columns met).
    func solve(_ x: inout [Double]) {
        x.withUnsafeMutableBufferPointer { x in
            pivotRow.withUnsafeBufferPointer { pivotRow in
                row.withUnsafeBufferPointer { row in
                    value.withUnsafeBufferPointer { value in
                        for k in 0..<pivotRow.count {
                            let r = Int(pivotRow[k])
                            guard x[r] != 0 else { continue }
                            let t = x[r] / pivot[k]
                            x[r] = t
                            for e in Int(start[k])..<Int(start[k + 1]) { x[Int(row[e])] -= value[e] * t }
                        }
                    }
                }
            }
        }
    }

    /// Replaces `y` by B⁻ᵀy. Cost: O(entries of all elementary columns).
    func solveTransposed(_ y: inout [Double]) {
        y.withUnsafeMutableBufferPointer { y in
            row.withUnsafeBufferPointer { row in
                value.withUnsafeBufferPointer { value in
                    for k in stride(from: pivotRow.count - 1, through: 0, by: -1) {
                        let r = Int(pivotRow[k])
                        var sum = y[r]
                        for e in Int(start[k])..<Int(start[k + 1]) { sum -= value[e] * y[Int(row[e])] }
                        y[r] = sum / pivot[k]
                    }
                }
            }
        }
    }
}
