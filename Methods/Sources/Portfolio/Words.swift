extension Request {
    /// An amount in the units of the file.
    public func money(_ amount: Int) -> Double { Double(amount) / Double(unit) }

    /// A score in points.
    public func points(_ score: Int) -> Double { Double(score) / 1_000_000 }

    /// An amount as it is said: 12,500 or 12,500.50.
    public func said(_ amount: Int) -> String {
        let whole = String(amount / unit)
        let grouped = whole.enumerated().reduce(into: "") { text, next in
            if next.offset > 0, (whole.count - next.offset) % 3 == 0 { text += "," }
            text.append(next.element)
        }
        guard amount % unit > 0 else { return grouped }
        let rest = String(amount % unit)
        return grouped + "." + String(repeating: "0", count: String(unit).count - 1 - rest.count) + rest
    }

    /// Why there are no awards: “These rules cannot hold together: the pot of 10,000; at least 2 awards in “Health”.”
    public func sentence(_ conflict: Infeasible) -> String {
        let rules = conflict.rules.map(said)
        if rules.count == 1 { return "This rule cannot be kept: \(rules[0])." }
        return "These rules cannot hold together: " + rules.joined(separator: "; ") + "."
    }

    private func said(_ rule: Infeasible.Rule) -> String {
        switch rule {
        case .pot: "the pot of \(said(problem.pot))"
        case .leastAwards(let theme):
            "at least \(counted(problem.themes[theme].awards.lowerBound)) in “\(problem.themes[theme].name)”"
        case .mostAwards(let theme):
            "at most \(counted(problem.themes[theme].awards.upperBound)) in “\(problem.themes[theme].name)”"
        case .leastAmount(let theme):
            "at least \(said(problem.themes[theme].amount.lowerBound)) for “\(problem.themes[theme].name)”"
        case .mostAmount(let theme):
            "at most \(said(problem.themes[theme].amount.upperBound)) for “\(problem.themes[theme].name)”"
        case .funded(let candidate): "“\(names[candidate])” is funded"
        }
    }

    private func counted(_ awards: Int) -> String { awards == 1 ? "1 award" : "\(awards) awards" }
}
