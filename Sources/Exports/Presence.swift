/// One stretch of presence, as one row of a report gives it.
struct Join {
    var person: Export.Person
    /// Seconds by the file's clock; nil when the report gives no times.
    var span: Range<Int>?
    /// What the report itself says, in seconds.
    var reported: Int?
    /// True when the shown name has an address in brackets, as Zoom shows the host.
    var showsAddress = false
}

/// Several joins of one person made one.
enum Presence {
    /// One entry for each person, in the order of their first rows.
    ///
    /// Rows belong together when they share an address and their names do not contradict each other, or share a name
    /// and their addresses do not contradict each other. Two people behind one address stay two; two devices that call
    /// themselves alike at the same time stay two. Minutes are counted once where joins overlap, and never exceed
    /// `limit`, the length of the meeting in minutes, where rows give totals without times.
    ///
    /// Cost: O(rows), but for rows that share an address or a name.
    static func people(_ joins: [Join], limit: Int? = nil) -> [Export.Person] {
        var groups: [[Join]] = []
        var byAddress: [String: [Int]] = [:]
        var byName: [String: [Int]] = [:]
        for join in joins {
            let address = join.person.email.map(Address.comparable)
            let name = Words.key(join.person.name ?? "")
            let candidates = (address.flatMap { byAddress[$0] } ?? []) + (byName[name] ?? [])
            let found = candidates.first { belongs(join, to: groups[$0]) }
            if let found { groups[found].append(join) } else { groups.append([join]) }
            let group = found ?? groups.count - 1
            if let address, byAddress[address]?.contains(group) != true {
                byAddress[address, default: []].append(group)
            }
            if !name.isEmpty, byName[name]?.contains(group) != true { byName[name, default: []].append(group) }
        }
        return groups.map { merged($0, limit: limit) }
    }

    private static func belongs(_ join: Join, to group: [Join]) -> Bool {
        let person = join.person
        let addresses = Set(group.compactMap { $0.person.email.map(Address.comparable) })
        if let address = person.email.map(Address.comparable) {
            if addresses.contains(address) { return group.allSatisfy { agree($0.person.name, person.name) } }
            if !addresses.isEmpty { return false }
        }
        let name = Words.key(person.name ?? "")
        guard !name.isEmpty, group.contains(where: { Words.key($0.person.name ?? "") == name }) else { return false }
        return !ShownName.isDevice(person.name ?? "") || !group.contains { overlap($0.span, join.span) }
    }

    private static func overlap(_ one: Range<Int>?, _ other: Range<Int>?) -> Bool {
        guard let one, let other else { return true }
        return one.overlaps(other)
    }

    /// True when both names can be one person's: one is missing or a device's, or one has all the words of the other
    /// (an initial stands for a word).
    static func agree(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other, !ShownName.isDevice(one), !ShownName.isDevice(other) else { return true }
        let first = Words.key(one).split(separator: " ")
        let second = Words.key(other).split(separator: " ")
        let (fewer, more) = first.count <= second.count ? (first, second) : (second, first)
        return fewer.allSatisfy { word in
            more.contains { $0 == word || $0.count == 1 && word.hasPrefix($0) || word.count == 1 && $0.hasPrefix(word) }
        }
    }

    private static func merged(_ group: [Join], limit: Int?) -> Export.Person {
        var person = group[0].person
        let people = group.map(\.person)
        person.lines = people.flatMap(\.lines).sorted()
        person.line = person.lines.first ?? person.line
        person.email = people.lazy.compactMap(\.email).first
        person.name = people.lazy.compactMap(\.name).first { !ShownName.isDevice($0) } ?? person.name
        person.otherName = person.otherName ?? people.lazy.compactMap(\.name).first { $0 != person.name }
        person.organisation = people.lazy.compactMap(\.organisation).first
        person.role = people.lazy.compactMap(\.role).first
        person.time = people.compactMap(\.time).min()
        person.status = strongest(people.map(\.status))
        person.answers = people.lazy.map(\.answers).first { !$0.isEmpty } ?? []
        person.minutes = minutes(group, limit: limit)
        return person
    }

    /// Whoever hosted in one of the rows is the host; whoever came once has come.
    private static func strongest(_ statuses: [Export.Status]) -> Export.Status {
        let order: [Export.Status] = [.host, .attended, .absent, .cancelled]
        return order.first(where: statuses.contains) ?? statuses[0]
    }

    /// A stretch that no other overlaps counts as the report says; stretches that overlap count from the first join to
    /// the last leaving.
    private static func minutes(_ group: [Join], limit: Int?) -> Int? {
        var total = group.lazy.filter { $0.span == nil }.compactMap(\.reported).reduce(0, +)
        if let limit, total > 0 { total = min(total, max(limit * 60, group.compactMap(\.reported).max() ?? 0)) }
        var stretch: (span: Range<Int>, reported: Int?)?
        for join in group.filter({ $0.span != nil }).sorted(by: { start($0) < start($1) }) {
            guard let span = join.span else { continue }
            if let open = stretch, span.lowerBound < open.span.upperBound {
                stretch = (open.span.lowerBound..<max(open.span.upperBound, span.upperBound), nil)
            } else {
                total += stretch.map { $0.reported ?? $0.span.count } ?? 0
                stretch = (span, join.reported)
            }
        }
        total += stretch.map { $0.reported ?? $0.span.count } ?? 0
        return group.allSatisfy { $0.span == nil && $0.reported == nil } ? nil : Length.minutes(total)
    }

    private static func start(_ join: Join) -> Int { join.span?.lowerBound ?? 0 }
}
