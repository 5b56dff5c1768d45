extension CalibrationChain {
    /// Sums over the sweeps of one or more chains, in the units of the chain.
    struct Tally: Sendable {
        var sweeps = 0
        var value: [Double]
        var square: [Double]
        var inTop: [Int]
        var severity: [Double]
        var severitySquare: [Double]
        var scale: [Double]
        var scaleSquare: [Double]
        var noise: [Double]
        var signal = 0.0
        var total = 0.0
        var draws: CalibrationDraws

        init(items: Int, judges: Int) {
            value = Array(repeating: 0, count: items)
            square = value
            inTop = Array(repeating: 0, count: items)
            severity = Array(repeating: 0, count: judges)
            severitySquare = severity
            scale = severity
            scaleSquare = severity
            noise = severity
            draws = CalibrationDraws(items: items, judges: judges)
        }

        mutating func add(_ other: Tally) {
            func add(_ path: WritableKeyPath<Tally, [Double]>) {
                for index in self[keyPath: path].indices { self[keyPath: path][index] += other[keyPath: path][index] }
            }
            sweeps += other.sweeps
            for path in [
                \.value, \.square, \.severity, \.severitySquare, \.scale, \.scaleSquare, \.noise,
            ] as [WritableKeyPath<Tally, [Double]>] { add(path) }
            for index in inTop.indices { inTop[index] += other.inTop[index] }
            signal += other.signal
            total += other.total
            draws.append(other.draws)
        }
    }
}

extension CalibrationChain.Tally {
    var reliability: Double { total > 0 ? signal / total : 0 }

    func judges(_ table: CalibrationTable) -> [Calibration.Judge] {
        let count = Double(sweeps)
        return (0..<table.judges).map { judge in
            Calibration.Judge(
                reviews: table.reviews(ofJudge: judge).count,
                severity: table.deviation * severity[judge] / count,
                severityError: table.deviation * deviation(severity[judge], severitySquare[judge]),
                scale: scale[judge] / count,
                scaleError: deviation(scale[judge], scaleSquare[judge]),
                noise: table.deviation * (noise[judge] / count).squareRoot())
        }
    }

    /// On a full design the raw means are only drawn together, which keeps their order.
    func items(_ table: CalibrationTable, keepRawOrder: Bool, top: Int?) -> [Calibration.Item] {
        let raw = table.raw
        let scores =
            keepRawOrder ? shrunk(raw, table) : value.map { table.mean + table.deviation * $0 / Double(sweeps) }
        let (rawRanks, newRanks) = (ranks(raw), ranks(keepRawOrder ? raw : scores))
        return (0..<table.items).map { item in
            Calibration.Item(
                reviews: table.reviews(ofItem: item).count, raw: raw[item], rawRank: rawRanks[item],
                calibrated: scores[item], error: table.deviation * deviation(value[item], square[item]),
                rank: newRanks[item],
                inTop: top.map { _ in Double(inTop[item]) / Double(CalibrationChain.perSweep * sweeps) })
        }
    }

    private func shrunk(_ raw: [Double], _ table: CalibrationTable) -> [Double] {
        let noise = noise.reduce(0, +) / Double(noise.count)
        let share = signal / (signal + noise / Double(table.judges))
        return raw.map { table.mean + share * ($0 - table.mean) }
    }

    private func deviation(_ sum: Double, _ squares: Double) -> Double {
        let mean = sum / Double(sweeps)
        return max(0, squares / Double(sweeps) - mean * mean).squareRoot()
    }
}

/// Joint draws kept for questions about several items at once.
struct CalibrationDraws: Sendable {
    let items: Int
    let judges: Int
    private(set) var count = 0
    /// Draw by draw, `items` values each.
    private(set) var quality: [Float] = []
    /// Draw by draw, the quality of the last of the best that were asked for.
    private(set) var cut: [Float] = []
    /// Draw by draw, `judges` values each.
    private(set) var level: [Float] = []
    private(set) var scale: [Float] = []

    init(items: Int, judges: Int) {
        self.items = items
        self.judges = judges
    }

    mutating func append(quality values: [Double], cut: Double, judges: [(level: Double, scale: Double)]) {
        count += 1
        quality.append(contentsOf: values.lazy.map { Float($0) })
        level.append(contentsOf: judges.lazy.map { Float($0.level) })
        scale.append(contentsOf: judges.lazy.map { Float($0.scale) })
        self.cut.append(Float(cut))
    }

    mutating func append(_ other: CalibrationDraws) {
        count += other.count
        quality += other.quality
        level += other.level
        cut += other.cut
        scale += other.scale
    }

    func probability(of a: Int, above b: Int) -> Double {
        if a == b { return 0.5 }
        var wins = 0
        for draw in 0..<count where quality[draw * items + a] > quality[draw * items + b] { wins += 1 }
        return Double(wins) / Double(count)
    }
}
