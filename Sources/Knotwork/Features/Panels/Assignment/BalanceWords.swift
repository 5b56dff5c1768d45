import Assignment
import Markup

extension Assignment.Infeasible {
    /// Why the applications of a round cannot be spread as the team wished: which are short of people, and who there is.
    func words(applications references: [String], people names: [String]) -> String {
        guard kind == .items else { return sentence(items: references, reviewers: names) }
        let short = items.map { references[$0] }
        let able = reviewers.map { names[$0] }
        let (it, between) = short.count == 1 ? ("it", "") : ("them", " between them")
        let verb = short.count == 1 ? "needs" : "need"
        let need = "\(Self.list(short)) \(verb) \(Number.count(needed, "more person", "more people"))\(between)"
        if able.isEmpty { return "\(need), but nobody may be given \(it)." }
        let times = short.count == 1 ? "" : ", \(Number.count(available, "time", "times")) in all"
        return "\(need), but only \(Self.list(able)) may be given \(it)\(times)."
    }

    /// “EOI-0001, EOI-0004 and EOI-0007”; of many only the first.
    private static func list(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        if names.count > 6 { return names.prefix(5).joined(separator: ", ") + " and \(names.count - 5) more" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
