/// What awards come to so far, kept as they are added and taken away.
struct Totals: Sendable {
    var spent = 0
    var score = 0
    var awards: [Int]
    var amounts: [Int]

    init(_ problem: Problem) {
        awards = Array(repeating: 0, count: problem.themes.count)
        amounts = awards
    }

    mutating func change(_ candidate: Candidate, from old: Int, to new: Int) {
        guard old != new else { return }
        spent += new - old
        score += candidate.score(of: new) - candidate.score(of: old)
        for theme in candidate.themes {
            awards[theme] += (new > 0 ? 1 : 0) - (old > 0 ? 1 : 0)
            amounts[theme] += new - old
        }
    }

    /// The first rule that is broken; nil when all are kept.
    func broken(_ problem: Problem) -> Breach? {
        if spent > problem.pot { return .pot }
        for (number, theme) in problem.themes.enumerated() {
            if !theme.awards.contains(awards[number]) { return .awards(number) }
            if !theme.amount.contains(amounts[number]) { return .amount(number) }
        }
        return nil
    }

    /// Whether a theme still needs awards.
    func lacks(_ theme: Int, _ problem: Problem) -> Bool {
        awards[theme] < problem.themes[theme].awards.lowerBound
            || amounts[theme] < problem.themes[theme].amount.lowerBound
    }

    /// The greatest amount for this candidate, which has none now, that breaks no upper bound.
    func room(for candidate: Candidate, in problem: Problem, counts: Bool) -> Int {
        var room = problem.pot - spent
        for theme in candidate.themes {
            if counts, awards[theme] >= problem.themes[theme].awards.upperBound { return 0 }
            room = min(room, problem.themes[theme].amount.upperBound - amounts[theme])
        }
        return room
    }
}

enum Breach: Sendable {
    case pot
    case awards(Int)
    case amount(Int)
}

extension Candidate {
    /// Two amounts that can be awarded, with none between them.
    struct Neighbours {
        var below: Int
        var above: Int
    }

    /// The greatest amount up to `limit` that can be awarded, 0 when none can.
    func amount(upTo limit: Int) -> Int {
        guard limit < asks else { return asks }
        let steps = (asks - limit + step - 1) / step
        return steps <= parts ? asks - steps * step : 0
    }

    /// The amounts next to a share: the greatest that is not above and the least that is not below, 0 included. They
    /// are equal when the share is itself one that can be awarded.
    func neighbours(of share: Double) -> Neighbours {
        if share < 1e-9 { return Neighbours(below: 0, above: 0) }
        let steps = (1 - share) * Double(asks) / Double(step)
        let nearest = steps.rounded()
        if abs(steps - nearest) < 1e-6, nearest <= Double(parts) {
            let amount = asks - Int(nearest) * step
            return Neighbours(below: amount, above: amount)
        }
        guard steps < Double(parts) else { return Neighbours(below: 0, above: smallest) }
        return Neighbours(below: asks - (Int(steps) + 1) * step, above: asks - Int(steps) * step)
    }

    func share(_ amount: Int) -> Double { Double(amount) / Double(asks) }
}
