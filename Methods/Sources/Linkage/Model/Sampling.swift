import Support

/// Pairs drawn from all pairs of rows, to learn what agreement by chance looks like.
struct Sampling {
    let tables: Comparison.Tables

    var traits: Traits { tables.traits }

    private static let sampleSize = 100_000
    private static let neighbourSample = 10_000

    /// By field and level, the share among all pairs where both values are there. All pairs are taken when they are few;
    /// exact agreement is counted from the frequencies in any case.
    func overall(_ frequencies: Frequencies) -> [[Double]] {
        let counts = PatternCounts(of: patterns(samplePairs()), fields: traits.width)
        return traits.fields.indices.map { field in
            var shares = [Double](repeating: 0, count: traits.fields[field].levels)
            for (pattern, weight) in zip(counts.patterns, counts.weights) {
                shares[plain(Comparison.level(pattern, field), field)] += weight
            }
            let total = shares.dropFirst().reduce(0, +)
            // Half a pair more than was seen: what did not occur in the sample may occur in the data.
            shares = shares.map { ($0 + 0.5) / (total + 0.5 * Double(shares.count)) }
            let others = shares.dropFirst(2).reduce(0, +)
            let exact = min(frequencies.agreement[field], 0.999)
            for level in shares.indices.dropFirst(2) { shares[level] *= (1 - exact) / max(others, 1e-12) }
            shares[1] = max(exact, 1e-12)
            return shares
        }
    }

    /// Levels that depend on other fields count as the plain ones they stand for.
    private func plain(_ level: Int, _ field: Int) -> Int {
        guard traits.fields[field].kind == .email else { return level }
        return level == 6 ? 1 : level == 7 ? 2 : level
    }

    private func samplePairs() -> [UInt64] {
        let rows = traits.count
        let all = rows * (rows - 1) / 2
        if all <= Self.sampleSize * 4 {
            return (0..<rows).flatMap { i in (i + 1..<max(i + 1, rows)).map { UInt64(i) << 32 | UInt64($0) } }
        }
        var random = Randomness(seed: 1)
        return (0..<Self.sampleSize).map { _ in
            let i = random.below(rows)
            var j = random.below(rows - 1)
            if j >= i { j += 1 }
            return UInt64(min(i, j)) << 32 | UInt64(max(i, j))
        }
    }

    /// The patterns of pairs, in their order.
    func patterns(_ pairs: [UInt64]) -> [UInt64] {
        Parallel.fill(pairs.count, of: 1 << 15, repeating: UInt64(0)) { range, places in
            Comparison.with(tables) { comparison in
                for index in range {
                    places[index] = comparison.pattern(Int(pairs[index] >> 32), Int(pairs[index] & 0xFFFF_FFFF))
                }
            }
        }
    }

    /// Pairs that share a value of a group field and are no candidates, each weighted by how many it stands for.
    ///
    /// Without them the related class would be learned from those of its pairs that were looked up, which agree in
    /// something personal as well.
    func neighbours(candidates: [UInt64]) -> PatternCounts {
        let groups = groupKeys()
        var all = PatternCounts(of: [], fields: traits.width)
        let draws = Parallel.each(groups.count) { number in
            draw(groups[number], seed: UInt64(number + 2)).filter { !Self.contains(candidates, $0.pair) }
        }
        for drawn in draws {
            let patterns = patterns(drawn.map(\.pair))
            for (index, pattern) in patterns.enumerated() {
                let frames = groups.count {
                    $0[Int(drawn[index].pair >> 32)] == $0[Int(drawn[index].pair & 0xFFFF_FFFF)]
                        && $0[Int(drawn[index].pair >> 32)] != 0
                }
                all.patterns.append(pattern)
                all.weights.append(drawn[index].weight / Double(max(1, frames)))
            }
        }
        return all.merged
    }

    /// The values that groups share, row by row: surname, organisation, domain, postcode, address.
    private func groupKeys() -> [[UInt32]] {
        var keys: [[UInt32]] = []
        for (index, field) in traits.fields.enumerated() {
            switch field.kind {
            case .surname, .organisation, .postcode, .address, .phone:
                keys.append((0..<traits.count).map { traits.code($0, index) })
            case .email:
                keys.append(
                    (0..<traits.count).map {
                        let domain = traits.domains[Int(traits.code($0, index))]
                        return traits.domainIsFree[Int(domain)] ? 0 : domain
                    })
            default: continue
            }
        }
        return keys
    }

    private func draw(_ keys: [UInt32], seed: UInt64) -> [(pair: UInt64, weight: Double)] {
        var rows = keys.indices.filter { keys[$0] != 0 }.map { UInt64(keys[$0]) << 32 | UInt64($0) }
        let most = UInt64(keys.max() ?? 0)
        Radix.sort(&rows, low: 32, width: max(1, 64 - most.leadingZeroBitCount))
        var starts: [(start: Int, count: Int, before: Int)] = []
        var (start, total) = (0, 0)
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end] >> 32 == rows[start] >> 32 { end += 1 }
            if end - start > 1 {
                starts.append((start, end - start, total))
                total += (end - start) * (end - start - 1) / 2
            }
            start = end
        }
        guard total > 0 else { return [] }
        let number = min(Self.neighbourSample, total)
        var random = Randomness(seed: seed)
        return (0..<number).map { _ in
            let place = random.below(total)
            let block = starts[Self.last(starts, before: place)]
            let first = random.below(block.count)
            var second = random.below(block.count - 1)
            if second >= first { second += 1 }
            let (i, j) = (rows[block.start + first] & 0xFFFF_FFFF, rows[block.start + second] & 0xFFFF_FFFF)
            return (min(i, j) << 32 | max(i, j), Double(total) / Double(number))
        }
    }

    private static func last(_ starts: [(start: Int, count: Int, before: Int)], before place: Int) -> Int {
        var (low, high) = (0, starts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle].before <= place { low = middle } else { high = middle - 1 }
        }
        return low
    }

    static func contains(_ sorted: [UInt64], _ pair: UInt64) -> Bool {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < pair { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == pair
    }
}

extension PatternCounts {
    /// Each pattern once, in order, its weights added in the order in which they came.
    var merged: PatternCounts {
        let sorted = patterns.indices.sorted { (patterns[$0], $0) < (patterns[$1], $1) }
        var result = PatternCounts(of: [], fields: 0)
        for index in sorted {
            if patterns[index] == result.patterns.last {
                result.weights[result.weights.count - 1] += weights[index]
            } else {
                result.patterns.append(patterns[index])
                result.weights.append(weights[index])
            }
        }
        return result
    }
}
