import Support

extension Chain {
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
        var draws: Draws

        /// - Parameter draws: how many will be kept.
        init(items: Int, judges: Int, draws count: Int) {
            value = Array(repeating: 0, count: items)
            square = value
            inTop = Array(repeating: 0, count: items)
            severity = Array(repeating: 0, count: judges)
            severitySquare = severity
            scale = severity
            scaleSquare = severity
            noise = severity
            draws = Draws(items: items, judges: judges, room: count)
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

extension Chain.Tally {
    var reliability: Double { total > 0 ? signal / total : 0 }

    func judges(_ table: Table) -> [Judge] {
        let count = Double(sweeps)
        return (0..<table.judges).map { judge in
            Judge(
                reviews: table.reviews(ofJudge: judge).count,
                severity: table.deviation * severity[judge] / count,
                severityError: table.deviation * deviation(severity[judge], severitySquare[judge]),
                scale: scale[judge] / count,
                scaleError: deviation(scale[judge], scaleSquare[judge]),
                noise: table.deviation * (noise[judge] / count).squareRoot())
        }
    }

    /// On a full design the raw means are only drawn together, which keeps their order.
    func items(_ table: Table, keepRawOrder: Bool, top: Int?) -> [Item] {
        let raw = table.raw
        let scores =
            keepRawOrder ? shrunk(raw, table) : value.map { table.mean + table.deviation * $0 / Double(sweeps) }
        let (rawRanks, newRanks) = (ranks(raw), ranks(keepRawOrder ? raw : scores))
        return (0..<table.items).map { item in
            Item(
                reviews: table.reviews(ofItem: item).count, raw: raw[item], rawRank: rawRanks[item],
                calibrated: scores[item], error: table.deviation * deviation(value[item], square[item]),
                rank: newRanks[item],
                inTop: top.map { _ in Double(inTop[item]) / Double(Chain.perSweep * sweeps) })
        }
    }

    private func shrunk(_ raw: [Double], _ table: Table) -> [Double] {
        let noise = noise.reduce(0, +) / Double(noise.count)
        let share = signal / (signal + noise / Double(table.judges))
        return raw.map { table.mean + share * ($0 - table.mean) }
    }

    private func deviation(_ sum: Double, _ squares: Double) -> Double {
        let mean = sum / Double(sweeps)
        return max(0, squares / Double(sweeps) - mean * mean).squareRoot()
    }
}

/// Joint draws kept for questions about several items at once, chain by chain.
struct Draws: Sendable {
    /// The draws of one chain.
    private struct Part: Sendable {
        var count = 0
        /// Draw by draw, one value for each item.
        var quality: [Float] = []
        /// Draw by draw, the quality of the last of the best that were asked for.
        var cut: [Float] = []
        /// Draw by draw, one value for each judge.
        var level: [Float] = []
        var scale: [Float] = []
    }

    let items: Int
    let judges: Int
    private var parts: [Part]

    /// No draws yet, of one chain, with room for so many.
    init(items: Int, judges: Int, room: Int) {
        self.items = items
        self.judges = judges
        var part = Part()
        part.quality.reserveCapacity(room * items)
        part.level.reserveCapacity(room * judges)
        part.scale.reserveCapacity(room * judges)
        parts = [part]
    }

    var count: Int { parts.reduce(0) { $0 + $1.count } }

    /// Keeps a draw; `qualities` are those in `places` of the run.
    mutating func append(
        _ qualities: borrowing Run<Double>, _ places: Range<Int>, cut: Double, judges: [(level: Double, scale: Double)]
    ) {
        let last = parts.count - 1
        parts[last].count += 1
        for place in places { parts[last].quality.append(Float(qualities[place])) }
        parts[last].cut.append(Float(cut))
        for judge in judges {
            parts[last].level.append(Float(judge.level))
            parts[last].scale.append(Float(judge.scale))
        }
    }

    mutating func append(_ other: Draws) { parts += other.parts }

    func probability(of a: Int, above b: Int) -> Double {
        if a == b { return 0.5 }
        var wins = 0
        for part in parts {
            for row in 0..<part.count where part.quality[row * items + a] > part.quality[row * items + b] { wins += 1 }
        }
        return Double(wins) / Double(count)
    }
}

extension Draws {
    /// In about `limit` draws, evenly from all chains: the qualities of an item.
    func qualities(of item: Int, _ limit: Int) -> [Float] { column(\.quality, item, of: items, limit) }
    func levels(of judge: Int, _ limit: Int) -> [Float] { column(\.level, judge, of: judges, limit) }
    func scales(of judge: Int, _ limit: Int) -> [Float] { column(\.scale, judge, of: judges, limit) }
    func cuts(_ limit: Int) -> [Float] { column(\.cut, 0, of: 1, limit) }

    private func column(_ values: KeyPath<Part, [Float]>, _ place: Int, of width: Int, _ limit: Int) -> [Float] {
        parts.flatMap { part in
            let all = part[keyPath: values]
            return (0..<min(part.count, max(1, limit / parts.count))).map { all[$0 * width + place] }
        }
    }
}
