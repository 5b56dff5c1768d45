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
        var bytes = Array("row_id,\(title),probability\n".utf8)
        bytes.reserveCapacity(entity.count * 40)
        for row in entity.indices {
            Self.write(ids(row), to: &bytes)
            bytes.append(UInt8(ascii: ","))
            Self.write(entity[row], to: &bytes)
            bytes.append(UInt8(ascii: ","))
            Self.write(probability[row], to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private static func write(_ field: String, to bytes: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        guard field.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == quote || $0 == 10 || $0 == 13 }) else {
            return bytes.append(contentsOf: field.utf8)
        }
        bytes.append(quote)
        for byte in field.utf8 { bytes.append(contentsOf: byte == quote ? [quote, quote] : [byte]) }
        bytes.append(quote)
    }

    private static func write(_ probability: Double, to bytes: inout [UInt8]) {
        let number = Int((probability * 10_000).rounded())
        if number >= 10_000 { return bytes.append(UInt8(ascii: "1")) }
        bytes.append(contentsOf: [UInt8(ascii: "0"), UInt8(ascii: ".")])
        for power in [1000, 100, 10, 1] { bytes.append(48 + UInt8(number / power % 10)) }
    }
}
