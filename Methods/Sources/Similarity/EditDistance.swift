/// The least number of inserted, deleted, replaced or swapped neighbouring bytes that turns one text into the other,
/// where no part is edited twice (optimal string alignment).
public enum EditDistance {
    /// The distance between `a` and `b`, or `limit + 1` when it is more than `limit`.
    ///
    /// Cost: O(|b|) words when the shorter text has at most 64 bytes, O(|a|·|b|) otherwise.
    /// Source: H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003.
    public static func measure(_ a: Bytes, _ b: Bytes, limit: Int = .max - 1) -> Int {
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        if long.count - short.count > limit { return limit + 1 }
        if short.isEmpty { return long.count }
        let distance = short.count <= 64 ? bitParallel(short, long) : table(short, long)
        return min(distance, limit + 1)
    }

    /// The same for two texts, by their UTF-8 bytes.
    public static func measure(_ a: String, _ b: String, limit: Int = .max - 1) -> Int {
        withBytes(a, b) { measure($0, $1, limit: limit) }
    }

    private static func bitParallel(_ pattern: Bytes, _ text: Bytes) -> Int {
        withPositions(of: pattern) { positions in
            var vertical = (plus: ~UInt64(0), minus: UInt64(0))
            var diagonal: UInt64 = 0
            var previous: UInt64 = 0
            var distance = pattern.count
            let last = UInt64(1) << UInt64(pattern.count - 1)
            for byte in text {
                let match = positions[Int(byte)]
                let swapped = ((~diagonal & match) << 1) & previous
                diagonal =
                    (((match & vertical.plus) &+ vertical.plus) ^ vertical.plus) | match | vertical.minus | swapped
                let up = vertical.minus | ~(diagonal | vertical.plus)
                let down = diagonal & vertical.plus
                if up & last != 0 { distance += 1 }
                if down & last != 0 { distance -= 1 }
                let shifted = (up << 1) | 1
                vertical = ((down << 1) | ~(diagonal | shifted), shifted & diagonal)
                previous = match
            }
            return distance
        }
    }

    /// The dynamic programme over three rows, for texts too long for one word.
    private static func table(_ a: Bytes, _ b: Bytes) -> Int {
        var before = [Int](repeating: 0, count: b.count + 1)
        var above = Array(0...b.count)
        var row = before
        for i in 1...a.count {
            row[0] = i
            for j in 1...b.count {
                let same = a[i - 1] == b[j - 1]
                var best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, before[j - 2] + 1) }
                row[j] = best
            }
            (before, above, row) = (above, row, before)
        }
        return above[b.count]
    }
}
