import Support

/// One Gibbs chain: each sweep draws the judges given the items, the spreads given both, the items given the judges.
///
/// In units of the standard deviation of all scores. Priors on the five spreads are worth two observations each.
/// Each sweep draws the items four times, in antithetic pairs around their conditional mean: most of the doubt about
/// an item remains when the judges are known, so a sweep need not be spent on every draw.
struct Chain: ~Copyable {
    static let count = 4
    static let warmUp = 40
    static let perSweep = 4

    private struct Judge {
        /// Severity with the overall mean in it, scale, noise variance.
        var level = 0.0
        var scale = 1.0
        var variance = 0.5
        /// level x scale / variance, scale / variance, scale^2 / variance: what an item's pass needs.
        var offset = 0.0
        var weight = 0.0
        var precision = 0.0

        mutating func prepare() {
            weight = scale / variance
            offset = level * weight
            precision = scale * weight
        }
    }

    private let table: Table
    private let top: Int?
    private let sweeps: Int
    private let every: Int
    private var random: Randomness

    private var judges: [Judge]
    /// All draws of the last sweep, one after the other; the first is the quality that the judges are drawn with.
    private let drawn: Run<Double>
    private let centre: Run<Double>
    private let deviation: Run<Double>
    private let steps: Run<Double>

    private var mean = 0.0
    private var levelVariance = 0.3
    private var scaleVariance = 0.06
    private var qualityVariance = 0.4
    private var noiseVariance = 0.4

    private let near: Run<Double>
    private var cut = 0.0
    /// By item: sums over the sweeps, and in how many draws it was among the best.
    private let value: Run<Double>
    private let square: Run<Double>
    private let inTop: Run<Int>
    private var tally: Tally

    init(_ table: Table, options: Options, stream: UInt64) {
        self.table = table
        top = options.top
        // A small table is cheap, and what is known of its spreads moves more slowly from sweep to sweep.
        let draws = options.draws ?? (table.byItem.count <= 2_000 ? 8_000 : 2_000)
        sweeps = max(1, (draws + Self.perSweep * Self.count - 1) / (Self.perSweep * Self.count))
        let kept = max(1, options.memory / (Self.perSweep * Self.count * max(1, table.items + table.judges)))
        every = max(1, (sweeps + kept - 1) / kept)
        random = Randomness(seed: options.seed, stream: stream)
        judges = Array(repeating: Judge(), count: table.judges)
        drawn = Run(repeating: 0, count: table.items * Self.perSweep)
        centre = Run(repeating: 0, count: table.items)
        deviation = Run(repeating: 0, count: table.items)
        steps = Run(repeating: 0, count: table.items)
        near = Run(repeating: 0, count: table.items)
        value = Run(repeating: 0, count: table.items)
        square = Run(repeating: 0, count: table.items)
        inTop = Run(repeating: 0, count: table.items)
        tally = Tally(items: table.items, judges: table.judges, draws: (sweeps + every - 1) / every * Self.perSweep)
        start()
    }

    /// The mean score is a fair first guess of quality.
    private mutating func start() {
        for item in 0..<table.items {
            let scores = table.reviews(ofItem: item)
            drawn[item] = scores.reduce(0) { $0 + $1.score } / Double(scores.count + 1)
        }
    }

    mutating func run(_ checkpoint: Checkpoint) throws -> Tally {
        for sweep in -Self.warmUp..<sweeps {
            drawJudges()
            drawSpreads()
            drawItems()
            drawPairs(sweep < 0 ? 1 : Self.perSweep / 2)
            if sweep >= 0 { record(keep: sweep % every == 0) }
            if sweep & 15 == 15 {
                try checkpoint.pass("Drawing", sweep + Self.warmUp + 1, of: sweeps + Self.warmUp)
            }
        }
        checkpoint.report("Drawing", sweeps + Self.warmUp, of: sweeps + Self.warmUp)
        (tally.value, tally.square, tally.inTop) = (value.values, square.values, inTop.values)
        return tally
    }
}

// MARK: - Draws

extension Chain {
    /// Level and scale of each judge together, from their two-dimensional normal given the qualities; then the noise.
    private mutating func drawJudges() {
        let priorLevel = 1 / levelVariance
        let priorScale = 1 / scaleVariance
        for index in judges.indices {
            var judge = judges[index]
            let sums = sums(ofJudge: index)
            let precision = 1 / judge.variance
            let a = priorLevel + sums.count * precision
            let b = sums.quality * precision
            let c = priorScale + sums.squares * precision
            let right = (priorLevel * mean + sums.score * precision, priorScale + sums.product * precision)
            // Cholesky of [a b; b c]: the scale from its margin, the level given the scale.
            let rest = c - b * b / a
            judge.scale = (right.1 - b * right.0 / a) / rest + random.normal() / rest.squareRoot()
            judge.level = (right.0 - b * judge.scale) / a + random.normal() / a.squareRoot()
            judge.variance = drawVariance(judge, sums)
            judge.prepare()
            judges[index] = judge
        }
    }

    private struct Sums {
        var count = 0.0
        var score = 0.0
        var scoreSquares = 0.0
        var quality = 0.0
        var squares = 0.0
        var product = 0.0
    }

    private func sums(ofJudge index: Int) -> Sums {
        var sums = Sums()
        let range = table.judgeStart[index]..<table.judgeStart[index + 1]
        table.byJudge.withUnsafeBufferPointer { entries in
            for index in range {
                let score = entries[index].score
                let q = drawn[Int(entries[index].other)]
                sums.score += score
                sums.scoreSquares += score * score
                sums.quality += q
                sums.squares += q * q
                sums.product += q * score
            }
        }
        sums.count = Double(range.count)
        return sums
    }

    /// How many observations the common noise is worth in a judge's own: judges differ, but not without bounds.
    private static let noiseWeight = 16.0

    private mutating func drawVariance(_ judge: Judge, _ sums: Sums) -> Double {
        let (a, b) = (judge.level, judge.scale)
        let squares =
            sums.scoreSquares - 2 * a * sums.score - 2 * b * sums.product + sums.count * a * a
            + 2 * a * b * sums.quality + b * b * sums.squares
        let shape = (Self.noiseWeight + sums.count) / 2
        return max(1e-6, (Self.noiseWeight * noiseVariance + max(0, squares)) / 2 / random.gamma(shape: shape))
    }

    /// The mean level and the five spreads, each from its conjugate conditional.
    private mutating func drawSpreads() {
        let count = Double(judges.count)
        let average = judges.reduce(0) { $0 + $1.level } / count
        mean = average + random.normal() * (levelVariance / count).squareRoot()
        let levels = judges.reduce(0) { $0 + ($1.level - mean) * ($1.level - mean) }
        let scales = judges.reduce(0) { $0 + ($1.scale - 1) * ($1.scale - 1) }
        var qualities = 0.0
        for item in 0..<table.items { qualities += drawn[item] * drawn[item] }
        levelVariance = variance(prior: 0.2, squares: levels, count: count)
        scaleVariance = variance(prior: 0.05, squares: scales, count: count)
        qualityVariance = variance(prior: 0.3, squares: qualities, count: Double(table.items))
        let precisions = judges.reduce(0) { $0 + 1 / $1.variance }
        let rate = Self.noiseWeight * precisions / 2 + 2
        noiseVariance = max(1e-6, random.gamma(shape: Self.noiseWeight * count / 2 + 1) / rate)
    }

    private mutating func variance(prior: Double, squares: Double, count: Double) -> Double {
        max(1e-6, (2 * prior + squares) / 2 / random.gamma(shape: (2 + count) / 2))
    }

    private mutating func drawItems() {
        let prior = 1 / qualityVariance
        for item in 0..<table.items {
            let (precision, sum) = evidence(onItem: item, prior: prior)
            let variance = 1 / precision
            centre[item] = sum * variance
            deviation[item] = variance.squareRoot()
        }
    }

    private mutating func drawPairs(_ pairs: Int) {
        for pair in 0..<pairs {
            let (one, other) = (2 * pair * table.items, (2 * pair + 1) * table.items)
            random.fill(steps)
            for item in 0..<table.items {
                let step = steps[item] * deviation[item]
                drawn[one + item] = centre[item] + step
                drawn[other + item] = centre[item] - step
            }
        }
    }

    /// The precision of an item's quality given the judges, and the precision-weighted sum of what they say.
    private func evidence(onItem item: Int, prior: Double) -> (precision: Double, sum: Double) {
        var precision = prior
        var sum = 0.0
        let range = table.itemStart[item]..<table.itemStart[item + 1]
        // This pass and the judges' take most of the time: no bounds checks in them, the table has made the ranges.
        table.byItem.withUnsafeBufferPointer { entries in
            judges.withUnsafeBufferPointer { judges in
                for index in range {
                    let entry = entries[index]
                    precision += judges[Int(entry.other)].precision
                    sum += judges[Int(entry.other)].weight * entry.score - judges[Int(entry.other)].offset
                }
            }
        }
        return (precision, sum)
    }
}

// MARK: - Keeping count

extension Chain {
    private mutating func record(keep: Bool) {
        let count = Double(judges.count)
        let level = judges.reduce(0) { $0 + $1.level } / count
        let scale = judges.reduce(0) { $0 + $1.scale } / count
        var middle = 0.0
        for item in 0..<table.items { middle += drawn[item] }
        middle /= Double(table.items)
        tally.sweeps += 1
        for item in 0..<table.items {
            let mean = level + scale * centre[item]
            value[item] += mean
            square[item] += mean * mean + scale * scale * deviation[item] * deviation[item]
        }
        for (index, judge) in judges.enumerated() {
            let severity = level - judge.level + (scale - judge.scale) * middle
            let relative = judge.scale / scale
            tally.severity[index] += severity
            tally.severitySquare[index] += severity * severity
            tally.scale[index] += relative
            tally.scaleSquare[index] += relative * relative
            tally.noise[index] += judge.variance
        }
        let signal = qualityVariance * scale * scale
        tally.signal += signal
        tally.total += signal + levelVariance + noiseVariance
        let drawnJudges = keep ? judges.map { (level: $0.level, scale: $0.scale) } : []
        for draw in 0..<Self.perSweep {
            let places = draw * table.items..<(draw + 1) * table.items
            countTop(places)
            if keep { tally.draws.append(drawn, places, cut: cut, judges: drawnJudges) }
        }
    }

    private mutating func countTop(_ places: Range<Int>) {
        guard let top else { return }
        cut = self.cut(top, places)
        let first = places.lowerBound
        for item in 0..<table.items { inTop[item] += drawn[first + item] >= cut ? 1 : 0 }
    }

    /// The `place`-th largest value, sought near the last one found: cuts hardly move from draw to draw.
    private mutating func cut(_ place: Int, _ places: Range<Int>) -> Double {
        let low = cut - 0.1
        var count = 0
        for index in places {
            near[count] = drawn[index]
            // No branch: which values are near is as good as random.
            count += drawn[index] > low ? 1 : 0
        }
        if count < place {
            count = places.count
            for index in 0..<count { near[index] = drawn[places.lowerBound + index] }
        }
        return select(largest: place, in: near, count: count)
    }
}

/// The `place`-th largest of the first `count` values, counted from 1, by Hoare's selection; they are left in another
/// order.
func select(largest place: Int, in values: borrowing Run<Double>, count: Int) -> Double {
    var low = 0
    var high = count - 1
    let wanted = place - 1
    while low < high {
        let pivot = values[low + (high - low) / 2]
        var left = low
        var right = high
        while left <= right {
            while values[left] > pivot { left += 1 }
            while values[right] < pivot { right -= 1 }
            if left <= right {
                (values[left], values[right]) = (values[right], values[left])
                left += 1
                right -= 1
            }
        }
        if wanted <= right { high = right } else if wanted >= left { low = left } else { break }
    }
    return values[wanted]
}
