/// The rules as rows of a linear programme: each candidate has one share between 0 and 1 of its whole award.
///
/// A part award counts as one award though its share is below 1. So a bound on the number of awards above holds
/// for the shares as well, and one below holds for the shares divided by the smallest share; both are true of
/// every set that keeps the rules, which is all that a bound needs. `Search` checks the rules themselves.
struct Rows: Sendable {
    /// Per candidate its entries, as a run of `entries`.
    var starts: [Int] = [0]
    var entries: [(row: Int, value: Double)] = []
    var lows: [Double] = []
    var highs: [Double] = []

    init(_ problem: Problem) {
        let pot = add(0, Double(problem.pot), scale: Double(max(problem.pot, 1)))
        let scale = Double(max(problem.pot, 1))
        var amountRow = [Int?](repeating: nil, count: problem.themes.count)
        var mostRow = amountRow
        var leastRow = amountRow
        for (number, theme) in problem.themes.enumerated() {
            let members = problem.candidates.filter { $0.themes.contains(number) }
            let all = members.reduce(0) { $0 + $1.asks }
            if theme.amount.lowerBound > 0 || theme.amount.upperBound < min(all, problem.pot) {
                let most = min(theme.amount.upperBound, all)
                amountRow[number] = add(
                    Double(theme.amount.lowerBound), Double(max(most, theme.amount.lowerBound)), scale: scale)
            }
            if theme.awards.upperBound < members.count {
                mostRow[number] = add(-.infinity, Double(theme.awards.upperBound), scale: 1)
            }
            if theme.awards.lowerBound > 0 {
                leastRow[number] = add(Double(theme.awards.lowerBound), .infinity, scale: 1)
            }
        }
        for candidate in problem.candidates {
            let share = Double(candidate.asks) / scale
            entries.append((pot, share))
            for theme in candidate.themes {
                if let row = amountRow[theme] { entries.append((row, share)) }
                if let row = mostRow[theme] { entries.append((row, 1)) }
                if let row = leastRow[theme] {
                    entries.append((row, Double(candidate.asks) / Double(candidate.smallest)))
                }
            }
            starts.append(entries.count)
        }
    }

    private mutating func add(_ low: Double, _ high: Double, scale: Double) -> Int {
        lows.append(low == 0 ? -.infinity : low / scale)
        highs.append(high / scale)
        return lows.count - 1
    }

    var count: Int { lows.count }
    var columns: Int { starts.count - 1 }

    /// The rows of some columns alone, the others having these shares for good.
    func keeping(_ columns: [Int], shares: [Double]) -> Rows {
        var kept = self
        kept.starts = [0]
        kept.entries = []
        let stays = Set(columns)
        for column in 0..<self.columns where !stays.contains(column) && shares[column] != 0 {
            for (row, value) in entries[starts[column]..<starts[column + 1]] {
                kept.lows[row] -= value * shares[column]
                kept.highs[row] -= value * shares[column]
            }
        }
        for column in columns {
            kept.entries += entries[starts[column]..<starts[column + 1]]
            kept.starts.append(kept.entries.count)
        }
        return kept
    }
}

/// A linear programme with bounded columns, solved by the dual simplex method: because every share is bounded,
/// the start where each has its better bound is dual feasible, and so is what is left after any further bound.
///
/// Long steps pass over many bounds at once (Maros 2003). The inverse of the basis is kept whole: there are a
/// few dozen rows at most. Shares, and then one slack per row, are the columns.
struct Relaxation: Sendable {
    let rows: Rows
    let gains: [Double]
    private let lows: [Double]
    private let highs: [Double]
    var low: [Double]
    var high: [Double]
    /// Which column each row's place in the basis holds.
    private(set) var basis: [Int]
    private var isAtHigh: [Bool]
    private var isBasic: [Bool]
    private var inverse: [Double] = []
    private var sinceFactored = 0
    private(set) var values: [Double]
    /// What one more unit of each row is worth.
    private(set) var prices: [Double]
    private(set) var objective = 0.0
    private(set) var pivots = 0

    /// `gains` is what each share counts when it is 1.
    init(_ rows: Rows, gains: [Double], low: [Double], high: [Double]) {
        self.rows = rows
        self.gains = gains
        self.low = low
        self.high = high
        lows = rows.lows
        highs = rows.highs
        basis = (0..<rows.count).map { rows.columns + $0 }
        isAtHigh = gains.map { $0 > 0 } + Array(repeating: false, count: rows.count)
        isBasic = Array(repeating: false, count: rows.columns) + Array(repeating: true, count: rows.count)
        values = Array(repeating: 0, count: rows.columns + rows.count)
        prices = Array(repeating: 0, count: rows.count)
        factor()
    }
}

extension Relaxation {
    /// The place in the search to which one may come back.
    struct Mark: Sendable {
        fileprivate var basis: [Int]
        fileprivate var isAtHigh: [Bool]
    }

    var mark: Mark { Mark(basis: basis, isAtHigh: isAtHigh) }

    mutating func goBack(to mark: Mark) {
        isAtHigh = mark.isAtHigh
        guard basis != mark.basis else { return }
        basis = mark.basis
        isBasic = Array(repeating: false, count: isBasic.count)
        for column in basis { isBasic[column] = true }
        factor()
    }

    /// Solves for the bounds as they are. False when no shares keep the rows.
    mutating func solve() -> Bool {
        for _ in 0..<5000 {
            price()
            place()
            guard let (row, excess) = worst() else {
                objective = gains.indices.reduce(0) { $0 + gains[$1] * values[$1] }
                return true
            }
            guard step(row, excess) else { return false }
        }
        // Cycling has never been seen; to give up a bound is always safe, so the node is simply not cut off.
        objective = .infinity
        return true
    }

    /// What a nonbasic share loses when it moves away from where it is.
    func reducedGain(_ column: Int) -> Double { gains[column] - weighed(prices, column) }

    func isNonbasic(_ column: Int) -> Bool { !isBasic[column] }
}

extension Relaxation {
    private func bounds(_ column: Int) -> (low: Double, high: Double) {
        column < rows.columns
            ? (low[column], high[column]) : (lows[column - rows.columns], highs[column - rows.columns])
    }

    @inline(__always)
    private func weighed(_ weights: [Double], _ column: Int) -> Double {
        guard column < rows.columns else { return -weights[column - rows.columns] }
        var sum = 0.0
        for entry in rows.starts[column]..<rows.starts[column + 1] {
            sum += weights[rows.entries[entry].row] * rows.entries[entry].value
        }
        return sum
    }

    /// The prices of the rows at this basis.
    private mutating func price() {
        let count = rows.count
        for row in 0..<count { prices[row] = 0 }
        for place in 0..<count where basis[place] < rows.columns {
            let gain = gains[basis[place]]
            for row in 0..<count { prices[row] += gain * inverse[place * count + row] }
        }
    }

    /// Sets every column's value: nonbasic ones to a bound, basic ones to what the rows leave.
    private mutating func place() {
        let count = rows.count
        var need = [Double](repeating: 0, count: count)
        for column in 0..<rows.columns where !isBasic[column] {
            let value = isAtHigh[column] ? high[column] : low[column]
            values[column] = value
            if value == 0 { continue }
            for entry in rows.starts[column]..<rows.starts[column + 1] {
                need[rows.entries[entry].row] -= rows.entries[entry].value * value
            }
        }
        for row in 0..<count where !isBasic[rows.columns + row] {
            values[rows.columns + row] = isAtHigh[rows.columns + row] ? highs[row] : lows[row]
            need[row] += values[rows.columns + row]
        }
        for place in 0..<count {
            values[basis[place]] = (0..<count).reduce(0) { $0 + inverse[place * count + $1] * need[$1] }
        }
    }

    /// The basic column farthest outside its bounds; the excess is negative below.
    private func worst() -> (place: Int, excess: Double)? {
        var found: (place: Int, excess: Double)?
        for place in basis.indices {
            let (low, high) = bounds(basis[place])
            let value = values[basis[place]]
            let excess = value < low ? value - low : value > high ? value - high : 0
            if abs(excess) > max(1e-9, abs(found?.excess ?? 0)) { found = (place, excess) }
        }
        return found
    }

    /// One dual step: the basic column at `place` leaves for the bound that it is beyond. False when nothing can
    /// take its place.
    private mutating func step(_ place: Int, _ excess: Double) -> Bool {
        let count = rows.count
        let row = Array(inverse[place * count..<(place + 1) * count])
        // Raising a nonbasic column by 1 changes the leaving one by -alpha.
        let sign: Double = excess > 0 ? 1 : -1
        var breaks: [(ratio: Double, column: Int, alpha: Double)] = []
        for column in 0..<isBasic.count where !isBasic[column] {
            let (low, high) = bounds(column)
            if low == high { continue }
            let alpha = weighed(row, column) * sign
            guard abs(alpha) > 1e-9, isAtHigh[column] ? alpha < 0 : alpha > 0 else { continue }
            let gain = column < rows.columns ? gains[column] - weighed(prices, column) : prices[column - rows.columns]
            breaks.append((max(0, (isAtHigh[column] ? gain : -gain) / abs(alpha)), column, alpha))
        }
        guard let entering = passed(&breaks, slope: abs(excess)) else { return false }
        let leaving = basis[place]
        isBasic[leaving] = false
        isAtHigh[leaving] = excess > 0
        isBasic[entering] = true
        basis[place] = entering
        pivots += 1
        update(place, entering)
        return true
    }

    /// Passes breakpoints as long as the dual objective still gains, turning the columns passed to their other
    /// bound; the one where it stops enters. Nil when all are passed and some of the excess remains.
    private mutating func passed(
        _ breaks: inout [(ratio: Double, column: Int, alpha: Double)], slope: Double
    ) -> Int? {
        breaks.sort { ($0.ratio, -abs($0.alpha), $0.column) < ($1.ratio, -abs($1.alpha), $1.column) }
        var slope = slope
        for (number, stop) in breaks.enumerated() {
            let (low, high) = bounds(stop.column)
            slope -= abs(stop.alpha) * (high - low)
            guard slope > 1e-9 else {
                for passed in breaks[..<number] { isAtHigh[passed.column].toggle() }
                return stop.column
            }
        }
        return nil
    }

    private mutating func update(_ place: Int, _ entering: Int) {
        sinceFactored += 1
        if sinceFactored >= 60 { return factor() }
        let count = rows.count
        var column = [Double](repeating: 0, count: count)
        if entering >= rows.columns {
            for other in 0..<count { column[other] = -inverse[other * count + entering - rows.columns] }
        } else {
            for entry in rows.starts[entering]..<rows.starts[entering + 1] {
                let (row, value) = rows.entries[entry]
                for other in 0..<count { column[other] += inverse[other * count + row] * value }
            }
        }
        let pivot = column[place]
        for entry in 0..<count { inverse[place * count + entry] /= pivot }
        for other in 0..<count where other != place && column[other] != 0 {
            for entry in 0..<count {
                inverse[other * count + entry] -= column[other] * inverse[place * count + entry]
            }
        }
    }

    /// The inverse of the basis from scratch, by Gauss and Jordan with the greatest pivot. The rows are
    /// `sum of entries * share - slack = 0`.
    private mutating func factor() {
        sinceFactored = 0
        let count = rows.count
        var matrix = [Double](repeating: 0, count: count * count)
        for (place, column) in basis.enumerated() {
            if column >= rows.columns {
                matrix[(column - rows.columns) * count + place] = -1
            } else {
                for entry in rows.starts[column]..<rows.starts[column + 1] {
                    matrix[rows.entries[entry].row * count + place] += rows.entries[entry].value
                }
            }
        }
        inverse = inverted(matrix, count)
    }

    private func inverted(_ original: [Double], _ count: Int) -> [Double] {
        var matrix = original
        var result = [Double](repeating: 0, count: count * count)
        for row in 0..<count { result[row * count + row] = 1 }
        for column in 0..<count {
            var best = column
            for row in column..<count where abs(matrix[row * count + column]) > abs(matrix[best * count + column]) {
                best = row
            }
            if best != column {
                for entry in 0..<count {
                    matrix.swapAt(best * count + entry, column * count + entry)
                    result.swapAt(best * count + entry, column * count + entry)
                }
            }
            let pivot = matrix[column * count + column]
            for entry in 0..<count {
                matrix[column * count + entry] /= pivot
                result[column * count + entry] /= pivot
            }
            for row in 0..<count where row != column && matrix[row * count + column] != 0 {
                let factor = matrix[row * count + column]
                for entry in 0..<count {
                    matrix[row * count + entry] -= factor * matrix[column * count + entry]
                    result[row * count + entry] -= factor * result[column * count + entry]
                }
            }
        }
        return result
    }
}
