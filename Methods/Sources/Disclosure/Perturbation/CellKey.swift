import Delimited
import Foundation

/// Cell-key perturbation: each count gets a small random change that depends on nothing but a secret, on what the cell
/// counts and on the count itself.
///
/// - Asked again, alone or in any other table, the same cell shows the same number, so nothing averages out.
/// - A cell whose people changed gets a fresh change, so the difference of two tables carries two independent ones.
/// - Totals are changed on their own; columns need not add up.
///
/// Changes have mean 0 and the stated variance, are at most `noise`, never lead below 0 or to 1...`smallest`; 0 stays 0.
/// Among all such distributions the one of largest entropy is taken.
/// Source: Fraser and Wooton 2005 (the cell key method of the Australian Bureau of Statistics); Marley and Leaver 2011
/// for the distribution.
public struct CellKey: Sendable {
    /// The largest change of a count.
    public let noise: Int
    /// The variance of the changes.
    public let variance: Double
    /// The least count that is shown, but for 0.
    public let smallest: Int
    /// The distribution of the change of each count; the last row serves all larger ones.
    public let rows: [[(change: Int, probability: Double)]]
    private let secret: SipHash

    /// Throws `InputError` when no distribution has these parameters.
    public init(secret: [UInt8], noise: Int = 5, variance: Double = 3, smallest: Int = 2) throws {
        guard (1...100).contains(noise), (0..<noise).contains(smallest), variance > 0 else {
            throw InputError(
                "Noise \(noise), variance \(variance) and smallest count \(smallest) do not go together.",
                remedy: "Give a noise of 1 to 100, a smallest count below it and a variance above 0.")
        }
        self.noise = noise
        self.variance = variance
        self.smallest = smallest
        self.secret = SipHash(secret)
        rows = try (0...(noise + smallest + 1)).map { count in
            if count == 0 { return [(0, 1)] }
            let changes = (-noise...noise).filter { count + $0 == 0 || count + $0 > smallest }
            guard let row = Self.mostEntropy(changes, variance) else {
                throw InputError(
                    "No change of at most \(noise) with variance \(variance) keeps a count of \(count) out of 1 to \(smallest).",
                    remedy: "Give a larger noise, or a variance nearer to \(smallest).")
            }
            return row
        }
    }

    /// The distribution over `changes` with mean 0 and the variance, of largest entropy: p(d) in proportion to
    /// exp(a·d + b·d²), a and b by Newton's method on the convex dual.
    private static func mostEntropy(_ changes: [Int], _ variance: Double) -> [(change: Int, probability: Double)]? {
        var (a, b) = (0.0, 0.0)
        func weights(_ a: Double, _ b: Double) -> ([Double], Double) {
            let logs = changes.map { a * Double($0) + b * Double($0 * $0) }
            let top = logs.max() ?? 0
            let weights = logs.map { exp($0 - top) }
            let sum = weights.reduce(0, +)
            return (weights.map { $0 / sum }, log(sum) + top - b * variance)
        }
        for _ in 0..<500 {
            let (p, dual) = weights(a, b)
            var m = [Double](repeating: 0, count: 5)
            for (d, p) in zip(changes, p) {
                var power = 1.0
                for k in 0..<5 {
                    m[k] += p * power
                    power *= Double(d)
                }
            }
            let gradient = (m[1], m[2] - variance)
            if abs(gradient.0) < 1e-10, abs(gradient.1) < 1e-10 { return Array(zip(changes, p)).map { ($0, $1) } }
            let h = (m[2] - m[1] * m[1] + 1e-12, m[3] - m[1] * m[2], m[4] - m[2] * m[2] + 1e-12)
            let det = h.0 * h.2 - h.1 * h.1
            guard det > 1e-30 else { return nil }
            let step = ((h.2 * gradient.0 - h.1 * gradient.1) / det, (h.0 * gradient.1 - h.1 * gradient.0) / det)
            var length = 1.0
            while length > 1e-9, weights(a - length * step.0, b - length * step.1).1 > dual { length /= 2 }
            a -= length * step.0
            b -= length * step.1
            if abs(a) > 200 || abs(b) > 200 { return nil }
        }
        return nil
    }

    /// What a cell of this count shows. `name` is what it counts, the same in every table.
    func perturbed(_ count: Int, _ name: [String]) -> Int {
        var bytes: [UInt8] = []
        for part in name + ["\(count)"] { bytes += Array(part.utf8) + [0] }
        // The upper 53 bits as a number from 0 to 1.
        var place = Double(secret.hash(bytes) >> 11) * 0x1p-53
        let row = rows[min(count, rows.count - 1)]
        for (change, probability) in row {
            if place < probability { return count + change }
            place -= probability
        }
        return count + (row.last { $0.probability > 0 }?.change ?? 0)
    }

    /// What a shown number tells about the count.
    func known(_ shown: Int) -> ClosedRange<Int> {
        shown == 0 ? 0...noise : max(1, shown - noise)...(shown + noise)
    }
}

extension Perturbation {
    /// Every cell, margins too, changed by its cell key. Cost: O(cells).
    ///
    /// - Parameters:
    ///   - table: the true counts.
    ///   - key: the secret, and how much is changed.
    ///   - population: which people are counted; part of what a cell counts.
    public static func cellKey(_ table: CountTable, _ key: CellKey, population: String = "all") -> Perturbation {
        let names = FigureNames(table).keys
        let figures = Figures(cellCount: table.cellCount, sums: table.sums)
        // Cells that must be equal take the name of the first, and with it the same change.
        var first: [Int: Int] = [:]
        for cell in table.counts.indices where first[figures.figureOf[cell]] == nil {
            first[figures.figureOf[cell]] = cell
        }
        let shown = table.counts.indices.map { cell in
            key.perturbed(table.counts[cell], [population] + names[first[figures.figureOf[cell]] ?? cell].codes)
        }
        return Perturbation(
            method: "cellkey", table: table, shown: shown.map(String.init),
            known: zip(shown, table.counts).map { shown, _ in key.known(shown) },
            parameters: ["noise": key.noise, "smallest": key.smallest])
    }
}

/// SipHash-2-4 (Aumasson and Bernstein 2012): a keyed hash that cannot be foreseen without its key.
struct SipHash: Sendable {
    private let k0: UInt64
    private let k1: UInt64

    /// A secret of any length is first hashed into the two words of the key.
    init(_ secret: [UInt8]) {
        let seed = SipHash(0x6B6E_6F74_776F_726B, 0x6365_6C6C_206B_6579)
        self.init(seed.hash(secret + [0]), seed.hash(secret + [1]))
    }

    init(_ k0: UInt64, _ k1: UInt64) {
        self.k0 = k0
        self.k1 = k1
    }

    func hash(_ bytes: [UInt8]) -> UInt64 {
        var v = (
            k0 ^ 0x736F_6D65_7073_6575, k1 ^ 0x646F_7261_6E64_6F6D, k0 ^ 0x6C79_6765_6E65_7261,
            k1 ^ 0x7465_6462_7974_6573
        )
        func turn() {
            v.0 &+= v.1
            v.1 = v.1 << 13 | v.1 >> 51
            v.1 ^= v.0
            v.0 = v.0 << 32 | v.0 >> 32
            v.2 &+= v.3
            v.3 = v.3 << 16 | v.3 >> 48
            v.3 ^= v.2
            v.0 &+= v.3
            v.3 = v.3 << 21 | v.3 >> 43
            v.3 ^= v.0
            v.2 &+= v.1
            v.1 = v.1 << 17 | v.1 >> 47
            v.1 ^= v.2
            v.2 = v.2 << 32 | v.2 >> 32
        }
        func take(_ word: UInt64) {
            v.3 ^= word
            turn()
            turn()
            v.0 ^= word
        }
        var index = 0
        while index + 8 <= bytes.count {
            take((0..<8).reduce(0) { $0 | UInt64(bytes[index + $1]) << UInt64(8 * $1) })
            index += 8
        }
        let rest = (index..<bytes.count).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << UInt64(8 * ($1 - index)) }
        take(rest | UInt64(bytes.count & 0xFF) << 56)
        v.2 ^= 0xFF
        for _ in 0..<4 { turn() }
        return v.0 ^ v.1 ^ v.2 ^ v.3
    }
}
