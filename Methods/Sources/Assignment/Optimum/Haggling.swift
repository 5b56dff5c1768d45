/// Finds prices that nearly clear: item after item takes its best reviewers at prices that rise and fall with
/// the loads, round after round, while the prices learn what the loads cost.
///
/// This is the method of multipliers (Hestenes 1969, Powell 1969) on the load bounds, by Gauss-Seidel sweeps. It
/// only makes a good start: `Exchange` makes an exact optimum of any start, and a good one saves it nearly all
/// its work.
struct Haggling {
    private let arcs: Arcs
    private let gains: [Double]
    private let lows: [Double]
    private let highs: [Double]
    private let slots: [Int32]
    /// The learnt part of each price.
    private(set) var multipliers: [Double]
    private var loads: [Double]
    /// What one more unit costs now.
    private var prices: [Double]
    private var steepness: Double
    /// The arc that each slot holds; -1 for none. Item `i` has the slots `slots[i]..<slots[i + 1]`.
    private(set) var held: [Int32]

    init(_ problem: Problem, arcs: Arcs, steepness: Double) {
        self.arcs = arcs
        self.steepness = steepness
        gains = arcs.gains.map(Double.init)
        lows = problem.loads.map { Double($0.lowerBound) }
        highs = problem.loads.map { Double($0.upperBound) }
        slots = problem.slots
        multipliers = Array(repeating: 0, count: problem.reviewers)
        loads = multipliers
        prices = multipliers
        held = Array(repeating: -1, count: Int(slots[slots.count - 1]))
        for reviewer in loads.indices { prices[reviewer] = price(reviewer, load: 1) }
    }

    private func price(_ reviewer: Int, load: Double) -> Double {
        let over = multipliers[reviewer] + steepness * (load - highs[reviewer])
        if over > 0 { return over }
        let under = multipliers[reviewer] + steepness * (load - lows[reviewer])
        return under < 0 ? under : 0
    }

    /// Sets the learnt prices by the loads that they led to.
    mutating func learn(steepness next: Double) {
        for reviewer in loads.indices { multipliers[reviewer] = price(reviewer, load: loads[reviewer]) }
        steepness = next
        for reviewer in loads.indices { prices[reviewer] = price(reviewer, load: loads[reviewer] + 1) }
    }

    /// Lets every item choose anew. Returns how many units changed hands. Cost: O(arcs).
    mutating func sweep() -> Int {
        var moved = 0
        var chosen: [(value: Double, arc: Int32)] = []
        for item in 0..<slots.count - 1 {
            let own = Int(slots[item])..<Int(slots[item + 1])
            for slot in own where held[slot] >= 0 { change(held[slot], by: -1) }
            choose(own.count, of: arcs.run(item), into: &chosen)
            for choice in chosen where !held[own].contains(choice.arc) { moved += 1 }
            for (slot, choice) in zip(own, chosen) {
                held[slot] = choice.arc
                change(choice.arc, by: 1)
            }
        }
        return moved
    }

    private mutating func change(_ arc: Int32, by step: Double) {
        let reviewer = Int(arcs.reviewers[Int(arc)])
        loads[reviewer] += step
        prices[reviewer] = price(reviewer, load: loads[reviewer] + 1)
    }

    /// The best `count` arcs of a run, best first.
    private func choose(_ count: Int, of run: Range<Int>, into chosen: inout [(value: Double, arc: Int32)]) {
        chosen.removeAll(keepingCapacity: true)
        guard count > 0 else { return }
        var floor = -Double.infinity
        arcs.reviewers.withUnsafeBufferPointer { reviewers in
            gains.withUnsafeBufferPointer { gains in
                prices.withUnsafeBufferPointer { prices in
                    for arc in run {
                        let value = gains[arc] - prices[Int(reviewers[arc])]
                        guard value > floor else { continue }
                        if chosen.count == count { chosen.removeLast() }
                        var place = chosen.count
                        while place > 0, chosen[place - 1].value < value { place -= 1 }
                        chosen.insert((value, Int32(arc)), at: place)
                        if chosen.count == count { floor = chosen[count - 1].value }
                    }
                }
            }
        }
    }
}
