import Similarity

/// The strings of a vocabulary in place, each with a mark of the bytes that occur in it; valid inside `with` only.
struct Words {
    private let bytes: Bytes
    private let ends: UnsafePointer<UInt32>
    private let marks: UnsafePointer<UInt64>

    /// By code, a bit for every byte value (modulo 64) that occurs.
    static func marks(_ vocabulary: Vocabulary) -> [UInt64] {
        vocabulary.withView { view in
            Parallel.fill(vocabulary.count + 1, repeating: UInt64(0)) { range, places in
                for code in range {
                    var mark: UInt64 = 0
                    for byte in view[UInt32(code)] { mark |= UInt64(1) << UInt64(spread(byte)) }
                    places[code] = mark
                }
            }
        }
    }

    /// Small letters to 0..<26, digits to 26..<36, all others behind.
    private static func spread(_ byte: UInt8) -> UInt8 {
        if byte &- 97 < 26 { return byte &- 97 }
        if byte &- 48 < 10 { return byte &- 48 + 26 }
        return 36 + byte % 28
    }

    init(bytes: Bytes, ends: UnsafePointer<UInt32>, marks: UnsafePointer<UInt64>) {
        (self.bytes, self.ends, self.marks) = (bytes, ends, marks)
    }

    @inline(__always)
    subscript(code: UInt32) -> Bytes {
        let start = Int(ends[Int(code) - 1])
        return Bytes(start: bytes.baseAddress! + start, count: Int(ends[Int(code)]) - start)
    }

    /// Whether the string may have several words.
    @inline(__always)
    func hasSpace(_ code: UInt32) -> Bool { marks[Int(code)] & (UInt64(1) << UInt64(Self.spread(Letters.space))) != 0 }

    /// A distance that the edit distance of two strings cannot be below: an edit changes at most two marks.
    @inline(__always)
    func leastDistance(_ a: UInt32, _ b: UInt32) -> Int {
        let lengths = abs(length(a) - length(b))
        return max(lengths, ((marks[Int(a)] ^ marks[Int(b)]).nonzeroBitCount + 1) / 2)
    }

    /// A likeness that the Jaro–Winkler measure of two strings cannot be above.
    @inline(__always)
    func greatestLikeness(_ a: UInt32, _ b: UInt32) -> Double {
        let (x, y) = (length(a), length(b))
        let (m, n) = (marks[Int(a)], marks[Int(b)])
        let common = min(x - (m & ~n).nonzeroBitCount, y - (n & ~m).nonzeroBitCount)
        guard common > 0 else { return 0 }
        let jaro = (Double(common) / Double(x) + Double(common) / Double(y) + 1) / 3
        let (p, q) = (self[a], self[b])
        var prefix = 0
        while prefix < min(4, x, y), p[prefix] == q[prefix] { prefix += 1 }
        return jaro + 0.1 * Double(prefix) * (1 - jaro)
    }

    @inline(__always)
    private func length(_ code: UInt32) -> Int { Int(ends[Int(code)] - ends[Int(code) - 1]) }
}
