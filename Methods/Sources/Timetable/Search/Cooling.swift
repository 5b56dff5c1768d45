import Support

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// When annealing accepts a worse state (Metropolis), while the temperature falls by even ratios from `start` to `end`
/// over a number of moves: the schedule counts moves and never looks at a clock.
struct Cooling: Sendable {
    private let start: Double
    private let ratio: Double
    private var temperature: Double

    /// `start` and `end` must be above 0, in the units of the cost.
    init(from start: Double, to end: Double) {
        self.start = start
        ratio = end / start
        temperature = start
    }

    /// Sets the temperature for a share of the way, 0 to 1.
    mutating func move(to share: Double) { temperature = start * pow(ratio, share) }

    /// The largest rise in cost that is accepted this time.
    func allowance(_ random: inout Randomness) -> Double {
        temperature * Exponential.table[Int(truncatingIfNeeded: random.next() >> 52)]
    }
}

/// 4,096 even quantiles of the exponential distribution: an exponential draw without a logarithm.
private enum Exponential {
    static let table: [Double] = (0..<4_096).map { -log((Double($0) + 0.5) / 4_096) }
}
