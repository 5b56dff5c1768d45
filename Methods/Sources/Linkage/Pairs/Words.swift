import Similarity
import Support

/// What is known of a string without looking at it: which bytes occur, and how long it is.
struct Sketch: Sendable {
    /// A bit for every byte that occurs (small letters, digits, others in 22 classes), the length above.
    private let bits: UInt64

    private static let marks: UInt64 = 58
    /// The length told for longer strings as well.
    private static let longest = 63

    init(_ string: Bytes) {
        var bits = UInt64(min(string.count, Self.longest)) << Self.marks
        for byte in string { bits |= UInt64(1) << UInt64(Self.place(byte)) }
        self.bits = bits
    }

    /// Small letters to 0..<26, digits to 26..<36, all others behind.
    @inline(__always)
    private static func place(_ byte: UInt8) -> UInt8 {
        if byte &- 97 < 26 { return byte &- 97 }
        if byte &- 48 < 10 { return byte &- 48 + 26 }
        return 36 + byte % 22
    }

    /// The length, at most 63.
    @inline(__always)
    var length: Int { Int(bits >> Self.marks) }

    /// Whether the string may have several words.
    @inline(__always)
    var hasSpace: Bool { bits & (UInt64(1) << UInt64(Self.place(Letters.space))) != 0 }

    @inline(__always)
    private var marks: UInt64 { bits & (UInt64(1) << Self.marks - 1) }

    /// A distance that the edit distance of two strings cannot be below: an edit changes at most two marks.
    @inline(__always)
    func leastDistance(_ other: Sketch) -> Int {
        max(abs(length - other.length), ((marks ^ other.marks).nonzeroBitCount + 1) / 2)
    }

    /// A likeness that the Jaro measure of two strings cannot be above; 1 where one is too long to tell.
    @inline(__always)
    func greatestJaro(_ other: Sketch) -> Double {
        let (x, y) = (length, other.length)
        if x == Self.longest || y == Self.longest { return 1 }
        let common = min(x - (marks & ~other.marks).nonzeroBitCount, y - (other.marks & ~marks).nonzeroBitCount)
        return common > 0 ? (Double(common) / Double(x) + Double(common) / Double(y) + 1) / 3 : 0
    }
}

/// The strings of a vocabulary in place, each with its sketch; valid inside `Comparison.with` only.
struct Words {
    private let bytes: Bytes
    private let ends: UnsafePointer<UInt32>
    private let sketches: UnsafePointer<Sketch>

    /// By code, the sketch of the string.
    static func sketches(_ vocabulary: Vocabulary) -> [Sketch] {
        vocabulary.withView { view in
            Parallel.fill(vocabulary.count + 1, repeating: Sketch(view[0])) { range, places in
                for code in range { places[code] = Sketch(view[UInt32(code)]) }
            }
        }
    }

    init(bytes: Bytes, ends: UnsafePointer<UInt32>, sketches: UnsafePointer<Sketch>) {
        (self.bytes, self.ends, self.sketches) = (bytes, ends, sketches)
    }

    @inline(__always)
    subscript(code: UInt32) -> Bytes {
        let start = Int(ends[Int(code) - 1])
        return Bytes(start: bytes.baseAddress! + start, count: Int(ends[Int(code)]) - start)
    }

    @inline(__always)
    func sketch(_ code: UInt32) -> Sketch { sketches[Int(code)] }

    /// Whether the Jaro–Winkler measure of two strings is surely below a limit; their beginnings are looked at only when
    /// the sketches do not tell.
    @inline(__always)
    func areUnlike(_ a: UInt32, _ b: UInt32, below limit: Double) -> Bool {
        let jaro = sketch(a).greatestJaro(sketch(b))
        if jaro + 0.4 * (1 - jaro) < limit { return true }
        let (p, q) = (self[a], self[b])
        var prefix = 0
        while prefix < min(4, p.count, q.count), p[prefix] == q[prefix] { prefix += 1 }
        return jaro + 0.1 * Double(prefix) * (1 - jaro) < limit
    }
}
