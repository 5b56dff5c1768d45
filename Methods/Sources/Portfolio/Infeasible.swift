import Support

/// A smallest set of rules that cannot hold together: rule after rule is left out, and stays out when there are
/// still no awards without it (the deletion filter of Chinneck and Dravnieks 1991).
func infeasible(_ problem: Problem, _ checkpoint: Checkpoint) throws -> Infeasible {
    var rules = problem.rules
    for rule in rules {
        let fewer = rules.filter { $0 != rule }
        var search = Search(problem.keeping(fewer), SearchLimits(stopsAtFirst: true), checkpoint)
        try search.run()
        if search.best == nil { rules = fewer }
    }
    return Infeasible(rules: rules)
}

extension Problem {
    typealias Rule = Infeasible.Rule

    /// All rules that could be in anyone's way, those that are easiest to give up last.
    fileprivate var rules: [Rule] {
        var rules: [Rule] = []
        for (number, theme) in themes.enumerated() {
            if theme.awards.upperBound < candidates.count { rules.append(.mostAwards(theme: number)) }
            if theme.amount.upperBound < candidates.reduce(0, { $0 + $1.asks }) {
                rules.append(.mostAmount(theme: number))
            }
            if theme.awards.lowerBound > 0 { rules.append(.leastAwards(theme: number)) }
            if theme.amount.lowerBound > 0 { rules.append(.leastAmount(theme: number)) }
        }
        for (number, candidate) in candidates.enumerated() where candidate.isFunded == true {
            rules.append(.funded(candidate: number))
        }
        return rules + [.pot]
    }

    /// The problem with only some of its rules.
    func keeping(_ rules: [Rule]) -> Problem {
        var problem = self
        let rules = Set(rules)
        let all = candidates.reduce(0) { $0 + $1.asks }
        if !rules.contains(.pot) { problem.pot = max(pot, all) }
        for (number, theme) in themes.enumerated() {
            let few = rules.contains(.leastAwards(theme: number)) ? theme.awards.lowerBound : 0
            let many = rules.contains(.mostAwards(theme: number)) ? theme.awards.upperBound : .max
            let little = rules.contains(.leastAmount(theme: number)) ? theme.amount.lowerBound : 0
            let much = rules.contains(.mostAmount(theme: number)) ? theme.amount.upperBound : 1 << 60
            problem.themes[number].awards = few...max(few, many)
            problem.themes[number].amount = little...max(little, much)
        }
        for (number, candidate) in candidates.enumerated()
        where candidate.isFunded == true && !rules.contains(.funded(candidate: number)) {
            problem.candidates[number].isFunded = nil
        }
        return problem
    }
}
