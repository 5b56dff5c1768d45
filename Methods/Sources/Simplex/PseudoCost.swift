/// A value for each side of a branch: down, where the column is not chosen, and up, where it is.
struct Sides: Sendable {
    var down: Double
    var up: Double

    init(down: Double, up: Double) { (self.down, self.up) = (down, up) }

    init(both value: Double) { self.init(down: value, up: value) }

    /// By how much these bounds lie above another.
    func above(_ bound: Double) -> Sides { Sides(down: down - bound, up: up - bound) }

    /// How good a branch with these gains is: their product, so that neither side is forgotten.
    var score: Double { min(max(down, 1e-4), 1e6) * min(max(up, 1e-4), 1e6) }
}

/// What branching on a column has gained so far, for a unit of its value (Achterberg, Koch, Martin 2005).
struct PseudoCost: Sendable {
    private var sum = Sides(both: 0)
    private var count = Sides(both: 0)

    /// Whether both sides rest on four branches at least.
    var isReliable: Bool { count.down >= 4 && count.up >= 4 }

    /// What a branch at this value is expected to gain; 1 a unit where nothing is known.
    func gain(at value: Double) -> Sides {
        let down = count.down > 0 ? sum.down / count.down : 1
        let up = count.up > 0 ? sum.up / count.up : 1
        return Sides(down: down * value, up: up * (1 - value))
    }

    /// Takes in what a branch at a value gained; a side with nothing in it teaches nothing.
    mutating func learn(_ gain: Sides, at value: Double) {
        if gain.down < .infinity {
            sum.down += max(gain.down, 0) / max(value, 1e-3)
            count.down += 1
        }
        if gain.up < .infinity {
            sum.up += max(gain.up, 0) / max(1 - value, 1e-3)
            count.up += 1
        }
    }
}
