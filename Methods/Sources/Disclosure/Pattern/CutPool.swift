import Simplex

/// The most violated cuts of a round, none twice.
struct CutPool {
    private struct Candidate {
        var cut: Cut
        /// Violation by length, so that short and sharp cuts come first.
        var depth: Double
    }

    /// The point that the cuts are to cut off.
    private let point: [Double]
    private var candidates: [Candidate] = []
    private var seen: Set<Cut> = []

    init(_ point: [Double]) { self.point = point }

    var isEmpty: Bool { candidates.isEmpty }
    var count: Int { candidates.count }

    mutating func add(_ cut: Cut) {
        guard seen.insert(cut).inserted else { return }
        let length = cut.coefficients.reduce(0) { $0 + $1 * $1 }.squareRoot()
        candidates.append(Candidate(cut: cut, depth: cut.violation(at: point) / max(length, 1e-9)))
    }

    func best(_ count: Int) -> [Cut] {
        let order = candidates.indices.sorted { (candidates[$0].depth, -$0) > (candidates[$1].depth, -$1) }
        return order.prefix(count).map { candidates[$0].cut }
    }
}
