/// The candidates that are still open, with the relaxation over them; those set aside have their amounts for good.
///
/// Signs are those of docs/methods/portfolio.md: x_j the share of candidate j, d_j its reduced gain.
struct OpenCandidates {
    let problem: Problem
    /// The relaxation, whose columns are the open candidates.
    var relaxation: Relaxation
    /// The candidate of each column.
    private(set) var numbers: [Int]
    /// Amounts of all candidates, 0 for those that are open.
    private var amounts: [Int]
    /// What those set aside come to.
    private var settled: Totals
    private var settledScore = 0.0

    init(_ problem: Problem) {
        self.problem = problem
        numbers = Array(problem.candidates.indices)
        amounts = numbers.map { _ in 0 }
        settled = Totals(problem)
        relaxation = Relaxation(
            Rows(problem), gains: problem.candidates.map { Double($0.score) },
            low: problem.candidates.map { $0.isFunded == true ? $0.share($0.smallest) : 0 },
            high: problem.candidates.map { $0.isFunded == false ? 0 : $0.share($0.amount(upTo: problem.room(for: $0))) }
        )
    }

    var columns: Range<Int> { numbers.indices }

    /// The score that no set of this node exceeds.
    var upper: Double { relaxation.objective + settledScore }

    func candidate(_ column: Int) -> Candidate { problem.candidates[numbers[column]] }

    func isFixed(_ column: Int) -> Bool { relaxation.low[column] >= relaxation.high[column] }

    /// Whether rules and decisions leave every candidate a share.
    var hasShares: Bool { zip(relaxation.low, relaxation.high).allSatisfy { $0 <= $1 } }
}

// MARK: - Narrowing by reduced gains

extension OpenCandidates {
    /// The bounds of a share as they were before they were narrowed.
    struct Bounds {
        var column: Int
        var low: Double
        var high: Double
    }

    func bounds(_ column: Int) -> Bounds {
        Bounds(column: column, low: relaxation.low[column], high: relaxation.high[column])
    }

    mutating func set(_ bounds: Bounds) {
        relaxation.low[bounds.column] = bounds.low
        relaxation.high[bounds.column] = bounds.high
    }

    /// Fixes the shares that would lose more than `spare` by moving to the next that can be awarded: |d_j| times the way.
    /// Returns the bounds of before.
    mutating func tighten(spare: Double) -> [Bounds] {
        guard spare.isFinite else { return [] }
        var before: [Bounds] = []
        for column in columns where relaxation.isNonbasic(column) && !isFixed(column) {
            guard abs(relaxation.reducedGain(column)) * distance(column) > spare else { continue }
            before.append(bounds(column))
            if relaxation.values[column] == relaxation.low[column] {
                relaxation.high[column] = relaxation.low[column]
            } else {
                relaxation.low[column] = relaxation.high[column]
            }
        }
        return before
    }

    mutating func widen(_ before: [Bounds]) { for bounds in before.reversed() { set(bounds) } }

    /// How far a nonbasic share has to go to the next one that can be awarded.
    private func distance(_ column: Int) -> Double {
        let candidate = candidate(column)
        let amount = candidate.neighbours(of: relaxation.values[column]).below
        if relaxation.values[column] == relaxation.low[column] {
            return amount == 0 ? candidate.share(candidate.smallest) : candidate.share(candidate.step)
        }
        return amount <= candidate.smallest ? candidate.share(amount) : candidate.share(candidate.step)
    }

    /// Takes the candidates that are decided at the root out of the search. False when nothing is left to look for.
    mutating func setAside(spare: Double) -> Bool {
        _ = tighten(spare: spare)
        let kept = columns.filter { !isFixed($0) || !relaxation.isNonbasic($0) }
        guard kept.count < numbers.count else { return true }
        let stays = Set(kept)
        for column in columns where !stays.contains(column) {
            let amount = candidate(column).neighbours(of: relaxation.low[column]).below
            amounts[numbers[column]] = amount
            settled.change(candidate(column), from: 0, to: amount)
        }
        keep(kept)
        return relaxation.solve()
    }

    private mutating func keep(_ kept: [Int]) {
        let shares = amounts.indices.map { problem.candidates[$0].share(amounts[$0]) }
        settledScore = amounts.indices.reduce(0) { $0 + shares[$1] * Double(problem.candidates[$1].score) }
        relaxation = Relaxation(
            relaxation.rows.keeping(kept, shares: shares), gains: kept.map { relaxation.gains[$0] },
            low: kept.map { relaxation.low[$0] }, high: kept.map { relaxation.high[$0] })
        numbers = kept
    }
}

// MARK: - Branching

extension OpenCandidates {
    /// A candidate to branch on and the amounts on its two sides.
    struct Branch {
        var column: Int
        var below: Int
        var above: Int
    }

    /// The share whose two neighbours are worth most apart; nil when all shares are ones that can be awarded.
    func fractional() -> Branch? {
        var found: Branch?
        var farthest = 0.0
        for column in columns where !isFixed(column) {
            let (candidate, share) = (candidate(column), relaxation.values[column])
            let next = candidate.neighbours(of: share)
            if next.below == next.above { continue }
            let way = min(share - candidate.share(next.below), candidate.share(next.above) - share)
            let gain = way * Double(candidate.score)
            guard found == nil || gain > farthest else { continue }
            (found, farthest) = (Branch(column: column, below: next.below, above: next.above), gain)
        }
        return found
    }

    /// A candidate to branch on because of a rule that the shares break as awards; nil when there is none.
    func branch(against breach: Breach) -> Branch? {
        let column = columns.first { column in
            guard !isFixed(column) else { return false }
            guard case .awards(let theme) = breach else { return true }
            return relaxation.low[column] == 0 && candidate(column).themes.contains(theme)
        }
        return column.map { column in
            let candidate = candidate(column)
            if relaxation.low[column] == 0 { return Branch(column: column, below: 0, above: candidate.smallest) }
            let low = candidate.neighbours(of: relaxation.low[column]).above
            return Branch(column: column, below: low, above: low + candidate.step)
        }
    }

    /// The candidate about which it is the least decided whether it is funded at all.
    func undecided() -> Branch? {
        columns.filter { relaxation.low[$0] == 0 && relaxation.high[$0] > 0 }
            .min { abs(relaxation.reducedGain($0)) < abs(relaxation.reducedGain($1)) }
            .map { Branch(column: $0, below: 0, above: candidate($0).smallest) }
    }
}

// MARK: - Awards

extension OpenCandidates {
    /// Amounts for the open candidates, and what they come to with those set aside.
    struct Draft {
        var amounts: [Int]
        var totals: Totals
    }

    /// The shares as amounts, each taken down to one that can be awarded.
    func lowered() -> Draft {
        draft { candidate($0).neighbours(of: relaxation.values[$0]).below }
    }

    private func draft(_ amount: (Int) -> Int) -> Draft {
        var draft = Draft(amounts: columns.map(amount), totals: settled)
        for column in columns { draft.totals.change(candidate(column), from: 0, to: draft.amounts[column]) }
        return draft
    }

    /// The amounts of all candidates.
    func awards(_ draft: Draft) -> Awards {
        var awards = Awards(amounts: amounts)
        for (column, number) in numbers.enumerated() { awards.amounts[number] = draft.amounts[column] }
        return awards
    }

    /// Makes awards of the relaxed shares: those below what can be awarded go down, and what is left of the pot goes
    /// where the reduced gains are best, themes that lack something first.
    func rounded() -> Draft {
        var draft = draft { column in
            let (candidate, low) = (candidate(column), relaxation.low[column])
            let amount = candidate.neighbours(of: relaxation.values[column]).below
            return amount == 0 && low > 0 ? candidate.neighbours(of: low).above : amount
        }
        let gains = columns.map { relaxation.reducedGain($0) }
        let order = columns.filter { relaxation.high[$0] > relaxation.values[$0] }
            .sorted { (gains[$0], $1) > (gains[$1], $0) }
        for onlyLacking in [true, false] {
            for column in order { raise(column, &draft, onlyLacking: onlyLacking) }
        }
        return draft
    }

    private func raise(_ column: Int, _ draft: inout Draft, onlyLacking: Bool) {
        let candidate = candidate(column)
        if onlyLacking {
            guard candidate.themes.contains(where: { draft.totals.lacks($0, problem) }) else { return }
        } else if candidate.score <= 0 {
            return
        }
        let old = draft.amounts[column]
        let room = draft.totals.room(for: candidate, in: problem, counts: old == 0) + old
        let amount = candidate.amount(upTo: min(room, candidate.neighbours(of: relaxation.high[column]).below))
        guard amount > old else { return }
        draft.amounts[column] = amount
        draft.totals.change(candidate, from: old, to: amount)
    }
}
