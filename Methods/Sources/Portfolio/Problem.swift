/// One candidate for an award. Amounts are whole numbers of the smallest unit of money, scores of a millionth of
/// a point.
public struct Candidate: Sendable, Hashable {
    /// What the whole award counts, in millionths of a point; of any sign.
    public var score: Int
    /// The whole award.
    public var asks: Int
    /// The smallest part that is of use; the same as `asks` when only the whole is.
    public var least: Int
    /// Parts go down from the whole by this much at a time.
    public var step: Int
    /// The themes that the award counts for, ascending.
    public var themes: [Int]
    /// Decided already: true is funded, with `least` at least; false is not.
    public var isFunded: Bool?

    /// - Parameters:
    ///   - score: in millionths of a point.
    ///   - asks: more than 0, in the smallest unit of money, like `least` and `step`.
    ///   - least: from 1 to `asks`; nil when only the whole is of use.
    ///   - step: more than 0.
    ///   - themes: numbers of `Problem.themes`, ascending.
    ///   - isFunded: nil where nothing is decided.
    public init(
        score: Int, asks: Int, least: Int? = nil, step: Int = 1, themes: [Int] = [], isFunded: Bool? = nil
    ) {
        precondition(asks > 0 && step > 0 && (least ?? asks) > 0 && (least ?? asks) <= asks)
        self.score = score
        self.asks = asks
        self.least = least ?? asks
        self.step = step
        self.themes = themes
        self.isFunded = isFunded
    }

    /// How many parts there are beside the whole.
    var parts: Int { (asks - least) / step }

    /// The smallest amount that can be awarded.
    var smallest: Int { asks - parts * step }

    /// What an award of this amount counts.
    public func score(of amount: Int) -> Int {
        let (high, low) = score.multipliedFullWidth(by: amount)
        return asks.dividingFullWidth((high, low)).quotient
    }

    /// Whether the amount is one that can be awarded; 0 is none.
    public func allows(_ amount: Int) -> Bool {
        if amount == 0 { return isFunded != true }
        return isFunded != false && amount >= smallest && amount <= asks && (asks - amount) % step == 0
    }
}

/// What holds for the awards of one theme.
public struct Theme: Sendable, Hashable {
    /// The name, for what is said about it.
    public var name: String
    /// How many awards it gets, whole or part.
    public var awards: ClosedRange<Int>
    /// How much money it gets.
    public var amount: ClosedRange<Int>

    /// A theme without bounds, unless said otherwise; `amount` is in the smallest unit of money.
    public init(
        _ name: String, awards: ClosedRange<Int> = 0...Int(Int32.max), amount: ClosedRange<Int> = 0...(1 << 60)
    ) {
        self.name = name
        self.awards = awards
        self.amount = amount
    }
}

/// What is asked.
public struct Problem: Sendable, Hashable {
    /// All the money there is, in the smallest unit.
    public var pot: Int
    /// The themes, by number.
    public var themes: [Theme]
    /// The candidates, by number.
    public var candidates: [Candidate]

    public init(pot: Int, themes: [Theme] = [], candidates: [Candidate]) {
        self.pot = pot
        self.themes = themes
        self.candidates = candidates
    }
}

/// The amount that each candidate gets, 0 for none.
public struct Awards: Sendable, Hashable {
    /// By candidate, the amount; 0 for none.
    public var amounts: [Int]

    public init(amounts: [Int]) { self.amounts = amounts }

    /// What all awards come to.
    public var spent: Int { amounts.reduce(0, +) }

    /// What all awards count.
    public func score(in problem: Problem) -> Int {
        zip(problem.candidates, amounts).reduce(0) { $0 + $1.0.score(of: $1.1) }
    }

    /// Which candidates are funded, whole or in part.
    public var funded: [Bool] { amounts.map { $0 > 0 } }
}

/// An optimum, or the best that was found in the time given.
public struct Solution: Sendable, Hashable {
    /// The best set that was found.
    public var awards: Awards
    /// What it counts, in millionths of a point.
    public var score: Int
    /// No set can score more than this. When it equals `score`, the optimum is proved.
    public var bound: Int
    /// What one more unit of money is worth, in score, at the optimum of the relaxation.
    public var worthOfMoney: Double
    /// How many sets of decisions were looked at.
    public var nodes: Int

    /// Whether no set scores more.
    public var isProven: Bool { bound <= score }
}

/// No awards keep all the rules. `rules` is a smallest part of them that cannot hold together: without any one
/// of them there would be awards that keep the others.
public struct Infeasible: Error, Sendable, Hashable {
    /// A rule that can be given up.
    public enum Rule: Sendable, Hashable {
        case pot
        case leastAwards(theme: Int)
        case mostAwards(theme: Int)
        case leastAmount(theme: Int)
        case mostAmount(theme: Int)
        /// The candidate is decided to be funded.
        case funded(candidate: Int)
    }

    /// The rules that cannot hold together.
    public var rules: [Rule]
}

extension Awards {
    /// Which rules the awards break, in words; empty when they keep all. Independent of how they were found.
    public func violations(of problem: Problem) -> [String] {
        guard amounts.count == problem.candidates.count else { return ["There are \(amounts.count) amounts."] }
        var found: [String] = []
        for (number, candidate) in problem.candidates.enumerated() where !candidate.allows(amounts[number]) {
            found.append("Candidate \(number) cannot get \(amounts[number]).")
        }
        if spent > problem.pot { found.append("The awards come to \(spent), the pot is \(problem.pot).") }
        for (number, theme) in problem.themes.enumerated() {
            let members = amounts.indices.filter { problem.candidates[$0].themes.contains(number) }
            let awards = members.count { amounts[$0] > 0 }
            let amount = members.reduce(0) { $0 + amounts[$1] }
            if !theme.awards.contains(awards) { found.append("“\(theme.name)” has \(awards) awards.") }
            if !theme.amount.contains(amount) { found.append("“\(theme.name)” has an amount of \(amount).") }
        }
        return found
    }
}
