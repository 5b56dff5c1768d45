extension Assignment.Infeasible {
    /// The reason in words, such as “The items 3, 7 and 9 need 9 reviews in all, but have only Ann and Bo, who can
    /// take 6 of them.”
    public func sentence(items itemNames: [String], reviewers reviewerNames: [String]) -> String {
        let items = items.map { itemNames[$0] }
        let people = reviewers.map { reviewerNames[$0] }
        switch kind {
        case .items:
            let who = Self.counted(items, all: itemNames.count, one: "Item", many: "Items", verb: "s")
            if reviewers.isEmpty {
                return
                    "\(who) \(needed) review\(needed == 1 ? "" : "s"), but no reviewer is open to \(items.count == 1 ? "it" : "them")."
            }
            if items.count == 1, available == people.count {
                return "\(who) \(needed) reviews, but has only \(Self.list(people))."
            }
            if people.count == reviewerNames.count {
                return "\(who) \(needed) reviews in all, but all \(people.count) reviewers together can take only "
                    + "\(available) of them."
            }
            return
                "\(who) \(needed) reviews in all, but \(items.count == 1 ? "has" : "have") only \(Self.list(people)), "
                + "who can take \(available) of them."
        case .reviewers:
            let who = Self.list(people)
            let most =
                items.count == itemNames.count
                ? "all \(items.count) items together"
                : "the \(items.count) items open to \(people.count == 1 ? "this reviewer" : "them")"
            return "\(who) must have at least \(needed) reviews\(people.count == 1 ? "" : " in all"), but "
                + "\(most) can give only \(available)."
        }
    }

    /// What may help.
    public var remedy: String {
        switch kind {
        case .items: "Open one more reviewer to one of these items, raise a greatest load, or ask for fewer reviews."
        case .reviewers: "Lower a least load, or open more items to these reviewers."
        }
    }

    private static func counted(_ names: [String], all: Int, one: String, many: String, verb: String) -> String {
        if names.count == 1 { return "\(one) \(names[0]) need\(verb)" }
        if names.count == all { return "All \(all) items together need" }
        return "\(many) \(list(names)) need"
    }

    /// “Ann, Bo and Cy”; of many only the first.
    static func list(_ names: [String]) -> String {
        let shown = names.count > 12 ? Array(names.prefix(10)) + ["\(names.count - 10) more"] : names
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "nobody" }
        return shown.dropLast().joined(separator: ", ") + " and " + last
    }
}
