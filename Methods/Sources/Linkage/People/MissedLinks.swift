import Foundation
import Support

/// How many of the persons who stand alone are likely to be rows whose links were missed.
///
/// What the model has learned of one person's rows tells how often two of them agree in so little that they are not put
/// together. For a row alone, that is played through: the levels of its own values are drawn as for one person, against
/// the gaps of some other row. A row alone is then a missed one with probability r b / (r b + 1 - r), where r is the share
/// of rows that are not alone, and b how often its link would be missed.
struct MissedLinks {
    let scoring: Scoring
    /// Log-odds from which on rows are put together.
    let threshold: Double

    private static let mostRows = 4000
    private static let draws = 8

    /// The expected number, when a slip strikes all links of a row at once; less when it strikes them one by one.
    func expected(person: [UInt32], weak: [Bool]) -> Double {
        let sizes = person.reduce(into: [UInt32](repeating: 0, count: person.count)) { $0[Int($1)] += 1 }
        let strong = person.indices.filter { !weak[$0] }
        let alone = strong.filter { sizes[Int(person[$0])] == 1 }
        let others = strong.filter { sizes[Int(person[$0])] > 1 }
        guard !alone.isEmpty, !others.isEmpty else { return 0 }
        let repeated = Double(others.count) / Double(strong.count)
        let step = max(1, alone.count / Self.mostRows)
        let sample = stride(from: 0, to: alone.count, by: step).map { alone[$0] }
        let shares = Parallel.pieces(sample.count, of: 256) { range in
            range.reduce(0.0) { sum, index in
                let missed = repeated * missed(sample[index], others)
                return sum + missed / (missed + 1 - repeated)
            }
        }
        return shares.reduce(0, +) * Double(alone.count) / Double(sample.count)
    }

    /// How often a link of a row to another row of its person would be missed.
    private func missed(_ row: Int, _ others: [Int]) -> Double {
        var random = Randomness(seed: UInt64(row) &* 0x9E37_79B9 &+ 5)
        let missed = (0..<Self.draws).count { _ in
            let other = others[random.below(others.count)]
            return scoring.logOdds(row, other, pattern(row, other, &random)) < threshold
        }
        return Double(missed) / Double(Self.draws)
    }

    /// Levels as two rows of one person have them, where both rows have a value.
    private func pattern(_ row: Int, _ other: Int, _ random: inout Randomness) -> UInt64 {
        let traits = scoring.traits
        let hasMoved = random.unit() < scoring.model.movedShare
        var pattern: UInt64 = 0
        for field in 0..<traits.width where traits.code(row, field) != 0 && traits.code(other, field) != 0 {
            let levels = hasMoved && scoring.ofPlace[field] ? scoring.model.chance[field] : scoring.model.same[field]
            var level = drawn(levels, &random)
            if traits.fields[field].kind == .email { level = settled(level, isMade: traits.styles[row] != 0) }
            pattern |= UInt64(level) << (UInt64(field) * Comparison.bits)
        }
        return pattern
    }

    private func drawn(_ logs: [Double], _ random: inout Randomness) -> Int {
        var place = random.unit() * logs.dropFirst().reduce(0) { $0 + exp($1) }
        for level in 1..<logs.count {
            place -= exp(logs[level])
            if place <= 0 { return level }
        }
        return logs.count - 1
    }

    /// Addresses made from the name have levels of their own.
    private func settled(_ level: Int, isMade: Bool) -> Int {
        switch level {
        case 1, 6: isMade ? 6 : 1
        case 2, 7: isMade ? 7 : 2
        default: level
        }
    }
}
