/// Likeness of short texts such as names, from 0 (nothing in common) to 1 (the same).
public enum JaroWinkler {
    /// The Jaro measure raised by 0.1 of what is missing for each of the first four bytes that agree.
    ///
    /// Two empty texts are alike (1), an empty and another are not (0).
    /// Cost: O(|a| + |b|) words when the longer text has at most 64 bytes, O(|a|·|b|) otherwise.
    /// Source: W. E. Winkler, "String comparator metrics and enhanced decision rules in the Fellegi–Sunter model of
    /// record linkage", 1990; the prefix is weighed only above a Jaro measure of 0.7, as in his own code.
    public static func measure(_ a: Bytes, _ b: Bytes) -> Double {
        let jaro = a.count <= 64 && b.count <= 64 ? bitParallel(a, b) : scan(a, b)
        guard jaro > 0.7 else { return jaro }
        var prefix = 0
        while prefix < min(4, a.count, b.count), a[prefix] == b[prefix] { prefix += 1 }
        return jaro + 0.1 * Double(prefix) * (1 - jaro)
    }

    /// The same for two texts, by their UTF-8 bytes.
    public static func measure(_ a: String, _ b: String) -> Double {
        withBytes(a, b) { measure($0, $1) }
    }

    /// How far apart two bytes may stand and still count as common.
    private static func reach(_ a: Bytes, _ b: Bytes) -> Int { max(0, max(a.count, b.count) / 2 - 1) }

    private static func jaro(common: Int, outOfOrder: Int, _ a: Bytes, _ b: Bytes) -> Double {
        guard common > 0 else { return a.isEmpty && b.isEmpty ? 1 : 0 }
        let m = Double(common)
        return (m / Double(a.count) + m / Double(b.count) + (m - Double(outOfOrder / 2)) / m) / 3
    }

    private static func bitParallel(_ a: Bytes, _ b: Bytes) -> Double {
        let reach = reach(a, b)
        return withPositions(of: a) { positions in
            var taken: (a: UInt64, b: UInt64) = (0, 0)
            for j in 0..<b.count {
                let window = ones(below: j + reach + 1) & ~ones(below: j - reach)
                let free = positions[Int(b[j])] & window & ~taken.a
                guard free != 0 else { continue }
                taken.a |= free & (~free &+ 1)
                taken.b |= UInt64(1) << UInt64(j)
            }
            let common = taken.a.nonzeroBitCount
            var outOfOrder = 0
            while taken.a != 0 {
                let (i, j) = (taken.a.trailingZeroBitCount, taken.b.trailingZeroBitCount)
                if a[i] != b[j] { outOfOrder += 1 }
                taken.a &= taken.a - 1
                taken.b &= taken.b - 1
            }
            return jaro(common: common, outOfOrder: outOfOrder, a, b)
        }
    }

    private static func ones(below bit: Int) -> UInt64 {
        bit >= 64 ? ~0 : bit <= 0 ? 0 : (UInt64(1) << UInt64(bit)) - 1
    }

    /// The definition itself, for texts too long for one word.
    private static func scan(_ a: Bytes, _ b: Bytes) -> Double {
        let reach = reach(a, b)
        var taken = [Bool](repeating: false, count: a.count)
        var order: [UInt8] = []
        for j in 0..<b.count {
            let low = max(0, j - reach)
            let high = min(a.count - 1, j + reach)
            guard low <= high, let i = (low...high).first(where: { !taken[$0] && a[$0] == b[j] }) else { continue }
            taken[i] = true
            order.append(b[j])
        }
        let outOfOrder = zip(a.indices.filter { taken[$0] }, order).count { a[$0] != $1 }
        return jaro(common: order.count, outOfOrder: outOfOrder, a, b)
    }
}
