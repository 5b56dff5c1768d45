/// Sorting of 64-bit keys by their bits, least significant first: stable, O(n) for each 11 bits.
enum Radix {
    private static let digit = 11

    /// Sorts by the bits from `low` on, of which `width` are in use.
    static func sort(_ keys: inout [UInt64], low: Int = 0, width: Int) {
        guard keys.count > 64 else {
            let mask = width >= 64 ? ~0 : (UInt64(1) << UInt64(width)) - 1
            keys = stable(keys) { ($0 >> UInt64(low)) & mask }
            return
        }
        var other = [UInt64](repeating: 0, count: keys.count)
        var shift = low
        while shift < low + width {
            pass(from: &keys, to: &other, shift: shift, bits: min(digit, low + width - shift))
            swap(&keys, &other)
            shift += digit
        }
    }

    private static func stable(_ keys: [UInt64], by part: (UInt64) -> UInt64) -> [UInt64] {
        keys.enumerated().sorted { (part($0.element), $0.offset) < (part($1.element), $1.offset) }.map(\.element)
    }

    private static func pass(from: inout [UInt64], to: inout [UInt64], shift: Int, bits: Int) {
        let mask = (1 << bits) - 1
        from.withUnsafeBufferPointer { source in
            to.withUnsafeMutableBufferPointer { target in
                withUnsafeTemporaryAllocation(of: Int.self, capacity: mask + 1) { place in
                    place.initialize(repeating: 0)
                    for key in source { place[Int(truncatingIfNeeded: key >> UInt64(shift)) & mask] += 1 }
                    var total = 0
                    for bucket in 0...mask { (place[bucket], total) = (total, total + place[bucket]) }
                    for key in source {
                        let bucket = Int(truncatingIfNeeded: key >> UInt64(shift)) & mask
                        target[place[bucket]] = key
                        place[bucket] += 1
                    }
                }
            }
        }
    }
}
