#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A stream of random numbers that is the same on every machine for the same seed and stream.
///
/// xoshiro256** (Blackman and Vigna, 2021), its state filled by SplitMix64. Streams of one seed are independent for
/// every practical purpose: give each chain its own stream and the result depends on no thread.
public struct Randomness: RandomNumberGenerator, Sendable {
    @usableFromInline var s0: UInt64
    @usableFromInline var s1: UInt64
    @usableFromInline var s2: UInt64
    @usableFromInline var s3: UInt64

    /// Any seed and stream will do, 0 as well.
    public init(seed: UInt64, stream: UInt64 = 0) {
        var mix = seed ^ (stream &* 0xD1B5_4A32_D192_ED03)
        func next() -> UInt64 {
            mix &+= 0x9E37_79B9_7F4A_7C15
            var z = mix
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        (s0, s1, s2, s3) = (next(), next(), next(), next())
    }

    /// 64 random bits.
    @inlinable public mutating func next() -> UInt64 {
        let product = s1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// A whole number in `0..<bound`; `bound` must be 1 or more. Biased by less than `bound` / 2^32, or / 2^64 from 2^32 on.
    @inlinable public mutating func below(_ bound: Int) -> Int {
        let bound = UInt64(truncatingIfNeeded: bound)
        guard bound < 1 << 32 else { return Int(truncatingIfNeeded: next().multipliedFullWidth(by: bound).high) }
        return Int(truncatingIfNeeded: ((next() >> 32) &* bound) >> 32)
    }

    /// A number in `0..<1`.
    @inlinable public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A draw from the standard normal distribution, by the ziggurat (Marsaglia and Tsang 2000, in Doornik's form).
    @inline(__always) public mutating func normal() -> Double {
        let table = Ziggurat.table
        while true {
            let bits = next()
            let layer = Int(bits & 127)
            let signed = Double(Int64(bitPattern: bits) >> 11) * 0x1p-52
            let x = signed * table.edge(layer)
            if abs(x) < table.edge(layer + 1) { return x }
            if layer == 0 { return tail(signed < 0) }
            let here = exp(-0.5 * table.edge(layer) * table.edge(layer))
            let above = exp(-0.5 * table.edge(layer + 1) * table.edge(layer + 1))
            if above + unit() * (here - above) < exp(-0.5 * x * x) { return x }
        }
    }

    /// Fills a run with draws from the standard normal distribution.
    public mutating func fill(_ draws: borrowing Run<Double>) {
        for index in 0..<draws.count { draws[index] = normal() }
    }

    private mutating func tail(_ negative: Bool) -> Double {
        while true {
            let x = -log(1 - unit()) / Ziggurat.start
            let y = -log(1 - unit())
            if 2 * y > x * x { return negative ? -(Ziggurat.start + x) : Ziggurat.start + x }
        }
    }

    /// A draw from the gamma distribution with this shape (above 0) and rate 1 (Marsaglia and Tsang 2000).
    public mutating func gamma(shape: Double) -> Double {
        if shape < 1 { return gamma(shape: shape + 1) * pow(1 - unit(), 1 / shape) }
        let d = shape - 1 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let v = 1 + c * x
            guard v > 0 else { continue }
            let cube = v * v * v
            let u = 1 - unit()
            if u < 1 - 0.0331 * x * x * x * x { return d * cube }
            if log(u) < 0.5 * x * x + d * (1 - cube + log(cube)) { return d * cube }
        }
    }
}

/// The edges of 128 layers of equal area under the normal curve, widest first.
private struct Ziggurat: Sendable {
    static let start = 3.442619855899
    static let table = Ziggurat()

    private let edges: [Double]

    @inline(__always) func edge(_ layer: Int) -> Double { edges.withUnsafeBufferPointer { $0[layer] } }

    private init() {
        let area = 9.91256303526217e-3
        var edges = [Double](repeating: 0, count: 129)
        var height = exp(-0.5 * Self.start * Self.start)
        edges[0] = area / height
        edges[1] = Self.start
        for layer in 2..<128 {
            edges[layer] = (-2 * log(area / edges[layer - 1] + height)).squareRoot()
            height = exp(-0.5 * edges[layer] * edges[layer])
        }
        self.edges = edges
    }
}
