import Foundation

/// Which rows are the same person, and how sure that is. Rows are numbered as they were given.
public struct Linked: Sendable {
    public let records: Records
    let traits: Traits
    /// By canonical row, its person: the first canonical row of the group.
    let person: [UInt32]
    let pairs: [UInt64]
    let patterns: [UInt64]
    let odds: [Float]
    let scoring: Scoring

    public let reach: Reach

    /// By row, the id of its person.
    public let names: [String]
    /// By row, the probability that it belongs to its person and to nobody else.
    public let probabilities: [Double]

    init(
        records: Records, traits: Traits, person: [UInt32], pairs: [UInt64], patterns: [UInt64], odds: [Float],
        scoring: Scoring, reach: Reach
    ) {
        (self.records, self.traits, self.person) = (records, traits, person)
        (self.pairs, self.patterns, self.odds, self.scoring) = (pairs, patterns, odds, scoring)
        self.reach = reach
        let labels = Self.labels(records, traits, person)
        let chances = Self.chances(pairs, odds, person)
        var names = [String](repeating: "", count: records.count)
        var probabilities = [Double](repeating: 1, count: records.count)
        for place in 0..<traits.count {
            let row = Int(traits.order[place])
            names[row] = records.id(Int(labels[Int(person[place])]))
            probabilities[row] = chances[place]
        }
        (self.names, self.probabilities) = (names, probabilities)
    }

    public var peopleCount: Int { person.indices.count { Int(person[$0]) == $0 } }

    /// By person, the row after whose id the person is called: the smallest id, so that the order of rows is of no account.
    private static func labels(_ records: Records, _ traits: Traits, _ person: [UInt32]) -> [UInt32] {
        var labels = [UInt32](repeating: .max, count: person.count)
        for place in person.indices {
            let group = Int(person[place])
            let row = traits.order[place]
            if labels[group] == .max || precedes(records, row, labels[group]) { labels[group] = row }
        }
        return labels
    }

    private static func precedes(_ records: Records, _ a: UInt32, _ b: UInt32) -> Bool {
        let (x, y) = (records.ids[a + 1], records.ids[b + 1])
        return x.count == y.count ? x.lexicographicallyPrecedes(y) : x.count < y.count
    }

    /// The best link inside the person, against the best link outside.
    private static func chances(_ pairs: [UInt64], _ odds: [Float], _ person: [UInt32]) -> [Double] {
        var inside = [Float](repeating: -.infinity, count: person.count)
        var outside = inside
        for (pair, value) in zip(pairs, odds) {
            let (i, j) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            if person[i] == person[j] {
                inside[i] = max(inside[i], value)
                inside[j] = max(inside[j], value)
            } else {
                outside[i] = max(outside[i], value)
                outside[j] = max(outside[j], value)
            }
        }
        return person.indices.map { row in
            let with = inside[row] == -.infinity ? 1 : 1 / (1 + exp(-Double(inside[row])))
            let without = outside[row] == -.infinity ? 1 : 1 / (1 + exp(Double(outside[row])))
            return inside[row] == -.infinity ? without : with
        }
    }

    /// The result as CSV: `row_id,person,probability`, in the order of the rows.
    public func table() -> [UInt8] {
        var bytes = Array("row_id,person,probability\n".utf8)
        bytes.reserveCapacity(records.count * 40)
        for row in 0..<records.count {
            Self.write(records.id(row), to: &bytes)
            bytes.append(UInt8(ascii: ","))
            Self.write(names[row], to: &bytes)
            bytes.append(UInt8(ascii: ","))
            Self.write(probabilities[row], to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private static func write(_ field: String, to bytes: inout [UInt8]) {
        guard field.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else {
            return bytes.append(contentsOf: field.utf8)
        }
        bytes.append(34)
        for byte in field.utf8 { bytes.append(contentsOf: byte == 34 ? [34, 34] : [byte]) }
        bytes.append(34)
    }

    /// Four decimals.
    private static func write(_ probability: Double, to bytes: inout [UInt8]) {
        let number = Int((probability * 10_000).rounded())
        if number >= 10_000 { return bytes.append(UInt8(ascii: "1")) }
        bytes.append(contentsOf: [48, 46])
        for power in [1000, 100, 10, 1] { bytes.append(48 + UInt8(number / power % 10)) }
    }
}
