import Names

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
    /// Cost: O(rows).
    static func people(_ joins: [Join], limit: Int? = nil) -> [Export.Person] {
        var groups: [Group] = []
        var byAddress: [String: [Int]] = [:]
        var byName: [String: [Int]] = [:]
        for join in joins {
            let sign = Sign(join.person)
            let candidates = (sign.address.flatMap { byAddress[$0] } ?? []) + sign.names.flatMap { byName[$0] ?? [] }
            let found = candidates.last { groups[$0].fits(join, sign) }
            let group = found ?? groups.count
            if found == nil { groups.append(Group()) }
            groups[group].add(join, sign)
            if let address = sign.address { remember(group, under: address, in: &byAddress) }
            for name in sign.names { remember(group, under: name, in: &byName) }
        }
        return groups.map { merged($0.joins, limit: limit) }
    }

    /// Only the latest few groups of one name or address are kept in mind: a hundred telephones called "iPhone" must
    /// not make a file slow.
    private static func remember(_ group: Int, under key: String, in index: inout [String: [Int]]) {
        if index[key, default: []].contains(group) { return }
        index[key, default: []].append(group)
        if index[key, default: []].count > 32 { index[key]?.removeFirst() }
    }

    /// What a row is recognised by.
    private struct Sign {
        var address: String?
        /// The name, and the name before it was changed if that one is fuller: `Ann (Ann Lee)` is Ann Lee too, but
        /// somebody who borrowed her account is not.
        var names: [String]
        var shownName: String?
        var isDevice: Bool

        init(_ person: Export.Person) {
            address = person.comparableEmail
            shownName = person.name
            isDevice = person.name.map(ShownName.isDevice) ?? true
            names = [Words.key(person.name ?? "")]
            if let other = person.otherName, !isDevice, other.contains(" "), agree(other, person.name) {
                names.append(Words.key(other))
            }
            names.removeAll(where: \.isEmpty)
        }
    }

    private struct Group {
        var joins: [Join] = []
        private var addresses: Set<String> = []
        private var names: [String: String] = [:]
        private var hull: Range<Int>?

        mutating func add(_ join: Join, _ sign: Sign) {
            joins.append(join)
            if let address = sign.address { addresses.insert(address) }
            for name in sign.names { names[name] = sign.shownName ?? "" }
            guard let span = join.span else { return }
            hull = hull.map { min($0.lowerBound, span.lowerBound)..<max($0.upperBound, span.upperBound) } ?? span
        }

        func fits(_ join: Join, _ sign: Sign) -> Bool {
            if let address = sign.address {
                if addresses.contains(address) { return names.values.allSatisfy { agree($0, sign.shownName) } }
                if !addresses.isEmpty { return false }
            }
            guard sign.names.contains(where: names.keys.contains) else { return false }
            return !sign.isDevice || !overlaps(join.span)
        }

        /// Without times, two devices that call themselves alike are two.
        private func overlaps(_ span: Range<Int>?) -> Bool {
            guard let hull, let span else { return true }
            return hull.overlaps(span)
        }
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
        person.mail = people.contains { $0.mail == .never } ? .never : people.first { $0.mail == .ask }?.mail ?? .unsaid
        person.thing = person.name.flatMap(Things.thing)
        var asked: Set<Export.Ask.Topic> = []
        person.asks = people.flatMap(\.asks).filter { asked.insert($0.topic).inserted }
        var addresses: Set<String> = Set([person.comparableEmail].compactMap(\.self))
        person.otherEmails = people.flatMap { [$0.email].compactMap(\.self) + $0.otherEmails }.filter {
            addresses.insert(EmailAddress($0)?.text ?? $0).inserted
        }
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
