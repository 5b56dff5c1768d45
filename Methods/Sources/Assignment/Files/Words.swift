extension Infeasible {
    /// The reason in words, such as “Items 3, 7 and 9 need 9 reviews in all, but have only Ann and Bo, who can take 6
    /// of them.”
    public func sentence(items itemNames: [String], reviewers reviewerNames: [String]) -> String {
        let items = items.map { itemNames[$0] }
        let people = reviewers.map { reviewerNames[$0] }
        return kind == .items
            ? shortItems(
                items, people, hasAllItems: items.count == itemNames.count, hasAll: people.count == reviewerNames.count)
            : shortReviewers(
                items, people, hasAllItems: items.count == itemNames.count, hasAll: people.count == reviewerNames.count)
    }

    private func shortItems(_ items: [String], _ people: [String], hasAllItems: Bool, hasAll: Bool) -> String {
        let isOne = items.count == 1
        var who = isOne ? "Item \(items[0]) needs" : "Items \(Self.list(items)) need"
        if hasAllItems, !isOne { who = "All \(items.count) items together need" }
        let need = "\(who) \(needed) review\(needed == 1 ? "" : "s")\(isOne || hasAllItems ? "" : " in all")"
        if people.isEmpty { return "\(need), but no reviewer is open to \(isOne ? "it" : "them")." }
        if hasAll, people.count > 1 {
            return "\(need), but all \(people.count) reviewers together can take only \(available) of them."
        }
        let have = "\(need), but \(isOne ? "has" : "have") only \(Self.list(people))"
        return isOne && available == people.count ? have + "." : "\(have), who can take \(available) of them."
    }

    private func shortReviewers(_ items: [String], _ people: [String], hasAllItems: Bool, hasAll: Bool) -> String {
        let isOne = people.count == 1
        let who = hasAll && !isOne ? "All \(people.count) reviewers together" : Self.list(people)
        let need = "\(who) must have at least \(needed) reviews\(isOne || hasAll ? "" : " in all")"
        let open = isOne ? "this reviewer" : "them"
        if items.isEmpty { return "\(need), but no item is open to \(open)." }
        let give = hasAllItems ? "all \(items.count) items together" : "the \(items.count) items open to \(open)"
        return "\(need), but \(give) can give only \(available)."
    }

    /// What may help.
    public var remedy: String {
        switch kind {
        case .items: "Open one more reviewer to one of these items, raise a greatest load, or ask for fewer reviews."
        case .reviewers: "Lower a least load, or open more items to these reviewers."
        }
    }

    /// “Ann, Bo and Cy”; of many only the first.
    static func list(_ names: [String]) -> String {
        let shown = names.count > 12 ? Array(names.prefix(10)) + ["\(names.count - 10) more"] : names
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "nobody" }
        return shown.dropLast().joined(separator: ", ") + " and " + last
    }
}
