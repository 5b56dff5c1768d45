import Support

/// To which entity each row belongs. Rows are numbered as they were given.
public struct Membership: Sendable, Hashable {
    /// By row, the name of its entity; a row that stays unresolved has an entity of its own.
    public internal(set) var entity: [String]
    /// By row, the probability that it belongs there.
    public internal(set) var probability: [Double]
    /// The rows that say too little to belong to anybody, in order.
    public internal(set) var unresolved: [Int]

    /// How many different entities there are, those of unresolved rows included.
    public var entityCount: Int { Set(entity).count }

    /// As CSV with a header: the ids, the entities under the title `entity`, and the probabilities with four decimals.
    public func table(ids: (Int) -> String, title: String) -> [UInt8] {
        let parts = Parallel.pieces(entity.count, of: 1 << 14) { rows in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(rows.count * 32)
            for row in rows { write(row, id: ids(row), to: &bytes) }
            return bytes
        }
        return Array("row_id,\(title),probability\n".utf8) + Array(parts.joined())
    }

    private func write(_ row: Int, id: String, to bytes: inout [UInt8]) {
        Self.write(id, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        Self.write(entity[row], to: &bytes)
        bytes.append(UInt8(ascii: ","))
        Self.write(probability[row], to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func write(_ field: String, to bytes: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        guard field.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == quote || $0 == 10 || $0 == 13 }) else {
            return bytes.append(contentsOf: field.utf8)
        }
        bytes.append(quote)
        for byte in field.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    private static func write(_ probability: Double, to bytes: inout [UInt8]) {
        let number = Int((probability * 10_000).rounded())
        if number >= 10_000 { return bytes.append(UInt8(ascii: "1")) }
        bytes.append(contentsOf: [UInt8(ascii: "0"), UInt8(ascii: ".")])
        for power in [1000, 100, 10, 1] { bytes.append(48 + UInt8(number / power % 10)) }
    }
}
